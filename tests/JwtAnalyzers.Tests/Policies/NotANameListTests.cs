using JwtAnalyzers.Analyzers.Proved;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Libraries.AspNetCore;
using JwtAnalyzers.Libraries.IdentityModel;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Policies;

/// <summary>No rule names a property of a library: findings follow from the attacks, the judge and the adapters' facts.</summary>
public sealed class NotANameListTests
{
    private const string EveryDefect = """
        #pragma warning disable JWT4002 // is what makes JWT2013 worth a word
        class Subject
        {
            string Issue() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = DateTime.UtcNow.AddDays(30), SigningCredentials = new SigningCredentials(OtherKey, "HS256") });
            TokenValidationParameters Irrevocable => new() { ValidIssuer = "i" }; // JWT2013
            TokenValidationParameters Unverified => new() { SignatureValidator = (token, _) => new JsonWebToken(token) };
            TokenValidationParameters Unsigned => new() { RequireSignedTokens = false };
            TokenValidationParameters Expired => new() { ValidateLifetime = false };
            TokenValidationParameters Audience => new() { ValidateAudience = false };
            TokenValidationParameters OwnKey => new() { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>("jwk"))] };
            TokenValidationParameters Confused(System.Security.Cryptography.RSA rsa) => new() { IssuerSigningKey = new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) };
            TokenValidationParameters Type => new() { ValidTypes = [] }; // JWT2011
            TokenValidationParameters Issuer => new() { ValidateIssuer = false };
            TokenValidationParameters Everlasting => new() { RequireExpirationTime = false };
            TokenValidationParameters NoAudience => new() { RequireAudience = false };
            TokenValidationParameters Skew => new() { ClockSkew = TimeSpan.FromDays(1) };
            TokenValidationParameters Replay => new() { ValidateTokenReplay = true };
            TokenValidationParameters Early => new() { LifetimeValidator = (_, expires, _, _) => expires > DateTime.UtcNow };
            TokenValidationParameters Certificate => new() { ValidateIssuerSigningKey = false }; // JWT2014
            TokenValidationParameters Refresh(string refreshToken, string stored) => refreshToken == stored ? new() { ValidateLifetime = false } : new();
            object Claims(string token, byte[] key) => Jose.JWT.Decode(token, key);
            static readonly SecurityKey OtherKey = new SymmetricSecurityKey(System.Security.Cryptography.RandomNumberGenerator.GetBytes(64));
            static readonly SecurityKey Key = new SymmetricSecurityKey(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
            TokenValidationParameters OwnTokens => new() { ValidateAudience = false, IssuerSigningKey = Key }; // JWT2016
            string Own() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = new SigningCredentials(Key, "HS256") });
            void OneIssuer(JwtBearerOptions o) { o.Authority = "https://issuer.example"; o.TokenValidationParameters = new() { ValidateIssuer = false }; } // JWT2017
            static void Main() { var all = new Subject(); all.Confused(null!); all.Refresh("", ""); all.Claims("", null!); all.OneIssuer(new()); all.Issue(); all.Own(); }
        }
        """;

    // An event that refuses anything is what JWT2013 asks for: the two do not stand in one program.
    private const string NeverMade = """
        interface IList { bool Has(string id); }
        class Subject(IList list)
        {
            void Add(IServiceCollection services, SecurityKey key) => services.AddAuthentication().AddJwtBearer(o =>
            {
                o.TokenValidationParameters = new() { ValidIssuer = "https://i", ValidAudience = "a", IssuerSigningKey = key };
                o.Events = new JwtBearerEvents { OnTokenValidated = c => { if (c.SecurityToken is JwtSecurityToken token && list.Has(token.Id)) c.Fail("no"); return Task.CompletedTask; } };
            });
        }
        """;

    private static IEnumerable<Rule> OnOneSample => Rules.ProvedOnPolicies.Where(rule => rule != Rules.CheckNeverMade);

    public static TheoryData<string> RuleIds => [.. OnOneSample.Select(rule => rule.Id)];

    [Fact]
    public async Task Every_rule_that_is_proved_on_policies_fires_on_the_sample() =>
        Assert.Equal(OnOneSample.Select(rule => rule.Id).Order(), (await Findings.IdsOf(EveryDefect)).Distinct().Order());

    [Theory]
    [MemberData(nameof(RuleIds))]
    public async Task Without_its_attacks_a_rule_is_silent_and_no_other_is(string id)
    {
        var rule = OnOneSample.Single(each => each.Id == id);
        var catalogue = rule.Attacks.Aggregate(AttackCatalogue.Default, (attacks, attack) => attacks.Without(attack));
        var found = await Findings.IdsOf(EveryDefect, new PolicyAnalyzer(catalogue, ReferenceValidator.Instance, Library.PolicyAdapters));
        // A lesser rule may speak where the worse one is silent now, so ids are compared, not numbers of findings.
        Assert.Equal(
            OnOneSample.Where(each => each.Attacks.Except(rule.Attacks).Any()).Select(each => each.Id).Order(),
            found.Distinct().Order());
    }

    [Fact]
    public async Task A_check_that_is_never_made_is_proved_by_its_attack_alone()
    {
        var catalogue = Rules.CheckNeverMade.Attacks.Aggregate(AttackCatalogue.Default, (attacks, attack) => attacks.Without(attack));

        Assert.Equal([Rules.CheckNeverMade.Id], await Findings.IdsOf(NeverMade));
        Assert.Empty(await Findings.IdsOf(NeverMade, new PolicyAnalyzer(catalogue, ReferenceValidator.Instance, Library.PolicyAdapters)));
    }

    [Fact]
    public async Task With_a_validator_that_refuses_everything_no_proved_rule_fires() =>
        Assert.Empty(await Findings.IdsOf(EveryDefect, new PolicyAnalyzer(AttackCatalogue.Default, new Refusal(), Library.PolicyAdapters)));

    [Theory]
    [InlineData("RequireSignedTokens", "JWT1001")]
    [InlineData("ValidateLifetime", "JWT2001")]
    [InlineData("ValidateAudience", "JWT2003")]
    [InlineData("ValidateIssuer", "JWT2004")]
    [InlineData("RequireExpirationTime", "JWT2002")]
    [InlineData("RequireAudience", "JWT2009")]
    public async Task With_an_unsafe_default_the_creation_is_blamed(string setting, string id)
    {
        const string source = """
            class Subject
            {
                TokenValidationParameters Parameters => new() { ValidAudience = "api" };
                TokenValidationParameters Repaired => new() { ValidAudience = "api", SETTING = true };
            }
            """;
        var analyzer = new PolicyAnalyzer(AttackCatalogue.Default, ReferenceValidator.Instance, [new IdentityModelPolicies().WithDefault(setting, false), new AspNetCorePolicies()]);
        var finding = Assert.Single(await Findings.Of(Findings.Compile(source.Replace("SETTING", setting)), analyzer));
        Assert.Equal((id, 2), (finding.Id, finding.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Contains($"'{setting}' is off by default", finding.GetMessage());
        Assert.Null(RepairPlan.From(finding));
    }

    private sealed class Refusal : ITokenValidator
    {
        public ValidationVerdict Validate(PresentedToken token, ValidationPolicy policy, DateTimeOffset now) => ReferenceValidator.Instance.Validate("", policy, now);
    }
}
