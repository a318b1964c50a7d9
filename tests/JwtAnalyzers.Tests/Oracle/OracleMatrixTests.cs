using JwtAnalyzers.Validation.Attacks;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>
/// Every value of every setting and every pair of them, before every attack: what the analyzers read in the code, judged by the reference validator,
/// is what the real library does when it runs that code. The other way round, a cell is open where the policy has an unknown knob that matters.
/// </summary>
public sealed class OracleMatrixTests(ITestOutputHelper output)
{
    public static TheoryData<string> Versions => [.. LibraryVersion.All.Select(version => version.ToString())];

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_reference_and_the_library_agree_in_every_cell(string version)
    {
        var run = Run(version);
        var explanations = Explanations.Of(run.Disagreements);
        output.WriteLine($"IdentityModel {version}: {run.Policies.Length} policies with {run.Version.Pairs}");
        foreach (var tally in run.Tallies)
            output.WriteLine($"{tally}");

        Assert.True(
            explanations.Unexplained.IsEmpty,
            $"{explanations.Unexplained.Length} disagreements without a name, the smallest of them:\n" + string.Join("\n", explanations.Smallest.Take(40)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Most_cells_are_compared_both_ways(string version) =>
        Assert.All(Run(version).Tallies, tally => Assert.True(tally.Decided > tally.Cells * 0.8, $"{tally}"));

    [Theory]
    [MemberData(nameof(Versions))]
    // Of real encrypted tokens none is accepted: see EncryptedTokenAttack.
    public void Every_attack_but_the_symbolic_one_gets_in_somewhere(string version) =>
        Assert.Equal(["jwe-for-jws"], AttackCatalogue.Default.Select(attack => attack.Id).Except(Run(version).GetIn));

    [Fact]
    public void Every_knob_is_a_property_of_the_newest_version() =>
        Assert.Equal(Knobs.Values, Knobs.In(LibraryVersion.All[0]));

    [Fact]
    public void Every_named_difference_is_still_needed() => AreNeeded(NamedDifference.All, "No longer a difference");

    private void AreNeeded(IReadOnlyList<NamedDifference> differences, string otherwise)
    {
        var cells = Explanations.Of(OracleRun.All.SelectMany(run => run.Disagreements)).Cells;
        foreach (var difference in differences)
            output.WriteLine($"{cells[difference],7} cells: {difference.Name}");
        Assert.All(differences, difference => Assert.True(cells[difference] > 0, $"{otherwise}, delete it: {difference.Name}"));
    }

    private static OracleRun Run(string version) => OracleRun.Of(LibraryVersion.All.Single(each => each.ToString() == version));
}
