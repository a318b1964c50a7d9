using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Policies;

/// <summary>A finding names every setting that has to change and no other.</summary>
public sealed class BlameTests
{
    /// <summary>Every way to be unsafe that the adapter knows, with the rule it breaks.</summary>
    private static readonly (string Rule, string Setting, string Assignment)[] Defects =
    [
        ("JWT1001", "RequireSignedTokens", "RequireSignedTokens = false"),
        ("JWT1002", "SignatureValidator", "SignatureValidator = (token, _) => new JsonWebToken(token)"),
        ("JWT1002", "SignatureValidatorUsingConfiguration", "SignatureValidatorUsingConfiguration = (token, _, _) => new JsonWebToken(token)"),
        ("JWT2001", "ValidateLifetime", "ValidateLifetime = false"),
        ("JWT2001", "LifetimeValidator", "LifetimeValidator = (_, _, _, _) => true"),
        ("JWT2002", "RequireExpirationTime", "RequireExpirationTime = false"),
        ("JWT2003", "ValidateAudience", "ValidateAudience = false"),
        ("JWT2003", "AudienceValidator", "AudienceValidator = (_, _, _) => true"),
        ("JWT2009", "RequireAudience", "RequireAudience = false"),
        ("JWT2004", "ValidateIssuer", "ValidateIssuer = false"),
        ("JWT2004", "IssuerValidator", "IssuerValidator = (issuer, _, _) => issuer"),
        ("JWT2005", "ClockSkew", "ClockSkew = TimeSpan.FromHours(36)"),
    ];

    /// <summary>Where the worse rule lets everything in that the lesser one does, repairing the lesser defect takes repairing the worse one too.</summary>
    private static readonly (string Worse, string Lesser)[] Subsumptions =
        [("JWT1002", "JWT1001"), ("JWT2001", "JWT2002"), ("JWT2001", "JWT2005"), ("JWT2003", "JWT2009")];

    private const string Safe = "IssuerSigningKey = key, ValidIssuer = \"issuer\", ValidAudience = \"api\"";

    public static TheoryData<string> Single => [.. Defects.Select(defect => defect.Assignment)];

    public static TheoryData<string, string> Pairs =>
        new(from first in Defects
            from second in Defects
            where first.Setting != second.Setting
            select (first.Assignment, second.Assignment));

    [Theory]
    [MemberData(nameof(Single))]
    public async Task One_defect_raises_exactly_one_rule(string assignment)
    {
        var finding = Assert.Single(await Find(assignment));
        Assert.Equal(Defects.Single(defect => defect.Assignment == assignment).Rule, finding.Id);
        Assert.Equal([assignment], Blamed(finding));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_defects_are_blamed_in_full(string first, string second)
    {
        var findings = await Find(first, second);
        var defects = Defects.Where(defect => defect.Assignment == first || defect.Assignment == second).ToList();
        var expected = defects.GroupBy(defect => defect.Rule, defect => defect).Select(group => (
            Key: group.Key,
            Blamed: group.Concat(defects.Where(other => Subsumptions.Contains((other.Rule, group.Key))))));
        Assert.Equal(
            expected.Select(group => (group.Key, string.Join(" + ", group.Blamed.Select(defect => defect.Assignment).Order()))).Order(),
            findings.Select(finding => (finding.Id, string.Join(" + ", Blamed(finding).Order()))).Order());
        Assert.All(findings, finding => Assert.All(Blamed(finding), assignment =>
            Assert.Contains($"'{assignment[..assignment.IndexOf(' ')]}'", finding.GetMessage())));
        Assert.All(findings, finding => Assert.NotNull(RepairPlan.From(finding)));
    }

    [Fact]
    public async Task The_plan_says_which_value_is_missing()
    {
        var withAudience = Assert.Single(await Find("ValidateAudience = false"));
        Assert.Equal([new RepairStep("ValidateAudience", RepairAction.SetTrue)], RepairPlan.From(withAudience)!.Steps);
        Assert.Null(RepairPlan.From(withAudience)!.Required);

        var without = Assert.Single(await Findings.Of(Findings.Compile("class Subject { TokenValidationParameters P => new() { ValidateAudience = false }; }")));
        Assert.Equal(new RequiredValue("ValidAudience", "Audience"), RepairPlan.From(without)!.Required);
    }

    [Theory]
    // Whether somebody else gave the object an audience is not known.
    [InlineData("class Subject { void M(TokenValidationParameters p) { p.ValidateAudience = false; } }")]
    // Set to null on purpose: adding a second value would not compile.
    [InlineData("class Subject { TokenValidationParameters P => new() { ValidateAudience = false, ValidAudience = null }; }")]
    [InlineData("class Subject { TokenValidationParameters P => new() { ValidateAudience = false, ValidAudience = \"\" }; }")]
    // Without a key, nobody could sign in after the fix.
    [InlineData("class Subject { TokenValidationParameters P => new() { SignatureValidator = (token, _) => new JsonWebToken(token) }; }")]
    public async Task No_plan_where_honest_tokens_might_be_refused(string source) =>
        Assert.Null(RepairPlan.From(Assert.Single(await Findings.Of(Findings.Compile(source)))));

    [Fact]
    public async Task Options_that_hold_the_audience_or_the_authority_count()
    {
        var findings = await Findings.Of(Findings.Compile("""
            class Subject
            {
                void M(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o =>
                {
                    o.Authority = "https://login.example";
                    o.Audience = "api";
                    o.TokenValidationParameters = new() { ValidateAudience = false, SignatureValidator = (token, _) => new JsonWebToken(token) };
                });
            }
            """));
        Assert.Equal(["JWT2003", "JWT1002"], findings.Select(finding => finding.Id));
        // The authority brings the keys; whether its tokens have this audience, nobody knows.
        Assert.Null(RepairPlan.From(findings[0]));
        Assert.Null(RepairPlan.From(findings[1])!.Required);
    }

    [Theory]
    // OpenIdConnect's audience is the client id, JwtBearer's is Audience.
    [InlineData("AddOpenIdConnect(o => { o.ClientId = \"shop\"; o.TokenValidationParameters.ValidateAudience = false; })", "")]
    [InlineData("AddOpenIdConnect(o => { o.TokenValidationParameters.ValidateAudience = false; })", "ValidAudience")]
    [InlineData("AddJwtBearer(o => { o.Audience = \"shop\"; o.TokenValidationParameters.ValidateAudience = false; })", "")]
    [InlineData("AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = false; })", "ValidAudience")]
    [InlineData("AddOpenIdConnect(o => { o.Authority = \"https://login.example\"; o.ClientId = \"shop\"; o.TokenValidationParameters.ValidateAudience = false; })", "")]
    // An authority's tokens need not have the issuer that it names.
    [InlineData("AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateIssuer = false; })", "ValidIssuer")]
    [InlineData("AddJwtBearer(o => { o.TokenValidationParameters.ValidateIssuer = false; })", "ValidIssuer")]
    public async Task What_the_options_supply_is_not_asked_for(string call, string required)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($"class Subject {{ void M(IServiceCollection services) => services.AddAuthentication().{call}; }}")));
        Assert.Equal(required, RepairPlan.From(finding)!.Required?.Setting ?? "");
    }

    [Fact]
    public async Task Somebody_elses_AddJwtBearer_may_hand_over_options_that_are_set_up_already()
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile("""
            static class Own
            {
                public static void AddJwtBearer(this IServiceCollection services, Action<JwtBearerOptions> configure) => services.AddSingleton(configure);
                static void M(IServiceCollection services) => services.AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = false; });
            }
            """)));
        Assert.Null(RepairPlan.From(finding));
    }

    [Fact]
    public async Task A_place_on_each_branch_is_one_finding_with_both_places()
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile("""
            class Subject
            {
                TokenValidationParameters M(bool condition)
                {
                    var p = new TokenValidationParameters();
                    if (condition)
                        p.ValidateLifetime = false;
                    else
                        p.LifetimeValidator = (_, _, _, _) => true;
                    return p;
                }
            }
            """)));
        Assert.Equal(2, Blamed(finding).Count());
    }

    // Its own tokens carry the issuer: else nobody would know whether honest ones do, and there is no plan.
    private static async Task<IReadOnlyList<Diagnostic>> Find(params string[] assignments)
    {
        var compilation = Findings.Compile($$"""
            class Subject
            {
                TokenValidationParameters Parameters(SecurityKey key) => new()
                {
                    {{Safe}},
                    {{string.Join(",\n        ", assignments)}},
                };

                void Make() { var token = new JwtSecurityToken("issuer"); }
            }
            """);
        Findings.AssertCompiles(compilation);
        return await Findings.Of(compilation);
    }

    private static IEnumerable<string> Blamed(Diagnostic finding) =>
        finding.AdditionalLocations.Prepend(finding.Location).Select(location => location.SourceTree!.GetText().ToString(location.SourceSpan));

    [Theory]
    [InlineData("RequireSignedTokens = false", "'RequireSignedTokens' is false")]
    [InlineData("SignatureValidator = (token, _) => new JsonWebToken(token)", "'SignatureValidator' returns the token without verifying it")]
    [InlineData("LifetimeValidator = (_, _, _, _) => true", "'LifetimeValidator' accepts every token")]
    [InlineData("LifetimeValidator = (before, expires, _, _) => before < DateTime.UtcNow && !(expires < DateTime.UtcNow)", "'LifetimeValidator' lets them pass")]
    [InlineData("IssuerValidator = (issuer, _, _) => issuer.StartsWith(\"https://a.example\") ? issuer : throw new Exception()", "'IssuerValidator' takes a look-alike for the issuer it trusts")]
    [InlineData("ClockSkew = TimeSpan.FromMinutes(90)", "'ClockSkew' is 90 minutes")]
    [InlineData("ClockSkew = TimeSpan.FromHours(1)", "'ClockSkew' is 1 hour")]
    [InlineData("ClockSkew = TimeSpan.MaxValue", "'ClockSkew' is without limit")]
    [InlineData("ValidateTokenReplay = true", "'ValidateTokenReplay' is true, but there is no 'TokenReplayCache' to remember tokens in")]
    [InlineData("ValidTypes = [] /* JWT2011 */", "'ValidTypes' is empty")]
    [InlineData("NameClaimType = \"sub\" /* JWT2011 */", "'ValidTypes' is not set")]
    [InlineData("IssuerSigningKeyResolver = (_, jwt, _, _) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))]", "'IssuerSigningKeyResolver' returns the key that the token brings")]
    [InlineData("IssuerSigningKeys = [new SymmetricSecurityKey(System.Security.Cryptography.RSA.Create().ExportRSAPublicKey())]", "'IssuerSigningKeys' is a secret key made from the text of a public key")]
    public async Task The_message_says_what_the_setting_is_like(string assignment, string cause)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($"class Subject {{ TokenValidationParameters P => new() {{ ValidAudience = \"api\", {assignment} }}; }}")));
        Assert.Contains($"because {cause}", finding.GetMessage());
    }

    [Fact]
    public async Task Options_without_an_authority_have_no_key()
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile("""
            class Subject
            {
                void M(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token));
            }
            """)));
        Assert.Null(RepairPlan.From(finding));
    }

    // One bit for each suspect.
    [Fact]
    public void No_object_has_more_settings_than_blame_can_tell_apart() =>
        Assert.All(Library.PolicyAdapters, adapter => Assert.InRange(adapter.Settings.Length, 0, 63));
}
