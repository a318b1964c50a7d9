using System.Collections.Immutable;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>How a setting that holds a key is read.</summary>
/// <param name="Use">The first place that makes a key of it; <see langword="null"/> where only its name tells.</param>
/// <param name="Decodings">How its text becomes bytes, other than by an encoding.</param>
internal sealed record KeySetting(KeyUse? Use, ImmutableHashSet<string> Decodings)
{
    private static readonly KeySetting Conventional = new(null, ImmutableHashSet<string>.Empty);

    // ASP.NET Core decodes it itself (JwtBearerConfigureOptions).
    private static readonly KeySetting OfScheme = new(null, ImmutableHashSet.Create("FromBase64String"));

    private KeyForm Form => Use?.Form ?? KeyForm.Secret;

    /// <summary>The bytes of the symmetric key that is made of an entry's text, as far as that can be told.</summary>
    public byte[]? BytesOf(SettingsEntry entry) => SecretLiteral.BytesOf(entry.Text, null, Form, Decodings);

    /// <summary>The setting that an entry of a configuration file gives a value, if it is a key and the value a secret.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="read">The settings that the compilation makes keys of, by path.</param>
    public static KeySetting? Of(SettingsEntry entry, IReadOnlyDictionary<string, KeySetting> read)
    {
        if (entry.Value.Kind is not Validation.Json.JsonKind.String || Placeholder.IsMarked(entry.Text) || Placeholder.IsWord(entry.Text))
            return null;
        var setting = entry.Section.Depth == 6 && IsOfScheme(entry.Parts) ? OfScheme
            : read.TryGetValue(entry.Path, out var known) || ListOf(entry) is { } list && read.TryGetValue(list, out known) ? known
            : ConventionalKeys.Contains(entry) && ConventionalKeys.MayBeKey(entry.Text) ? Conventional
            : null;
        return setting is not null && SecretLiteral.IsSecret(entry.Text, null, setting.Form) && !SecretLiteral.IsPublicKey(entry.Text)
            ? setting
            : null;
    }

    /// <summary>The path of the list that an entry stands in.</summary>
    private static string? ListOf(SettingsEntry entry) =>
        entry.Path.LastIndexOf(':') is > 0 and var end && entry.Path.Skip(end + 1).All(char.IsDigit) ? entry.Path.Substring(0, end) : null;

    /// <summary><c>Authentication:Schemes:*:SigningKeys:*:Value</c></summary>
    private static bool IsOfScheme(ImmutableArray<string> parts) =>
        parts is [var first, var second, _, var fourth, _, var last] && Is(first, "Authentication") && Is(second, "Schemes")
        && Is(fourth, "SigningKeys") && Is(last, "Value");

    private static bool Is(string part, string name) => string.Equals(part, name, StringComparison.OrdinalIgnoreCase);
}
