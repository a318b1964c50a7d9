using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Conventions;

namespace JwtAnalyzers.EndToEnd.Tests.Comparison;

/// <summary>What the documents say of other analyzers, measured: each builds the samples, as it is installed and with all of its rules on. That takes minutes: only where <c>JWT_COMPARISON</c> is 1.</summary>
public sealed partial class ComparisonTests(PackedPackage package)
{
    private static readonly string Doubles = Repository.PathOf("tests", "JwtAnalyzers.EndToEnd.Tests", "Comparison", "Doubles");

    [Fact]
    public async Task What_each_reports_of_the_holes_of_VulnerableApi_and_in_SafeApi()
    {
        SkipUnlessAsked();
        var holes = ExpectedFindings.In(Repository.PathOf("samples", "VulnerableApi"));
        Analyzer[] analyzers = [Analyzer.Ours(package), .. await Analyzer.OthersAsync()];
        List<string> figures = [];
        Dictionary<string, string[]> reports = [];
        foreach (var (column, analyzer) in analyzers.Index())
        {
            var installed = await FindingsAsync(analyzer, allRules: false, "VulnerableApi");
            var all = await FindingsAsync(analyzer, allRules: true, "VulnerableApi");
            var others = all.Where(finding => !holes.Any(hole => IsAt(hole, finding)));
            var alarms = await FindingsAsync(analyzer, allRules: false, "SafeApi");
            var allAlarms = await FindingsAsync(analyzer, allRules: true, "SafeApi");
            figures.Add($"| {analyzer.Name} | {holes.Count(hole => IsReported(hole, installed))} | {holes.Count(hole => IsReported(hole, all))} | {Counted(others)} | {Counted(alarms)} | {Counted(allAlarms)} |");
            foreach (var hole in holes)
            {
                if (column == 0)
                    reports[hole] = new string[analyzers.Length - 1];
                else
                    reports[hole][column - 1] = string.Join(", ", all.Where(finding => IsAt(hole, finding)).Select(finding => finding.Rule).Distinct());
            }
        }

        GeneratedFile.AssertHas("README.md", "comparison", string.Join('\n',
        [
            $"| | of {holes.Count} holes, as installed | with all its rules on | elsewhere in VulnerableApi, all on | in SafeApi, as installed | all on |",
            "| --- | --- | --- | --- | --- | --- |",
            .. figures,
            "",
            $"| hole | {string.Join(" | ", analyzers.Skip(1).Select(analyzer => analyzer.Name.Split(' ')[0]))} |",
            $"| --- |{string.Concat(Enumerable.Repeat(" --- |", analyzers.Length - 1))}",
            .. reports.Where(row => row.Value.Any(rules => rules.Length > 0)).OrderBy(row => row.Key[^7..], StringComparer.Ordinal)
                .Select(row => $"| {row.Key[^7..]} in {row.Key[..row.Key.IndexOf('(')]} | {string.Join(" | ", row.Value.Select(rules => rules.Length > 0 ? rules : "–"))} |"),
        ]));
    }

    [Fact]
    public async Task Where_others_report_what_we_report_too()
    {
        SkipUnlessAsked();
        var ours = await Trial.FindingsAsync(Analyzer.Ours(package), allRules: false, Doubles, package);
        Assert.Equal(ExpectedFindings.In(Doubles), ours.Where(finding => finding.Level == "warning").Select(finding => finding.ToString()).Order(StringComparer.Ordinal));

        List<string> rows = [];
        foreach (var analyzer in await Analyzer.OthersAsync())
        {
            var installed = await Trial.FindingsAsync(analyzer, allRules: false, Doubles, package);
            var all = await Trial.FindingsAsync(analyzer, allRules: true, Doubles, package);
            foreach (var rule in all.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            {
                var shared = ours.Where(finding => rule.Any(other => other.File == finding.File && other.Line == finding.Line)).Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal);
                var alarms = rule.Where(finding => finding.File == "Lookalikes.cs").Select(ReasonAt).Distinct();
                rows.Add($"| {rule.Key} | {analyzer.Name.Split(' ')[0]} | {(installed.Any(finding => finding.Rule == rule.Key) ? "on" : "off")} | {Links(shared)} | {Or(string.Join("; ", alarms))} |");
            }
        }

        GeneratedFile.AssertHas("rules.md", "doubles", string.Join('\n',
        [
            "| their rule | of | as installed | reports a line with | reports this, which is harmless |",
            "| --- | --- | --- | --- | --- |",
            .. rows,
        ]));
    }

    private static void SkipUnlessAsked() => Assert.SkipUnless(Environment.GetEnvironmentVariable("JWT_COMPARISON") == "1", "Builds with other analyzers: JWT_COMPARISON=1.");

    private Task<IReadOnlyList<Finding>> FindingsAsync(Analyzer analyzer, bool allRules, string sample) =>
        Trial.FindingsAsync(analyzer, allRules, Repository.PathOf("samples", sample), package);

    /// <summary>Whether a finding is on the line of a hole.</summary>
    private static bool IsAt(string hole, Finding finding) => hole.StartsWith($"{finding.File}({finding.Line}): ", StringComparison.Ordinal);

    private static bool IsReported(string hole, IReadOnlyList<Finding> findings) => findings.Any(finding => IsAt(hole, finding));

    /// <summary>Why what looks like a hole is none: the comment of its line.</summary>
    private static string ReasonAt(Finding finding) => Reason().Match(File.ReadLines(Path.Combine(Doubles, finding.File)).ElementAt(finding.Line - 1)).Groups["reason"].Value;

    private static string Counted(IEnumerable<Finding> findings) => Or(string.Join(", ", findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Count()} × {rule.Key}")));

    private static string Links(IEnumerable<string> ids) => Or(string.Join(", ", ids.Select(id => $"[{id}](#{id.ToLowerInvariant()})")));

    private static string Or(string text) => text.Length > 0 ? text : "none";

    [GeneratedRegex(@"// (?<reason>.+)$")]
    private static partial Regex Reason();
}
