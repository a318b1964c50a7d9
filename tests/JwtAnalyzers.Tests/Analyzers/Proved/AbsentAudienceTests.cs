using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2009: tokens without an audience are accepted.</summary>
[Trait("rule", "JWT2009")]
public sealed class AbsentAudienceTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = false }; // JWT2009")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = false, ValidAudience = \"api\" }; // JWT2009")]
    [InlineData("var p = new TokenValidationParameters(); p.RequireAudience = false; // JWT2009")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => !audiences.Any() || audiences.Contains(\"api\") }; // JWT2009")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => { if (audiences is null || audiences.Count() == 0) return true; return audiences.Contains(\"api\"); } }; // JWT2009")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  };")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = true };")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = condition };")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = !environment.IsDevelopment() };")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsDevelopment()) p.RequireAudience = false;")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = false, AudienceValidator = (audiences, _, _) => audiences.Contains(\"api\") };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => audiences.Any(audience => audience == \"api\") };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, _, _) => audiences.Any() && audiences.Contains(\"api\") };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, parameters) => { Validators.ValidateAudience(audiences, token, parameters); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { RequireAudience = false, ValidTypes = [\"secevent+jwt\"] };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
