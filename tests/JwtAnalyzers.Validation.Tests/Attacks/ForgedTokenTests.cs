using System.Text.Json.Nodes;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tests.Attacks;

/// <summary>What forged tokens say, letter by letter: an attack that a library refuses for another reason than its own proves nothing.</summary>
public sealed class ForgedTokenTests
{
    private static readonly AttackScene Scene = AttackScene.Symbolic with { IssuerKey = new SymbolicSigningKey("RS256", "issuer", "key-1") };

    [Fact]
    public void An_honest_token_names_its_key() => Assert.Equal("key-1", (string?)Header(Scene.HonestToken())["kid"]);

    [Fact]
    public void Without_a_name_the_key_is_not_named() => Assert.Null(Header(AttackScene.Symbolic.HonestToken())["kid"]);

    [Theory]
    [InlineData("unsigned", "none")]
    [InlineData("empty-signature", "RS256")]
    [InlineData("key-confusion", "HS256")]
    [InlineData("wrong-key", "RS256")]
    [InlineData("guessable-secret", "HS256")]
    [InlineData("expired-key", "RS256")]
    public void Says_which_algorithm_it_claims(string attack, string algorithm) => Assert.Equal(algorithm, (string?)Header(Forge(attack))["alg"]);

    [Theory]
    [InlineData("unsigned")]
    [InlineData("empty-signature")]
    public void Has_no_signature(string attack) => Assert.EndsWith(".", Forge(attack), StringComparison.Ordinal);

    [Theory]
    [InlineData("expired")]
    [InlineData("recently-expired")]
    public void Was_valid_once(string attack)
    {
        var claims = Claims(Forge(attack));
        Assert.Equal((long?)claims["iat"], (long?)claims["nbf"]);
        Assert.True((long?)claims["nbf"] < (long?)claims["exp"]);
        Assert.True((long?)claims["exp"] < Scene.Now.ToUnixTimeSeconds());
    }

    [Fact]
    public void Was_issued_now_for_later()
    {
        var claims = Claims(Forge("not-yet-valid"));
        Assert.Equal(Scene.Now.ToUnixTimeSeconds(), (long?)claims["iat"]);
        Assert.True((long?)claims["nbf"] > Scene.Now.AddYears(9).ToUnixTimeSeconds());
        Assert.True((long?)claims["exp"] > (long?)claims["nbf"]);
    }

    /// <summary>Everything else is as in the honest token.</summary>
    [Theory]
    [InlineData("no-expiry", "exp")]
    [InlineData("foreign-audience", "aud")]
    [InlineData("absent-audience", "aud")]
    [InlineData("foreign-issuer", "iss")]
    [InlineData("absent-issuer", "iss")]
    [InlineData("lookalike-issuer", "iss")]
    [InlineData("replayed", "jti")]
    [InlineData("revoked", "jti")]
    [InlineData("tampered-payload", "sub")]
    [InlineData("wrong-type", "")]
    [InlineData("unsigned", "")]
    public void Differs_in_one_claim(string attack, string claim)
    {
        var honest = Claims(Scene.HonestToken());
        var forged = Claims(Forge(attack));
        var different = honest.Select(each => each.Key).Union(forged.Select(each => each.Key)).Where(name => !JsonNode.DeepEquals(honest[name], forged[name]));
        Assert.Equal(claim, string.Join(" ", different));
    }

    [Theory]
    [InlineData("wrong-key")]
    [InlineData("embedded-key")]
    public void Is_signed_as_the_attackers_key_signs(string attack) => Assert.Equal(
        "ES256",
        (string?)Header(AttackCatalogue.Default[attack].Forge(Scene with { AttackerKey = new SymbolicSigningKey("ES256", "attacker") }))["alg"]);

    [Fact]
    public void Brings_the_attackers_key() => Assert.Equal("attacker", (string?)Header(Forge("embedded-key"))["jwk"]!["name"]);

    private static string Forge(string attack) => AttackCatalogue.Default[attack].Forge(Scene);

    private static JsonObject Header(string token) => Part(token, 0);

    private static JsonObject Claims(string token) => Part(token, 1);

    private static JsonObject Part(string token, int index)
    {
        Assert.True(Base64Url.TryDecode(token.Split('.')[index], out var json));
        return JsonNode.Parse(json)!.AsObject();
    }
}
