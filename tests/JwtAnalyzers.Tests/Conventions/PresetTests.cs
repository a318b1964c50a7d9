using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The severities that the package ships for each mode are those that follow from <see cref="Rules"/>.</summary>
public sealed class PresetTests
{
    public static TheoryData<string> Modes => [.. Preset.Modes];

    [Theory, MemberData(nameof(Modes))]
    public void A_preset_says_what_follows_from_the_rules(string mode) => GeneratedFile.AssertIs(Preset.FileOf(mode), Preset.TextOf(mode));

    [Theory]
    [InlineData("JWT1001", "Strict", "error")] // proved, a warning
    [InlineData("JWT3001", "Strict", "error")] // a secret
    [InlineData("JWT5006", "Strict", "warning")] // a pattern
    [InlineData("JWT2006", "Strict", "warning")] // a suggestion
    [InlineData("JWT2007", "Strict", "suggestion")] // advice
    [InlineData("JWT2016", "Strict", "suggestion")]
    [InlineData("JWT2016", "Audit", "warning")]
    [InlineData("JWT2011", "Strict", "none")] // opt-in
    [InlineData("JWT2011", "Audit", "warning")]
    [InlineData("JWT1001", "None", "none")]
    [InlineData("JWT2007", "Recommended", "suggestion")]
    public void The_severity_follows_from_what_a_rule_is(string id, string mode, string severity) =>
        Assert.Equal(severity, Preset.SeverityOf(Rules.All.Single(rule => rule.Id == id), mode));
}
