using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>What only the old value named goes with it, and nothing else does.</summary>
public sealed class OrphanTests
{
    private const string Given = "ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key";

    [Theory]
    [InlineData("const bool check = false;", "ValidateLifetime = check", "ValidateLifetime = true", "Set 'ValidateLifetime = true'")]
    [InlineData("bool check = false;", "ValidateLifetime = check", "ValidateLifetime = true", "Set 'ValidateLifetime = true'")]
    [InlineData("const bool strict = true;\n        const bool check = !strict;", "ValidateLifetime = check", "ValidateLifetime = true", "Set 'ValidateLifetime = true'")]
    [InlineData("bool Any(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters all) => true;", "LifetimeValidator = Any", null, "Remove 'LifetimeValidator'")]
    [InlineData("LifetimeValidator any = (_, _, _, _) => true;", "LifetimeValidator = any", null, "Remove 'LifetimeValidator'")]
    public Task Goes_with_the_value(string declaration, string assignment, string? repaired, string title) => Verify.FixAsync(
        Snippet($"{declaration}\n        ", $", {{|JWT2001:{assignment}|}}"),
        Snippet("", repaired is null ? "" : ", " + repaired),
        title);

    [Theory]
    [InlineData("const bool check = false; Console.WriteLine(check);", "ValidateLifetime = check")]
    [InlineData("const bool check = false; Func<bool> later = () => check; later();", "ValidateLifetime = check")]
    public Task Stays_where_it_is_named_elsewhere(string declaration, string assignment) => Verify.FixAsync(
        Snippet($"{declaration}\n        ", $", {{|JWT2001:{assignment}|}}"),
        Snippet($"{declaration}\n        ", ", ValidateLifetime = true"),
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task Goes_with_the_last_of_two_values() => Verify.FixAsync(
        Snippet("bool check = false;\n        ", ", {|JWT1001:RequireSignedTokens = check|}, {|JWT2001:ValidateLifetime = check|}"),
        Snippet("", ", RequireSignedTokens = true, ValidateLifetime = true"),
        "Set 'RequireSignedTokens = true'\nSet 'ValidateLifetime = true'");

    private static string Snippet(string declaration, string settings) => $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                {{declaration}}return new() { {{Given}}{{settings}} };
            }
        }
        """.ReplaceLineEndings("\n");
}
