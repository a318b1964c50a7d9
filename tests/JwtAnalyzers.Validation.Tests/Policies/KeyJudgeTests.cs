using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests.Policies;

public sealed class KeyJudgeTests
{
    private const string Published = "a-string-secret-at-least-256-bits-long";
    private const string Random = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";

    private static readonly KeyJudge Judge = new();

    [Theory]
    [InlineData(Published, null, null, KeyWeakness.WellKnown)]
    [InlineData(Random, null, null, null)]
    // A library that demands what RFC 7518 does refuses short keys: nobody gets in, guesser or not.
    [InlineData("secret", null, null, null)]
    [InlineData(Published, "HS512", null, null)]
    [InlineData("tR8kQz1vXw5LmN3pYb7H", null, null, null)]
    // One that demands 128 bits takes them.
    [InlineData("tR8kQz1vXw5LmN3pYb7H", null, 128, KeyWeakness.TooShort)]
    [InlineData("superSecretKey@345", null, 128, KeyWeakness.WellKnown)]
    [InlineData(Random, "HS256", 128, null)]
    [InlineData(Random, "HS384", 128, KeyWeakness.TooShort)]
    [InlineData("secret", null, 128, null)]
    // One that demands nothing takes all.
    [InlineData("secret", null, 0, KeyWeakness.WellKnown)]
    [InlineData("x9", null, 0, KeyWeakness.TooShort)]
    [InlineData("", null, 0, KeyWeakness.TooShort)]
    public void A_key_is_weak_where_it_can_be_guessed_and_the_library_takes_it(string key, string? algorithm, int? leastBits, KeyWeakness? weakness) =>
        Assert.Equal(weakness, Judge.WeaknessOf(System.Text.Encoding.ASCII.GetBytes(key), JwsAlgorithm.Find(algorithm), leastBits));

    [Theory]
    [InlineData(512, 0, KeyWeakness.TooShort)]
    [InlineData(2047, 0, KeyWeakness.TooShort)]
    [InlineData(2048, 0, null)]
    [InlineData(1024, 2048, null)]
    public void An_RSA_key_is_weak_below_2048_bits(int bits, int leastBits, KeyWeakness? weakness) => Assert.Equal(weakness, Judge.WeaknessOfRsa(bits, leastBits));

    [Fact]
    public void Without_the_attack_no_key_is_weak()
    {
        var judge = new KeyJudge(AttackCatalogue.Default.Without(KeyJudge.AttackId));
        Assert.Null(judge.WeaknessOf(System.Text.Encoding.ASCII.GetBytes(Published)));
        Assert.Null(judge.WeaknessOfRsa(512, 0));
    }
}
