using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Policies;

/// <summary>The claims that JWT.NET and jose-jwt compare nowhere, whatever is set: only the code that has the payload can.</summary>
internal static class ClaimsLeftToCode
{
    public static readonly ImmutableArray<Setting> Settings = ImmutableArray.Create<Setting>(
        new("exp", SettingKind.Absent) { ClaimReads = ClaimReads.Expiry },
        new("aud", SettingKind.Absent) { ClaimReads = ClaimReads.Audience },
        new("iss", SettingKind.Absent) { ClaimReads = ClaimReads.Issuer },
        new("typ", SettingKind.Absent),
        new("jti", SettingKind.Absent));

    /// <summary>
    /// A claim is compared by the code alone. Where an attacker can write a token, its claims say nothing, and another rule
    /// says all there is to say.
    /// </summary>
    public static Knob<bool> IsChecked(string claim, PolicySettings settings, Knob<bool> isGenuine) =>
        isGenuine.Is(false) ? Knob<bool>.Unknown : settings.Absent(claim);

    /// <param name="policy">What the library checks.</param>
    /// <param name="settings">What the code does.</param>
    /// <param name="isGenuine">Whether a token is one of the issuer's.</param>
    public static ValidationPolicy LeftOut(ValidationPolicy policy, PolicySettings settings, Knob<bool> isGenuine) => policy with
    {
        RequiresExpiration = IsChecked("exp", settings, isGenuine),
        ChecksAudience = IsChecked("aud", settings, isGenuine),
        RequiresAudience = IsChecked("aud", settings, isGenuine),
        ChecksIssuer = IsChecked("iss", settings, isGenuine),
        RequiresIssuer = IsChecked("iss", settings, isGenuine),
        ChecksType = IsChecked("typ", settings, isGenuine),
        RefusesReplayed = IsChecked("jti", settings, isGenuine),
        ChecksRevocation = IsChecked("jti", settings, isGenuine),
    };
}
