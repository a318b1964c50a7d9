using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Editing;

/// <summary>What only the old value named goes with it, and nothing else does.</summary>
public sealed class OrphanedVariablesTests
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

    /// <summary>Why it was so is for people to read; what stands before it was never part of it.</summary>
    [Theory]
    [InlineData("const bool check = /* until June */ false;\n        ", "/* until June */\n        ")]
    [InlineData("bool check // until June\n            = false;\n        ", "// until June\n        ")]
    [InlineData("bool check = /* a */ false; const bool other = /* b */ true; Console.WriteLine(other);\n        ", "/* a */ const bool other = /* b */ true; Console.WriteLine(other);\n        ")]
    [InlineData("\n#pragma warning disable CS0618\n        bool check = false;\n        ", "\n#pragma warning disable CS0618\n        ")]
    public Task Leaves_words_and_directives(string declaration, string left) => Verify.FixAsync(
        Snippet(declaration, ", {|JWT2001:ValidateLifetime = check|}"),
        Snippet(left, ", ValidateLifetime = true"),
        "Set 'ValidateLifetime = true'");

    /// <summary>It would be a warning (CS0219, CS8321), in this build, in another, or after the next fix.</summary>
    [Theory]
    [InlineData("bool check = false\n#pragma warning disable CS0618\n        ;", "ValidateLifetime = check")]
    [InlineData("const bool check =\n#if STAGING\n            true;\n#else\n            false;\n#endif\n", "ValidateLifetime = check")]
    [InlineData("\n#if STAGING\n        bool check = true;\n#else\n        bool check = false;\n#endif\n", "ValidateLifetime = check")]
    [InlineData("bool check = false;\n#if STAGING\n        Console.WriteLine(check);\n#endif\n", "ValidateLifetime = check")]
    [InlineData("bool Any(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters all) =>\n#region any\n            true;\n#endregion\n", "LifetimeValidator = Any")]
    [InlineData("bool check =\n#region check\n            false;\n#endregion\n        Console.WriteLine(check);\n        ", "ValidateLifetime = check")]
    public Task No_fix_where_it_would_stay(string declaration, string assignment) => Verify.NoFixAsync(Snippet($"{declaration}\n        ", $", {{|JWT2001:{assignment}|}}"));

    [Fact]
    public Task A_lambda_that_stays_is_no_warning() => Verify.FixAsync(
        Snippet("LifetimeValidator any = (_, _, _, _) =>\n#region any\n            true;\n#endregion\n        ", ", {|JWT2001:LifetimeValidator = any|}"),
        Snippet("LifetimeValidator any = (_, _, _, _) =>\n#region any\n            true;\n#endregion\n        ", ""),
        "Remove 'LifetimeValidator'");

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
