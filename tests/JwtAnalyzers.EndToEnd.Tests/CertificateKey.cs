using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JwtAnalyzers.Validation.Algorithms;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>An RSA key with a certificate, made for this run.</summary>
internal sealed class CertificateKey : SigningKey
{
    private readonly RSA _rsa = RSA.Create(2048);

    public CertificateKey(DateTimeOffset until)
    {
        using var certificate = new CertificateRequest("CN=end-to-end.example", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(until.AddDays(-2), until);
        Certificate = certificate.ExportCertificatePem();
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        VerificationKey = new RsaKey(parameters.Modulus!, parameters.Exponent!);
    }

    /// <summary>The certificate, as PEM.</summary>
    public string Certificate { get; }

    public override string Algorithm => "RS256";

    public override VerificationKey VerificationKey { get; }

    public override byte[] Sign(byte[] signingInput) => _rsa.SignData(signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
