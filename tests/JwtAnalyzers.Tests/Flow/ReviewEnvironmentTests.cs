using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>The many ways to ask whether this is development.</summary>
public sealed class ReviewEnvironmentTests
{
    [Theory]
    [InlineData("environment.EnvironmentName.Equals(\"Development\")")]
    [InlineData("environment.EnvironmentName.Equals(\"development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("environment.EnvironmentName.ToLower() == \"development\"")]
    [InlineData("environment.EnvironmentName.ToUpperInvariant().Equals(\"DEVELOPMENT\")")]
    [InlineData("environment.EnvironmentName is \"Development\" or \"Local\"")]
    [InlineData("environment.EnvironmentName is not (\"Production\" or \"Staging\")")]
    [InlineData("environment.EnvironmentName is { } name and not \"Production\"")]
    [InlineData("new[] { \"Development\", \"Local\" }.Contains(environment.EnvironmentName)")]
    [InlineData("!new[] { \"Production\", \"Staging\" }.Contains(environment.EnvironmentName, StringComparer.OrdinalIgnoreCase)")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\")?.ToLower() == \"development\"")]
    [InlineData("configuration[\"ASPNETCORE_ENVIRONMENT\"] == \"Development\"")]
    [InlineData("configuration.GetValue<string>(\"ASPNETCORE_ENVIRONMENT\") == Environments.Development")]
    public async Task Development_code_stays_silent_and_production_code_fires(string isDevelopment)
    {
        await Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if ({isDevelopment}) p.ValidateLifetime = false;");
        await Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if (!({isDevelopment})) p.ValidateLifetime = false; // JWT2001");
    }

    [Theory]
    [InlineData("configuration[\"Jwt:Mode\"] == \"Production\"")]
    [InlineData("configuration[\"Jwt:Mode\"] is \"a\" or \"b\"")]
    [InlineData("new[] { \"a\", configuration[\"Jwt:Mode\"] }.Contains(\"b\")")]
    public Task What_is_not_known_is_either(string condition) =>
        Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if ({condition}) p.ValidateLifetime = false; // JWT2001");
}
