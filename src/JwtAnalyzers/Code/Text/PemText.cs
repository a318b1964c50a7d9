namespace JwtAnalyzers.Code.Text;

/// <summary>What the labels in a text say of a key (RFC 7468).</summary>
internal static class PemText
{
    // What stands between these is public, whatever is made of it.
    private static readonly string[] PublicLabels = ["-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----"];

    /// <summary>Whether a text has a public key or a certificate in it.</summary>
    public static bool HasPublic(string text) => PublicLabels.Any(text.Contains);

    /// <summary>Whether a text has a private key in it, of any kind.</summary>
    public static bool HasPrivate(string text) => text.Contains("PRIVATE KEY-----");
}
