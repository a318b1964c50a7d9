using System.Globalization;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>What a project says in MSBuild properties and .editorconfig.</summary>
internal static class AnalysisOptions
{
    private const string IsTestProject = "build_property.IsTestProject";
    private const string MaxClockSkewMinutes = "jwt_analyzers.max_clock_skew_minutes";
    private const string SensitiveClaimNames = "jwt_analyzers.sensitive_claims";
    private const string AnalyzeTestProjects = "jwt_analyzers.analyze_test_projects";

    /// <summary>Whether nothing is to be reported: a test project has every reason to make insecure tokens. Only the explicit property counts, since guessing would switch rules off silently.</summary>
    public static bool IsSpared(AnalyzerConfigOptionsProvider options, Compilation compilation) =>
        IsTrue(options.GlobalOptions, IsTestProject)
        && !IsTrue(options.GlobalOptions, AnalyzeTestProjects)
        // In a section of an .editorconfig it is about files: those of a project share one.
        && !compilation.SyntaxTrees.Take(1).Any(tree => IsTrue(options.GetOptions(tree), AnalyzeTestProjects));

    /// <summary>
    /// How much clock skew is tolerated, in whole minutes; 5 where nothing sensible is said. Less than 5 counts as 5: that is what the
    /// library has where nothing is set, and no assignment would be to blame for what its removal leaves as it is.
    /// </summary>
    public static TimeSpan ClockSkewLimit(AnalyzerConfigOptionsProvider options, SyntaxTree file) =>
        options.GetOptions(file).TryGetValue(MaxClockSkewMinutes, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && TimeSpan.FromMinutes(minutes) is var limit && limit > RecentlyExpiredAttack.DefaultTolerance
            ? limit
            : RecentlyExpiredAttack.DefaultTolerance;

    /// <summary>What a project adds to the names of sensitive data, or takes out of them: <c>email, employee_number, -iban</c>. Empty where nothing is said.</summary>
    public static string SensitiveClaims(AnalyzerConfigOptionsProvider options, SyntaxTree file) =>
        options.GetOptions(file).TryGetValue(SensitiveClaimNames, out var names) ? names : "";

    private static bool IsTrue(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && bool.TryParse(value, out var parsed) && parsed;
}
