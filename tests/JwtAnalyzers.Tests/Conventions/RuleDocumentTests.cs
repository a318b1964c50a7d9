using System.IdentityModel.Tokens.Jwt;
using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using System.Collections.Immutable;
using System.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary><c>rules.md</c> says what <see cref="Rules"/> and the code say: the words, the snippets, the fixes and the errors.</summary>
public sealed partial class RuleDocumentTests
{
    public static TheoryData<string> RuleIds => [.. Rules.All.Select(rule => rule.Id)];

    public static TheoryData<int> Snippets => [.. Enumerable.Range(0, RuleDocument.Snippets.Count())];

    [Fact]
    public void Has_a_section_for_every_rule_and_for_no_other() =>
        Assert.Equal(Rules.All.Select(rule => rule.Id).Order(), RuleDocument.Ids);

    [Fact]
    public void Lists_every_rule_at_the_top() => Assert.Contains(RuleDocument.Index, RuleDocument.Text);

    [Theory, MemberData(nameof(RuleIds))]
    public void The_head_of_a_section_says_what_Rules_says(string id) =>
        Assert.StartsWith(RuleDocument.HeadOf(Rule(id)), RuleDocument.SectionOf(id));

    [Theory, MemberData(nameof(RuleIds))]
    public void A_section_has_every_part_in_order(string id) =>
        Assert.Equal(RuleDocument.Parts, Part().Matches(RuleDocument.SectionOf(id)).Select(match => match.Groups["title"].Value));

    [Theory, MemberData(nameof(RuleIds))]
    public void The_help_link_leads_to_the_section(string id) =>
        Assert.EndsWith($"/rules.md#{id.ToLowerInvariant()}", Rule(id).Descriptor.HelpLinkUri);

    [Theory, MemberData(nameof(RuleIds))]
    public void A_section_has_snippets_that_fire_and_snippets_that_do_not(string id)
    {
        var section = RuleDocument.SectionOf(id);
        Assert.Contains($"<!-- fires: {id}", section);
        Assert.Contains("<!-- silent -->", section);
        Assert.Equal(Rule(id).HasFix, section.Contains("<!-- fixed: "));
    }

    /// <summary>
    /// <c>fires: JWT2001</c> raises this and nothing else, <c>silent</c> nothing; <c>fixed: title</c> is what the fix of this title
    /// makes of the snippet before, and both are run.
    /// </summary>
    [Theory, MemberData(nameof(Snippets))]
    public async Task A_snippet_does_what_is_said_above_it(int index)
    {
        var (announcement, code) = RuleDocument.Snippets.ElementAt(index);
        Assert.Matches("^(silent|fires: JWT[0-9]{4}(, JWT[0-9]{4})*|fixed: .+)$", announcement);

        var found = (await DiagnosticsAsync(code)).Select(diagnostic => diagnostic.Id);
        Assert.Equal(announcement.StartsWith("fires: ", StringComparison.Ordinal) ? announcement["fires: ".Length..].Split(", ") : [], found.Order());
        if (announcement.StartsWith("fixed: ", StringComparison.Ordinal))
        {
            var before = RuleDocument.Snippets.ElementAt(index - 1).Code;
            var play = Setup(before).OutputKind is OutputKind.ConsoleApplication ? Play : ""; // a class judges tokens itself
            await Verify.FixAsync(await MarkedAsync(before) + play, code + play, announcement["fixed: ".Length..], Setup(before));
        }
    }

    [Theory, MemberData(nameof(RuleIds))]
    public async Task A_section_names_the_error_that_refuses_the_attack(string id)
    {
        var scene = Stage.Scene();
        foreach (var attack in Rule(id).Attacks)
        {
            var errors = await ErrorsAsync(AttackCatalogue.Default[attack].Forge(scene), new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key });
            Assert.All(errors, error => Assert.Contains($"`{error}`", RuleDocument.SectionOf(id)));
        }
    }

    [Fact]
    public async Task JWT2003_names_the_error_of_a_missing_audience()
    {
        var errors = await ErrorsAsync(Stage.Scene().HonestToken(), new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key });
        Assert.All(errors, error => Assert.Contains($"`{error}`", RuleDocument.SectionOf("JWT2003")));
    }

    private const string Play = "Stage.Play(builder);\n";

    private static Rule Rule(string id) => Rules.All.Single(rule => rule.Id == id);

    /// <summary>The snippet's project, with the configuration that the snippet reads.</summary>
    private static TestSetup Setup(string code)
    {
        var isProgram = CSharpSyntaxTree.ParseText(code, TestSetup.Default.ParseOptions).GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var configuration = ImmutableDictionary<string, string>.Empty
            .Add("Jwt:Issuer", Stage.Issuer)
            .Add("Jwt:Key", Convert.ToBase64String(Encoding.UTF8.GetBytes(Stage.Secret)));
        return (isProgram ? TestSetup.Program : TestSetup.Default) with
        {
            Configuration = code.Contains("Jwt:Audience", StringComparison.Ordinal) ? configuration.Add("Jwt:Audience", Stage.Audience) : configuration,
        };
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(string code)
    {
        var compilation = SnippetProgram.Compile(code, Setup(code));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return await compilation.WithAnalyzers([.. Shipped.NewAnalyzers()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The snippet with each diagnostic marked, as the test library reads it.</summary>
    private static async Task<string> MarkedAsync(string code) => (await DiagnosticsAsync(code))
        .OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start)
        .Aggregate(code, (text, diagnostic) => text
            .Insert(diagnostic.Location.SourceSpan.End, "|}")
            .Insert(diagnostic.Location.SourceSpan.Start, $"{{|{diagnostic.Id}:"));

    private static async Task<IReadOnlyList<string>> ErrorsAsync(string token, TokenValidationParameters parameters)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);
        var exception = Assert.ThrowsAny<Exception>(() => new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _));
        return [.. new[] { result.Exception, exception }.Select(error => Error().Match(error.Message).Value)];
    }

    [GeneratedRegex("^### (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Part();

    [GeneratedRegex(@"^IDX\d+")]
    private static partial Regex Error();
}
