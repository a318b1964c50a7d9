using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Fixes of JWT.NET's calls, run with 7.3.1.</summary>
public sealed class JwtNetFixTests
{
    [Theory]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).{|JWT1002:Decode|}(token)", "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)", "Call 'MustVerifySignature'")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).{|JWT1002:DoNotVerifySignature|}().Decode(token)", "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)", "Use 'MustVerifySignature'")]
    [InlineData("new JwtBuilder().WithVerifySignature({|JWT1002:false|}).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "new JwtBuilder().WithVerifySignature(true).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)", "Set 'verify: true'")]
    [InlineData("Decoder().Decode(token, secret, {|JWT1002:verify: false|})", null, "")]
    [InlineData("new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory()).Decode(token, secret, {|JWT1002:verify: false|})", "new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory()).Decode(token, secret, verify: true)", "Set 'verify: true'")]
    [InlineData("new JwtDecoder(new JsonNetSerializer(), new JwtBase64UrlEncoder()).Decode(token, secret, {|JWT1002:false|})", null, "")]
    [InlineData("new JwtBuilder().{|JWT1002:Decode|}(token)", null, "")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).{|JWT1002:DoNotVerifySignature|}().Decode(token)", null, "")]
    [InlineData("Decoder().{|JWT1002:Decode|}(token)", null, "")]
    public Task The_signature_is_verified_where_the_code_has_what_that_needs(string before, string? after, string title) =>
        after is null ? Verify.NoFixAsync(Snippet(before)) : Verify.FixAsync(Snippet(before), Snippet(after), title);

    [Fact]
    public Task A_chain_of_lines_gets_a_line() => Verify.FixAsync(
        Snippet("""
            new JwtBuilder()
                        .WithAlgorithm(new HMACSHA256Algorithm()) // as the issuer does
                        .WithSecret(secret)
                        .{|JWT1002:Decode|}(token)
            """),
        Snippet("""
            new JwtBuilder()
                        .WithAlgorithm(new HMACSHA256Algorithm()) // as the issuer does
                        .WithSecret(secret)
                        .MustVerifySignature()
                        .Decode(token)
            """),
        "Call 'MustVerifySignature'");

    [Fact]
    public Task A_builder_in_a_local() => Verify.FixAsync(
        Snippet("Decode(token, secret)", """
            private static string Decode(string token, string secret)
                {
                    var builder = new JwtBuilder();
                    builder.WithAlgorithm(new HMACSHA256Algorithm());
                    builder = builder.WithSecret(secret);
                    return builder.{|JWT1002:Decode|}(token);
                }
            """),
        Snippet("Decode(token, secret)", """
            private static string Decode(string token, string secret)
                {
                    var builder = new JwtBuilder();
                    builder.WithAlgorithm(new HMACSHA256Algorithm());
                    builder = builder.WithSecret(secret);
                    return builder.MustVerifySignature().Decode(token);
                }
            """),
        "Call 'MustVerifySignature'");

    private static string Snippet(string call, string more = "") => $$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using JWT.Serializers;
        using System.Text.Json;

        public class Subject
        {
            public static bool Accepts(string token, IConfiguration configuration)
            {
                var secret = configuration["Jwt:Key"]!;
                var payload = {{call}};
                var claims = JsonDocument.Parse(payload).RootElement;
                return claims.GetProperty("aud").GetString() == "https://api.test" && claims.GetProperty("iss").GetString() == "https://issuer.test" && claims.GetProperty("exp").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            }

            private static IJwtDecoder Decoder() => new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), new HMACSHAAlgorithmFactory());

            {{more}}
        }
        """;
}
