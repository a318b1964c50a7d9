using System.Numerics;
using System.Security.Cryptography;
using JwtAnalyzers.Validation.Algorithms;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The RSA key of the tokens in <c>rules.md</c>: the same in every run, so that the tokens are, too. It was made for that page and signs nothing else.</summary>
internal sealed class DocumentKey : SigningKey
{
    // The two primes; the rest of the key follows from them.
    private const string P = "3VnBvAEo_dKxgueZPaO2I_ARN-_TGnzrP2Q5Fh_CnMqLXbvblYixhmdwBPo0nRroXUVITlAZNKWjeSIn_LkvrHul60ACdvh7wYwMANLWz7jooGlXTm0XMnYkDJUquzghittyp0rgxArPU4MXG5HGUCjv2MQ3Vt__kYQl3hEeJds";
    private const string Q = "xsKUtr8JIwqxlMp5O67sdLYX-wCdrmBg63QvRdslXYCgElP0yzPeVjiKJSnE6-uOt0LUKuuUQWOzcww2aBN72e1JXXx2LqP6_WMSbN6RIqi305xfFoR8Rpp0nksdqqRIrhTF-wp1lvJdzSnv2AIot6CYZM409pIJpjEGsyQhDM0";
    private const int Exponent = 65537;

    private readonly RSA _rsa;

    private DocumentKey()
    {
        var (p, q) = (Number(P), Number(Q));
        var d = Inverse(Exponent, (p - 1) * (q - 1));
        _rsa = RSA.Create(new RSAParameters
        {
            Modulus = Bytes(p * q, 256),
            Exponent = [1, 0, 1],
            P = Bytes(p, 128),
            Q = Bytes(q, 128),
            D = Bytes(d, 256),
            DP = Bytes(d % (p - 1), 128),
            DQ = Bytes(d % (q - 1), 128),
            InverseQ = Bytes(Inverse(q, p), 128),
        });
        VerificationKey = new RsaKey(Bytes(p * q, 256), [1, 0, 1]);
    }

    public static DocumentKey Instance { get; } = new();

    public override string Algorithm => "RS256";

    public override VerificationKey VerificationKey { get; }

    public override byte[] Sign(byte[] signingInput) => _rsa.SignData(signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static BigInteger Number(string base64Url) => new(Base64UrlEncoder.DecodeBytes(base64Url), isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }

    /// <summary>The extended Euclidean algorithm.</summary>
    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (a, b, x, y) = (number % modulus, modulus, BigInteger.One, BigInteger.Zero);
        while (a > 1)
        {
            var quotient = a / b;
            (a, b) = (b, a % b);
            (x, y) = (y, x - (quotient * y));
        }

        return x < 0 ? x + modulus : x;
    }
}
