using JwtAnalyzers.Analyzers.Proved;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2005: the clock skew keeps tokens alive too long.</summary>
[Trait("rule", "JWT2005")]
public sealed class ClockSkewTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(6) }; // JWT2005")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromHours(1) }; // JWT2005")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(1) }; // JWT2005")]
    [InlineData("var p = new TokenValidationParameters(); p.ClockSkew = TimeSpan.FromHours(12); // JWT2005")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = new TimeSpan(1, 0, 0) }; // JWT2005")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(30) + TimeSpan.FromMinutes(30) }; // JWT2005")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.MaxValue }; // JWT2001")]
    [InlineData("const int minutes = 60; var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(minutes) }; // JWT2005")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ClockSkew = TimeSpan.FromHours(2)); // JWT2005")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.Zero };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(5) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromSeconds(300) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(1) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(configuration.GetValue<int>(\"Skew\")) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = configuration.GetValue<TimeSpan>(\"Skew\") };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = environment.IsDevelopment() ? TimeSpan.FromDays(1) : TimeSpan.Zero };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(1) }; p.ClockSkew = TimeSpan.Zero;")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsDevelopment()) p.ClockSkew = TimeSpan.FromHours(1);")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(1), LifetimeValidator = (before, expires, _, _) => before < DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromHours(1), ValidTypes = [\"dpop+jwt\"] };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("10", 9, false)]
    [InlineData("10", 10, false)]
    [InlineData("10", 11, true)]
    [InlineData("60", 60, false)]
    [InlineData("60", 61, true)]
    // The library's own five minutes cannot be to blame, so that less than five counts as five.
    [InlineData("0", 5, false)]
    [InlineData("0", 6, true)]
    [InlineData("4", 5, false)]
    [InlineData("4", 6, true)]
    // What is no whole number of minutes says nothing.
    [InlineData("", 6, true)]
    [InlineData("-10", 6, true)]
    [InlineData("7.5", 6, true)]
    [InlineData("ten", 6, true)]
    public async Task The_limit_is_an_option(string limit, int minutes, bool fires)
    {
        var compilation = Findings.Compile($"class Subject {{ TokenValidationParameters P => new() {{ ClockSkew = TimeSpan.FromMinutes({minutes}) }}; }}");
        var found = await Findings.Of(compilation, new PolicyAnalyzer(), new BuildOptions(("jwt_analyzers.max_clock_skew_minutes", limit)));
        Assert.Equal(fires ? ["JWT2005"] : [], found.Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("/.globalconfig", "is_global = true\n", true)]
    [InlineData("/.editorconfig", "root = true\n[*.cs]\n", true)]
    [InlineData("/.editorconfig", "root = true\n[*.{cs,vb}]\n", true)]
    [InlineData("/.editorconfig", "root = true\n[Other.cs]\n", false)]
    public async Task The_option_stands_where_any_option_stands(string path, string head, bool isRead)
    {
        var file = AnalyzerConfig.Parse($"{head}jwt_analyzers.max_clock_skew_minutes = 10\n", path);
        var options = AnalyzerConfigSet.Create(new List<AnalyzerConfig> { file }).GetOptionsForSourcePath("/Subject.cs").AnalyzerOptions;
        var compilation = Findings.Compile("class Subject { TokenValidationParameters P => new() { ClockSkew = TimeSpan.FromMinutes(8) }; }");
        var found = await Findings.Of(compilation, options: new BuildOptions([.. options.Select(option => (option.Key, option.Value))]));
        Assert.Equal(isRead ? [] : ["JWT2005"], found.Select(finding => finding.Id));
    }
}
