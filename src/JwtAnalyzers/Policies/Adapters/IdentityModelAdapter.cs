using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Adapters;

/// <summary>
/// Microsoft.IdentityModel: <c>TokenValidationParameters</c>, as <c>JwtSecurityTokenHandler</c> and <c>JsonWebTokenHandler</c>
/// obey it. Measured on 6.8 to 8.23: a delegate that is set runs whatever the flag beside it says.
/// </summary>
internal sealed class IdentityModelAdapter : PolicyAdapter
{
    private const string Parameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";
    public const string JwtSecurityToken = "System.IdentityModel.Tokens.Jwt.JwtSecurityToken";
    public const string JsonWebToken = "Microsoft.IdentityModel.JsonWebTokens.JsonWebToken";
    private const string JwtSecurityTokenHandler = "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler";
    private const string JsonWebTokenHandler = "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler";

    private static readonly ImmutableArray<string> ReadsOfExpiry = ImmutableArray.Create("ValidTo", "Exp", "exp", "Expiration");

    private static readonly ImmutableArray<string> ReadsOfAudience = ImmutableArray.Create("Audiences", "Aud", "aud");

    private static readonly ImmutableArray<string> KeySources = ImmutableArray.Create(
        "IssuerSigningKey", "IssuerSigningKeys", "IssuerSigningKeyResolver", "IssuerSigningKeyResolverUsingConfiguration", "ConfigurationManager");

    private readonly ImmutableArray<Setting> _settings;

    public IdentityModelAdapter()
        : this(ImmutableArray.Create<Setting>(
            new("RequireSignedTokens", SettingKind.Flag),
            new("SignatureValidator", SettingKind.Callback),
            new("SignatureValidatorUsingConfiguration", SettingKind.Callback),
            new("ValidateLifetime", SettingKind.Flag) { ClaimReads = ReadsOfExpiry },
            new("LifetimeValidator", SettingKind.Callback) { ClaimReads = ReadsOfExpiry },
            new("RequireExpirationTime", SettingKind.Flag),
            new("ValidateAudience", SettingKind.Flag) { ClaimReads = ReadsOfAudience },
            new("AudienceValidator", SettingKind.Callback) { ClaimReads = ReadsOfAudience },
            new("ValidAudience", SettingKind.Value),
            new("ValidAudiences", SettingKind.Value),
            new("ValidateIssuerSigningKey", SettingKind.Value),
            new("ValidTypes", SettingKind.Value)))
    {
    }

    private IdentityModelAdapter(ImmutableArray<Setting> settings) => _settings = settings;

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Parameters);

    public override ImmutableArray<Setting> Settings => _settings;

    /// <summary>The same library with another default, which tests use to see that findings follow defaults.</summary>
    public IdentityModelAdapter WithDefault(string setting, bool value) =>
        new(_settings.Select(each => each.Name == setting ? each with { Default = value } : each).ToImmutableArray());

    public override ValidationPolicy Interpret(PolicySettings settings)
    {
        var tokenType = settings.Owner is { } owner ? owner.Adapter.TokenTypeOf(owner.Object) : null;
        var signature = Strictest(settings.Callback("SignatureValidator", tokenType), settings.Callback("SignatureValidatorUsingConfiguration", tokenType));
        var lifetime = settings.Callback("LifetimeValidator");
        var audience = settings.Callback("AudienceValidator");
        var checksLifetime = Delegated(lifetime, settings.Flag("ValidateLifetime"));
        var isLastWord = !IsOfOtherType(settings) && settings.Owner?.Adapter.MayCheckClaims(settings.Owner) is not true;
        return ValidationPolicy.Safe with
        {
            VerifiesSignature = VerifiesSignature(signature, settings),
            // A SignatureValidator is asked before the handler looks whether there is a signature at all.
            RefusesUnsigned = signature.Is(null) ? settings.Flag("RequireSignedTokens") : signature.IsKnown ? true : Knob<bool>.Unknown,
            ChecksExpiration = isLastWord ? checksLifetime : Knob<bool>.Unknown,
            ChecksNotBefore = checksLifetime,
            RequiresExpiration = lifetime.Is(null) ? settings.Flag("RequireExpirationTime") : true,
            ChecksAudience = isLastWord ? Delegated(audience, settings.Flag("ValidateAudience")) : Knob<bool>.Unknown,
        };
    }

    public override RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed)
    {
        var steps = ImmutableArray.CreateBuilder<RepairStep>(blamed.Length);
        foreach (var setting in blamed)
        {
            var isSignature = setting.Name.StartsWith("SignatureValidator", StringComparison.Ordinal);
            if (isSignature && !HasKeySource(settings))
                return null; // without a key, every honest token would be refused
            steps.Add(new RepairStep(setting.Name, setting.Kind is SettingKind.Callback ? RepairAction.Remove : RepairAction.SetTrue));
        }

        if (!blamed.Any(setting => setting.Name is "ValidateAudience" or "AudienceValidator"))
            return new RepairPlan(steps.MoveToImmutable(), Required: null);
        return HasAudience(settings) switch
        {
            true => new RepairPlan(steps.MoveToImmutable(), Required: null),
            false => new RepairPlan(steps.MoveToImmutable(), new RequiredValue("ValidAudience", "Audience")),
            null => null,
        };
    }

    public override bool IsCallback(INamedTypeSymbol type) =>
        type.Name.IndexOf("Validator", StringComparison.Ordinal) >= 0 && type.ContainingNamespace?.ToDisplayString() == "Microsoft.IdentityModel.Tokens";

    public override string? ParsedTokenType(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (method.MethodKind is MethodKind.Constructor)
            return type.HasFullName(JwtSecurityToken) ? JwtSecurityToken : type.HasFullName(JsonWebToken) ? JsonWebToken : null;
        return method.Name switch
        {
            "ReadJwtToken" or "ReadToken" when type.HasFullName(JwtSecurityTokenHandler) => JwtSecurityToken,
            "ReadJsonWebToken" or "ReadToken" when type.HasFullName(JsonWebTokenHandler) => JsonWebToken,
            _ => null,
        };
    }

    public override bool IsValidation(IMethodSymbol method) => method.Name is "ValidateToken" or "ValidateTokenAsync";

    /// <summary>
    /// Whether only tokens are accepted that carry neither audience nor expiry by their own standard and are checked by other
    /// means: DPoP proofs (RFC 9449), logout tokens (OpenID Connect Back-Channel Logout), security events (RFC 8417).
    /// </summary>
    private static bool IsOfOtherType(PolicySettings settings) =>
        settings.ValueOf("ValidTypes") is CollectionValue { Elements: { Count: > 0 } types }
        && types.All(type => type is ConstantValue { Value: "dpop+jwt" or "logout+jwt" or "secevent+jwt" });

    private static Knob<bool> Delegated(Knob<CallbackResult?> callback, Knob<bool> flag) =>
        !callback.IsKnown ? Knob<bool>.Unknown : callback.Is(null) ? flag : false;

    /// <summary>Of two delegates for one check the library calls one; both must let a token through before it is sure to pass.</summary>
    private static Knob<CallbackResult?> Strictest(Knob<CallbackResult?> first, Knob<CallbackResult?> second) =>
        first.Is(null) ? second : second.Is(null) || !first.IsKnown ? first : second;

    // With ValidateIssuerSigningKey, a token that no key verified is refused (IDX10253).
    private static Knob<bool> VerifiesSignature(Knob<CallbackResult?> validator, PolicySettings settings)
    {
        if (!validator.IsKnown)
            return Knob<bool>.Unknown;
        if (validator.Is(null))
            return true;
        return settings.HasValue("ValidateIssuerSigningKey") is false || settings.Flag("ValidateIssuerSigningKey").Is(false) ? false : Knob<bool>.Unknown;
    }

    private static bool HasKeySource(PolicySettings settings) =>
        KeySources.Any(source => settings.HasValue(source) is true)
        || (settings.Owner is { } owner && owner.Adapter.Supplies(owner.Object, "IssuerSigningKeys") is true);

    private static bool? HasAudience(PolicySettings settings)
    {
        var own = settings.HasValue("ValidAudience") | settings.HasValue("ValidAudiences");
        return settings.Owner is { } owner ? own | owner.Adapter.Supplies(owner.Object, "ValidAudience") : own;
    }
}
