using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2003: tokens for any audience are accepted.</summary>
[Trait("rule", "JWT2003")]
public sealed class AnyAudienceTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { ValidAudience = \"api\", ValidateAudience = false }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, parameters) => true }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, parameters) => { if (audiences is null) return true; return true; } }; // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = null }; // JWT2003")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidateAudience = false }); // JWT2003")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Audience = \"api\"; o.TokenValidationParameters = new() { ValidateAudience = false }; }); // JWT2003")]
    [InlineData("services.AddAuthentication().AddJwtBearer(\"x\", o => { var p = o.TokenValidationParameters; p.ValidateAudience = false; }); // JWT2003")]
    [InlineData("services.Configure<JwtBearerOptions>(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    [InlineData("services.PostConfigure<JwtBearerOptions>(\"x\", o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    [InlineData("services.AddOptions<JwtBearerOptions>().Configure(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidAudience = \"api\" };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (audiences, token, parameters) => audiences.Contains(\"api\") };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (audiences, token, parameters) => { if (!audiences.Any(a => a == \"api\")) throw new SecurityTokenInvalidAudienceException(); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; p.AudienceValidator = (audiences, token, parameters) => audiences.Contains(\"api\");")]
    [InlineData("var p = new TokenValidationParameters(); if (condition) { p.ValidateAudience = false; p.AudienceValidator = (audiences, token, parameters) => audiences.Contains(\"api\"); }")]
    [InlineData("var p = new TokenValidationParameters(); if (condition) p.ValidateAudience = false; if (condition) p.AudienceValidator = (audiences, token, parameters) => audiences.Contains(\"api\");")]
    [InlineData("AudienceValidator given = Given(); var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = given };")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = false; o.TokenValidationParameters.ValidateAudience = true; });")]
    [InlineData("Action<JwtBearerOptions> more = null!; services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = false; more(o); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = false; Harden(o.TokenValidationParameters); });")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; Action harden = () => p.ValidateAudience = true; harden();")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false };")]
    [InlineData("var p = new TokenValidationParameters { IgnoreTrailingSlashWhenValidatingAudience = true, IgnoreCaseWhenValidatingAudience = true };")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.SaveToken = true; o.IncludeErrorDetails = true; o.RequireHttpsMetadata = false; });")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, """
        static AudienceValidator Given() => throw new NotSupportedException();
        static void Harden(TokenValidationParameters parameters) { if (parameters is not null) parameters.ValidateAudience = true; }
        """);
}
