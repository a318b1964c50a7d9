namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The proof, from the warning to the refused attack: built, attacked, fixed, built and attacked again.</summary>
public sealed class VulnerableApiTests(VulnerableApiProof proof) : IClassFixture<VulnerableApiProof>
{
    // What gets in where a rule is broken. Every other attack of the catalogue is refused there.
    private static readonly Dictionary<string, string[]> AttacksByRule = new()
    {
        ["JWT1001"] = ["unsigned", "empty-signature"],
        ["JWT2001"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid"],
        ["JWT2003"] = ["foreign-audience", "absent-audience"],
        // Nobody validates, or nobody listens.
        ["JWT1002"] = [.. ForgedTokens.Attacks],
        ["JWT1004"] = [.. ForgedTokens.Attacks.Except(["jwe-for-jws", "tampered-payload"])], // no claims can be read, and a user whom the shop does not know
        ["JWT1005"] = [.. ForgedTokens.Attacks],
        ["JWT2008"] = [.. ForgedTokens.Attacks],
        // The signature is verified and nothing else. JWT1009 stands there as well: its attack is a clock, which no test can read reliably.
        ["JWT1008"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid", "foreign-audience", "absent-audience", "foreign-issuer", "absent-issuer", "lookalike-issuer", "wrong-type"],
        // Everything is refused; nobody hears of it.
        ["JWT5009"] = [],
    };

    // Only who wrote the code knows what was meant: SafeApi shows it done right, and is attacked as well.
    private static readonly string[] RulesWithoutFix = ["JWT1002", "JWT1004", "JWT1008", "JWT2008", "JWT5009"];

    [Fact]
    public async Task Every_hole_is_reported_on_its_line_and_nothing_else_is()
    {
        var expected = ExpectedFindings.In(Repository.PathOf("samples", "VulnerableApi"));

        Assert.All(AttacksByRule.Keys, rule => Assert.Contains(expected, finding => finding.EndsWith(rule, StringComparison.Ordinal)));
        Assert.Equal(expected, (await proof.Before).Warnings);
    }

    [Fact]
    public async Task Every_attack_gets_in_where_its_rule_is_broken_and_nowhere_else() =>
        Assert.Equal(Siege.Acceptances(endpoint => AttacksByRule[endpoint.BrokenRule]), (await proof.Before).Accepted);

    [Fact]
    public async Task Only_what_has_no_fix_is_reported_after_dotnet_format() => Assert.Equal(
        ExpectedFindings.In(Repository.PathOf("samples", "VulnerableApi")).Where(finding => RulesWithoutFix.Any(rule => finding.EndsWith(rule, StringComparison.Ordinal))),
        (await proof.After).Warnings);

    [Fact]
    public async Task After_dotnet_format_every_attack_on_what_has_a_fix_is_refused_and_honest_tokens_get_in() => Assert.Equal(
        Siege.Acceptances(endpoint => RulesWithoutFix.Contains(endpoint.BrokenRule) ? AttacksByRule[endpoint.BrokenRule] : []),
        (await proof.After).Accepted);
}
