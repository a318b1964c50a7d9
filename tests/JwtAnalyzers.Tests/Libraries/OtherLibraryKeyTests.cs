using System.Text;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries;

/// <summary>JWT3002 and JWT3001 in code that uses JWT.NET or jose-jwt, which take keys of any length: what the rule's silence and speech rest on is measured here.</summary>
public sealed class OtherLibraryKeyTests
{
    [Theory]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret({|JWT3002:\"secret\"|}).MustVerifySignature().Decode(token)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret({|JWT3002:\"k\"|}).MustVerifySignature().Decode(token)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(Encoding.UTF8.GetBytes({|JWT3002:\"secret\"|})).MustVerifySignature().Decode(token)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret({|JWT3002:\"supersecretsupersecretsupersecret\"|}).MustVerifySignature().Decode(token)")]
    [InlineData("decoder.Decode(token, {|JWT3002:\"secret\"|}, verify: true)")]
    [InlineData("encoder.Encode(claims, {|JWT3002:\"secret\"|})")]
    [InlineData("Jose.JWT.Decode(token, Encoding.UTF8.GetBytes({|JWT3002:\"secret\"|}), Jose.JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Verify(token, Encoding.UTF8.GetBytes({|JWT3002:\"secret\"|}))")]
    [InlineData("Jose.JWT.Encode(claims, Encoding.UTF8.GetBytes({|JWT3002:\"secret\"|}), Jose.JwsAlgorithm.HS256)")]
    public Task A_short_or_guessable_secret(string call) => VerifyAsync(call);

    [Theory]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(configuration[\"Jwt:Key\"]).MustVerifySignature().Decode(token)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(Convert.FromBase64String(configuration[\"Jwt:Key\"]!)).MustVerifySignature().Decode(token)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(bytes).MustVerifySignature().Decode(token)")]
    [InlineData("decoder.Decode(token, configuration[\"Jwt:Key\"], verify: true)")]
    [InlineData("decoder.Decode(\"secret\", configuration[\"Jwt:Key\"], verify: true)")]
    [InlineData("encoder.Encode(claims, configuration[\"Jwt:Key\"])")]
    [InlineData("Jose.JWT.Decode(token, bytes, Jose.JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Verify(\"secret\", bytes)")]
    [InlineData("Jose.JWT.Encode(\"secret\", bytes, Jose.JwsAlgorithm.HS256)")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(bytes).Issuer(\"secret\").AddClaim(\"exp\", 1).Encode()")]
    public Task A_secret_that_is_not_in_the_code(string call) => VerifyAsync(call);

    private static Task VerifyAsync(string call) => Verify.DiagnosticsAsync($$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using System.Text;

        class Tokens
        {
            public object Run(string token, byte[] bytes, IConfiguration configuration, IJwtDecoder decoder, IJwtEncoder encoder, object claims) => {{call}};

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);

    // A key of one byte is 256 guesses.
    [Fact]
    public void The_libraries_take_keys_of_one_byte()
    {
        var net = new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()).WithSecret("k").AddClaim("sub", "alice").Encode();
        Assert.Contains("alice", new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()).WithSecret("k").MustVerifySignature().Decode(net), StringComparison.Ordinal);

        var key = Encoding.UTF8.GetBytes("k");
        var jose = global::Jose.JWT.Encode("{\"sub\":\"alice\"}", key, global::Jose.JwsAlgorithm.HS256);
        Assert.Contains("alice", global::Jose.JWT.Verify(jose, key), StringComparison.Ordinal);
        Assert.ThrowsAny<global::Jose.JoseException>(() => global::Jose.JWT.Verify(jose, Encoding.UTF8.GetBytes("l")));
    }
}
