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
            void Event(JwtBearerOptions o, HashSet<string> revoked) { o.Authority = "https://issuer.example"; o.Audience = "a"; o.Events = new() { OnTokenValidated = c => { if (c.SecurityToken is JwtSecurityToken t && revoked.Contains(t.Id)) c.Fail("revoked"); return Task.CompletedTask; } }; } // JWT2018
            static void Main() { var all = new Subject(); all.Confused(null!); all.Refresh("", ""); all.Claims("", null!); all.OneIssuer(new()); all.Event(new(), []); all.Issue(); all.Own(); }
        }
        """;

    public static TheoryData<string> RuleIds => [.. Rules.ProvedOnPolicies.Select(rule => rule.Id)];

    [Fact]
    public async Task Every_rule_that_is_proved_on_policies_fires_on_the_sample() =>
        Assert.Equal(Rules.ProvedOnPolicies.Select(rule => rule.Id).Order(), (await Findings.IdsOf(EveryDefect)).Distinct().Order());

    [Theory]
    [MemberData(nameof(RuleIds))]
    public async Task Without_its_attacks_a_rule_is_silent_and_no_other_is(string id)
    {
        var rule = Rules.ProvedOnPolicies.Single(each => each.Id == id);
        var catalogue = rule.Attacks.Aggregate(AttackCatalogue.Default, (attacks, attack) => attacks.Without(attack));
        var found = await Findings.IdsOf(EveryDefect, new PolicyAnalyzer(catalogue, ReferenceValidator.Instance, Library.PolicyAdapters));
        // A lesser rule may speak where the worse one is silent now, so ids are compared, not numbers of findings.
        Assert.Equal(
            Rules.ProvedOnPolicies.Where(each => each.Attacks.Except(rule.Attacks).Any()).Select(each => each.Id).Order(),
            found.Distinct().Order());
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
