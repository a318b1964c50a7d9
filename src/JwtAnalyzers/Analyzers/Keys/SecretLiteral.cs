using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>Tells a literal that has to stay secret from one that may be published.</summary>
internal static class SecretLiteral
{
    public static bool IsSecret(LiteralKeyPart literal, KeyForm form) => IsSecret(literal.Text, literal.Bytes, form);

    public static bool IsSecret(string text, byte[]? bytes, KeyForm form) => form switch
    {
        // An empty key makes the library throw (IDX10703).
        KeyForm.Secret or KeyForm.SecretInBase64Url =>
            bytes is not null || text.Trim().Length > 0 && !PemText.HasPublic(text) && !IsAddress(text),
        KeyForm.Pem => PemText.HasPrivate(text),
        KeyForm.JsonWebKey => text.Contains("\"k\"") || text.Contains("\"d\""),
        KeyForm.Xml => text.Contains("<D>"),
        KeyForm.PrivateKey => bytes is not null || text.Trim().Length > 0,
        KeyForm.Pair => false,
        _ => (bytes ?? Decoded(text)) is { } decoded && IsPkcs12(decoded),
    };

    // A property that holds a key in one object (Value, Secret) may hold something else in another, and an address is that.
    private static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a text is a public key or a certificate in base64, without the lines that say so: a SEQUENCE in a SEQUENCE (RFC 5280 section
    /// 4.1).
    /// </summary>
    public static bool IsPublicKey(string text) =>
        text.StartsWith("M", StringComparison.Ordinal) && Decoded(text) is { Length: > 32 } bytes && bytes[0] == 0x30
        && bytes[ContentStart(bytes)] == 0x30;

    /// <summary>
    /// The bytes of the symmetric key that the code makes of a literal; <see langword="null"/> where it is of another kind, or that can't
    /// be told.
    /// </summary>
    /// <param name="literal">The literal.</param>
    /// <param name="form">What it is used as.</param>
    /// <param name="decodings">How text becomes bytes on the way.</param>
    public static byte[]? BytesOf(LiteralKeyPart literal, KeyForm form, ImmutableHashSet<string> decodings) =>
        BytesOf(literal.Text, literal.Bytes, form, decodings);

    public static byte[]? BytesOf(string text, byte[]? bytes, KeyForm form, ImmutableHashSet<string> decodings) => form switch
    {
        KeyForm.Secret => bytes ?? BytesOf(text, decodings),
        KeyForm.SecretInBase64Url when decodings.IsEmpty => Base64UrlDecoded(text),
        KeyForm.JsonWebKey when decodings.IsEmpty && JsonReader.Read(text, JsonReaderOptions.Token).Value is { } json =>
            OctetsOf(json) ?? json["keys"]?.Items.Select(OctetsOf).FirstOrDefault(octets => octets is not null),
        _ => null,
    };

    private static byte[]? OctetsOf(JsonValue json) =>
        json["k"] is { Kind: JsonKind.String, Text: var octets } ? Base64UrlDecoded(octets) : null;

    // One way only: what is decoded, hashed and cut is not worth following.
    private static byte[]? BytesOf(string text, ImmutableHashSet<string> decodings) => decodings.Count switch
    {
        0 => System.Text.Encoding.UTF8.GetBytes(text),
        1 => decodings.First() switch
        {
            "FromBase64String" => Decoded(text),
            "FromHexString" => HexDecoded(text),
            "Decode" or "DecodeBytes" or "Base64UrlDecode" or "DecodeFromChars" => Base64UrlDecoded(text),
            _ => null,
        },
        _ => null,
    };

    private static byte[]? Base64UrlDecoded(string text) =>
        Base64Url.TryDecode(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out var bytes) ? bytes : null;

    private static byte[]? HexDecoded(string text)
    {
        var digits = text.Select(character => "0123456789abcdef".IndexOf(char.ToLowerInvariant(character))).ToList();
        return digits.Count % 2 == 0 && !digits.Contains(-1)
            ? [.. Enumerable.Range(0, digits.Count / 2).Select(index => (byte)((digits[2 * index] << 4) | digits[2 * index + 1]))]
            : null;
    }

    // RFC 7292 section 4: SEQUENCE { INTEGER 3, … }. A certificate alone begins with a SEQUENCE in a SEQUENCE.
    private static bool IsPkcs12(byte[] bytes)
    {
        if (bytes.Length < 8 || bytes[0] != 0x30)
            return false;
        var start = ContentStart(bytes);
        return start + 2 < bytes.Length && bytes[start] == 2 && bytes[start + 1] == 1 && bytes[start + 2] == 3;
    }

    // DER: a short length is one byte, a longer one says in how many bytes it stands.
    private static int ContentStart(byte[] bytes) => bytes[1] < 0x80 ? 2 : Math.Min(2 + (bytes[1] & 0x7F), bytes.Length - 1);

    private static byte[]? Decoded(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
