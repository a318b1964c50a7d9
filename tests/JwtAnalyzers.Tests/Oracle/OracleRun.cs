using System.Collections.Immutable;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>The whole matrix on one version of the library: read by the analyzers, run by the library.</summary>
internal sealed record OracleRun(LibraryVersion Version, ImmutableArray<MatrixPolicy> Policies, ImmutableArray<Tally> Tallies, ImmutableArray<Cell> Disagreements, ImmutableHashSet<string> GetIn)
{
    private static readonly ImmutableArray<Attack> Tokens = [new HonestToken(), .. AttackCatalogue.Default];
    private static readonly ImmutableArray<Lazy<OracleRun>> Runs = [.. LibraryVersion.All.Select(version => new Lazy<OracleRun>(() => Run(version)))];

    /// <summary>The runs of all versions, each made when it is first asked for.</summary>
    public static IEnumerable<OracleRun> All => Runs.Select(run => run.Value);

    public static OracleRun Of(LibraryVersion version) => Runs[LibraryVersion.All.IndexOf(version)].Value;

    private static OracleRun Run(LibraryVersion version)
    {
        var policies = MatrixPolicy.All(Knobs.In(version), version.Pairs);
        var compilation = MatrixSource.Compile(version, policies);
        var reader = new PolicyReader(compilation, compilation.SyntaxTrees[0]);
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        using var library = new LoadedLibrary(version, compilation);
        var scene = OracleScene.Now();
        library.Set(scene);
        ImmutableArray<(Attack Attack, string Text)> tokens = [.. Tokens.Select(token => (token, token.Forge(scene)))];

        var results = new (ImmutableArray<Tally> Tallies, ImmutableArray<Cell> Disagreements, ImmutableArray<string> GetIn)[policies.Length];
        Parallel.For(0, policies.Length, index =>
        {
            var cells = Cells(version, policies[index], reader, judge, library, tokens).ToList();
            results[index] = (
                [.. cells.GroupBy(cell => cell.Handler, (handler, group) => Tally.Of(handler, [.. group]))],
                [.. cells.Where(cell => cell.IsFalseAlarm || cell.IsMiss)],
                [.. cells.Where(cell => cell.Library).Select(cell => cell.Token).Distinct()]);
        });
        return new OracleRun(
            version,
            policies,
            [.. results.SelectMany(result => result.Tallies).GroupBy(tally => tally.Handler).Select(Tally.Sum).OrderBy(tally => tally.Handler)],
            [.. results.SelectMany(result => result.Disagreements)],
            [.. results.SelectMany(result => result.GetIn)]);
    }

    private static IEnumerable<Cell> Cells(
        LibraryVersion version, MatrixPolicy policy, PolicyReader reader, PolicyJudge judge, LoadedLibrary library, ImmutableArray<(Attack Attack, string Text)> tokens)
    {
        var first = Present(Handler.JsonWebTokenHandler);
        var second = Present(Handler.JwtSecurityTokenHandler);
        var read = reader.Read(policy);
        (Handler Handler, bool[] Accepted)[] all =
        [
            (Handler.JsonWebTokenHandler, first),
            (Handler.JwtSecurityTokenHandler, second),
            (Handler.Either, [.. first.Zip(second, (one, other) => one || other)]),
        ];
        return
            from verdicts in all
            let values = read[verdicts.Handler]
            let loosest = Loosest.Of(values)
            from token in tokens.Zip(verdicts.Accepted, (token, accepted) => (token.Attack, Accepted: accepted))
            let reference = judge.Accepts(values, token.Attack)
            let isDecided = reference || !judge.Accepts(loosest, token.Attack)
            select new Cell(version, verdicts.Handler, policy, token.Attack.Id, reference, isDecided, token.Accepted, FailsClosed: !verdicts.Accepted[0]);

        bool[] Present(Handler handler)
        {
            // Made for each handler anew: what the one has seen, the other has not.
            var parameters = library.Parameters(policy);
            return [.. tokens.Select(token =>
            {
                // The second time is the attack.
                if (token.Attack is ReplayedAttack)
                    library.Accepts(handler, parameters, token.Text);
                return library.Accepts(handler, parameters, token.Text);
            })];
        }
    }
}
