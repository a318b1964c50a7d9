using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries;

/// <summary>The rules about tokens, reads, results and keys, in code that uses JWT.NET or jose-jwt.</summary>
public sealed class OtherLibraryTokenTests
{
    [Theory]
    [InlineData("var user = {|JWT1004:Jose.JWT.Payload<Dictionary<string, string>>(token)|}; return users.FindUser(user[\"sub\"]);")]
    [InlineData("return new ClaimsPrincipal(new ClaimsIdentity([new Claim(\"name\", {|JWT1004:Jose.JWT.Payload(token)|})], \"jwt\"));")]
    [InlineData("var id = Jose.JWT.Headers(token)[\"kid\"].ToString(); return users.FindUser(Jose.JWT.Decode<Dictionary<string, string>>(token, keys[id!], Jose.JwsAlgorithm.HS256)[\"sub\"]);")]
    [InlineData("return users.FindUser(Jose.JWT.Verify(token, keys[\"a\"]));")]
    public Task What_is_only_read_decides(string body) => Verify.DiagnosticsAsync($$"""
        using System.Security.Claims;

        class Api
        {
            interface IUsers { object FindUser(string name); }

            public void Map(WebApplication app) => app.MapGet("/me", (HttpRequest request, IUsers users, IDictionary<string, byte[]> keys) => Read(request.Headers["Authorization"].ToString(), users, keys));

            private static object Read(string token, IUsers users, IDictionary<string, byte[]> keys) { {{body}} }

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);

    [Theory]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret({|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}).Encode()")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret, {|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}).Encode()")]
    [InlineData("new JwtBuilder().WithSecret(Encoding.UTF8.GetBytes({|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|})).Encode()")]
    [InlineData("decoder.Decode(secret, {|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}, verify: true)")]
    [InlineData("encoder.Encode(secret, {|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|})")]
    [InlineData("Jose.JWT.Encode(secret, Encoding.UTF8.GetBytes({|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}), Jose.JwsAlgorithm.HS256)")]
    [InlineData("Jose.JWT.Decode(secret, Encoding.UTF8.GetBytes({|JWT3001:\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"|}))")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).AddClaim(\"note\", \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\").AddClaim(\"exp\", 1).Encode()")]
    [InlineData("Jose.JWT.Encode(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\", Encoding.UTF8.GetBytes(secret), Jose.JwsAlgorithm.HS256)")]
    [InlineData("Jose.Base64Url.Encode(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"))")]
    public Task A_key_in_the_source(string call) => Verify.DiagnosticsAsync($$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using System.Text;

        class Tokens
        {
            public static string Make(string secret, IJwtDecoder decoder, IJwtEncoder encoder) => {{call}};

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);

    [Theory]
    [InlineData("try { claims = Jose.JWT.Decode(token, key, Jose.JwsAlgorithm.HS256); } {|JWT2008:catch (Jose.IntegrityException)|} { } return true;")]
    [InlineData("try { claims = new JWT.Builder.JwtBuilder().WithSecret(key).MustVerifySignature().Decode(token); } {|JWT2008:catch (JWT.Exceptions.SignatureVerificationException)|} { } return true;")]
    [InlineData("try { claims = Jose.JWT.Decode(token, key, Jose.JwsAlgorithm.HS256); return true; } catch (Jose.JoseException exception) { Console.WriteLine(exception); return false; }")]
    public Task A_failure_that_is_swallowed(string body) => Verify.DiagnosticsAsync($$"""
        class Tokens
        {
            public static bool IsGenuine(string token, byte[] key)
            {
                string? claims = null;
                {{body}}
            }

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);

    [Theory]
    [InlineData("{|JWT5005:context.Response.Cookies.Append(\"token\", Jose.JWT.Encode(\"{}\", key, Jose.JwsAlgorithm.HS256))|};")]
    [InlineData("{|JWT5007:logger.LogInformation(\"signed in with {Token}\", new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()).WithSecret(key).Encode())|};")]
    public Task A_token_that_is_made_is_one(string body) => Verify.DiagnosticsAsync($$"""
        class Tokens
        {
            public static void Send(HttpContext context, ILogger logger, byte[] key) { {{body}} }
        }
        """);
}
