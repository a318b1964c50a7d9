using System.Security.Cryptography;
using CsCheck;
using JwtAnalyzers.Validation.Algorithms;

namespace JwtAnalyzers.Validation.Tests.Algorithms;

/// <summary>RSA and elliptic-curve verification beside the platform's.</summary>
public sealed class AsymmetricKeyTests
{
    private static readonly RSA Rsa2048 = RSA.Create(2048);
    private static readonly RSA Rsa3072 = RSA.Create(3072);
    private static readonly ECDsa P256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa P384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly ECDsa P521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    public static TheoryData<string> Algorithms => ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static IEnumerable<AsymmetricAlgorithm> KeysFor(string algorithm) => algorithm switch
    {
        "ES256" => [P256],
        "ES384" => [P384],
        "ES512" => [P521],
        _ => [Rsa2048, Rsa3072],
    };

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Verifies_what_the_platform_signs_and_nothing_else(string name)
    {
        var algorithm = JwsAlgorithm.Find(name)!;
        foreach (var platformKey in KeysFor(name))
        {
            var signing = PlatformSigningKey.Of(name, platformKey);
            var key = signing.VerificationKey;
            var shared = Gen.Select(Gen.Byte.Array[0, 64], Gen.Int[0, 10_000], Gen.Int[0, 7]);
            shared.Sample(
                (message, position, bit) =>
                {
                    var signature = signing.Sign(message);
                    Assert.True(key.Verify(algorithm, message, signature));
                    Assert.False(key.Verify(algorithm, [.. message, 0], signature));
                    Assert.False(key.Verify(algorithm, message, [.. signature, 0]));
                    Assert.False(key.Verify(algorithm, message, [0, .. signature]));
                    Assert.False(key.Verify(algorithm, message, signature[1..]));
                    signature[position % signature.Length] ^= (byte)(1 << bit);
                    Assert.False(key.Verify(algorithm, message, signature));
                },
                iter: 8,
                threads: 1);
        }
    }

    /// <summary>The platform's objects serve one thread at a time; a key serves any number, and one answer does not leak into another.</summary>
    [Fact]
    public void One_key_serves_many_threads()
    {
        var signing = PlatformSigningKey.Of("RS256", Rsa2048);
        var algorithm = JwsAlgorithm.Find("RS256")!;
        var signatures = Enumerable.Range(0, 16).Select(message => signing.Sign([(byte)message])).ToArray();
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            byte[] message = [(byte)(index % 16)];
            Assert.True(signing.VerificationKey.Verify(algorithm, message, signatures[index % 16]));
            Assert.False(signing.VerificationKey.Verify(algorithm, message, signatures[(index + 1) % 16]));
        });
    }

    [Fact]
    public void A_key_that_has_verified_equals_one_that_has_not()
    {
        var signing = PlatformSigningKey.Of("RS256", Rsa2048);
        Assert.True(signing.VerificationKey.Verify(JwsAlgorithm.Find("RS256")!, [1], signing.Sign([1])));
        var fresh = PlatformSigningKey.Of("RS256", Rsa2048).VerificationKey;
        Assert.Equal(fresh, signing.VerificationKey);
        Assert.Equal(fresh.GetHashCode(), signing.VerificationKey.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Is_bound_to_its_family_and_size(string name)
    {
        foreach (var platformKey in KeysFor(name))
        {
            var signing = PlatformSigningKey.Of(name, platformKey);
            var signature = signing.Sign([1]);
            foreach (var other in Algorithms.Select(row => row.Data).Append("HS256").Where(other => other != name))
                Assert.False(signing.VerificationKey.Verify(JwsAlgorithm.Find(other)!, [1], signature), $"{name} verified as {other}");
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public void Short_rsa_keys_suit_nothing(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = PlatformSigningKey.Of("RS256", rsa).VerificationKey;
        Assert.DoesNotContain(Algorithms.Select(row => row.Data), name => key.Suits(JwsAlgorithm.Find(name)!));
    }

    [Fact]
    public void Strange_rsa_keys_suit_nothing_and_do_not_throw()
    {
        var good = Rsa2048.ExportParameters(false);
        byte[] even = [.. good.Modulus![..^1], (byte)(good.Modulus[^1] & 0xFE)];
        byte[] all = [.. Enumerable.Repeat((byte)0xFF, 2049)];
        foreach (var (modulus, exponent) in new (byte[], byte[])[]
        {
            ([], []), ([0], [1, 0, 1]), (good.Modulus, []), (good.Modulus, [0]), (good.Modulus, [1]), (good.Modulus, [2]), (good.Modulus, [1, 0, 0]),
            (good.Modulus, [1, 0, 0, 0, 0, 0, 0, 0, 1]), (even, [1, 0, 1]), (all, [1, 0, 1]),
        })
        {
            var key = new RsaKey(modulus, exponent);
            Assert.False(key.Suits(JwsAlgorithm.Find("RS256")!));
            Assert.False(key.Verify(JwsAlgorithm.Find("RS256")!, [1], new byte[256]));
        }

        // An odd number that is no product of two primes verifies nothing, and does not throw.
        var odd = new RsaKey([.. Enumerable.Repeat((byte)0xFF, 256)], [1, 0, 1]);
        Assert.False(odd.Verify(JwsAlgorithm.Find("RS256")!, [1], new byte[256]));
        Assert.False(odd.Verify(JwsAlgorithm.Find("PS256")!, [1], [.. Enumerable.Repeat((byte)0xFF, 256)]));
    }

    [Fact]
    public void Points_off_the_curve_suit_nothing()
    {
        var q = P256.ExportParameters(false).Q;
        byte[] wrong = [.. q.Y![..^1], (byte)(q.Y[^1] ^ 1)];
        Assert.True(new EllipticCurveKey("P-256", q.X!, q.Y).Suits(JwsAlgorithm.Find("ES256")!));
        Assert.False(new EllipticCurveKey("P-256", q.X!, wrong).Suits(JwsAlgorithm.Find("ES256")!));
        Assert.False(new EllipticCurveKey("P-384", q.X!, q.Y).Suits(JwsAlgorithm.Find("ES384")!));
        Assert.False(new EllipticCurveKey("P-256", [], []).Suits(JwsAlgorithm.Find("ES256")!));
        Assert.False(new EllipticCurveKey("secp256k1", q.X!, q.Y).Suits(JwsAlgorithm.Find("ES256")!));
        // The prime added to a coordinate is the same number to careless arithmetic.
        byte[] tooBig = [.. Enumerable.Repeat((byte)0xFF, 40)];
        Assert.False(new EllipticCurveKey("P-256", tooBig, q.Y).Suits(JwsAlgorithm.Find("ES256")!));
    }

    [Fact]
    public void Signatures_of_special_numbers_are_refused_as_the_platform_refuses_them()
    {
        var signing = PlatformSigningKey.Of("ES256", P256);
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        byte[] one = [.. new byte[31], 1];
        byte[] belowOrder = [.. order[..^1], 0x50];
        byte[][] numbers = [new byte[32], one, belowOrder, order, [.. Enumerable.Repeat((byte)0xFF, 32)], signing.Sign([1])[..32], signing.Sign([1])[32..]];
        foreach (var signature in numbers.SelectMany(r => numbers, (r, s) => (byte[])[.. r, .. s]))
        {
            var expected = P256.VerifyData(new byte[] { 1 }, signature, HashAlgorithmName.SHA256);
            Assert.Equal(expected, signing.VerificationKey.Verify(JwsAlgorithm.Find("ES256")!, [1], signature));
        }
    }

    [Fact]
    public void Roca_moduli_are_recognized_and_ordinary_ones_are_not()
    {
        // Fresh moduli: one in about 2^28 would be taken for a weak one.
        for (var run = 0; run < 5; run++)
        {
            using var rsa = RSA.Create(2048);
            Assert.True(PlatformSigningKey.Of("RS256", rsa).VerificationKey.Suits(JwsAlgorithm.Find("RS256")!));
        }

        // A power of the generator, modulo every small prime at once, is what the weak library's moduli are.
        var weak = System.Numerics.BigInteger.Pow(65537, 127);
        Assert.True(new RsaKey(weak.ToByteArray(isUnsigned: true, isBigEndian: true), [1, 0, 1]).SizeInBits is >= 2032 and < 2048);
        var longer = System.Numerics.BigInteger.Pow(65537, 129).ToByteArray(isUnsigned: true, isBigEndian: true);
        var key = new RsaKey(longer, [1, 0, 1]);
        Assert.InRange(key.SizeInBits, 2048, 2100);
        Assert.False(key.Suits(JwsAlgorithm.Find("RS256")!));
        // Two more: no longer a power modulo 11, where the powers of 65537 are {1, 10}.
        Assert.True(new RsaKey((System.Numerics.BigInteger.Pow(65537, 129) + 2).ToByteArray(isUnsigned: true, isBigEndian: true), [1, 0, 1]).Suits(JwsAlgorithm.Find("RS256")!));
    }

    [Fact]
    public void Public_keys_are_published_as_the_platform_does()
    {
        Assert.Equal(Rsa2048.ExportSubjectPublicKeyInfoPem(), PlatformSigningKey.Of("RS256", Rsa2048).VerificationKey.PublicText);
        Assert.Equal(Rsa3072.ExportSubjectPublicKeyInfoPem(), PlatformSigningKey.Of("RS256", Rsa3072).VerificationKey.PublicText);
        Assert.Equal(P256.ExportSubjectPublicKeyInfoPem(), PlatformSigningKey.Of("ES256", P256).VerificationKey.PublicText);
        Assert.Equal(P384.ExportSubjectPublicKeyInfoPem(), PlatformSigningKey.Of("ES384", P384).VerificationKey.PublicText);
        Assert.Equal(P521.ExportSubjectPublicKeyInfoPem(), PlatformSigningKey.Of("ES512", P521).VerificationKey.PublicText);
        Assert.Null(new SymmetricKey(new byte[32]).PublicText);
    }
}
