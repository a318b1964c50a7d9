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

    [Theory]
    [InlineData("your-256-bit-secret", KeyWeakness.WellKnown)]
    [InlineData("Your 256 Bit Secret", KeyWeakness.WellKnown)]
    [InlineData("superSecretKey@345superSecretKey@345", KeyWeakness.WellKnown)]
    [InlineData("DhftOS5uphK3vmCJQrexST1RsyjZBjXWRgJMFPU4-our-own", KeyWeakness.WellKnown)]
    [InlineData("Qm7xTz2pQm7xTz2pQm7xTz2pQm7xTz2pQm7x", KeyWeakness.Repeated)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", KeyWeakness.Repeated)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", KeyWeakness.Sequence)]
    [InlineData("qwertyuiopasdfghjklzxcvbnm1234567890", KeyWeakness.Sequence)]
    [InlineData("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", KeyWeakness.Sequence)]
    [InlineData("ILoveThisWebApplicationVeryMuch2024!!", KeyWeakness.Words)]
    [InlineData("the quick brown fox jumps over the lazy dog", KeyWeakness.Words)]
    [InlineData("replace-this-with-a-real-random-string", KeyWeakness.Words)]
    [InlineData("0110100110010110100101100110100110010110", KeyWeakness.FewCharacters)]
    [InlineData("k3yW1th15bytes!", KeyWeakness.TooShort)]
    public void Says_why(string key, KeyWeakness weakness) => Assert.Equal(weakness, KeyStrength.WeaknessOf(System.Text.Encoding.ASCII.GetBytes(key)));

    [Theory]
    [InlineData("49C1A7E1-0C79-4A89-A3D6-A37998FB86B0")] // GUIDs
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("7d3a1f5e9c2b4a6d8e0f1b3c5a7d9e2f")] // hexadecimal
    [InlineData("tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4")]
    [InlineData("mF0Lq9v2sB7xYzA4hT6cK1dR8wE3nJ5p")]
    [InlineData("hV7#kP2!xQ9$mL4@rT6^wN8&zB1*cD3%")]
    public void Not_guessable(string key) => Assert.Null(KeyStrength.WeaknessOf(System.Text.Encoding.ASCII.GetBytes(key)));

    [Theory]
    [InlineData(31, "HS256", true)]
    [InlineData(32, "HS256", false)]
    [InlineData(47, "HS384", true)]
    [InlineData(48, "HS384", false)]
    [InlineData(63, "HS512", true)]
    [InlineData(64, "HS512", false)]
    public void Each_algorithm_demands_a_key_as_long_as_its_hash(int length, string algorithm, bool isTooShort)
    {
        var key = Gen.Byte.Array[length].Generate(new PCG(1, 2026), null, out _);
        Assert.Equal(isTooShort ? KeyWeakness.TooShort : null, KeyStrength.WeaknessOf(key, JwsAlgorithm.Find(algorithm)!));
    }

    [Fact]
    public void A_description_repeats_no_key()
    {
        foreach (var weakness in Enum.GetValues<KeyWeakness>())
            Assert.Matches("^(is|has|repeats) [a-z ]+$|^repeats itself$", KeyStrength.Describe(weakness));
    }

    [Fact]
    public void A_key_as_long_as_a_file_takes_no_time() => Assert.Null(KeyStrength.WeaknessOf(new byte[10_000_000]));

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
