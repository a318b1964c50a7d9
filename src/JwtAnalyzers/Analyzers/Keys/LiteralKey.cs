using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>A literal that is a key.</summary>
internal sealed record LiteralKey(LiteralKeyPart Literal, KeyUse Use, ImmutableHashSet<string> Decodings) : KeyDefect(Literal.Syntax, Use)
{
    private const string LiteralKeyName = "key";
    private const string InBase64 = "base64";
    private const string KeysOfFileName = "keys";

    /// <summary>The bytes of the key, where it is a symmetric one.</summary>
    public byte[]? Bytes => SecretLiteral.BytesOf(Literal, Use.Form, Decodings);

    /// <param name="keysOfFile">What <see cref="Numbered"/> says of the keys of the file.</param>
    public ImmutableDictionary<string, string?> ToProperties(string? keysOfFile)
    {
        // It is to be repaired in the other project.
        if (Literal.Constant is not null)
            return ImmutableDictionary<string, string?>.Empty;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(
            LiteralKeyName, Decodings.Contains("FromBase64String") ? InBase64 : "text");
        return keysOfFile is null ? properties : properties.Add(KeysOfFileName, keysOfFile);
    }

    /// <summary>
    /// Where the keys of a file are, each with a number that is the same for the same key: a fix must not read two keys by one name.
    /// <see langword="null"/> where there are no two. The secrets themselves never travel.
    /// </summary>
    public static string? Numbered(IEnumerable<LiteralKey> keys)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var key in keys)
        {
            var value = key.Value;
            if (!numbers.TryGetValue(value, out var number))
                numbers[value] = number = numbers.Count;
            text.AppendFormat(CultureInfo.InvariantCulture, "{0} {1} {2};", key.Place.Span.Start, key.Place.Span.Length, number);
        }

        return numbers.Count > 1 ? text.ToString() : null;
    }

    /// <summary>
    /// Where the keys of the file are that a diagnostic is reported in, each with its number; none where there are no two.
    /// </summary>
    public static IEnumerable<(TextSpan Place, int Number)> KeysOfFileAt(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(KeysOfFileName, out var keys) && keys is not null
            ? keys.Split([';'], StringSplitOptions.RemoveEmptyEntries)
                .Select(key => key.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList())
                .Select(numbers => (new TextSpan(numbers[0], numbers[1]), numbers[2]))
            : [];

    /// <summary>Whether a diagnostic is about such a key.</summary>
    public static bool IsAt(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(LiteralKeyName);

    /// <summary>Whether the code decodes the literal from base64.</summary>
    public static bool IsInBase64At(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(LiteralKeyName, out var form) && form == InBase64;

    /// <summary>What two literals share that are the same key.</summary>
    private string Value => (Bytes ?? Literal.Bytes) is { } bytes ? Convert.ToBase64String(bytes) : $"text {Literal.Text}";
}
