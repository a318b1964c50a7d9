using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JwtAnalyzers.Validation.Algorithms;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>A key of the issuer with a certificate, made for this run.</summary>
internal sealed class CertificateKey : SigningKey
{
    private readonly RSA _rsa = RSA.Create(2048);

    private CertificateKey(DateTimeOffset from, DateTimeOffset until)
    {
        Certificate = new CertificateRequest("CN=issuer.test", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, until);
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        VerificationKey = new RsaKey(parameters.Modulus!, parameters.Exponent!);
    }

    public static CertificateKey Current { get; } = new(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    public static CertificateKey Expired { get; } = new(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));

    public X509Certificate2 Certificate { get; }

    public override string Algorithm => "RS256";

    public override VerificationKey VerificationKey { get; }

    public override byte[] Sign(byte[] signingInput) => _rsa.SignData(signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
