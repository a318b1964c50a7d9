using System.IdentityModel.Tokens.Jwt;
using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
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
        Assert.Equal(Rules.All.Select(rule => rule.Id).Concat([Rules.OptionNotUnderstood.Id, Rules.AnalyzersRunning.Id]).Order(), RuleDocument.Ids);

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
        var (section, announcement, code) = RuleDocument.Snippets.ElementAt(index);
        Assert.Matches("^(silent|fires: JWT[0-9]{4}(, JWT[0-9]{4})*|fixed: .+)$", announcement);

        var found = (await DiagnosticsAsync(code, section)).Select(diagnostic => diagnostic.Id);
        Assert.Equal(announcement.StartsWith("fires: ", StringComparison.Ordinal) ? announcement["fires: ".Length..].Split(", ") : [], found.Order());
        if (announcement.StartsWith("fixed: ", StringComparison.Ordinal))
        {
            var before = RuleDocument.Snippets.ElementAt(index - 1).Code;
            var setup = Setup(before, section);
            await Verify.FixAsync(Played(await MarkedAsync(before, section), setup), Played(code, setup), announcement["fixed: ".Length..], setup);
        }
    }

    /// <summary>A program is run by its own statements, which end where its types begin; a class judges tokens itself.</summary>
    private static string Played(string code, TestSetup setup)
    {
        if (setup.OutputKind is not OutputKind.ConsoleApplication)
            return code;
        var types = code.IndexOf("\nclass ", StringComparison.Ordinal);
        return types < 0 ? code + Play : code.Insert(types + 1, Play);
    }

    /// <summary>The first that fires in each section.</summary>
    public static TheoryData<int> SnippetsThatFire =>
    [
        .. RuleDocument.Snippets.Index()
            .Where(snippet => snippet.Item.Announcement.StartsWith("fires: ", StringComparison.Ordinal))
            .DistinctBy(snippet => snippet.Item.Section)
            .Select(snippet => snippet.Index),
    ];

    public static TheoryData<int> SnippetsThatSuppress => [.. Enumerable.Range(0, RuleDocument.Snippets.Count()).Where(index => Suppression().IsMatch(RuleDocument.Snippets.ElementAt(index).Code))];

    [Theory, MemberData(nameof(SnippetsThatFire))]
    public async Task A_pragma_silences_a_snippet_that_fires(int index)
    {
        var (section, announcement, code) = RuleDocument.Snippets.ElementAt(index);
        Assert.Empty(await DiagnosticsAsync($"#pragma warning disable {announcement["fires: ".Length..]}\n{code}", section));
    }

    [Theory, MemberData(nameof(SnippetsThatFire))]
    public async Task A_snippet_that_fires_fires_in_generated_code_too(int index)
    {
        var (section, announcement, code) = RuleDocument.Snippets.ElementAt(index);
        var found = await DiagnosticsAsync($"// <auto-generated/>\n#nullable enable\n{code}", Setup(code, section));
        Assert.Equal(announcement["fires: ".Length..].Split(", "), found.Select(diagnostic => diagnostic.Id).Order());
    }

    /// <summary>A suppression that suppresses nothing would be no example.</summary>
    [Theory, MemberData(nameof(SnippetsThatSuppress))]
    public async Task A_snippet_that_suppresses_would_fire_without_it(int index)
    {
        var (section, _, code) = RuleDocument.Snippets.ElementAt(index);
        Assert.Contains(section, (await DiagnosticsAsync(Suppression().Replace(code, ""), section)).Select(diagnostic => diagnostic.Id));
    }

    public static TheoryData<int> ConfigurationFiles => [.. Enumerable.Range(0, RuleDocument.ConfigurationFiles.Count())];

    /// <summary>A configuration file is that of an API which has a scheme of JwtBearer and says nothing else.</summary>
    [Theory, MemberData(nameof(ConfigurationFiles))]
    public async Task A_configuration_file_does_what_is_said_above_it(int index)
    {
        var (announcement, json) = RuleDocument.ConfigurationFiles.ElementAt(index);
        Assert.Matches("^(silent|fires: JWT[0-9]{4})$", announcement);

        var found = (await SettingsFindings.Of([new SettingsText("appsettings.json", json)])).Select(diagnostic => diagnostic.Id);
        Assert.Equal(announcement == "silent" ? [] : [announcement["fires: ".Length..]], found);
    }

    [Theory, MemberData(nameof(RuleIds))]
    public async Task A_section_names_the_error_that_refuses_the_attack(string id)
    {
        var scene = Stage.Scene();
        foreach (var attack in Rule(id).Attacks.Where(attack => attack != "revoked")) // the library knows of no token that was taken back
        {
            var errors = await ErrorsAsync(AttackCatalogue.Default[attack].Forge(scene), () => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKeys = [Stage.Key, new X509SecurityKey(CertificateKey.Expired.Certificate)],
                ValidateIssuerSigningKey = true,
                ValidateTokenReplay = attack == "replayed",
                TokenReplayCache = new UsedTokens(),
                ValidTypes = [scene.Type],
            });
            Assert.All(errors, error => Assert.Contains($"`{error}`", RuleDocument.SectionOf(id)));
        }
    }

    [Theory]
    [InlineData("JWT2003", nameof(TokenValidationParameters.ValidAudience))]
    [InlineData("JWT2004", nameof(TokenValidationParameters.ValidIssuer))]
    public async Task A_section_names_the_error_of_a_missing_value(string id, string missing)
    {
        var errors = await ErrorsAsync(Stage.Scene().HonestToken(), () => new()
        {
            ValidIssuer = missing == nameof(TokenValidationParameters.ValidIssuer) ? null : Stage.Issuer,
            ValidAudience = missing == nameof(TokenValidationParameters.ValidAudience) ? null : Stage.Audience,
            IssuerSigningKey = Stage.Key,
        });
        Assert.All(errors, error => Assert.Contains($"`{error}`", RuleDocument.SectionOf(id)));
    }

    private const string Play = "Stage.Play(builder);\n";

    private static Rule Rule(string id) => Rules.All.Single(rule => rule.Id == id);

    /// <summary>The snippet's project, with the configuration that the snippet reads; what it is about is on.</summary>
    private static TestSetup Setup(string code, string ruleId)
    {
        var isProgram = CSharpSyntaxTree.ParseText(code, TestSetup.Default.ParseOptions).GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var configuration = ImmutableDictionary<string, string>.Empty
            .Add("Jwt:Issuer", Stage.Issuer)
            .Add("Jwt:Key", Convert.ToBase64String(Encoding.UTF8.GetBytes(Stage.Secret)));
        if (code.Contains("Jwt:Audience", StringComparison.Ordinal))
            configuration = configuration.Add("Jwt:Audience", Stage.Audience);
        var hasCertificates = code.Contains("Jwt:Certificates", StringComparison.Ordinal) || code.Contains("GetRSAPrivateKey", StringComparison.Ordinal);
        return (isProgram ? TestSetup.Program : TestSetup.Default) with
        {
            Libraries = NamesFramework().IsMatch(code) && !code.Contains("namespace Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal) ? TestReferences.All.Add(Frameworks.Reference)
                : code.StartsWith("// JWT.NET 9 or later", StringComparison.Ordinal) ? TestReferences.WithJwtNet11
                : IsOfClient(code) ? TestReferences.OfClient
                : TestReferences.All,
            HasUsings = !IsOfClient(code),
            Enabled = [ruleId],
            Scene = hasCertificates ? Stage.SceneWithCertificate : ruleId == Rules.WeakKey.Id ? Stage.SceneWithGuesser : Stage.Scene,
            Configuration = hasCertificates
                ? configuration.Add("Jwt:Certificates:0", InBase64(CertificateKey.Expired)).Add("Jwt:Certificates:1", InBase64(CertificateKey.Current))
                : configuration,
        };

        static bool IsOfClient(string code) => code.Contains("// A WebAssembly client", StringComparison.Ordinal);

        static string InBase64(CertificateKey key) => Convert.ToBase64String(key.Certificate.Export(X509ContentType.Cert));
    }

    /// <summary>
    /// What else a project references changes nothing of what its code does: with the declarations of all frameworks beside it, and where it names neither, without JWT.NET and jose-jwt.
    /// </summary>
    [Theory, MemberData(nameof(Snippets))]
    public async Task A_snippet_does_the_same_whatever_else_is_referenced(int index)
    {
        var (section, announcement, code) = RuleDocument.Snippets.ElementAt(index);
        var setup = Setup(code, section);
        if (announcement.StartsWith("fixed: ", StringComparison.Ordinal) || !setup.HasUsings || setup.Libraries.Contains(Frameworks.Reference) || code.Contains("namespace Microsoft.Extensions", StringComparison.Ordinal))
            return;
        var expected = announcement.StartsWith("fires: ", StringComparison.Ordinal) ? announcement["fires: ".Length..].Split(", ") : [];
        Assert.Equal(expected, (await DiagnosticsAsync(code, setup with { Libraries = setup.Libraries.Add(Frameworks.Reference) })).Select(diagnostic => diagnostic.Id).Order());

        var fewer = setup with { Libraries = TestReferences.Only(name => name is not ("JWT" or "jose-jwt" or "JwtAnalyzers.Tests")) };
        var (said, found) = await RunAsync(code, fewer);
        if (said.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error))
            return; // it is about one of them
        AssertNoWarnings(said);
        Assert.Equal(expected, found.Select(diagnostic => diagnostic.Id).Order());
    }

    private static Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(string code, string ruleId) => DiagnosticsAsync(code, Setup(code, ruleId));

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(string code, TestSetup setup)
    {
        var (said, found) = await RunAsync(code, setup);
        AssertNoWarnings(said);
        return found;
    }

    private static Task<(ImmutableArray<Diagnostic> Said, ImmutableArray<Diagnostic> Found)> RunAsync(string code, TestSetup setup) =>
        new AnalyzerRun(SnippetProgram.Compile(code, setup), [.. Shipped.NewAnalyzers()], new AnalyzerOptions([], new BuildOptions())).AllAsync();

    private static void AssertNoWarnings(IEnumerable<Diagnostic> said) =>
        Assert.DoesNotContain(said, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>The snippet with each diagnostic marked, as the test library reads it.</summary>
    private static async Task<string> MarkedAsync(string code, string ruleId) => (await DiagnosticsAsync(code, ruleId))
        .OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start)
        .Aggregate(code, (text, diagnostic) => text
            .Insert(diagnostic.Location.SourceSpan.End, "|}")
            .Insert(diagnostic.Location.SourceSpan.Start, $"{{|{diagnostic.Id}:"));

    /// <summary>How either handler refuses a token that is presented for the second time.</summary>
    private static async Task<IReadOnlyList<string>> ErrorsAsync(string token, Func<TokenValidationParameters> newParameters)
    {
        var (once, other) = (newParameters(), newParameters());
        await new JsonWebTokenHandler().ValidateTokenAsync(token, once);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, once);
        Record.Exception(() => new JwtSecurityTokenHandler().ValidateToken(token, other, out _));
        var exception = Assert.ThrowsAny<Exception>(() => new JwtSecurityTokenHandler().ValidateToken(token, other, out _));
        return [.. new[] { result.Exception, exception }.Select(error => Error().Match(error.Message).Value)];
    }

    // Their packages are not to be had everywhere: declarations stand in for them, where a snippet has none of its own.
    [GeneratedRegex(@"^using (?:FastEndpoints|ServiceStack|Duende|OpenIddict|Microsoft\.Identity\.Web|Owin|Microsoft\.Owin)\b|\bAddOpenIddict\b", RegexOptions.Multiline)]
    private static partial Regex NamesFramework();

    [GeneratedRegex("^### (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Part();

    [GeneratedRegex("""^ *\[SuppressMessage\([^\n]*\)\]\n""", RegexOptions.Multiline)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"^IDX\d+")]
    private static partial Regex Error();
}
