using System.Security.Cryptography;
using JwtAnalyzers.Validation.Algorithms;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>Signs with the platform's RSA or elliptic curves: what the symbolic keys stand for.</summary>
internal sealed class PlatformSigningKey : SigningKey
{
    private readonly Func<byte[], byte[]> _sign;

    private PlatformSigningKey(string algorithm, VerificationKey verificationKey, Func<byte[], byte[]> sign) =>
        (Algorithm, VerificationKey, _sign) = (algorithm, verificationKey, sign);

    public override string Algorithm { get; }

    public override VerificationKey VerificationKey { get; }

    public static PlatformSigningKey Of(string algorithm, AsymmetricAlgorithm key, string? keyId = null)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        switch (key)
        {
            case RSA rsa:
                var padding = algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
                var publicRsa = rsa.ExportParameters(false);
                return new(algorithm, new RsaKey(publicRsa.Modulus!, publicRsa.Exponent!) { KeyId = keyId }, input => rsa.SignData(input, hash, padding));
            case ECDsa ecdsa:
                var publicEc = ecdsa.ExportParameters(false);
                return new(algorithm, new EllipticCurveKey($"P-{ecdsa.KeySize}", publicEc.Q.X!, publicEc.Q.Y!) { KeyId = keyId }, input => ecdsa.SignData(input, hash));
            default:
                throw new ArgumentException("Neither RSA nor an elliptic curve.", nameof(key));
        }
    }

    public override byte[] Sign(byte[] signingInput) => _sign(signingInput);
}
