using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Safeguards;

/// <summary>JWT5006: personal data or whole tokens in diagnostic output.</summary>
[Trait("rule", "JWT5006")]
public sealed class DiagnosticOutputTests
{
    [Theory]
    [InlineData("Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true; // JWT5006")]
    [InlineData("Microsoft.IdentityModel.Logging.IdentityModelEventSource.LogCompleteSecurityArtifact = true; // JWT5006")]
    [InlineData("if (condition) Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true; // JWT5006")]
    [InlineData("if (environment.IsProduction()) Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true; // JWT5006")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = false;")]
    [InlineData("if (environment.IsDevelopment()) Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;")]
    [InlineData("Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = environment.IsDevelopment();")]
    [InlineData("Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = condition;")]
    [InlineData("if (!environment.IsDevelopment()) return; Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;")]
    [InlineData("var shown = Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII;")]
    [InlineData("if (environment.IsDevelopment()) { Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true; Microsoft.IdentityModel.Logging.IdentityModelEventSource.LogCompleteSecurityArtifact = true; }")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("IdentityModelEventSource.ShowPII = true; IdentityModelEventSource.LogCompleteSecurityArtifact = true;", 2)]
    [InlineData("IdentityModelEventSource.ShowPII = true;", 0)]
    [InlineData("IdentityModelEventSource.ShowPII = true; IdentityModelEventSource.LogCompleteSecurityArtifact = false;", 0)]
    public async Task Says_what_both_together_do(string statements, int count)
    {
        var findings = await Findings.Of(Findings.Compile("using Microsoft.IdentityModel.Logging; class Subject { void Run() { " + statements + " } }"));
        Assert.Equal(count, findings.Count(finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("with both, whole tokens, signature and all", StringComparison.Ordinal)));
    }
}
