using System.Security.Cryptography.X509Certificates;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Fixes of jose-jwt's calls, run with 5.3.</summary>
public sealed class JoseFixTests
{
    [Fact]
    public Task Signed_tokens_only_where_anybody_can_encrypt() => Verify.FixAsync(
        Snippet("Jose.JWT.{|JWT1006:Decode|}(token, certificate.GetRSAPrivateKey())"),
        Snippet("Jose.JWT.Verify(token, certificate.GetRSAPrivateKey())"),
        "Use 'Verify'",
        TestSetup.Default with { Scene = Stage.SceneWithCertificate });

    [Theory]
    [InlineData("Jose.JWT.{|JWT1006:Decode<object>|}(token, certificate.GetRSAPrivateKey()).ToString()!")]
    [InlineData("Jose.JWT.{|JWT1006:Decode|}(token, certificate.GetRSAPrivateKey(), settings: null)")]
    [InlineData("Jose.JWT.{|JWT1001:Decode|}(token)")]
    [InlineData("Jose.JWT.Decode(token, {|JWT1001:null|}, Jose.JwsAlgorithm.none)")]
    [InlineData("Jose.JWT.Decode(token, {|JWT1006:Encoding.UTF8.GetBytes(certificate.PublicKey.GetRSAPublicKey()!.ExportSubjectPublicKeyInfoPem())|})")]
    public Task What_has_no_safe_fix(string call) => Verify.NoFixAsync(Snippet(call));

    private const string Whole = "[\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience, [\"exp\"] = DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds()";
    private const string Soon = "DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds()";

    // The key's type fixes the algorithm.
    [Theory]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, key, {{|JWT1003:Jose.JwsAlgorithm.none|}})", $"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, key, Jose.JwsAlgorithm.HS256)")]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, key, {{|JWT1003:\"none\"|}})", $"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, key, \"HS256\")")]
    [InlineData($"Jose.JWT.Encode(algorithm: {{|JWT1003:JwsAlgorithm.none|}}, key: key, payload: new Dictionary<string, object> {{ {Whole} }})", $"Jose.JWT.Encode(algorithm: JwsAlgorithm.HS256, key: key, payload: new Dictionary<string, object> {{ {Whole} }})")]
    public Task Signs_with_the_key_that_is_given(string before, string after) => Verify.FixAsync(Issue(before), Issue(after), "Sign with 'HS256'");

    [Fact]
    public async Task Signs_with_an_RSA_key()
    {
        // The tokens of the proof are those of a secret.
        var (before, _, _) = await Verify.FixTextAsync(
            Issue($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, certificate.GetRSAPrivateKey()!, {{|JWT1003:JwsAlgorithm.none|}})", "X509Certificate2 certificate"),
            Issue($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, certificate.GetRSAPrivateKey()!, JwsAlgorithm.RS256)", "X509Certificate2 certificate"),
            "Sign with 'RS256'");
        using var program = SnippetProgram.Load(before.Replace("JwsAlgorithm.none", "JwsAlgorithm.RS256", StringComparison.Ordinal), TestSetup.Default);
        Assert.NotEmpty(Jose.JWT.Verify(Assert.Single(program.Issued(TestSetup.Default.Configuration)), CertificateKey.Current.Certificate.GetRSAPublicKey()!, Jose.JwsAlgorithm.RS256));
    }

    [Theory]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, null, {{|JWT1003:JwsAlgorithm.none|}})")]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, nothing, {{|JWT1003:JwsAlgorithm.none|}})")]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, any, {{|JWT1003:JwsAlgorithm.none|}})")]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, ec, {{|JWT1003:JwsAlgorithm.none|}})")]
    [InlineData($"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole} }}, key, {{|JWT1003:Unsigned|}})")]
    public Task Does_not_guess_what_to_sign_with(string call) => Verify.NoFixAsync(Issue(call, "byte[] key, byte[]? nothing, object any, ECDsa ec"));

    [Theory]
    [InlineData("Jose.JWT.Encode({|JWT4001:new Dictionary<string, object> { [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience }|}, key, JwsAlgorithm.HS256)", $"Jose.JWT.Encode(new Dictionary<string, object> {{ [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience, [\"exp\"] = {Soon} }}, key, JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Encode({|JWT4001:new Dictionary<string, object> { { \"iss\", Stage.Issuer }, { \"aud\", Stage.Audience } }|}, key, JwsAlgorithm.HS256)", $"Jose.JWT.Encode(new Dictionary<string, object> {{ {{ \"iss\", Stage.Issuer }}, {{ \"aud\", Stage.Audience }}, {{ \"exp\", {Soon} }} }}, key, JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Encode({|JWT4001:new { iss = Stage.Issuer, aud = Stage.Audience }|}, key, JwsAlgorithm.HS256)", $"Jose.JWT.Encode(new {{ iss = Stage.Issuer, aud = Stage.Audience, exp = {Soon} }}, key, JwsAlgorithm.HS256)")]
    public Task Lets_the_token_expire(string before, string after) => Verify.FixAsync(Issue(before), Issue(after), "Let the token expire after 60 minutes");

    [Theory]
    [InlineData($"Jose.JWT.Encode({{|JWT4005:new {{ iss = Stage.Issuer, aud = Stage.Audience, exp = {Soon} }}|}}, key, JwsAlgorithm.HS256)", $"Jose.JWT.Encode(new {{ iss = Stage.Issuer, aud = Stage.Audience, exp = {Soon}, jti = Guid.NewGuid().ToString() }}, key, JwsAlgorithm.HS256)")]
    [InlineData($"Jose.JWT.Encode({{|JWT4005:new Dictionary<string, object> {{ {Whole} }}|}}, key, JwsAlgorithm.HS256)", $"Jose.JWT.Encode(new Dictionary<string, object> {{ {Whole}, [\"jti\"] = Guid.NewGuid().ToString() }}, key, JwsAlgorithm.HS256)")]
    public Task Names_the_token(string before, string after) => Verify.FixAsync(Issue(before), Issue(after), "Give the token a 'jti'", TestSetup.Default with { Enabled = ["JWT4005"] });

    [Theory]
    [InlineData("Jose.JWT.Encode({|JWT4001:new Dictionary<string, string> { [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience }|}, key, JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Encode({|JWT4001:\"{\\\"iss\\\":\\\"i\\\",\\\"aud\\\":\\\"a\\\"}\"|}, key, JwsAlgorithm.HS256)")]
    public Task Leaves_a_payload_alone_that_takes_no_number(string call) => Verify.NoFixAsync(Issue(call));

    private static string Issue(string call, string parameters = "byte[] key") => $$"""
        using Jose;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;

        public class Subject
        {
            private const JwsAlgorithm Unsigned = JwsAlgorithm.none;

            public static string Issue({{parameters}}) => {{call}};
        }
        """;

    private static string Snippet(string call) => $$"""
        using System.Security.Cryptography.X509Certificates;
        using System.Text;
        using System.Text.Json;

        public class Subject
        {
            public static bool Accepts(string token, X509Certificate2 certificate)
            {
                var payload = {{call}};
                var claims = JsonDocument.Parse(payload).RootElement;
                return claims.GetProperty("aud").GetString() == "https://api.test" && claims.GetProperty("iss").GetString() == "https://issuer.test" && claims.GetProperty("exp").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            }

            public static Encoding Text => Encoding.UTF8;
        }
        """;
}
