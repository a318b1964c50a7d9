using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.Jose;

/// <summary>jose-jwt: what a call of <c>Jose.JWT</c> accepts.</summary>
public sealed class JoseTests
{
    [Theory]
    [InlineData("return Jose.JWT.{|JWT1001:Decode|}(token);")]
    [InlineData("return Jose.JWT.Decode(token, {|JWT1001:null|});")]
    [InlineData("return Jose.JWT.Decode(token, {|JWT1001:key: null|});")]
    [InlineData("return Jose.JWT.Decode<string>(token, {|JWT1001:null|}, JwsAlgorithm.none);")]
    [InlineData("return Jose.JWT.Decode(token, {|JWT1001:null|}, \"none\");")]
    [InlineData("return Jose.JWT.Verify(token, {|JWT1001:null|});")]
    [InlineData("return Jose.JWT.{|JWT1001:Decode<string>|}(token, settings: null);")]
    [InlineData("return Jose.JWT.{|JWT1001:DecodeBytes|}(token).Length.ToString();")]
    [InlineData("byte[] none = null; return Jose.JWT.Decode(token, {|JWT1001:none|});")]
    public Task Without_a_key_unsigned_tokens_are_accepted(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Jose.JWT.Decode(token, key);")]
    [InlineData("return Jose.JWT.Decode(token, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Decode(token, null, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Decode(token, key, JwsAlgorithm.none);")]
    [InlineData("return Jose.JWT.Decode(token, key, algorithm);")]
    [InlineData("return Jose.JWT.Decode(token, null, algorithm);")]
    [InlineData("return Jose.JWT.Decode(token, key ?? throw new InvalidOperationException());")]
    [InlineData("return Jose.JWT.Verify(token, key);")]
    [InlineData("return Jose.JWT.Verify(token, key, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Headers(token)[\"kid\"].ToString();")]
    [InlineData("return Jose.JWT.Decode(token, rsa, JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM);")]
    [InlineData("return Decode(token, null);")]
    [InlineData("return Jose.JWT.Decode(token, rsa);")]
    [InlineData("return Jose.JWT.Decode(token, certificate.GetRSAPublicKey());")]
    [InlineData("return Jose.JWT.Decode(token, certificate.GetRSAPrivateKey(), JwsAlgorithm.RS256);")]
    [InlineData("return Jose.JWT.Verify(token, certificate.GetRSAPrivateKey());")]
    [InlineData("return Jose.JWT.Decode(token, certificate.GetECDsaPrivateKey());")]
    [InlineData("return Jose.JWT.Decode(token, Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), JwsAlgorithm.RS256);")]
    public Task With_a_key_or_one_that_is_not_known_it_is_silent(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Jose.JWT.{|JWT1006:Decode|}(token, certificate.GetRSAPrivateKey());")]
    [InlineData("return Jose.JWT.{|JWT1006:Decode<string>|}(token, certificate.GetRSAPrivateKey());")]
    [InlineData("using var own = RSA.Create(2048); return Jose.JWT.{|JWT1006:Decode|}(token, own);")]
    [InlineData("var own = RSA.Create(); own.ImportPkcs8PrivateKey(key, out _); return Jose.JWT.{|JWT1006:Decode|}(token, own);")]
    [InlineData("return Jose.JWT.Decode(token, {|JWT1006:Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())|});")]
    [InlineData("return Jose.JWT.Decode(token, {|JWT1006:Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())|}, JwsAlgorithm.HS256);")]
    [InlineData("return Jose.JWT.Verify(token, {|JWT1006:Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())|});")]
    public Task What_anybody_can_encrypt_or_sign_is_accepted(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("private readonly RSA _rsa = RSA.Create(2048);", "return Jose.JWT.{|JWT1006:Decode|}(token, _rsa);")]
    [InlineData("private static readonly RSA Own = RSA.Create(2048);", "return Jose.JWT.{|JWT1006:Decode|}(token, Own);")]
    [InlineData("private readonly RSA _rsa; public Tokens() { _rsa = RSA.Create(2048); }", "return Jose.JWT.{|JWT1006:Decode|}(token, _rsa);")]
    [InlineData("private RSA Own { get; } = RSA.Create(3072);", "return Jose.JWT.{|JWT1006:Decode|}(token, Own);")]
    [InlineData("private readonly RSA _rsa = RSA.Create(2048);", "return Jose.JWT.Verify(token, _rsa);")]
    [InlineData("private RSA _rsa = RSA.Create(2048);", "return Jose.JWT.Decode(token, _rsa);")]
    [InlineData("private readonly RSA _rsa; public Tokens(RSA rsa) { _rsa = rsa; }", "return Jose.JWT.Decode(token, _rsa);")]
    [InlineData("private readonly RSA _rsa = RSA.Create(2048); public void Use(string pem) => _rsa.ImportFromPem(pem);", "return Jose.JWT.Decode(token, _rsa);")]
    public Task A_key_in_a_member(string member, string body) => VerifyAsync(body, member);

    private static Task VerifyAsync(string body, string member = "") => Verify.DiagnosticsAsync($$"""
        #nullable disable
        using Jose;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;

        class Tokens
        {
            {{member}}

            public string Read(string token, byte[] key, RSA rsa, X509Certificate2 certificate, JwsAlgorithm algorithm)
            {
                {{body}}
            }

            private static string Decode(string token, object key) => token;

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);
}
