using CsCheck;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>Settings that can be said both in a policy and in Microsoft.IdentityModel's words.</summary>
internal sealed record GeneratedSettings(
    bool RequireSignedTokens, bool ValidateLifetime, bool RequireExpirationTime, int SkewMinutes, bool ValidateAudience, bool RequireAudience, bool ValidateIssuer, bool ChecksType)
{
    public static Gen<GeneratedSettings> Any { get; } = Gen.Select(
        Switch, Switch, Switch, Gen.OneOf(0, 5, 1440), Switch, Switch, Switch, Gen.Bool,
        (signed, lifetime, expiration, skew, audience, requireAudience, issuer, type) =>
            new GeneratedSettings(signed, lifetime, expiration, skew, audience, requireAudience, issuer, type));

    private static Gen<bool> Switch => Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)));

    public ValidationPolicy ToPolicy(AttackScene scene) => ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(scene.IssuerKey.VerificationKey),
        RefusesUnsigned = RequireSignedTokens,
        ChecksExpiration = ValidateLifetime,
        ChecksNotBefore = ValidateLifetime,
        RequiresExpiration = ValidateLifetime && RequireExpirationTime,
        ClockSkew = TimeSpan.FromMinutes(SkewMinutes),
        ChecksAudience = ValidateAudience,
        RequiresAudience = ValidateAudience && RequireAudience,
        Audiences = ValueList.Of(scene.Audience),
        ChecksIssuer = ValidateIssuer,
        RequiresIssuer = ValidateIssuer,
        Issuers = ValueList.Of(scene.Issuer),
        ChecksType = ChecksType,
        Types = ValueList.Of("at+jwt", "application/at+jwt"),
    };

    public TokenValidationParameters ToParameters(AttackScene scene)
    {
        var parameters = IdentityModelOracle.DefaultParameters(scene);
        parameters.RequireSignedTokens = RequireSignedTokens;
        parameters.ValidateLifetime = ValidateLifetime;
        parameters.RequireExpirationTime = RequireExpirationTime;
        parameters.ClockSkew = TimeSpan.FromMinutes(SkewMinutes);
        parameters.ValidateAudience = ValidateAudience;
        parameters.RequireAudience = RequireAudience;
        parameters.ValidateIssuer = ValidateIssuer;
        // Said twice, as the handlers compare types letter by letter.
        parameters.ValidTypes = ChecksType ? ["at+jwt", "application/at+jwt"] : null;
        return parameters;
    }
}
