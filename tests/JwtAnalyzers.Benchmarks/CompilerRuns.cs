using System.Globalization;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Measuring;

namespace JwtAnalyzers.Benchmarks;

/// <summary>
/// Ours beside what else is installed, as the compiler of the SDK accounts for them (<c>-reportanalyzer</c>), in turns: each set of analyzers in a process of its own.
/// The SDK's own analyzers are always there; more are named on the command line, as <c>Name=a.dll;b.dll</c>.
/// </summary>
internal static class CompilerRuns
{
    private const int Turns = 3;

    public static void Print(ProjectKind kind, int files, IEnumerable<string> others) => Print(kind.ToString(), new ProjectOnDisk(new GeneratedProject(kind, files)), others);

    /// <summary>The same over a project that a build handed to the compiler.</summary>
    public static void Print(string responses, IEnumerable<string> others) => Print(Path.GetFileName(responses), new ProjectOnDisk(responses), others);

    private static void Print(string name, ProjectOnDisk measured, IEnumerable<string> others)
    {
        using var project = measured;
        var sets = Installed.Sets(others).ToList();
        var runs = Enumerable.Range(0, Turns).SelectMany(_ => sets.Select(set => (set, Seconds: project.AnalyzerSeconds(set)))).ToLookup(run => run.set, run => run.Seconds);

        Console.WriteLine($"{name}, {project.Sources.Count} files, {project.Lines} lines; the least of {Turns} turns, one thread");
        foreach (var set in sets)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs[set].Min(),7:F2} s  {set.Name}"));
    }
}
