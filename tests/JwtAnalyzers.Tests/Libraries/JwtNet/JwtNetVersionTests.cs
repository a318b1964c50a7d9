using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.JwtNet;

/// <summary>
/// The same code means opposite things in JWT.NET before and after versions 9 and 10. The table is what was measured (facts/libraries.md section 3) on 7.3.1,
/// which these tests run, and on a build of 11.1, which they have by its declarations only (<see cref="JwtNet11"/>).
/// </summary>
public sealed class JwtNetVersionTests
{
    [Theory]
    // Accepts forged tokens: in 7.3.1, and in 11.1.
    [InlineData(true, false, "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)")]
    [InlineData(false, false, "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)")]
    [InlineData(true, true, "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).DoNotVerifySignature().Decode(token)")]
    [InlineData(true, true, "new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithVerifySignature(false).Decode(token)")]
    [InlineData(true, false, "decoder.Decode(token)")]
    [InlineData(true, false, "decoder.DecodeToObject(token)[\"name\"].ToString()")]
    [InlineData(true, false, "decoder.DecodeToObject<string>(token)")]
    [InlineData(true, false, "new JwtDecoder(new JsonNetSerializer(), new JwtBase64UrlEncoder()).Decode(token)")]
    [InlineData(true, true, "decoder.Decode(token, secret, verify: false)")]
    [InlineData(false, false, "decoder.Decode(token, secret, verify: true)")]
    [InlineData(null, false, "decoder.Decode(token, secret)")]
    [InlineData(null, true, "decoder.Decode(token, verify: false)")]
    [InlineData(null, false, "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)")]
    [InlineData(null, true, "JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).Decode(token)")]
    [InlineData(null, true, "JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).Decode(token)")]
    [InlineData(null, false, "JwtBuilder.Create().WithAlgorithm(new NoneAlgorithm()).WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature().Decode(token)")]
    [InlineData(null, true, "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(ValidationParameters.None).Decode(token)")]
    [InlineData(null, false, "JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).WithValidationParameters(ValidationParameters.Default).Decode(token)")]
    [InlineData(null, true, "JwtBuilder.Create().WithSecret(secret).WithValidationParameters(new ValidationParameters { ValidateSignature = false }).Decode(token)")]
    [InlineData(null, true, "JwtBuilder.Create().WithSecret(secret).WithValidationParameters(p => p.ValidateSignature = false).Decode(token)")]
    [InlineData(null, true, "Decoder(new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ValidationParameters.None)).Decode(token, secret, verify: true)")]
    [InlineData(null, true, "new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ValidationParameters.None), new JwtBase64UrlEncoder(), new HMACSHA256Algorithm()).Decode(token, secret, verify: true)")]
    [InlineData(null, false, "new JwtDecoder(new JsonNetSerializer(), new JwtValidator(new JsonNetSerializer(), new UtcDateTimeProvider(), ValidationParameters.Default), new JwtBase64UrlEncoder(), new HMACSHA256Algorithm()).Decode(token, secret)")]
    public async Task What_a_chain_accepts_depends_on_the_version(bool? acceptsForgedIn7, bool acceptsForgedIn11, string call)
    {
        if (acceptsForgedIn7 is { } accepts)
            Assert.Equal(accepts ? ["JWT1002"] : [], await FindAsync(call, TestSetup.Default));
        Assert.Equal(acceptsForgedIn11 ? ["JWT1002"] : [], await FindAsync(call, With11));
    }

    [Theory]
    [InlineData("new ValidationParameters { {|JWT1002:ValidateSignature = false|} }")]
    [InlineData("new ValidationParameters { {|JWT2001:ValidateExpirationTime = false|} }")]
    [InlineData("new ValidationParameters { {|JWT2006:ValidateIssuedTime = false|} }")]
    [InlineData("new ValidationParameters { {|JWT2005:TimeMargin = 86400|} }")]
    [InlineData("new ValidationParameters { TimeMargin = 60 }")]
    [InlineData("ValidationParameters.{|JWT1002:None|}")]
    [InlineData("ValidationParameters.Default")]
    [InlineData("ValidationParameters.Default.With(p => p.TimeMargin = 5)")]
    [InlineData("ValidationParameters.Default.With(p => {|JWT2001:p.ValidateExpirationTime = false|})")]
    public Task Parameters_are_judged_by_themselves(string parameters) => Verify.DiagnosticsAsync($$"""
        using JWT;

        class Tokens
        {
            public static ValidationParameters Parameters() => {{parameters}};
        }
        """, With11);

    [Theory]
    [InlineData("{|JWT1002:options.VerifySignature = false|};")]
    [InlineData("options.VerifySignature = true;")]
    [InlineData("options.Keys = [];")]
    public Task A_scheme_is_judged_by_its_options(string set) => Verify.DiagnosticsAsync($$"""
        class Startup
        {
            public void Configure(IServiceCollection services) => services.AddAuthentication().AddJwt(options => { {{set}} });
        }
        """, With11);

    private static TestSetup With11 { get; } = TestSetup.Default with { Libraries = TestReferences.WithJwtNet11 };

    private static async Task<IEnumerable<string>> FindAsync(string call, TestSetup setup)
    {
        var compilation = SnippetProgram.Compile($$"""
            using JWT;
            using JWT.Algorithms;
            using JWT.Builder;
            using JWT.Serializers;

            class Tokens
            {
                public string Read(string token, string secret, IJwtDecoder decoder) => {{call}};

                private static IJwtDecoder Decoder(IJwtValidator validator) => new JwtDecoder(new JsonNetSerializer(), validator, new JwtBase64UrlEncoder(), new HMACSHA256Algorithm());
            }
            """, setup);
        Findings.AssertCompiles(compilation);
        return (await Findings.Of(compilation)).Select(finding => finding.Id).Where(id => id != "JWT2010");
    }
}
