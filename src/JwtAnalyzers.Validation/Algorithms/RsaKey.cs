using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>An RSA public key (RFC 7518 section 6.3.1).</summary>
/// <remarks>
/// It suits no algorithm where the modulus is shorter than 2048 bits (RFC 7518 sections 3.3 and 3.5), longer than 16384
/// bits (verifying would take too long), even, or of a generator known to be broken (CVE-2017-15361), and where the
/// exponent is even, 1, or longer than 64 bits: an exponent of 1 makes every message its own signature.
/// </remarks>
public sealed record RsaKey : VerificationKey
{
    private const int SmallestModulusBits = 2048;
    private const int LargestModulusBits = 16384;
    private const int LargestExponentBits = 64;

    // Importing a key takes six times as long as verifying with it (measured on OpenSSL), and an RSA object serves one thread
    // at a time. Beside the key and not in it: a key is a value.
    private static readonly ConditionalWeakTable<RsaKey, ConcurrentQueue<RSA>> Idle = new();

    /// <summary>A key of this modulus and exponent, each as an unsigned integer, most significant octet first.</summary>
    public RsaKey(byte[] modulus, byte[] exponent)
    {
        Modulus = BigEndian.Read(modulus);
        Exponent = BigEndian.Read(exponent);
        SizeInBits = BigEndian.BitLength(Modulus);
        IsSound = SizeInBits is >= SmallestModulusBits and <= LargestModulusBits
            && !Modulus.IsEven
            && !Exponent.IsEven
            && Exponent >= 3
            && BigEndian.BitLength(Exponent) <= LargestExponentBits
            && !RocaFingerprint.Matches(Modulus);
    }

    /// <summary>The modulus <c>n</c>.</summary>
    public BigInteger Modulus { get; }

    /// <summary>The public exponent <c>e</c>.</summary>
    public BigInteger Exponent { get; }

    /// <summary>The size of the modulus in bits.</summary>
    public int SizeInBits { get; }

    /// <summary>The key as PEM (RFC 7468 section 13), which is how most servers hand it out.</summary>
    public override string PublicText => SubjectPublicKeyInfo.OfRsa(Modulus, Exponent);

    /// <inheritdoc />
    protected override string Description => $"RSA key of {SizeInBits} bits";

    private bool IsSound { get; }

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Members =>
    [
        new("kty", JsonText.String("RSA")),
        new("n", JsonText.String(Base64Url.Encode(BigEndian.Write(Modulus)))),
        new("e", JsonText.String(Base64Url.Encode(BigEndian.Write(Exponent)))),
    ];

    /// <inheritdoc />
    protected override bool IsMadeFor(JwsAlgorithm algorithm) =>
        IsSound && algorithm.Family is SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss;

    /// <inheritdoc />
    protected override bool IsSignedWith(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature)
    {
        // RFC 8017 sections 8.1.2 and 8.2.2, step 1: platforms differ in whether they pad a short one.
        if (signature.Length != (SizeInBits + 7) / 8)
            return false;
        try
        {
            var idle = Idle.GetOrCreateValue(this);
            var rsa = idle.TryDequeue(out var imported) ? imported : Import();
            // The platform's PSS takes a salt as long as the hash, which is what RFC 7518 section 3.5 asks for.
            var padding = algorithm.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
            var isValid = rsa.VerifyData(signingInput, signature, Sha2.Name(algorithm.HashBits), padding);
            idle.Enqueue(rsa);
            return isValid;
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private RSA Import()
    {
        var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters { Modulus = BigEndian.Write(Modulus), Exponent = BigEndian.Write(Exponent) });
        return rsa;
    }
}
