using System.Collections.Immutable;
using System.Text;
using JwtAnalyzers.CodeFixes;
using JwtAnalyzers.CodeFixes.Policies;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>Where a rule's code is: what reports it, what fixes it, and what tests both.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Analyzers">The analyzers that report it.</param>
/// <param name="Repair">What edits the code, if anything does.</param>
internal sealed record RuleMap(string Id, ImmutableArray<Type> Analyzers, Type? Repair)
{
    private const string OfAnalyzers = "JwtAnalyzers.Analyzers.";

    public static IReadOnlyList<RuleMap> All { get; } =
    [
        .. Rules.All.Select(rule => rule.Descriptor).Append(Rules.OptionNotUnderstood).Append(Rules.AnalyzersRunning)
            .Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal).Select(Of),
    ];

    /// <summary>The folders below <c>Analyzers</c> that report it.</summary>
    public IEnumerable<string> Families => Analyzers.Select(analyzer => FolderOf(analyzer, OfAnalyzers)).Distinct();

    /// <summary>The classes of tests whose summaries say that they are about the rule.</summary>
    public IEnumerable<TestClass> Homes => TestClass.All.Where(test => test.Folder.StartsWith("Analyzers/", StringComparison.Ordinal) && test.AtHome.Contains(Id));

    /// <summary>The classes of tests whose summaries say that they are about its fix.</summary>
    public IEnumerable<TestClass> FixTests => TestClass.All.Where(test => test.Folder.StartsWith("Fixes", StringComparison.Ordinal) && test.Name.EndsWith("FixTests", StringComparison.Ordinal) && test.Named.Contains(Id));

    /// <summary>The table, as <c>src/JwtAnalyzers/README.md</c> has it.</summary>
    public static string Table()
    {
        var table = new StringBuilder("| rule | analyzer | fix | tests |\n| --- | --- | --- | --- |\n");
        foreach (var rule in All)
        {
            var analyzers = rule.Analyzers.Select(analyzer => $"`{FolderOf(analyzer, OfAnalyzers)}/{analyzer.Name}`").Order(StringComparer.Ordinal);
            var repair = rule.Repair is { } type ? $"`{FolderOf(type, "JwtAnalyzers.CodeFixes.")}/{type.Name}`" : "–";
            var tests = rule.Homes.Concat(rule.FixTests).Select(test => $"`{test.Name}`");
            table.Append($"| {rule.Id} | {string.Join(", ", analyzers)} | {repair} | {string.Join(", ", tests)} |\n");
        }

        return table.ToString();
    }

    private static RuleMap Of(string id) => new(
        id,
        [.. Shipped.NewAnalyzers().Where(analyzer => analyzer.SupportedDiagnostics.Any(supported => supported.Id == id)).Select(analyzer => analyzer.GetType())],
        PatternCodeFixProvider.Repairs.TryGetValue(id, out var repair) ? repair.GetType()
            : new PolicyCodeFixProvider().FixableDiagnosticIds.Contains(id) ? typeof(PolicyRepair)
            : null);

    private static string FolderOf(Type type, string below) => type.Namespace![below.Length..].Replace('.', '/');
}
