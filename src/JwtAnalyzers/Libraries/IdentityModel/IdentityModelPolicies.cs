using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Microsoft.IdentityModel: <c>TokenValidationParameters</c>, as <c>JwtSecurityTokenHandler</c> and <c>JsonWebTokenHandler</c>
/// obey it. Measured on 6.8 to 8.23: a delegate that is set runs whatever the flag beside it says.
/// </summary>
internal sealed class IdentityModelPolicies : PolicyAdapter
{
    private const string Parameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";
    public const string JwtSecurityToken = "System.IdentityModel.Tokens.Jwt.JwtSecurityToken";
    public const string JsonWebToken = "Microsoft.IdentityModel.JsonWebTokens.JsonWebToken";
    private const string JwtSecurityTokenHandler = "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler";
    private const string JsonWebTokenHandler = "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler";

    // What ClockSkew is where the code does not set it, and after a repair.
    private static readonly TimeSpan DefaultClockSkew = TimeSpan.FromMinutes(5);

    private static readonly ImmutableArray<string> ReadsOfExpiry = ImmutableArray.Create("ValidTo", "Exp", "exp", "Expiration");
    private static readonly ImmutableArray<string> ReadsOfAudience = ImmutableArray.Create("Audiences", "Aud", "aud");
    private static readonly ImmutableArray<string> ReadsOfIssuer = ImmutableArray.Create("Issuer", "Iss", "iss");
    private static readonly ImmutableArray<string> ReadsOfTokenId = ImmutableArray.Create("Jti", "jti", "Id");

    private static readonly ImmutableArray<string> KeySources = ImmutableArray.Create(
        "IssuerSigningKey", "IssuerSigningKeys", "IssuerSigningKeyResolver", "IssuerSigningKeyResolverUsingConfiguration",
        "ConfigurationManager");

    private readonly ImmutableArray<Setting> _settings;
    private readonly bool _obeysRequireAudience;

    public IdentityModelPolicies()
        : this(
            ImmutableArray.Create<Setting>(
                // First, so that blame is looked for in it last: a SignatureValidator is worse.
                new("ValidateIssuerSigningKey", SettingKind.Flag, Default: false) { IsOptional = true },
                new("RequireSignedTokens", SettingKind.Flag),
                new("SignatureValidator", SettingKind.Callback),
                new("SignatureValidatorUsingConfiguration", SettingKind.Callback),
                new("ValidateLifetime", SettingKind.Flag) { ClaimReads = ReadsOfExpiry },
                new("LifetimeValidator", SettingKind.Callback) { ClaimReads = ReadsOfExpiry },
                new("RequireExpirationTime", SettingKind.Flag) { ClaimReads = ReadsOfExpiry },
                new("ClockSkew", SettingKind.Tolerance) { ClaimReads = ReadsOfExpiry },
                new("ValidateAudience", SettingKind.Flag) { ClaimReads = ReadsOfAudience },
                new("AudienceValidator", SettingKind.Callback) { ClaimReads = ReadsOfAudience },
                new("RequireAudience", SettingKind.Flag) { ClaimReads = ReadsOfAudience },
                new("ValidAudience", SettingKind.Value),
                new("ValidAudiences", SettingKind.Value),
                new("ValidateIssuer", SettingKind.Flag) { ClaimReads = ReadsOfIssuer },
                new("IssuerValidator", SettingKind.Callback) { ClaimReads = ReadsOfIssuer, CompletedBeside = "ValidateIssuer" },
                new("IssuerValidatorUsingConfiguration", SettingKind.Callback) { ClaimReads = ReadsOfIssuer },
                new("ValidIssuer", SettingKind.Value),
                new("ValidIssuers", SettingKind.Value),
                new("ValidateTokenReplay", SettingKind.Promise, Default: false)
                    { ClaimReads = ReadsOfTokenId, Lacks = "there is no 'TokenReplayCache' to remember tokens in" },
                new("TokenReplayValidator", SettingKind.Callback) { ClaimReads = ReadsOfTokenId },
                // Without one, or a delegate, nothing asks whether a token may still be used.
                new("TokenReplayCache", SettingKind.Restriction)
                    { ClaimReads = ReadsOfTokenId, Lacks = "nothing looks for those that were taken back" },
                new("IssuerSigningKeyValidator", SettingKind.Callback),
                new("IssuerSigningKeyValidatorUsingConfiguration", SettingKind.Callback),
                new("IssuerSigningKey", SettingKind.Key),
                new("IssuerSigningKeys", SettingKind.Key),
                new("IssuerSigningKeyResolver", SettingKind.Callback),
                new("IssuerSigningKeyResolverUsingConfiguration", SettingKind.Callback),
                new("TypeValidator", SettingKind.Callback),
                new("ValidTypes", SettingKind.Restriction)),
            obeysRequireAudience: true)
    {
    }

    private IdentityModelPolicies(ImmutableArray<Setting> settings, bool obeysRequireAudience) =>
        (_settings, _obeysRequireAudience) = (settings, obeysRequireAudience);

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Parameters);

    public override ImmutableArray<Setting> Settings => _settings;

    public override string Opening => "DecryptToken";

    // Measured: 8.0.1 ignores RequireAudience = false, 8.16.0 obeys it. A declaration in source has no version, and is taken for
    // the newest.
    public override PolicyAdapter For(Compilation compilation) => new IdentityModelPolicies(
        _settings,
        compilation.GetTypesByMetadataName(Parameters)
            .All(type => type.ContainingAssembly.Identity.Version is { Major: 0 } or { Major: 8, Minor: >= 16 } or { Major: > 8 }));

    /// <summary>The same library with another default, which tests use to see that findings follow defaults.</summary>
    public IdentityModelPolicies WithDefault(string setting, bool value) =>
        new(
            _settings.Select(each => each.Name == setting ? each with { Default = value } : each).ToImmutableArray(),
            _obeysRequireAudience);

    public override ValidationPolicy Interpret(PolicySettings settings)
    {
        var tokenType = settings.Owner is { } owner ? owner.Adapter.TokenTypeOf(owner.Object) : null;
        var signature = Strictest(
            settings.Callback("SignatureValidator", tokenType), settings.Callback("SignatureValidatorUsingConfiguration", tokenType));
        var isLastWord = !IsOfOtherType(settings) && settings.Owner?.Adapter.MayCheckClaims(settings.Owner) is not true;
        if (settings.Owner is { } holder && holder.Adapter.HasOwnHandler(holder.Object))
            signature = Knob<CallbackResult?>.Unknown;
        return ValidationPolicy.Safe with
        {
            VerifiesSignature = VerifiesSignature(signature, settings),
            // A SignatureValidator is asked before the handler looks whether there is a signature at all.
            RefusesUnsigned = signature.Is(null) ? settings.Flag("RequireSignedTokens") : signature.IsKnown ? true : Knob<bool>.Unknown,
            // A SignatureValidator may look at more than the library. The library's clock skew goes for certificates too (measured).
            RefusesExpiredKeys =
                signature.Is(null) && settings.Tolerance("ClockSkew", DefaultClockSkew).ValueOr(TimeSpan.MaxValue) < TimeSpan.FromDays(1)
                ? settings.Check(
                    "IssuerSigningKeyValidatorUsingConfiguration",
                    settings.Check("IssuerSigningKeyValidator", settings.Flag("ValidateIssuerSigningKey"), ExpiredKeyAttack.Name),
                    ExpiredKeyAttack.Name)
                : Knob<bool>.Unknown,
            ChecksExpiration = IfLastWord(settings.Check("LifetimeValidator", settings.Flag("ValidateLifetime"), ExpiredAttack.Name)),
            RequiresExpiration = IfLastWord(
                settings.Check(
                    "LifetimeValidator", settings.Flag("ValidateLifetime").And(settings.Flag("RequireExpirationTime")),
                    NoExpiryAttack.Name)),
            ChecksNotBefore = IfLastWord(settings.Check("LifetimeValidator", settings.Flag("ValidateLifetime"), NotYetValidAttack.Name)),
            // The library hands its clock skew to no delegate.
            ClockSkew = settings.Callback("LifetimeValidator").Is(null) && isLastWord
                ? settings.Tolerance("ClockSkew", DefaultClockSkew)
                : Knob<TimeSpan>.Unknown,
            ChecksAudience = IfLastWord(settings.Check("AudienceValidator", settings.Flag("ValidateAudience"), ForeignAudienceAttack.Name)),
            RequiresAudience = IfLastWord(settings.Check(
                "AudienceValidator",
                settings.Flag("ValidateAudience").And(_obeysRequireAudience ? settings.Flag("RequireAudience") : true),
                AbsentAudienceAttack.Name)),
            ChecksIssuer = IfLastWord(ChecksIssuer(settings, settings.Flag("ValidateIssuer"), ForeignIssuerAttack.Name)),
            RequiresIssuer = IfLastWord(ChecksIssuer(settings, settings.Flag("ValidateIssuer"), AbsentIssuerAttack.Name)),
            ComparesIssuerExactly = IfLastWord(ChecksIssuer(settings, true, LookalikeIssuerAttack.Name)),
            BindsAlgorithmToKey = !settings.IsPublicKeyAsSecret("IssuerSigningKey") && !settings.IsPublicKeyAsSecret("IssuerSigningKeys"),
            IgnoresEmbeddedKeys = IgnoresKeysOfToken(settings, isLastWord),
            ChecksType = settings.Owner is { Adapter: var options, Object: var held } && !options.TakesAccessTokens(held)
                ? Knob<bool>.Unknown
                : settings.Check("TypeValidator", settings.Restriction("ValidTypes"), WrongTypeAttack.Name),
            ChecksRevocation = IfLastWord(ChecksRevocation(settings)),
            RefusesReplayed = IfLastWord(settings.Check("TokenReplayValidator", RefusesReplayed(settings), ReplayedAttack.Name)),
        };

        Knob<bool> IfLastWord(Knob<bool> check) => isLastWord ? check : Knob<bool>.Unknown;
    }

    public override RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed)
    {
        var steps = ImmutableArray.CreateBuilder<RepairStep>(blamed.Length);
        foreach (var setting in blamed)
        {
            if (ActionFor(setting, settings) is not { } action)
                return null;
            steps.Add(new RepairStep(setting.Name, action));
        }

        var plan = new RepairPlan(steps.MoveToImmutable(), Required: null);
        // One value in the place of those that a delegate knows would turn the others away.
        if (blamed.Any(setting =>
            setting.Kind is SettingKind.Callback && setting.ClaimReads != ReadsOfExpiry && settings.AsksInVain(setting.Name)))
            return null;
        if (blamed.Any(setting => setting.ClaimReads == ReadsOfAudience))
            return AreToldApartByScope(settings) || HaveNoAudience(settings) || settings.Rest.IssuesWithoutAudience
                ? null
                : Requiring(
                    plan, HasAudience(settings, IsComparison(blamed)), new RequiredValue("ValidAudience", "Audience"),
                    IsComparison(blamed));
        if (!blamed.Any(setting => setting.ClaimReads == ReadsOfIssuer))
            return plan;
        // What a library compares that completes the options is its own matter: it may refuse more than the flag says.
        return settings.IsCompletedElsewhere || IsIssuerUncompared(settings) || settings.Rest.IssuesWithoutIssuer
            ? null
            : Requiring(plan, HasIssuer(settings, IsComparison(blamed)), new RequiredValue("ValidIssuer", "Issuer"), IsComparison(blamed));
    }

    public override TrustedKeys KeysOf(PolicySettings settings)
    {
        var given = new[] { "IssuerSigningKey", "IssuerSigningKeys" }.Where(IsSet).ToList();
        return new TrustedKeys(
            given.Select(name => settings.OriginOf(settings.Adapter.Setting(name)))
                .Select(origin => origin is AssignmentExpressionSyntax { Right: var value } ? value : origin)
                .ToImmutableArray(),
            settings.Owner is { Object: var owner } ? owner.ValueOf("Authority") ?? owner.ValueOf("MetadataAddress") : null,
            KeySources.Except(given).Any(IsSet) || IsSet("SignatureValidator") || IsSet("SignatureValidatorUsingConfiguration")
                || settings.Owner?.Object.ValueOf("ConfigurationManager") is not null
                || settings.Owner?.Object.ValueOf("Configuration") is not null);

        bool IsSet(string name) => settings.ValueOf(name) is not (null or ConstantValue { Value: null });
    }

    /// <summary>Whether nothing has been compared with what the code names: not only what is absent is let in.</summary>
    private static bool IsComparison(ImmutableArray<Setting> blamed) => blamed.Any(setting => setting.Name != "RequireAudience");

    /// <summary>
    /// Tokens of IdentityServer for scopes that are of no resource have no audience at all, and its documentation tells them
    /// apart by <c>scope</c> and by <c>at+jwt</c>.
    /// </summary>
    private static bool AreToldApartByScope(PolicySettings settings) =>
        settings.Rest.ChecksScopes
        || settings.Owner is { } owner && IsOfAuthority(owner) && settings.ValueOf("ValidTypes") is CollectionValue { Elements: var types }
            && types.Any(type => type is ConstantValue { Value: "at+jwt" });

    /// <summary>
    /// Access tokens of some issuers have no audience at all. Which issuer it is, a constant says; else any file that names one
    /// of them may.
    /// </summary>
    private static bool HaveNoAudience(PolicySettings settings)
    {
        if (settings.Owner is { } owner && !owner.Adapter.TakesAccessTokens(owner.Object))
            return false;
        var values = new[] { settings.ValueOf("ValidIssuer"), settings.Owner?.Object.ValueOf("Authority"),
            settings.Owner?.Object.ValueOf("MetadataAddress") }
            .Concat(settings.ValueOf("ValidIssuers") is CollectionValue { Elements: var listed } ? listed : []);
        var addresses = values.Select(value => (value as ConstantValue)?.Value as string)
            .OfType<string>()
            .Where(address => address.Length > 0)
            .ToList();
        return addresses.Count > 0
            ? addresses.Any(IssuersWithoutAudience.Have)
            : settings.Rest.Says("issuers without an audience", IssuersWithoutAudience.AreNamedIn);
    }

    /// <summary>
    /// Whether an issuer stands beside the check that is off, and nothing has ever been compared with it: honest tokens may name
    /// another (a slash at the end, an older address), or one of many. The program's own tokens name it where it gives them the
    /// same.
    /// </summary>
    private static bool IsIssuerUncompared(PolicySettings settings) =>
        settings.HasValue("ValidIssuers") is true
            || settings.HasValue("ValidIssuer") is true
                && !settings.Rest.IssuesWith(settings.OriginOf(settings.Adapter.Setting("ValidIssuer")));

    private static RepairAction? ActionFor(Setting setting, PolicySettings settings) => setting.Kind switch
    {
        SettingKind.Flag => RepairAction.SetTrue,
        SettingKind.Tolerance => RepairAction.Remove,
        // Without a key, every honest token would be refused.
        SettingKind.Callback when setting.Name.StartsWith("SignatureValidator", StringComparison.Ordinal) =>
            HasKeySource(settings) ? RepairAction.Remove : null,
        SettingKind.Callback when settings.IsReplaceable(setting.Name) => RepairAction.Remove,
        _ => null,
    };

    /// <summary>
    /// The plan as it is where honest tokens have what they need, with the value they need, or none where that is not known.
    /// </summary>
    private static RepairPlan? Requiring(RepairPlan plan, bool? isThere, RequiredValue required, bool isCompared) =>
        isThere is not { } known ? null : !known ? plan with { Required = required } : isCompared ? plan with { Given = required } : plan;

    public override bool IsCallback(INamedTypeSymbol type) =>
        (type.Name.IndexOf("Validator", StringComparison.Ordinal) >= 0
            || type.Name.StartsWith("IssuerSigningKeyResolver", StringComparison.Ordinal))
            && type.ContainingNamespace?.ToDisplayString() == "Microsoft.IdentityModel.Tokens";

    public override ImmutableArray<CallbackProbe> ProbesOf(
        INamedTypeSymbol delegateType) => !IsCallback(delegateType) ? ImmutableArray<CallbackProbe>.Empty : delegateType.Name switch
    {
        "LifetimeValidator" => CallbackProbe.Lifetime,
        "AudienceValidator" => CallbackProbe.Audience,
        "IssuerValidator" or "IssuerValidatorUsingConfiguration" => CallbackProbe.Issuer,
        _ => ImmutableArray<CallbackProbe>.Empty,
    };

    // The resolver's third argument is the token's 'kid', and the fourth the parameters, which are the code's own.
    public override AbstractValue? InputOf(INamedTypeSymbol delegateType, int ordinal) =>
        ordinal == 2 && IsCallback(delegateType) && delegateType.Name.StartsWith("IssuerSigningKeyResolver", StringComparison.Ordinal)
            ? new KeyPointerValue(KeyPointer.KeyId)
            : null;

    public override bool IsTokenPart(ITypeSymbol type) =>
        type.HasFullName("Microsoft.IdentityModel.Tokens.SecurityToken") || type.IsInNamespace("Microsoft.IdentityModel.JsonWebTokens")
            || type.IsInNamespace("System.IdentityModel.Tokens.Jwt");

    public override bool IsOfKey(IPropertySymbol property) => property.IsInNamespace("Microsoft.IdentityModel.Tokens");

    // Of its clients, that of Duende is the one that most projects have beside it; it was called IdentityModel once.
    public override bool FetchesKeys(ITypeSymbol type) =>
        type.IsInNamespace("Microsoft.IdentityModel") || type.IsInNamespace("IdentityModel") || type.IsInNamespace("Duende.IdentityModel");

    public override bool MayCheck(IMethodSymbol method) => method.IsInNamespace("System.IdentityModel");

    public override ImmutableArray<string> ParsedTokenTypes { get; } = ImmutableArray.Create(JwtSecurityToken, JsonWebToken);

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

    /// <summary>The delegate that is given the configuration is asked instead of the other.</summary>
    private static Knob<bool> ChecksIssuer(PolicySettings settings, Knob<bool> flag, string attack) =>
        settings.Check("IssuerValidatorUsingConfiguration", settings.Check("IssuerValidator", flag, attack), attack);

    // The library knows of no tokens that were taken back. Any code that is asked about a token may.
    private static readonly ImmutableArray<string> MayRefuse = ImmutableArray.Create(
        "TokenReplayCache", "TokenReplayValidator", "LifetimeValidator", "AudienceValidator", "IssuerValidator",
        "IssuerValidatorUsingConfiguration", "SignatureValidator",
        "SignatureValidatorUsingConfiguration", "TypeValidator", "IssuerSigningKeyValidator",
        "IssuerSigningKeyValidatorUsingConfiguration", "IssuerSigningKeyResolver", "IssuerSigningKeyResolverUsingConfiguration");

    private static Knob<bool> ChecksRevocation(PolicySettings settings)
    {
        // Only a finding where the tokens live long enough to be taken back.
        if (!settings.TokensOutliveLimit || settings.IsRepaired("TokenReplayCache"))
            return true;
        if (settings.Owner is { Adapter: var options, Object: var held }
            && (!options.TakesAccessTokens(held) || settings.IsNamedAnywhere("TokenReplayCache")))
            return Knob<bool>.Unknown;
        return MayRefuse.All(name => settings.HasValue(name) is false) ? false : Knob<bool>.Unknown;
    }

    // Measured: without a cache, ValidateTokenReplay = true remembers nothing and refuses nothing.
    private static Knob<bool> RefusesReplayed(PolicySettings settings)
    {
        if (settings.IsRepaired("ValidateTokenReplay"))
            return true;
        var asksForIt = settings.Flag("ValidateTokenReplay");
        if (!asksForIt.Is(true))
            return asksForIt;
        if (settings.ValueOf("TokenReplayCache") is ConstantValue { Value: null })
            return false;
        if (settings.HasValue("TokenReplayCache") is not { } hasCache)
            return Knob<bool>.Unknown;
        // A cache is a service, and what configures options with services is another lambda (`Configure<ITokenReplayCache>(…)`).
        return hasCache || settings.Owner is null || !settings.IsNamedAnywhere("TokenReplayCache") ? hasCache : Knob<bool>.Unknown;
    }

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
        return settings.Flag("ValidateIssuerSigningKey").Is(false) ? false : Knob<bool>.Unknown;
    }

    /// <summary>
    /// Whether no key is taken that the token brings or names. What is fetched from the issuer that it names is as good as the
    /// check of the issuer; and the proofs of RFC 9449 bring their key as they should.
    /// </summary>
    private static Knob<bool> IgnoresKeysOfToken(PolicySettings settings, bool isLastWord)
    {
        if (ProvesPossession(settings))
            return Knob<bool>.Unknown;
        var trustsAnyIssuer = isLastWord && TrustsIssuerOfToken(settings);
        var keys = Of(KeyNamedBy("IssuerSigningKey")) is { IsKnown: true } key && key.Is(false) ? key : Of(KeyNamedBy("IssuerSigningKeys"));
        return ByResolver("IssuerSigningKeyResolverUsingConfiguration", ByResolver("IssuerSigningKeyResolver", keys));

        Knob<bool> ByResolver(string name, Knob<bool> otherwise)
        {
            var result = settings.Callback(name);
            if (result.Is(null))
                return otherwise;
            return result.Is(CallbackResult.KeyNamedByIssuer)
                ? Of(CallbackResult.KeyNamedByIssuer)
                : result.IsKnown ? false : Knob<bool>.Unknown;
        }

        Knob<bool> Of(CallbackResult? key) => key switch
        {
            null => true,
            CallbackResult.KeyNamedByIssuer when !trustsAnyIssuer => Knob<bool>.Unknown,
            _ => false,
        };

        CallbackResult? KeyNamedBy(string name) => settings.KeyOfToken(name) switch
        {
            KeyMaterial.NamedByIssuer => CallbackResult.KeyNamedByIssuer,
            null => null,
            _ => CallbackResult.KeyNamedByToken,
        };
    }

    private static bool ProvesPossession(PolicySettings settings) =>
        settings.ValueOf("ValidTypes") is CollectionValue { Elements: { Count: > 0 } types }
            && types.All(type => type is ConstantValue { Value: "dpop+jwt" or "openid4vci-proof+jwt" });

    private static bool TrustsIssuerOfToken(PolicySettings settings) =>
        ChecksIssuer(settings, settings.Flag("ValidateIssuer"), ForeignIssuerAttack.Name).Is(false)
        || (settings.Callback("IssuerValidator").Is(null) && settings.Callback("IssuerValidatorUsingConfiguration").Is(null)
            && (IsIssuerOfToken(settings.ValueOf("ValidIssuer"))
                || settings.ValueOf("ValidIssuers") is CollectionValue { Elements: var issuers } && issuers.Any(IsIssuerOfToken)));

    private static bool IsIssuerOfToken(AbstractValue? value) =>
        value is KeyPointerValue { Pointer: KeyPointer.Issuer } or KeyMaterialValue { Material: KeyMaterial.NamedByIssuer };

    private static bool HasKeySource(PolicySettings settings) =>
        KeySources.Any(source => settings.HasValue(source) is true)
        || (settings.Owner is { } owner && owner.Adapter.Supplies(owner.Object, "IssuerSigningKeys") is true);

    private static bool? HasAudience(PolicySettings settings, bool isCompared)
    {
        var own = settings.HasValue("ValidAudience") | settings.HasValue("ValidAudiences");
        if (settings.Owner is not { } owner)
            return settings.IsHeldByUnknown && own is not true ? null : own;
        var given = own | owner.Adapter.Supplies(owner.Object, "ValidAudience");
        // An ID token is for the client that asked for it (OpenID Connect Core section 2).
        return given is true && isCompared && owner.Adapter.TakesAccessTokens(owner.Object) && IsOfAuthority(owner) ? null : given;
    }

    /// <summary>
    /// The issuer of the tokens need not be the one that the discovery document names: Entra ID's version 1, Keycloak under
    /// another host name.
    /// </summary>
    private static bool? HasIssuer(PolicySettings settings, bool isCompared)
    {
        var own = settings.HasValue("ValidIssuer") | settings.HasValue("ValidIssuers");
        if (settings.Owner is not { } owner)
            return settings.IsHeldByUnknown && own is not true ? null : own;
        var supplied = owner.Adapter.Supplies(owner.Object, "ValidIssuer");
        if (isCompared && IsOfAuthority(owner))
            return own is false && supplied is true ? false : null;
        return own | supplied;
    }

    // Another program writes those tokens. What stands beside a check that is off has never been compared with one: whether honest
    // tokens carry it is not known.
    private static bool IsOfAuthority(PolicyOwner owner) => owner.Adapter.Supplies(owner.Object, "IssuerSigningKeys") is not false;
}
