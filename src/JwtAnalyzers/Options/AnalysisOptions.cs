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
    private const string MaxTokenLifetimeMinutes = "jwt_analyzers.max_token_lifetime_minutes";
    private const string AdvisedTokenLifetimeMinutes = "jwt_analyzers.advised_token_lifetime_minutes";
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

    /// <summary>How long a token may live at most, in whole minutes; 24 hours where nothing sensible is said.</summary>
    public static TimeSpan MaxTokenLifetime(AnalyzerConfigOptionsProvider options, SyntaxTree file) => Minutes(options, file, MaxTokenLifetimeMinutes) ?? TimeSpan.FromHours(24);

    /// <summary>How long a token should live, in whole minutes; 60 where nothing sensible is said, which is what the library gives a token by itself.</summary>
    public static TimeSpan AdvisedTokenLifetime(AnalyzerConfigOptionsProvider options, SyntaxTree file) => Minutes(options, file, AdvisedTokenLifetimeMinutes) ?? TimeSpan.FromMinutes(60);

    /// <summary>Whether somebody has given a rule a severity that is off by default.</summary>
    public static bool IsSwitchedOn(string ruleId, Compilation compilation, SyntaxTree file, CancellationToken cancellation)
    {
        var severity = ReportDiagnostic.Default;
        return (compilation.Options.SyntaxTreeOptionsProvider is { } provider && (provider.TryGetDiagnosticValue(file, ruleId, cancellation, out severity) || provider.TryGetGlobalDiagnosticValue(ruleId, cancellation, out severity)))
            || compilation.Options.SpecificDiagnosticOptions.TryGetValue(ruleId, out severity)
            ? severity is not (ReportDiagnostic.Default or ReportDiagnostic.Suppress)
            : false;
    }

    private static TimeSpan? Minutes(AnalyzerConfigOptionsProvider options, SyntaxTree file, string key) =>
        options.GetOptions(file).TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? TimeSpan.FromMinutes(minutes) : null;

    private static bool IsTrue(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && bool.TryParse(value, out var parsed) && parsed;
}
