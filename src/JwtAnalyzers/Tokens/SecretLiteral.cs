namespace JwtAnalyzers.Tokens;

/// <summary>Tells a literal that has to stay secret from one that may be published.</summary>
internal static class SecretLiteral
{
    // RFC 7468: what stands between these is public, whoever makes what of it.
    private static readonly string[] PublicLabels = ["-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"];

    public static bool IsSecret(LiteralKeyPart literal, KeyForm form) => IsSecret(literal.Text, literal.Bytes, form);

    public static bool IsSecret(string text, byte[]? bytes, KeyForm form) => form switch
    {
        // An empty key makes the library throw (IDX10703).
        KeyForm.Secret => (bytes is not null || text.Trim().Length > 0) && !PublicLabels.Any(text.Contains),
        KeyForm.Pem => text.Contains("PRIVATE KEY-----"),
        KeyForm.JsonWebKey => text.Contains("\"k\"") || text.Contains("\"d\""),
        KeyForm.Xml => text.Contains("<D>"),
        KeyForm.PrivateKey => bytes is not null || text.Trim().Length > 0,
        _ => (bytes ?? Decoded(text)) is { } decoded && IsPkcs12(decoded),
    };

    /// <summary>Whether a text is a public key or a certificate in base64, without the lines that say so: a SEQUENCE in a SEQUENCE (RFC 5280 section 4.1).</summary>
    public static bool IsPublicKey(string text) => text.StartsWith("M", StringComparison.Ordinal) && Decoded(text) is { Length: > 32 } bytes && bytes[0] == 0x30 && bytes[ContentStart(bytes)] == 0x30;

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
