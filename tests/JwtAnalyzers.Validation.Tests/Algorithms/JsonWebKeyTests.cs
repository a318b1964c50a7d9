using System.Security.Cryptography;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tests.Algorithms;

public sealed class JsonWebKeyTests
{
    private const string Oct = "\"kty\":\"oct\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"";
    private const string Ec = "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"";

    [Fact]
    public void Writes_what_it_reads()
    {
        using var rsa = RSA.Create(2048);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        foreach (var key in new[]
        {
            new SymmetricKey(RandomNumberGenerator.GetBytes(64)) { KeyId = "a \"quoted\" one", Algorithm = "HS512" },
            PlatformSigningKey.Of("RS256", rsa, "r").VerificationKey,
            PlatformSigningKey.Of("ES512", p521).VerificationKey with { Algorithm = "ES512" },
        })
        {
            Assert.Equal(key, JsonWebKey.Read(key.ToJson(), out var rejection));
            Assert.Null(rejection);
        }
    }

    [Theory]
    [InlineData("{" + Oct + "}", null)]
    [InlineData("{" + Oct + ",\"use\":\"sig\",\"key_ops\":[\"sign\",\"verify\"],\"alg\":\"HS256\",\"kid\":\"\",\"x\":7}", null)]
    [InlineData("{" + Ec + ",\"d\":\"private and ignored\"}", null)]
    [InlineData("{" + Ec + ",\"alg\":\"ES256\"}", null)]
    [InlineData("", "malformed-key")]
    [InlineData("[]", "malformed-key")]
    [InlineData("{}", "malformed-key")]
    [InlineData("{" + Oct + "," + Oct + "}", "malformed-key")]
    [InlineData("{\"kty\":\"oct\"}", "malformed-key")]
    [InlineData("{\"kty\":\"oct\",\"k\":7}", "malformed-key")]
    [InlineData("{\"kty\":\"oct\",\"k\":\"AA==\"}", "malformed-key")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AQAB\"}", "malformed-key")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}", "malformed-key")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AAEAAQ\",\"e\":\"AQAB\"}", "malformed-key")] // a leading zero
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", "malformed-key")] // too short
    [InlineData("{" + Oct + ",\"kid\":7}", "malformed-key")]
    [InlineData("{" + Oct + ",\"key_ops\":\"verify\"}", "malformed-key")]
    [InlineData("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}", "unsupported-key")]
    [InlineData("{\"kty\":\"symbolic\",\"alg\":\"RS256\",\"name\":\"issuer\"}", "unsupported-key")] // only real keys
    [InlineData("{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}", "unsupported-key")]
    [InlineData("{" + Oct + ",\"alg\":\"none\"}", "unsupported-key")]
    [InlineData("{" + Oct + ",\"alg\":\"A256GCM\"}", "unsupported-key")]
    [InlineData("{" + Oct + ",\"use\":\"enc\"}", "key-not-for-signatures")]
    [InlineData("{" + Oct + ",\"key_ops\":[]}", "key-not-for-signatures")]
    [InlineData("{" + Oct + ",\"key_ops\":[\"decrypt\"]}", "key-not-for-signatures")]
    [InlineData("{" + Oct + ",\"alg\":\"HS512\"}", "unsound-key")] // 32 bytes are too short
    [InlineData("{" + Oct + ",\"alg\":\"RS256\"}", "unsound-key")]
    [InlineData("{" + Ec + ",\"alg\":\"ES384\"}", "unsound-key")]
    [InlineData("{\"kty\":\"oct\",\"k\":\"AAEC\"}", "unsound-key")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "unsound-key")]
    public void Reads_only_keys_that_can_verify(string json, string? code)
    {
        var key = JsonWebKey.Read(json, out var rejection);
        Assert.Equal(code, rejection?.Code);
        Assert.Equal(code is null, key is not null);
    }

    [Theory]
    [InlineData("{\"keys\":[]}", 0, null)]
    [InlineData("{\"keys\":[{" + Oct + "}]}", 1, null)]
    [InlineData("{\"keys\":[{" + Oct + ",\"kid\":\"a\"},{" + Oct + ",\"kid\":\"b\"},{" + Oct + "},{" + Oct + "}]}", 4, null)]
    [InlineData("{\"keys\":[{" + Ec + "},{" + Ec + ",\"use\":\"enc\"},{\"kty\":\"OKP\"}]}", 1, null)]
    [InlineData("{\"keys\":[{" + Ec + ",\"kid\":\"a\"},{" + Ec + ",\"kid\":\"a\"}]}", 0, "ambiguous-key-set")]
    [InlineData("{\"keys\":[{" + Ec + "},{" + Oct + "}]}", 0, "ambiguous-key-set")]
    [InlineData("{\"keys\":[{" + Ec + "},7]}", 0, "malformed-key")]
    [InlineData("{\"keys\":{}}", 0, "malformed-key")]
    [InlineData("[]", 0, "malformed-key")]
    [InlineData("", 0, "malformed-key")]
    public void Reads_key_sets(string json, int count, string? code)
    {
        var keys = JsonWebKeySet.Read(json, out var rejection);
        Assert.Equal(code, rejection?.Code);
        Assert.Equal(code is null ? count : null, keys?.Count);
    }

    [Fact]
    public void The_bytes_of_a_symmetric_key_are_those_of_k()
    {
        var key = JsonWebKey.Read("{" + Oct + "}", out _)!;
        Assert.Equal(new SymmetricKey([.. Enumerable.Range(0, 32).Select(value => (byte)value)]), key);
        Assert.Contains($"\"k\":\"{Base64Url.Encode([.. Enumerable.Range(0, 32).Select(value => (byte)value)])}\"", key.ToJson(), StringComparison.Ordinal);
    }
}
