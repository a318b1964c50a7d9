using JwtAnalyzers.Validation.Algorithms;

namespace JwtAnalyzers.Validation.Tests.Algorithms;

public sealed class KeyTests
{
    private static readonly byte[] Input = [1, 2, 3];

    private static JwsAlgorithm Algorithm(string name) => JwsAlgorithm.Find(name)!;

    [Fact]
    public void A_symbolic_signature_verifies_with_its_own_pair_only()
    {
        var key = new SymbolicSigningKey("ES256", "one", "kid");
        var signature = key.Sign(Input);
        Assert.Equal("kid", key.KeyId);
        Assert.True(key.VerificationKey.Verify(Algorithm("ES256"), Input, signature));
        Assert.False(key.VerificationKey.Verify(Algorithm("ES256"), [1, 2, 4], signature));
        Assert.False(key.VerificationKey.Verify(Algorithm("ES384"), Input, signature));
        Assert.False(key.VerificationKey.Verify(Algorithm("HS256"), Input, signature));
        Assert.False(new SymbolicKey("ES256", "two").Verify(Algorithm("ES256"), Input, signature));
    }

    [Fact]
    public void Signing_keys_refuse_algorithms_of_another_kind()
    {
        Assert.Throws<ArgumentException>(() => new SymbolicSigningKey("HS256", "one"));
        Assert.Throws<ArgumentException>(() => new SymbolicSigningKey("none", "one"));
        Assert.Throws<ArgumentException>(() => new SymmetricSigningKey("RS256", new byte[32]));
        Assert.Throws<ArgumentException>(() => new SymmetricSigningKey("none", new byte[32]));
    }

    [Fact]
    public void A_key_keeps_its_own_copy_of_its_bytes()
    {
        var bytes = new byte[32];
        var signing = new SymmetricSigningKey("HS256", bytes);
        var before = signing.Sign(Input);
        bytes[0] = 1;
        Assert.Equal(before, signing.Sign(Input));
        Assert.True(signing.VerificationKey.Verify(Algorithm("HS256"), Input, before));
        Assert.Equal(new SymmetricKey(new byte[32]), signing.VerificationKey);
    }

    [Fact]
    public void A_symbolic_key_is_for_no_hmac_however_it_was_made() =>
        Assert.False(new SymbolicKey("HS256", "one").Suits(Algorithm("HS256")));
}
