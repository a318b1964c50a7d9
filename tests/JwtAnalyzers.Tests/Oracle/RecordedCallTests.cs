using System.Collections.Immutable;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>JWT.NET 11.1, call by call and token by token, against what was recorded of it (<see cref="RecordedCalls"/>).</summary>
public sealed class RecordedCallTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<CallCell, ImmutableHashSet<string>, bool> Explains)[] Differences =
    [
        // Under these calls no honest token gets in: such code is not in use.
        ("refuses everything", (cell, accepted) => cell.IsFalseAlarm && accepted.IsEmpty),
        ("a decoder that does not compare signatures wants one all the same, of whoever", (cell, accepted) => cell is { IsFalseAlarm: true, Token: "unsigned" or "empty-signature" } && accepted.Contains("wrong-key")),
    ];

    private static readonly Lazy<ImmutableArray<(CallCell Cell, ImmutableHashSet<string> Accepted)>> Cells = new(Compare);

    [Fact]
    public void The_reference_and_the_record_agree_in_every_cell()
    {
        output.WriteLine($"{RecordedCalls.All.Length} calls, {Cells.Value.Length} cells, {Cells.Value.Count(each => each.Cell.IsDecided)} compared both ways; "
            + $"{Cells.Value.Count(each => each.Cell.IsFalseAlarm)} accepted by us only and {Cells.Value.Count(each => each.Cell.IsMiss)} by the library only");
        var unexplained = Disagreements.Where(each => !Differences.Any(difference => difference.Explains(each.Cell, each.Accepted))).ToList();
        Assert.True(unexplained.Count == 0, $"{unexplained.Count} disagreements without a name:\n" + string.Join("\n", unexplained.Take(40).Select(each => each.Cell)));
    }

    [Fact]
    public void Most_cells_are_compared_both_ways() => Assert.True(Cells.Value.Count(each => each.Cell.IsDecided) > Cells.Value.Length * 0.9);

    [Fact]
    public void Every_named_difference_is_still_needed() =>
        Assert.All(Differences, difference => Assert.Contains(Disagreements, each => difference.Explains(each.Cell, each.Accepted)));

    [Fact]
    public void Every_attack_gets_in_and_is_seen_to() =>
        Assert.Equal(RecordedCalls.Tokens.Order(), Cells.Value.Where(each => each.Cell is { Reference: true, Library: true }).Select(each => each.Cell.Token).Distinct().Order());

    private static IEnumerable<(CallCell Cell, ImmutableHashSet<string> Accepted)> Disagreements => Cells.Value.Where(each => each.Cell.IsFalseAlarm || each.Cell.IsMiss);

    private static ImmutableArray<(CallCell, ImmutableHashSet<string>)> Compare()
    {
        var matrix = new CallMatrix(RecordedCalls.All.Select(each => each.Call), TestReferences.WithJwtNet11);
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        Attack Token(string name) => name == "honest" ? new HonestToken() : AttackCatalogue.Default[name];
        return
        [
            .. from each in RecordedCalls.All
               let read = matrix.Read(each.Call)
               let loosest = Loosest.Of(read)
               from token in RecordedCalls.Tokens
               let reference = judge.Accepts(read, Token(token))
               select (new CallCell(each.Call, "HS256", token, reference, reference || !judge.Accepts(loosest, Token(token)), each.Accepted.Contains(token), !each.Accepted.Contains("honest")), each.Accepted),
        ];
    }
}
