using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>Puts projects through Fix All: each rule by itself, and all rules in several orders. What it says is what a fix has done that no fix may do.</summary>
internal sealed class FixTrial
{
    private readonly List<string> _harms = [];
    private readonly SortedDictionary<string, (int Found, int Offered)> _rules = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Harms => _harms;

    /// <summary>By rule: how many findings there were, and for how many a fix was offered.</summary>
    public IReadOnlyDictionary<string, (int Found, int Offered)> Rules => _rules;

    /// <summary>In how many orders projects were fixed that have several rules' fixes.</summary>
    public int Orders { get; private set; }

    /// <summary>How many documents had the same additions in another order.</summary>
    public int Swapped { get; private set; }

    /// <summary>How many projects had a fix.</summary>
    public int Projects { get; private set; }

    /// <param name="project">The project.</param>
    /// <param name="isEachAlone">Whether each rule is fixed by itself, too, which takes longest.</param>
    public async Task RunAsync(Project project, bool isEachAlone = true)
    {
        var start = new FixedProject(project);
        var findings = await start.FindingsAsync();
        var offered = new List<Diagnostic>();
        foreach (var finding in findings.Where(FixedProject.IsFixable))
        {
            var isOffered = await start.HasFixAsync(finding);
            if (isOffered)
                offered.Add(finding);
            var (found, count) = _rules.GetValueOrDefault(finding.Id);
            _rules[finding.Id] = (found + 1, count + (isOffered ? 1 : 0));
        }

        if (offered.Count == 0)
            return;
        Projects++;
        var trial = new OneProject(start, findings, offered, await start.CompilerSaysAsync());
        if (isEachAlone || trial.Ids.Length == 1)
        {
            foreach (var id in trial.Ids)
                await JudgeAsync(trial, [id], await start.FixAllAsync(id, findings));
        }

        if (trial.Ids.Length > 1)
            await RunOrdersAsync(trial);
    }

    /// <summary>
    /// All rules to the end, in each order: always the same text; but two rules that each add a member to one initializer, or an argument to one call, add it
    /// behind what is there, so the one that comes first stands first.
    /// </summary>
    private async Task RunOrdersAsync(OneProject trial)
    {
        (ImmutableArray<string> Order, FixedProject Result)? first = null;
        foreach (var order in FixOrders.Of(trial.Ids))
        {
            var result = await InOrderAsync(trial, order);
            Orders++;
            if (first is null)
            {
                first = (order, result);
                await JudgeAsync(trial, order, result);
                continue;
            }

            var changes = await result.ChangesFromAsync(first.Value.Result);
            foreach (var (one, other) in changes)
            {
                if (await HaveTheSameTokensAsync(one, other))
                    Swapped++;
                else
                    Add(trial, order, [$"{one.Name} is not what the order {string.Join(' ', first.Value.Order)} gives:\n{await LineDifference.DescribeAsync(one, other)}"]);
            }

            if (changes.Count > 0)
                await JudgeAsync(trial, order, result);
        }
    }

    private static async Task<bool> HaveTheSameTokensAsync(Document one, Document other)
    {
        var roots = await Task.WhenAll(one.GetSyntaxRootAsync(TestContext.Current.CancellationToken), other.GetSyntaxRootAsync(TestContext.Current.CancellationToken));
        var tokens = roots.Select(root => root!.DescendantTokens().Select(token => token.Text).Order(StringComparer.Ordinal)).ToList();
        return tokens[0].SequenceEqual(tokens[1]);
    }

    private async Task<FixedProject> InOrderAsync(OneProject trial, ImmutableArray<string> order)
    {
        const int Rounds = 5; // a fix may show what another rule's finding hid
        var (project, findings) = (trial.Start, trial.Findings);
        for (var round = 0; round < Rounds; round++)
        {
            var before = project;
            foreach (var id in order.Concat(findings.Select(finding => finding.Id).Where(FixedProject.HasFix).Except(order).Order(StringComparer.Ordinal)))
                project = await project.FixAllAsync(id, await project.AreCurrentAsync(findings, id) ? findings : await project.FindingsAsync(id));
            if ((await project.ChangesFromAsync(before)).Count == 0)
                return project;
            findings = await project.FindingsAsync();
        }

        Add(trial, order, ["comes to no end"]);
        return project;
    }

    private async Task JudgeAsync(OneProject trial, ImmutableArray<string> ids, FixedProject after)
    {
        var (before, findings) = (trial.Start, trial.Findings);
        foreach (var (old, now) in await after.ChangesFromAsync(before))
            Add(trial, ids, await Harm.OfAsync(old, now, ids.Length == 1 ? [.. findings.Where(finding => ids.Contains(finding.Id))] : findings));
        Add(trial, ids, Harm.Lost(await after.CompilerSaysAsync(), trial.Said).Select(text => $"adds {text}"));

        var rest = await after.FindingsAsync();
        foreach (var id in ids)
        {
            var left = rest.Count(finding => finding.Id == id) - findings.Count(finding => finding.Id == id) + trial.Offered.Count(finding => finding.Id == id);
            if (left > 0)
                Add(trial, ids, [$"leaves {left} {id} of those it is offered for"]);
            if ((await (await after.FixAllAsync(id, rest)).ChangesFromAsync(after)).Count > 0)
                Add(trial, ids, ["changes more the second time"]);
        }

        // What has no fix and is off by default says what nobody has asked for: that the code checks too little for it, as it did before.
        Add(trial, ids, Harm.Lost(Places(rest), Places(findings)).Select(place => $"raises {place}"));
    }

    private static IEnumerable<string> Places(IEnumerable<Diagnostic> findings) =>
        findings.Where(finding => FixedProject.IsFixable(finding) || finding.Descriptor.IsEnabledByDefault).Select(finding => $"{finding.Id} in {Path.GetFileName(finding.Location.SourceTree?.FilePath)}");

    private void Add(OneProject trial, ImmutableArray<string> ids, IEnumerable<string> harms) => _harms.AddRange(harms.Select(harm => $"{trial.Start.Project.Name}: {string.Join(' ', ids)}: {harm}"));

    private sealed record OneProject(FixedProject Start, ImmutableArray<Diagnostic> Findings, IReadOnlyList<Diagnostic> Offered, ImmutableArray<string> Said)
    {
        /// <summary>The rules that have something to fix.</summary>
        public ImmutableArray<string> Ids { get; } = [.. Offered.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal)];
    }
}
