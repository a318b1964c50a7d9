using System.Globalization;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Measuring;

namespace JwtAnalyzers.Benchmarks;

/// <summary>
/// The time inside each of our analyzers when all of them run: the least of five builds. What two of them need is paid by the one that comes first,
/// so that a large number says where to look, and <see cref="SingleAnalyzers"/> what it is worth.
/// </summary>
internal static class Breakdown
{
    private const int Builds = 5;

    public static async Task PrintAsync(ProjectKind kind, int files)
    {
        var project = CheckedProjects.Get(kind, files);
        Dictionary<string, TimeSpan> least = [];
        for (var build = 0; build < Builds; build++)
        {
            var timed = Shipped.Analyzers().Select(analyzer => (analyzer.GetType().Name, Timed: new TimedAnalyzer(analyzer))).ToList();
            await AnalyzerRun.InBuild(project.Compile(), [.. timed.Select(analyzer => analyzer.Timed)]).ConfigureAwait(false);
            foreach (var (name, analyzer) in timed)
                least[name] = least.TryGetValue(name, out var before) && before < analyzer.Own ? before : analyzer.Own;
        }

        foreach (var (name, time) in least.OrderByDescending(entry => entry.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds,8:F1} ms  {name}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{least.Values.Sum(time => time.TotalMilliseconds),8:F1} ms  all"));
    }
}
