namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The proof, from the warning to the refused attack: built, attacked, fixed, built and attacked again.</summary>
public sealed class VulnerableApiTests(VulnerableApiProof proof) : IClassFixture<VulnerableApiProof>
{
    /// <summary>What gets in where a rule is broken. Every other attack of the catalogue is refused there.</summary>
    internal static readonly Dictionary<string, string[]> AttacksByRule = new()
    {
        ["JWT1001"] = ["unsigned", "empty-signature"],
        ["JWT1002"] = ["unsigned", "empty-signature", "wrong-key", "tampered-payload", "key-confusion", "embedded-key", "guessable-secret", "expired-key", ForgedTokens.ReadInSource, ForgedTokens.ReadInConfiguration],
        // Nobody validates, or nobody listens.
        ["JWT1004"] = [.. ForgedTokens.Attacks.Except(["jwe-for-jws", "tampered-payload", ForgedTokens.Found])], // no claims can be read, and a user whom the shop does not know
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
        ["JWT3001"] = [ForgedTokens.ReadInSource],
        ["JWT3002"] = ["guessable-secret"],
        ["JWT3003"] = [ForgedTokens.ReadInConfiguration],
        ["JWT3004"] = [ForgedTokens.Found],
        // To predict the key takes more outputs of the generator than a test gets.
        ["JWT3006"] = [],
        ["JWT1006"] = ["key-confusion"],
        ["JWT1007"] = ["embedded-key"],
        ["JWT2011"] = ["wrong-type"],
        ["JWT2014"] = ["expired-key"],
        ["JWT2010"] = ["expired", "recently-expired", "no-expiry", "not-yet-valid", "foreign-audience", "absent-audience", "foreign-issuer", "absent-issuer", "lookalike-issuer", "wrong-type"],
        ["JWT2013"] = ["revoked"],
        // Everything is refused; nobody hears of it.
        ["JWT5009"] = [],
        // It is judged as it should be, but comes in a way that many can read: see Leaks.
        ["JWT5003"] = [],
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
    public async Task The_log_has_a_help_link_and_a_CWE_for_every_rule()
    {
        var rules = (await proof.Before).LoggedRules.Where(rule => !rule.Id.StartsWith("JWT0", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.EndsWith($"/rules.md#{rule.Id.ToLowerInvariant()}", rule.Help));
        Assert.All(rules, rule => Assert.Matches(@"\bsecurity\b.* external/cwe/cwe-\d+", rule.Tags));
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
    public async Task After_dotnet_format_no_file_has_a_secret_in_it()
    {
        Assert.Equal(["LockerGate.cs", "TillGate.cs"], (await proof.Before).FilesWithSecret);
        Assert.Empty((await proof.Formatted).FilesWithSecret);
    }

    [Fact]
    public async Task Nothing_is_reported_where_the_rest_is_repaired_by_hand() =>
        Assert.Empty((await proof.After).Warnings);

    [Fact]
    public async Task Every_attack_is_refused_then_and_honest_tokens_get_in() =>
        Assert.Equal(Siege.OnlyHonestTokens, (await proof.After).Accepted);

    [Fact]
    public async Task Issued_tokens_tell_what_they_should_not_and_do_not_any_more()
    {
        Assert.Equal(ReadableTokens.Holes, (await proof.Before).Issued);
        Assert.Empty((await proof.After).Issued);
    }

    // What each finding about issuing says of the token that is handed out.
    private static readonly string[] WithFix = ["/tokens/display: expiration-missing", "/tokens/guest: unsigned-token", "/tokens/locker: audience-missing"];
    private static readonly string[] WithoutFix = ["/tokens/shift: lives longer than an hour", "/tokens/supplier: lives for a year", "/tokens/supplier: lives longer than an hour"];

    [Fact]
    public async Task The_tokens_that_are_handed_out_are_as_bad_as_reported() => Assert.Equal([.. WithFix, .. WithoutFix], (await proof.Before).Defects);

    [Fact]
    public async Task After_dotnet_format_only_those_are_that_live_long() => Assert.Equal(WithoutFix, (await proof.Formatted).Defects);

    [Fact]
    public async Task None_is_where_the_rest_is_repaired_by_hand() => Assert.Empty((await proof.After).Defects);

    [Fact]
    public async Task An_honest_token_can_be_had_from_the_cookie_the_log_and_the_url() =>
        Assert.Equal([Leaks.ReadByScripts, Leaks.SentInClear, Leaks.SentFromOtherSites, Leaks.InLog, Leaks.InUrl], (await proof.Before).Leaks);

    [Fact]
    public async Task After_dotnet_format_only_from_the_url_which_has_no_fix() =>
        Assert.Equal([Leaks.InUrl], (await proof.Formatted).Leaks);

    [Fact]
    public async Task From_nowhere_where_the_rest_is_repaired_by_hand() =>
        Assert.Empty((await proof.After).Leaks);
}
