using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Microsoft.IdentityModel's handlers and signature providers, whose checks a derived type can override: each override is a
/// callback that takes over the check.
/// </summary>
internal sealed class OverriddenHandlers : PolicyAdapter
{
    private const string JwtSecurityTokenHandler = "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler";
    private const string SignatureProvider = "Microsoft.IdentityModel.Tokens.SignatureProvider";

    private readonly bool _callsValidateSignature;

    public OverriddenHandlers(bool callsValidateSignature = false) => _callsValidateSignature = callsValidateSignature;

    // Measured: up to 6.8 an override of ValidateSignature decides; from 7 on, it is not called.
    public override PolicyAdapter For(Compilation compilation) => new OverriddenHandlers(
        compilation.GetTypesByMetadataName(JwtSecurityTokenHandler)
            .Any(type => type.ContainingAssembly.Identity.Version is { Major: > 0 and < 7 }));

    /// <summary>None: what a handler is made with does not matter.</summary>
    public override ImmutableArray<string> TypeNames => ImmutableArray<string>.Empty;

    public override ImmutableArray<Setting> Settings { get; } = ImmutableArray.Create<Setting>(
        new("Verify", SettingKind.Callback),
        new("ValidateSignature", SettingKind.Callback),
        new("ValidateLifetime", SettingKind.Callback),
        new("ValidateAudience", SettingKind.Callback),
        new("ValidateIssuer", SettingKind.Callback));

    /// <summary>None: they are the names of overrides, and no object is followed.</summary>
    public override IEnumerable<string> NamesThatSet => [];

    public override ImmutableArray<CallbackProbe>? ProbesOfOverride(IMethodSymbol method)
    {
        ImmutableArray<CallbackProbe>? probes = method.Name switch
        {
            "Verify" => ImmutableArray<CallbackProbe>.Empty,
            "ValidateSignature" when _callsValidateSignature && method.Parameters.Length == 2 => ImmutableArray<CallbackProbe>.Empty,
            "ValidateLifetime" => CallbackProbe.Lifetime,
            "ValidateAudience" => CallbackProbe.Audience,
            "ValidateIssuer" => CallbackProbe.Issuer,
            _ => null,
        };
        if (probes is null)
            return null;
        var overridden = method;
        while (overridden.OverriddenMethod is { } next)
            overridden = next;
        return overridden.ContainingType.HasFullName(method.Name == "Verify" ? SignatureProvider : JwtSecurityTokenHandler) ? probes : null;
    }

    public override ValidationPolicy Interpret(PolicySettings settings) => ValidationPolicy.Safe with
    {
        VerifiesSignature = settings.Check("Verify", settings.Check("ValidateSignature", true, WrongKeyAttack.Name), WrongKeyAttack.Name),
        ChecksExpiration = settings.Check("ValidateLifetime", true, ExpiredAttack.Name),
        RequiresExpiration = settings.Check("ValidateLifetime", true, NoExpiryAttack.Name),
        ChecksNotBefore = settings.Check("ValidateLifetime", true, NotYetValidAttack.Name),
        ChecksAudience = settings.Check("ValidateAudience", true, ForeignAudienceAttack.Name),
        RequiresAudience = settings.Check("ValidateAudience", true, AbsentAudienceAttack.Name),
        ChecksIssuer = settings.Check("ValidateIssuer", true, ForeignIssuerAttack.Name),
        RequiresIssuer = settings.Check("ValidateIssuer", true, AbsentIssuerAttack.Name),
        ComparesIssuerExactly = settings.Check("ValidateIssuer", true, LookalikeIssuerAttack.Name),
    };

    /// <summary>
    /// Without its override the library checks by the parameters. A signature provider has no check of its own, and others may
    /// rely on the issuers and audiences that a validator tells apart.
    /// </summary>
    public override RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed) =>
        blamed.All(setting => setting.Name is "ValidateLifetime" or "ValidateSignature" && settings.IsReplaceable(setting.Name))
            ? new RepairPlan(
                blamed.Select(setting => new RepairStep(setting.Name, RepairAction.RemoveMember)).ToImmutableArray(), Required: null)
            : null;
}
