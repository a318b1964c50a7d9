using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>What a project says in MSBuild properties, an <c>.editorconfig</c> or a <c>.globalconfig</c>: the only list of options.</summary>
internal static class AnalysisOptions
{
    private const string IsTestProject = "build_property.IsTestProject";

    /// <summary>Less than 5 is not allowed: that is what the library has where nothing is set, and no assignment would be to blame for what its removal leaves as it is.</summary>
    public static readonly AnalysisOption<TimeSpan> MaxClockSkew = AnalysisOption.Minutes(
        "max_clock_skew_minutes", "How much `ClockSkew` JWT2005 tolerates", atLeast: 5, fallback: 5);

    public static readonly AnalysisOption<bool> AnalyzeTestProjects = AnalysisOption.Switch(
        "analyze_test_projects", "Whether test projects (`IsTestProject`) are looked at");

    public static readonly ImmutableArray<AnalysisOption> All = ImmutableArray.Create<AnalysisOption>(MaxClockSkew, AnalyzeTestProjects);

    /// <summary>Whether nothing is to be reported: a test project has every reason to make insecure tokens. Only the explicit property counts, since guessing would switch rules off silently.</summary>
    public static bool IsSpared(AnalyzerConfigOptionsProvider options, Compilation compilation) =>
        options.GlobalOptions.TryGetValue(IsTestProject, out var value) && bool.TryParse(value, out var isTestProject) && isTestProject
        && !AnalyzeTestProjects.In(options.GlobalOptions)
        // In a section of an .editorconfig it is about files: those of a project share one.
        && !compilation.SyntaxTrees.Take(1).Any(tree => AnalyzeTestProjects.In(options.GetOptions(tree)));
}
