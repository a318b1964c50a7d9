using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>Where the real libraries are attacked: RSA keys, the real time, and names other than those of <see cref="AttackScene.Symbolic"/>, which the reference validator sees.</summary>
internal static class OracleScene
{
    public const string IssuerHost = "login.contoso.example";
    public const string Issuer = $"https://{IssuerHost}";
    public const string Audience = "https://orders.contoso.example";

    private static readonly RsaSigningKey IssuerKey = new(RSA.Create(2048));
    private static readonly RsaSigningKey AttackerKey = new(RSA.Create(2048));
    private static readonly RsaSigningKey ExpiredKey = new(RSA.Create(2048));

    /// <summary>The certificate of a key that the recipient trusts; it expired a year ago.</summary>
    public static byte[] ExpiredCertificate { get; } = ExpiredKey.Certificate(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(-1));

    /// <summary>The scene now. The keys have no <c>kid</c>, so that every trusted key is tried: an attacker would leave it out.</summary>
    public static AttackScene Now() => new()
    {
        Now = DateTimeOffset.UtcNow,
        Issuer = Issuer,
        Audience = Audience,
        IssuerKey = IssuerKey,
        AttackerKey = AttackerKey,
        ExpiredKey = ExpiredKey,
    };

    private sealed class RsaSigningKey(RSA rsa) : SigningKey
    {
        public override string Algorithm => "RS256";

        public override VerificationKey VerificationKey { get; } = new RsaKey(rsa.ExportParameters(false).Modulus!, rsa.ExportParameters(false).Exponent!);

        public override byte[] Sign(byte[] signingInput) => rsa.SignData(signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public byte[] Certificate(DateTimeOffset from, DateTimeOffset to)
        {
            var request = new CertificateRequest("CN=issuer", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(from, to);
            return certificate.Export(X509ContentType.Cert);
        }
    }
}
