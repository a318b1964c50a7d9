using System.Collections.Immutable;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Xunit;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>One token before one call: what the reference validator says of what was read, and what the library does.</summary>
internal sealed record CallCell(CallPolicy Policy, string Algorithm, string Token, bool Reference, bool IsDecided, bool Library, bool FailsClosed)
{
    public bool IsFalseAlarm => Reference && !Library;

    public bool IsMiss => !Reference && IsDecided && Library;

    public override string ToString() => $"{Token} of {Algorithm}: accepted by {(IsMiss ? "the library" : "us")} only under {Policy}";
}

/// <summary>JWT.NET 7.3.1 and jose-jwt 5.3, call by call and attack by attack, for issuers that sign with a secret and with an RSA key.</summary>
public sealed class CallOracleTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<CallCell, bool> Explains)[] Differences =
    [
        // Under these calls no honest token gets in: such code is not in use.
        ("refuses everything: the key or the algorithm is not the issuer's", cell => cell is { IsFalseAlarm: true, FailsClosed: true } && !cell.Policy.Fits(cell.Algorithm)),
        ("jose-jwt without a key takes 'none' only: a token that says HS256 and has no signature wants one", cell => cell is { IsFalseAlarm: true, Token: "empty-signature", Policy.Library: "jose-jwt" }),
    ];

    private static readonly Lazy<ImmutableArray<CallCell>> Cells = new(Run);

    [Fact]
    public void The_reference_and_the_libraries_agree_in_every_cell()
    {
        foreach (var library in Cells.Value.GroupBy(cell => (cell.Policy.Library, cell.Algorithm)))
        {
            output.WriteLine($"{library.Key.Library} before tokens of {library.Key.Algorithm}: {library.Select(cell => cell.Policy).Distinct().Count()} calls, {library.Count()} cells, {library.Count(cell => cell.IsDecided)} compared both ways; "
                + $"{library.Count(cell => cell.IsFalseAlarm)} accepted by us only and {library.Count(cell => cell.IsMiss)} by the library only; {library.Count(cell => cell is { Token: "honest", FailsClosed: true })} calls refuse honest tokens");
        }

        var unexplained = Disagreements.Where(cell => !Differences.Any(difference => difference.Explains(cell))).ToList();
        Assert.True(unexplained.Count == 0, $"{unexplained.Count} disagreements without a name:\n" + string.Join("\n", unexplained.OrderBy(cell => cell.Policy.Code.Length).Take(40)));
    }

    // Where nobody verifies the signature, the claims are left open: another rule says all there is to say.
    [Fact]
    public void Most_cells_are_compared_both_ways() =>
        Assert.All(Cells.Value.GroupBy(cell => (cell.Policy.Library, cell.Algorithm)), library => Assert.True(library.Count(cell => cell.IsDecided) > library.Count() * 0.7, $"{library.Key}"));

    [Fact]
    public void Calls_that_fit_take_honest_tokens()
    {
        var locked = Cells.Value.Where(cell => cell is { Token: "honest", FailsClosed: true } && cell.Policy.Fits(cell.Algorithm)).ToList();
        Assert.True(locked.Count == 0, string.Join("\n", locked.Take(20).Select(cell => $"{cell.Algorithm}: {cell.Policy}")));
    }

    [Fact]
    public void Every_named_difference_is_still_needed() =>
        Assert.All(Differences, difference => Assert.True(Disagreements.FirstOrDefault(difference.Explains) is not null, $"No longer a difference, delete it: {difference.Name}"));

    [Theory]
    [InlineData("JWT.NET", "unsigned", "wrong-key", "key-confusion", "expired", "no-expiry", "foreign-audience", "foreign-issuer", "recently-expired")]
    [InlineData("jose-jwt", "unsigned", "jwe-for-jws", "key-confusion", "expired", "no-expiry", "foreign-audience", "foreign-issuer")]
    public void Attacks_get_in_and_are_seen_to(string library, params string[] attacks)
    {
        var both = Cells.Value.Where(cell => cell.Policy.Library == library && cell is { Reference: true, Library: true }).Select(cell => cell.Token).ToHashSet();
        Assert.Empty(attacks.Except(both));
    }

    private static IEnumerable<CallCell> Disagreements => Cells.Value.Where(cell => cell.IsFalseAlarm || cell.IsMiss);

    private static ImmutableArray<CallCell> Run()
    {
        var matrix = new CallMatrix(CallPolicies.All);
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        var cells = ImmutableArray.CreateBuilder<CallCell>();
        var policies = CallPolicies.All.Select(policy => (Call: policy, Read: matrix.Read(policy))).ToList();
        foreach (var scene in (AttackScene[])[Stage.Scene(), Stage.SceneWithCertificate()])
        {
            var hasPublicKey = scene.IssuerKey.VerificationKey.PublicText is not null;
            Attack[] attacks = [new HonestToken(), .. AttackCatalogue.Default.Where(attack => hasPublicKey || attack is not (KeyConfusionAttack or EncryptedTokenAttack))];
            var tokens = attacks.Select(attack => (attack, Text: RealTokens.Forge(attack, scene))).ToList();
            // RSA takes most of the time: what each call does with the issuer's secret, one in four does with a certificate, too.
            foreach (var (policy, read) in hasPublicKey ? policies.Where((_, index) => PairSample.OneOf(4, 0).Contains(index)) : policies)
            {
                var loosest = Loosest.Of(read);
                var failsClosed = !matrix.Accepts(policy, tokens[0].Text);
                cells.AddRange(
                    from token in tokens
                    let reference = judge.Accepts(read, token.attack)
                    select new CallCell(policy, scene.IssuerKey.Algorithm, token.attack.Id, reference, reference || !judge.Accepts(loosest, token.attack), matrix.Accepts(policy, token.Text), failsClosed));
            }
        }

        return cells.ToImmutable();
    }
}
