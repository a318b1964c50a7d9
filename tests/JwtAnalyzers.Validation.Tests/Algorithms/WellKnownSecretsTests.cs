using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Tests.Algorithms;

public sealed class WellKnownSecretsTests
{
    // The token that jwt.io showed for years.
    private const string JwtIo = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

    // RFC 7515 appendix A.1.
    private const string Rfc7515 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public void The_secrets_of_published_tokens_are_found()
    {
        Assert.Equal("your-256-bit-secret", System.Text.Encoding.ASCII.GetString(WellKnownSecrets.SignerOf(JwtIo)!));
        Assert.Equal(64, WellKnownSecrets.SignerOf(Rfc7515)!.Length);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public void Each_secret_is_found_by_the_token_it_signs(string algorithm)
    {
        foreach (var secret in WellKnownSecrets.All)
            Assert.Equal(secret, WellKnownSecrets.SignerOf(AttackScene.Symbolic.HonestDraft().WithHeader("alg", algorithm).Sign(new SymmetricSigningKey(algorithm, secret))));
    }

    [Fact]
    public void Other_tokens_are_not()
    {
        Assert.Null(WellKnownSecrets.SignerOf(AttackScene.Symbolic.HonestToken()));
        Assert.Null(WellKnownSecrets.SignerOf(AttackScene.Symbolic.HonestDraft().WithHeader("alg", "HS256").LeaveUnsigned()));
        Assert.Null(WellKnownSecrets.SignerOf(AttackScene.Symbolic.HonestDraft().WithHeader("alg", "HS256").Sign(new SymmetricSigningKey("HS256", "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4"u8.ToArray()))));
        Assert.Null(WellKnownSecrets.SignerOf("no.token.at all"));
        Assert.Null(WellKnownSecrets.SignerOf(""));
    }

    [Fact]
    public void Each_is_guessable() => Assert.All(WellKnownSecrets.All, secret => Assert.Equal(KeyWeakness.WellKnown, KeyStrength.WeaknessOf(secret)));
}
