namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The proof, from the warning to the refused attack: built, attacked, fixed, built and attacked again.</summary>
public sealed class VulnerableApiTests(VulnerableApiProof proof) : IClassFixture<VulnerableApiProof>
{
    // What gets in where a rule is broken. Every other attack of the catalogue is refused there.
    private static readonly Dictionary<string, string[]> AttacksByRule = new()
    {
        ["JWT1001"] = ["unsigned", "empty-signature"],
        ["JWT1002"] = ["unsigned", "empty-signature", "wrong-key", "tampered-payload", "key-confusion", "embedded-key", "guessable-secret", "expired-key"],
        // Nobody validates, or nobody listens.
        ["JWT1004"] = [.. ForgedTokens.Attacks.Except(["jwe-for-jws", "tampered-payload"])], // no claims can be read, and a user whom the shop does not know
        ["JWT1005"] = [.. ForgedTokens.Attacks],
        ["JWT2008"] = [.. ForgedTokens.Attacks],
        ["JWT2001"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid"],
        ["JWT2002"] = ["no-expiry"],
        ["JWT2003"] = ["foreign-audience", "absent-audience"],
        ["JWT2004"] = ["foreign-issuer", "absent-issuer", "lookalike-issuer"],
        ["JWT2005"] = ["recently-expired"],
        ["JWT2006"] = ["not-yet-valid"],
        ["JWT2009"] = ["absent-audience"],
        ["JWT2012"] = ["replayed"],
        // The signature is verified and nothing else. JWT1009 stands there as well: its attack is a clock, which no test can read reliably.
        ["JWT1008"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid", "foreign-audience", "absent-audience", "foreign-issuer", "absent-issuer", "lookalike-issuer", "wrong-type"],
        ["JWT2010"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid", "foreign-audience", "absent-audience", "foreign-issuer", "absent-issuer", "lookalike-issuer", "wrong-type"],
        // Everything is refused; nobody hears of it.
        ["JWT5009"] = [],
    };

    private static IEnumerable<string> AttacksOn(Endpoint endpoint) => endpoint.AsksNobody ? ForgedTokens.Attacks : AttacksByRule[endpoint.BrokenRule];

    [Fact]
    public async Task Every_hole_is_reported_on_its_line_and_nothing_else_is()
    {
        var expected = ExpectedFindings.In(Repository.PathOf("samples", "VulnerableApi"));

        Assert.All(AttacksByRule.Keys, rule => Assert.Contains(expected, finding => finding.EndsWith(rule, StringComparison.Ordinal)));
        Assert.Equal(expected, (await proof.Before).Warnings);
    }

    [Fact]
    public async Task Every_attack_gets_in_where_its_rule_is_broken_and_nowhere_else() =>
        Assert.Equal(Siege.Acceptances(AttacksOn), (await proof.Before).Accepted);

    [Fact]
    public async Task After_dotnet_format_only_what_has_no_fix_is_reported()
    {
        var formatted = await proof.Formatted;

        Assert.Equal(formatted.Announced.Where(finding => !VulnerableApiProof.HasFix(finding)), formatted.Warnings);
    }

    [Fact]
    public async Task After_dotnet_format_honest_tokens_get_in_and_attacks_only_where_there_is_no_fix() =>
        Assert.Equal(
            Siege.Acceptances(endpoint => endpoint.IsRepairedByFix ? [] : AttacksOn(endpoint)),
            (await proof.Formatted).Accepted);

    [Fact]
    public async Task Nothing_is_reported_where_the_rest_is_repaired_by_hand() =>
        Assert.Empty((await proof.After).Warnings);

    [Fact]
    public async Task Every_attack_is_refused_then_and_honest_tokens_get_in() =>
        Assert.Equal(Siege.OnlyHonestTokens, (await proof.After).Accepted);
}
