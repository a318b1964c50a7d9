using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>What a project says in MSBuild properties and .editorconfig.</summary>
internal static class AnalysisOptions
{
    private const string IsTestProject = "build_property.IsTestProject";
    private const string AnalyzeTestProjects = "jwt_analyzers.analyze_test_projects";

    /// <summary>Whether nothing is to be reported: a test project has every reason to make insecure tokens. Only the explicit property counts, since guessing would switch rules off silently.</summary>
    public static bool IsSpared(AnalyzerConfigOptionsProvider options) =>
        IsTrue(options.GlobalOptions, IsTestProject) && !IsTrue(options.GlobalOptions, AnalyzeTestProjects);

    private static bool IsTrue(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && bool.TryParse(value, out var parsed) && parsed;
}
