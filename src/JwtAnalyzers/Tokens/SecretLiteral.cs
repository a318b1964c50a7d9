namespace JwtAnalyzers.Tokens;

/// <summary>Tells a literal that has to stay secret from one that may be published.</summary>
internal static class SecretLiteral
{
    // RFC 7468: what stands between these is public, whoever makes what of it.
    private static readonly string[] PublicLabels = ["-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"];

    public static bool IsSecret(LiteralKeyPart literal, KeyForm form) => form switch
    {
        // An empty key makes the library throw (IDX10703).
        KeyForm.Secret => (literal.Bytes is not null || literal.Text.Trim().Length > 0) && !PublicLabels.Any(literal.Text.Contains),
        KeyForm.Pem => literal.Text.Contains("PRIVATE KEY-----"),
        KeyForm.JsonWebKey => literal.Text.Contains("\"k\"") || literal.Text.Contains("\"d\""),
        KeyForm.Xml => literal.Text.Contains("<D>"),
        KeyForm.PrivateKey => literal.Bytes is not null || literal.Text.Trim().Length > 0,
        _ => (literal.Bytes ?? Decoded(literal.Text)) is { } bytes && IsPkcs12(bytes),
    };

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
