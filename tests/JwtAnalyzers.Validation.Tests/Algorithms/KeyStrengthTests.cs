using CsCheck;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tests.Algorithms;

public sealed class KeyStrengthTests
{
    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("k3yW1th15bytes!")]
    [InlineData("your-256-bit-secret")]
    [InlineData("a-string-secret-at-least-256-bits-long")]
    [InlineData("This is my custom Secret key for authentication")]
    [InlineData("MySuperSafeKeyForThisApplication")]
    [InlineData("YourVeryStrongPassword12345678901")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("Qm7xTz2pQm7xTz2pQm7xTz2pQm7xTz2pQm7x")]
    public void Guessable(string key) => Assert.True(KeyStrength.IsGuessable(System.Text.Encoding.ASCII.GetBytes(key)));

    [Fact]
    public void Counting_bytes_are_guessable() => Assert.True(KeyStrength.IsGuessable([.. Enumerable.Range(0, 64).Select(value => (byte)value)]));

    [Fact]
    public void The_scenes_guessable_key_is_guessable()
    {
        var key = Assert.IsType<SymmetricKey>(AttackScene.Symbolic.GuessableKey.VerificationKey);
        Assert.Equal(new SymmetricKey(System.Text.Encoding.ASCII.GetBytes("a-string-secret-at-least-256-bits-long")), key);
    }

    [Fact]
    public void Random_keys_are_not()
    {
        // A fixed seed: one key in some hundred thousand spells one of the words by chance.
        var random = new PCG(1, 2026);
        for (var run = 0; run < 1_000; run++)
        {
            var key = Gen.Byte.Array[32, 64].Generate(random, null, out _);
            Assert.False(KeyStrength.IsGuessable(key));
            Assert.False(KeyStrength.IsGuessable(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key))));
            Assert.False(KeyStrength.IsGuessable(System.Text.Encoding.ASCII.GetBytes(Base64Url.Encode(key))));
        }
    }
}
