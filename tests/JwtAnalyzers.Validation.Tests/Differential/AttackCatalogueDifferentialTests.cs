using System.Security.Cryptography;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>The attacks, forged with real keys, against the real handlers: they answer as the reference validator does under the matching policy.</summary>
public sealed class AttackCatalogueDifferentialTests
{
    private static readonly (SigningKey Issuer, SigningKey Attacker)[] KeyPairs =
    [
        (new SymmetricSigningKey("HS256", RandomNumberGenerator.GetBytes(64)), new SymmetricSigningKey("HS256", RandomNumberGenerator.GetBytes(64))),
        (new SymmetricSigningKey("HS512", RandomNumberGenerator.GetBytes(64)), new SymmetricSigningKey("HS512", RandomNumberGenerator.GetBytes(64))),
        (PlatformSigningKey.Of("RS256", RSA.Create(2048)), PlatformSigningKey.Of("RS256", RSA.Create(2048))),
        (PlatformSigningKey.Of("PS384", RSA.Create(2048)), PlatformSigningKey.Of("PS384", RSA.Create(2048))),
        (PlatformSigningKey.Of("ES256", ECDsa.Create(ECCurve.NamedCurves.nistP256)), PlatformSigningKey.Of("ES256", ECDsa.Create(ECCurve.NamedCurves.nistP256))),
    ];

    public static TheoryData<string, Action<TokenValidationParameters, AttackScene>, Func<ValidationPolicy, ValidationPolicy>> Settings => new()
    {
        { "defaults", (_, _) => { }, policy => policy },
        {
            // One flag switches all that is about time off.
            "ValidateLifetime = false", (parameters, _) => parameters.ValidateLifetime = false,
            policy => policy with { ChecksExpiration = false, RequiresExpiration = false, ChecksNotBefore = false }
        },
        { "RequireExpirationTime = false", (parameters, _) => parameters.RequireExpirationTime = false, policy => policy with { RequiresExpiration = false } },
        { "ClockSkew = 1 day", (parameters, _) => parameters.ClockSkew = TimeSpan.FromDays(1), policy => policy with { ClockSkew = TimeSpan.FromDays(1) } },
        { "ClockSkew = 0", (parameters, _) => parameters.ClockSkew = TimeSpan.Zero, policy => policy with { ClockSkew = TimeSpan.Zero } },
        { "RequireSignedTokens = false", (parameters, _) => parameters.RequireSignedTokens = false, policy => policy with { RefusesUnsigned = false } },
        { "ValidateAudience = false", (parameters, _) => parameters.ValidateAudience = false, policy => policy with { ChecksAudience = false, RequiresAudience = false } },
        { "RequireAudience = false", (parameters, _) => parameters.RequireAudience = false, policy => policy with { RequiresAudience = false } },
        { "ValidateIssuer = false", (parameters, _) => parameters.ValidateIssuer = false, policy => policy with { ChecksIssuer = false, RequiresIssuer = false } },
        { "ValidTypes = [at+jwt]", (parameters, _) => parameters.ValidTypes = ["at+jwt"], policy => policy with { ChecksType = true, Types = ValueList.Of("at+jwt") } },
        // Looks like the signature's switch and is not: only the life of the key's certificate is checked by it.
        { "ValidateIssuerSigningKey = false", (parameters, _) => parameters.ValidateIssuerSigningKey = false, policy => policy },
        // Looks like a list of what is allowed, and restricts nothing.
        { "ValidAlgorithms = []", (parameters, _) => parameters.ValidAlgorithms = [], policy => policy },
        {
            // Algorithm confusion by hand: the published text of the key is one of the secrets.
            "IssuerSigningKeys with the public text", (parameters, scene) => parameters.IssuerSigningKeys =
                scene.IssuerKey.VerificationKey.PublicText is { } text ? [new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(text))] : [],
            policy => policy with { BindsAlgorithmToKey = false }
        },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Settings))]
    public async Task Both_handlers_answer_as_the_reference_validator(
        string setting, Action<TokenValidationParameters, AttackScene> set, Func<ValidationPolicy, ValidationPolicy> match)
    {
        foreach (var (issuer, attacker) in KeyPairs)
        {
            var scene = IdentityModelOracle.RealScene(issuer, attacker);
            var parameters = IdentityModelOracle.DefaultParameters(scene);
            set(parameters, scene);
            var policy = match(DefaultPolicy(scene));

            var tokens = AttackCatalogue.Default.Select(attack => (Name: attack.Id, Token: attack.Forge(scene))).Prepend(("honest", scene.HonestToken())).ToList();
            foreach (var (name, token) in tokens)
            {
                var expected = ReferenceValidator.Instance.Validate(token, policy, scene.Now);
                Assert.True(
                    expected.IsAccepted == IdentityModelOracle.JwtSecurityTokenHandlerAccepts(token, parameters),
                    $"JwtSecurityTokenHandler, {issuer}, {setting}, {name}: we say {expected}");
                Assert.True(
                    expected.IsAccepted == await IdentityModelOracle.JsonWebTokenHandlerAccepts(token, parameters),
                    $"JsonWebTokenHandler, {issuer}, {setting}, {name}: we say {expected}");
            }
        }
    }

    /// <summary>What a TokenValidationParameters with a key, an issuer and an audience stands for: typ, jti and revocation are nobody's business.</summary>
    private static ValidationPolicy DefaultPolicy(AttackScene scene) => ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(scene.IssuerKey.VerificationKey),
        Issuers = ValueList.Of(scene.Issuer),
        Audiences = ValueList.Of(scene.Audience),
        ChecksType = false,
        RefusesReplayed = false,
        ChecksRevocation = false,
    };
}
