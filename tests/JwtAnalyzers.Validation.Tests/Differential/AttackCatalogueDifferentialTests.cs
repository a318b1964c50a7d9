using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>The attacks, forged with a real key, against the real handlers: they answer as the reference validator does under the matching policy.</summary>
public sealed class AttackCatalogueDifferentialTests
{
    public static TheoryData<string, Action<TokenValidationParameters>, Func<ValidationPolicy, ValidationPolicy>> Settings => new()
    {
        { "defaults", _ => { }, policy => policy },
        {
            // One flag switches both comparisons off.
            "ValidateLifetime = false", parameters => parameters.ValidateLifetime = false,
            policy => policy with { ChecksExpiration = false, ChecksNotBefore = false }
        },
        { "RequireExpirationTime = false", parameters => parameters.RequireExpirationTime = false, policy => policy with { RequiresExpiration = false } },
        { "RequireSignedTokens = false", parameters => parameters.RequireSignedTokens = false, policy => policy with { RefusesUnsigned = false } },
        { "ValidateAudience = false", parameters => parameters.ValidateAudience = false, policy => policy with { ChecksAudience = false } },
        { "RequireAudience = false", parameters => parameters.RequireAudience = false, policy => policy with { RequiresAudience = false } },
        { "ValidateIssuer = false", parameters => parameters.ValidateIssuer = false, policy => policy with { ChecksIssuer = false } },
        // Looks like the signature's switch and is not: only the life of the key's certificate is checked by it.
        { "ValidateIssuerSigningKey = false", parameters => parameters.ValidateIssuerSigningKey = false, policy => policy },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Settings))]
    public async Task Both_handlers_answer_as_the_reference_validator(
        string setting, Action<TokenValidationParameters> set, Func<ValidationPolicy, ValidationPolicy> match)
    {
        var scene = IdentityModelOracle.RealScene();
        var parameters = IdentityModelOracle.DefaultParameters(scene);
        set(parameters);
        var policy = match(ValidationPolicy.Safe with
        {
            Keys = ValueList.Of(scene.IssuerKey.VerificationKey),
            Issuers = ValueList.Of(scene.Issuer),
            Audiences = ValueList.Of(scene.Audience),
        });

        var tokens = AttackCatalogue.Default.Select(attack => (Name: attack.Id, Token: attack.Forge(scene))).Prepend(("honest", scene.HonestToken()));
        foreach (var (name, token) in tokens)
        {
            var expected = ReferenceValidator.Instance.Validate(token, policy, scene.Now);
            Assert.True(
                expected.IsAccepted == await IdentityModelOracle.JsonWebTokenHandlerAccepts(token, parameters),
                $"JsonWebTokenHandler, {setting}, {name}: we say {expected}");
            Assert.True(
                expected.IsAccepted == IdentityModelOracle.JwtSecurityTokenHandlerAccepts(token, parameters),
                $"JwtSecurityTokenHandler, {setting}, {name}: we say {expected}");
        }
    }
}
