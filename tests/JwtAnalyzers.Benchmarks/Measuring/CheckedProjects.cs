using System.Collections.Immutable;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>
/// Generated projects of which what has to hold before a number means anything was seen to hold: the project compiles, ours finds
/// exactly the files that were made insecure, and the gated analyzer finds some of them.
/// </summary>
internal static class CheckedProjects
{
    private static readonly Dictionary<(ProjectKind, int), GeneratedProject> Known = [];

    public static GeneratedProject Get(ProjectKind kind, int files)
    {
        if (Known.Count == 0)
            WarmUp();
        if (Known.TryGetValue((kind, files), out var known))
            return known;

        var project = new GeneratedProject(kind, files);
        Check(project, kind).GetAwaiter().GetResult();
        return Known[(kind, files)] = project;
    }

    private static async Task Check(GeneratedProject project, ProjectKind kind)
    {
        var all = await AnalyzerRun.InBuild(project.Compile(), Shipped.Analyzers());
        if (all.FirstOrDefault(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The generated project does not compile: {error}");

        var expected = project.Files.Where(file => file.IsInsecure).Select(file => file.Path).Order().ToList();
        if (expected.Count > 0 != UsesJwt(kind))
            throw new InvalidOperationException($"{kind} has {expected.Count} insecure files.");

        var found = PathsOf(all, "JWT");
        if (!found.SequenceEqual(expected))
            throw new InvalidOperationException($"Missed: {string.Join(", ", expected.Except(found))}. Found by mistake: {string.Join(", ", found.Except(expected))}.");

        if (!UsesJwt(kind))
            return;
        var foundByName = PathsOf(await AnalyzerRun.InEditor(project.Compile(), [new GatedAnalyzer()]), "BENCH");
        if (foundByName.Count == 0)
            throw new InvalidOperationException("The gated analyzer finds nothing.");
    }

    private static bool UsesJwt(ProjectKind kind) => kind is ProjectKind.JwtInFivePercent or ProjectKind.JwtEverywhere;

    private static List<string> PathsOf(IEnumerable<Diagnostic> diagnostics, string id) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Id.StartsWith(id, StringComparison.Ordinal)).Select(diagnostic => diagnostic.Location.SourceTree!.FilePath).Distinct().Order()];

    /// <summary>Whoever is measured first must not pay for compiling what all of them run.</summary>
    private static void WarmUp()
    {
        var project = new GeneratedProject(ProjectKind.JwtInFivePercent, files: 100);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new EmptyAnalyzer(), new OperationBlockAnalyzer(), new GatedAnalyzer(), .. Shipped.Analyzers()];
        for (var round = 0; round < 3; round++)
        {
            AnalyzerRun.InBuild(project.Compile(), analyzers).GetAwaiter().GetResult();
        }
    }
}
