using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>The three decoded parts of a JWS compact serialization (RFC 7515 section 7.1).</summary>
public sealed class CompactSerialization
{
    /// <summary>How many characters a token may have: as many as Microsoft.IdentityModel reads.</summary>
    public const int MaximumLength = 256_000;

    private const int EncryptedDots = 4;

    private CompactSerialization(byte[] header, byte[] payload, byte[] signature, byte[] signingInput) =>
        (Header, Payload, Signature, SigningInput) = (header, payload, signature, signingInput);

    /// <summary>The bytes of the header's JSON.</summary>
    public byte[] Header { get; }

    /// <summary>The bytes of the payload.</summary>
    public byte[] Payload { get; }

    /// <summary>The signature; empty where there is none.</summary>
    public byte[] Signature { get; }

    /// <summary>
    /// What the signature is made over: the encoded header and payload with the dot between them, as ASCII (RFC 7515 section 5.1
    /// step 8).
    /// </summary>
    public byte[] SigningInput { get; }

    /// <summary>Takes a token apart.</summary>
    /// <returns>The parts, or <see langword="null"/> with the reason.</returns>
    public static CompactSerialization? Parse(string? token, out Rejection? rejection)
    {
        rejection = null;
        if (token is null)
            return Refuse(Rejections.NotCompactSerialization, out rejection);
        if (token.Length > MaximumLength)
            return Refuse(Rejections.TokenTooLong, out rejection);

        var first = token.IndexOf('.');
        var second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        if (second < 0 || token.IndexOf('.', second + 1) >= 0)
            return Refuse(
                token.Count(character => character == '.') == EncryptedDots
                    ? Rejections.EncryptedToken
                    : Rejections.NotCompactSerialization,
                out rejection);

        if (!Base64Url.TryDecode(token, 0, first, out var header)
            || !Base64Url.TryDecode(token, first + 1, second - first - 1, out var payload)
            || !Base64Url.TryDecode(token, second + 1, token.Length - second - 1, out var signature))
        {
            return Refuse(Rejections.NotBase64Url, out rejection);
        }

        return new CompactSerialization(header, payload, signature, Ascii(token, second));
    }

    private static byte[] Ascii(string token, int length)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
            bytes[index] = (byte)token[index];
        return bytes;
    }

    private static CompactSerialization? Refuse(Rejection reason, out Rejection? rejection)
    {
        rejection = reason;
        return null;
    }
}
