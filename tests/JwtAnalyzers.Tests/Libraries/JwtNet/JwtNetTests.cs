using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.JwtNet;

/// <summary>JWT.NET 7.3.1: builders, decoders and validators.</summary>
public sealed class JwtNetTests
{
    private static Task VerifyAsync(string body, string more = "") => Verify.DiagnosticsAsync($$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;
        using JWT.Serializers;

        class Tokens
        {
            private readonly IJwtDecoder _decoder;

            public Tokens(IJwtDecoder decoder) => _decoder = decoder;

            public string Read(string token, string secret, bool flag, IJwtValidator validator, IJwtAlgorithm algorithm)
            {
                {{body}}
            }

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && claims.ContainsKey("exp") && (long)claims["exp"] > 0;
            {{more}}
        }
        """);

    [Theory]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).{|JWT1002:Decode|}(token);")]
    [InlineData("return new JwtBuilder().WithAlgorithm(algorithm).WithSecret(secret).{|JWT1002:Decode<string>|}(token);")]
    [InlineData("return new JwtBuilder().WithSecret(secret).MustVerifySignature().{|JWT1002:DoNotVerifySignature|}().Decode(token);")]
    [InlineData("return new JwtBuilder().WithSecret(secret).WithVerifySignature({|JWT1002:false|}).Decode(token);")]
    [InlineData("return new JwtBuilder().AddClaim(\"a\", 1).Issuer(\"x\").WithSerializer(new JsonNetSerializer()).{|JWT1002:Decode|}(token);")]
    [InlineData("var builder = new JwtBuilder(); builder.WithAlgorithm(algorithm); builder = builder.WithSecret(secret); return builder.{|JWT1002:Decode|}(token);")]
    [InlineData("var builder = new JwtBuilder(); if (flag) builder.MustVerifySignature(); return builder.{|JWT1002:Decode|}(token);")]
    [InlineData("return new JwtBuilder()?.WithSecret(secret)?.{|JWT1002:Decode|}(token);")]
    [InlineData("Func<JwtBuilder> builder = () => new JwtBuilder(); return builder().{|JWT1002:Decode|}(token);")]
    public Task A_builder_that_is_not_told_to_verifies_nothing(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token);")]
    [InlineData("return new JwtBuilder().DoNotVerifySignature().WithSecret(secret).MustVerifySignature().Decode(token);")]
    [InlineData("return new JwtBuilder().WithSecret(secret).WithVerifySignature(true).Decode(token);")]
    [InlineData("return new JwtBuilder().WithSecret(secret).WithVerifySignature(flag).Decode(token);")]
    [InlineData("return new JwtBuilder().WithSecret(secret).WithVerifySignature(verify: true).Decode<string>(token);")]
    [InlineData("var builder = new JwtBuilder(); builder.WithSecret(secret); builder.MustVerifySignature(); return builder.Decode(token);")]
    [InlineData("var builder = new JwtBuilder(); Set(builder); return builder.Decode(token);")]
    [InlineData("var builder = Made(); return builder.Decode(token);")]
    [InlineData("var builder = new JwtBuilder().Verifying(); return builder.Decode(token);")]
    [InlineData("return _builder.Decode(token);")]
    [InlineData("return new JwtBuilder().WithAlgorithm(algorithm).WithSecret(secret).AddClaim(\"exp\", 1).Encode();")]
    [InlineData("return new JwtBuilder().DecodeHeader(token);")]
    [InlineData("return new JwtBuilder().DoNotVerifySignature().DecodeHeader<JWT.Builder.JwtHeader>(token).KeyId;")]
    public Task What_is_told_to_or_may_be_is_silent(string body) => VerifyAsync(
        body,
        """
        private readonly JwtBuilder _builder = new JwtBuilder();
        private static void Set(JwtBuilder builder) => builder.MustVerifySignature();
        private static JwtBuilder Made() => new JwtBuilder().MustVerifySignature();
        }
        static class Extensions
        {
            public static JwtBuilder Verifying(this JwtBuilder builder) => builder.MustVerifySignature();
        """);

    [Theory]
    [InlineData("return _decoder.{|JWT1002:Decode|}(token);")]
    [InlineData("return _decoder.Decode(token, secret, {|JWT1002:false|});")]
    [InlineData("return _decoder.Decode(token, secret, {|JWT1002:verify: false|});")]
    [InlineData("return _decoder.Decode({|JWT1002:verify: false|}, token: token, key: secret);")]
    [InlineData("return _decoder.DecodeToObject(token, secret, {|JWT1002:verify: false|})[\"name\"].ToString();")]
    [InlineData("return _decoder.{|JWT1002:DecodeToObject<string>|}(token);")]
    [InlineData("return _decoder.DecodeToObject<string>(new JwtParts(token), System.Text.Encoding.UTF8.GetBytes(secret), {|JWT1002:false|});")]
    [InlineData("const bool no = false; return _decoder.Decode(token, secret, {|JWT1002:no|});")]
    [InlineData("return new JwtDecoder(new JsonNetSerializer(), new JwtBase64UrlEncoder()).{|JWT1002:Decode|}(token);")]
    [InlineData("return JwtDecoderExtensions.Decode(_decoder, token, secret, {|JWT1002:false|});")]
    [InlineData("IJwtDecoder decoder = new JwtDecoder(new JsonNetSerializer(), validator, new JwtBase64UrlEncoder(), algorithm); return decoder.{|JWT1002:Decode|}(token);")]
    public Task A_decoder_that_is_told_not_to_or_given_no_key_verifies_nothing(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return _decoder.Decode(token, secret, true);")]
    [InlineData("return _decoder.Decode(token, secret, verify: true);")]
    [InlineData("return _decoder.Decode(token, secret, flag);")]
    [InlineData("return _decoder.Decode(token, secret, verify: !flag);")]
    [InlineData("return _decoder.DecodeHeader(token);")]
    [InlineData("return Decode(token, secret, false);")]
    [InlineData("return new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider()), new JwtBase64UrlEncoder(), algorithm).Decode(token, secret, verify: true);")]
    [InlineData("return new JwtBase64UrlEncoder().Decode(token).Length.ToString();")]
    public Task What_verifies_or_decodes_something_else_is_silent(string body) => VerifyAsync(body, "private static string Decode(string token, string key, bool verify) => token + key + verify;");

    [Theory]
    [InlineData("validator = new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), {|JWT2005:86400|}); return \"\";")]
    [InlineData("return new JwtBuilder().WithSecret(secret).WithValidator(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), {|JWT2001:timeMargin: int.MaxValue|})).MustVerifySignature().Decode(token);")]
    [InlineData("validator = new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), 300); return \"\";")]
    [InlineData("validator = new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), secret.Length); return \"\";")]
    public Task A_time_margin_that_keeps_tokens_alive(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret({|JWT1006:Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())|}).MustVerifySignature().Decode(token);")]
    [InlineData("return new JwtBuilder().WithAlgorithm(algorithm).WithSecret(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())).MustVerifySignature().Decode(token);")]
    [InlineData("return new JwtBuilder().WithAlgorithm(new RS256Algorithm(rsa)).WithSecret(rsa.ExportSubjectPublicKeyInfoPem()).MustVerifySignature().Decode(token);")]
    public Task The_text_of_a_public_key_as_a_secret(string body) => Verify.DiagnosticsAsync($$"""
        using System.Security.Cryptography;
        using System.Text;
        using JWT.Algorithms;
        using JWT.Builder;

        class Tokens
        {
            public string Read(string token, RSA rsa, IJwtAlgorithm algorithm) { {{body}} }

            private static bool IsAlright(IDictionary<string, object> claims) => (string)claims["aud"] == "api" && (string)claims["iss"] == "us" && (long)claims["exp"] > 0;
        }
        """);

    [Fact]
    public Task In_development_code_it_is_silent() => VerifyAsync("""
        #if DEBUG
        return _decoder.Decode(token, secret, verify: false);
        #else
        return _decoder.Decode(token, secret, verify: true);
        #endif
        """);

    [Fact]
    public Task A_method_of_a_callback_is_not_taken_for_a_judgment() => Verify.DiagnosticsAsync("""
        class Subject
        {
            public static TokenValidationParameters Parameters(JWT.IJwtDecoder decoder, string secret, SecurityKey key) => new()
            {
                ValidIssuer = "https://issuer.example", ValidAudience = "https://api.example", IssuerSigningKey = key,
                SignatureValidator = (token, _) => { JWT.JwtDecoderExtensions.Decode(decoder, token, secret, true); return new JsonWebToken(token); },
            };
        }
        """);
}
