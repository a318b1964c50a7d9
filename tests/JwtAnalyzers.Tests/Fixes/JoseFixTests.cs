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
