using System.Collections.Immutable;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Tokens;

/// <summary>Tells a literal that has to stay secret from one that may be published.</summary>
internal static class SecretLiteral
{
    // RFC 7468: what stands between these is public, whoever makes what of it.
    private static readonly string[] PublicLabels = ["-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"];

    public static bool IsSecret(LiteralKeyPart literal, KeyForm form) => form switch
    {
        // An empty key makes the library throw (IDX10703).
        KeyForm.Secret or KeyForm.SecretInBase64Url => (literal.Bytes is not null || literal.Text.Trim().Length > 0) && !PublicLabels.Any(literal.Text.Contains),
        KeyForm.Pem => literal.Text.Contains("PRIVATE KEY-----"),
        KeyForm.JsonWebKey => literal.Text.Contains("\"k\"") || literal.Text.Contains("\"d\""),
        KeyForm.Xml => literal.Text.Contains("<D>"),
        KeyForm.PrivateKey => literal.Bytes is not null || literal.Text.Trim().Length > 0,
        KeyForm.Pair => false,
        _ => (literal.Bytes ?? Decoded(literal.Text)) is { } bytes && IsPkcs12(bytes),
    };

    /// <summary>The bytes of the symmetric key that the code makes of a literal; <see langword="null"/> where it is of another kind, or that can't be told.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="form">What it is used as.</param>
    /// <param name="decodings">How text becomes bytes on the way.</param>
    public static byte[]? BytesOf(LiteralKeyPart literal, KeyForm form, ImmutableHashSet<string> decodings) => form switch
    {
        KeyForm.Secret => literal.Bytes ?? BytesOf(literal.Text, decodings),
        KeyForm.SecretInBase64Url when decodings.IsEmpty => Base64UrlDecoded(literal.Text),
        KeyForm.JsonWebKey when decodings.IsEmpty && JsonReader.Read(literal.Text, JsonReaderOptions.Token).Value is { } json => OctetsOf(json) ?? json["keys"]?.Items.Select(OctetsOf).FirstOrDefault(bytes => bytes is not null),
        _ => null,
    };

    private static byte[]? OctetsOf(JsonValue json) => json["k"] is { Kind: JsonKind.String, Text: var octets } ? Base64UrlDecoded(octets) : null;

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

    private static byte[]? Base64UrlDecoded(string text) => Base64Url.TryDecode(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out var bytes) ? bytes : null;

    private static byte[]? HexDecoded(string text)
    {
        var digits = text.Select(character => "0123456789abcdef".IndexOf(char.ToLowerInvariant(character))).ToList();
        return digits.Count % 2 == 0 && !digits.Contains(-1) ? [.. Enumerable.Range(0, digits.Count / 2).Select(index => (byte)((digits[2 * index] << 4) | digits[2 * index + 1]))] : null;
    }

    // RFC 7292 section 4: SEQUENCE { INTEGER 3, … }. A certificate alone begins with a SEQUENCE in a SEQUENCE.
    private static bool IsPkcs12(byte[] bytes)
    {
        if (bytes.Length < 8 || bytes[0] != 0x30)
            return false;
        var start = bytes[1] < 0x80 ? 2 : 2 + (bytes[1] & 0x7F);
        return start + 2 < bytes.Length && bytes[start] == 2 && bytes[start + 1] == 1 && bytes[start + 2] == 3;
    }

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
