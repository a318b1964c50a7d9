using System.Text.RegularExpressions;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>What each rule's section in <c>rules.md</c> owes its reader.</summary>
public sealed partial class RuleSectionTests
{
    public static TheoryData<string> RuleIds => [.. Rules.All.Select(rule => rule.Id)];

    public static TheoryData<string, string> Tested
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (rule, library) in DocumentLibraries.Tested)
                data.Add(rule, library);
            return data;
        }
    }

    [Theory, MemberData(nameof(RuleIds))]
    public void Every_part_says_something(string id) =>
        Assert.All(RuleDocument.Parts, part => Assert.True(RuleDocument.PartOf(id, part).Length > 30, $"{id} has nothing to say under '{part}'."));

    [Theory, MemberData(nameof(RuleIds))]
    public void Where_there_is_no_fix_the_section_says_so_and_why(string id) =>
        Assert.Equal(!Rule(id).HasFix, NoFix().IsMatch(RuleDocument.PartOf(id, "The fix")));

    [Theory, MemberData(nameof(RuleIds))]
    public void The_text_to_suppress_with_is_there(string id) => Assert.Matches(
        $"""SuppressMessage\("Security", "{id}", Justification = "[^"]+"\)|#pragma warning disable {id} // |dotnet_diagnostic\.{id}\.severity = none|jwt_analyzers\.ignore = true""",
        RuleDocument.PartOf(id, "When to suppress"));

    [Theory, MemberData(nameof(RuleIds))]
    public void The_tokens_of_a_proved_rule_are_refused_as_they_should_be(string id) => Assert.All(
        Rule(id).Attacks.IsEmpty ? [] : DocumentTokens.Of(Rule(id)),
        token =>
        {
            var (scene, policy) = (DocumentTokens.SceneOf(token), DocumentTokens.SafePolicyFor(token));
            Assert.True(ReferenceValidator.Instance.Validate(scene.HonestToken(), policy, scene.Now).IsAccepted);
            Assert.False(ReferenceValidator.Instance.Validate(token.Forge(scene), policy, scene.Now).IsAccepted, token.Name);
        });

    [Fact]
    public void The_key_of_the_tokens_is_a_key()
    {
        var scene = AttackScene.Symbolic with { IssuerKey = DocumentKey.Instance };
        var policy = Validation.Policies.ValidationPolicy.Safe with { Keys = Validation.Policies.ValueList.Of(DocumentKey.Instance.VerificationKey) };

        Assert.True(ReferenceValidator.Instance.Validate(scene.HonestToken(), policy, scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(AttackCatalogue.Default["tampered-payload"].Forge(scene), policy, scene.Now).IsAccepted);
    }

    /// <summary>A rule that tests raise in the code of a library shows such code.</summary>
    [Theory, MemberData(nameof(Tested))]
    public void A_section_shows_the_libraries_that_its_rule_is_about(string rule, string library) => Assert.Contains(
        RuleDocument.Snippets,
        snippet => snippet.Section == rule && Announces(snippet.Announcement, rule) && DocumentLibraries.All.Single(known => known.Name == library).IsIn(snippet.Code));

    /// <summary>Where the page is published is said once.</summary>
    [Fact]
    public void All_help_links_lead_to_one_page() => Assert.Single(
        Rules.All.Select(rule => rule.Descriptor).Append(Rules.OptionNotUnderstood).Append(Rules.AnalyzersRunning)
            .Select(descriptor => descriptor.HelpLinkUri[..^descriptor.Id.Length])
            .Distinct());

    private static bool Announces(string announcement, string rule) => announcement.StartsWith("fires: ", StringComparison.Ordinal) && announcement.Contains(rule, StringComparison.Ordinal);

    private static Rule Rule(string id) => Rules.All.Single(rule => rule.Id == id);

    [GeneratedRegex("^There is none|^No fix", RegexOptions.IgnoreCase)]
    private static partial Regex NoFix();
}
