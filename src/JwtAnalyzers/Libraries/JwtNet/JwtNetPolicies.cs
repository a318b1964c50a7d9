using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.JwtNet;

/// <summary>
/// JWT.NET: <c>JwtBuilder</c> chains and <c>IJwtDecoder</c>. Measured on 7.3.1 and 11.1: where the signature is not verified, the
/// whole validator is skipped, and the times with it; <c>exp</c> and <c>nbf</c> are checked only where they are present,
/// <c>aud</c> and <c>iss</c> never.
/// </summary>
internal sealed class JwtNetPolicies : PolicyAdapter
{
    private const string Builder = "JWT.Builder.JwtBuilder";
    private const string IDecoder = "JWT.IJwtDecoder";
    private const string Decoder = "JWT.JwtDecoder";
    private const string IValidator = "JWT.IJwtValidator";
    private const string Validator = "JWT.JwtValidator";
    private const string Parameters = "JWT.ValidationParameters";
    private const string NoneAlgorithm = "JWT.Algorithms.NoneAlgorithm";
    private const string Options = "JWT.Extensions.AspNetCore.JwtAuthenticationOptions";

    private const string BuilderJudgment = "JwtBuilder.Decode";
    private const string DecoderJudgment = "IJwtDecoder.Decode";

    private const string Symmetric = "symmetric";
    private const string SwitchedOffByNone = "'NoneAlgorithm' switches it off";

    /// <summary>
    /// What honest clocks may differ by, in seconds: the library's own default is nothing at all (RFC 7519 section 4.1.4 allows
    /// "a few minutes").
    /// </summary>
    private const string Tolerated = "300";

    // They verify with a secret, whatever a public key is made for.
    private static readonly string[] SymmetricAlgorithms =
    [
        "HMACSHA256Algorithm", "HMACSHA384Algorithm", "HMACSHA512Algorithm", "HMACSHAAlgorithmFactory"
    ];
    private static readonly string[] BuilderTypes = ["JwtBuilder", "JwtBuilderExtensions"];
    private static readonly string[] OtherTypes =
    [
        "IJwtDecoder", "JwtDecoder", "JwtDecoderExtensions", "IJwtValidator", "JwtValidator", "ValidationParameters",
        "ValidationParametersExtensions"
    ];

    private static readonly ImmutableArray<string> ParameterSettings =
        ImmutableArray.Create("ValidateSignature", "ValidateExpirationTime", "ValidateIssuedTime", "TimeMargin");

    private readonly bool _isReferenced;
    private readonly bool _decoderVerifies;
    private readonly bool _builderVerifies;

    public JwtNetPolicies()
        : this(isReferenced: true, builderVerifies: true, decoderVerifies: true)
    {
    }

    private JwtNetPolicies(bool isReferenced, bool builderVerifies, bool decoderVerifies)
    {
        _isReferenced = isReferenced;
        _builderVerifies = builderVerifies;
        _decoderVerifies = decoderVerifies;
        TypeNames = isReferenced
            ? ImmutableArray.Create(Builder, IDecoder, Decoder, IValidator, Validator, Parameters, NoneAlgorithm, Options)
                .AddRange(SymmetricAlgorithms.Select(name => "JWT.Algorithms." + name))
            : ImmutableArray<string>.Empty;
        Settings = ImmutableArray.Create<Setting>(
            new("verify", SettingKind.Flag),
            new("MustVerifySignature", SettingKind.Flag, builderVerifies) { Unset = "'MustVerifySignature' is not called" },
            new("VerifySignature", SettingKind.Flag),
            new("ValidateSignature", SettingKind.Flag),
            new("ValidateExpirationTime", SettingKind.Flag) { ClaimReads = ClaimReads.Expiry },
            new("ValidateIssuedTime", SettingKind.Flag),
            new("TimeMargin", SettingKind.Tolerance) { ClaimReads = ClaimReads.Expiry },
            new("key", SettingKind.Key),
            new("algorithm", SettingKind.Value),
            new("Keys", SettingKind.Value),
            new("builder", SettingKind.Holder)
                { Holds = ParameterSettings.InsertRange(0, new[] { "MustVerifySignature", "key", "algorithm", "validator", "decoder" }) },
            new("decoder", SettingKind.Holder) { Holds = ParameterSettings.InsertRange(0, new[] { "algorithm", "validator" }) },
            new("validator", SettingKind.Holder) { Holds = ParameterSettings },
            new("valParams", SettingKind.Holder) { Holds = ParameterSettings }).AddRange(ClaimsLeftToCode.Settings);
    }

    // The same code means opposite things: verification became the builder's default with version 9, which brought ValidationParameters,
    // and the decoder's with version 10, which gave every overload a parameter for it.
    public override PolicyAdapter For(Compilation compilation) => new JwtNetPolicies(
        isReferenced: !compilation.GetTypesByMetadataName(IDecoder).IsEmpty,
        builderVerifies: !compilation.GetTypesByMetadataName(Parameters).IsEmpty,
        decoderVerifies: compilation.GetTypesByMetadataName("JWT.JwtDecoderExtensions")
            .Any(type => type.GetMembers("Decode").OfType<IMethodSymbol>()
            .Any(method =>
                method.Parameters is [_, { Type.SpecialType: SpecialType.System_String },
                    { Type.SpecialType: SpecialType.System_Boolean }])));

    public override ImmutableArray<string> TypeNames { get; }

    public override ImmutableArray<string> Judgments { get; } = ImmutableArray.Create(BuilderJudgment, DecoderJudgment);

    public override ImmutableArray<Setting> Settings { get; }

    public override IEnumerable<string> NamesInCode => _isReferenced ? [.. NamesOfOthers, .. Names] : [];

    public override IEnumerable<string> NamesThatSet => _isReferenced ? Names : [];

    private static readonly string[] NamesOfOthers = ["Decode", "DecodeToObject", "JwtValidator", "ValidationParameters"];

    private static readonly string[] Names =
        ["MustVerifySignature", "DoNotVerifySignature", "WithVerifySignature", "WithAlgorithm", "WithAlgorithmFactory", "WithSecret",
            "WithValidator", "WithDecoder", "WithValidationParameters",
         "VerifySignature", "TimeMargin", .. ParameterSettings];

    // A builder or a decoder may be made to read headers only: what counts is what it is used for.
    public override bool IsPolicy(string typeName) => typeName is Parameters or Validator or Options or BuilderJudgment or DecoderJudgment;

    public override bool KnowsCall(ISymbol member) =>
        _isReferenced && (member.ContainingType.IsOneOf("JWT.Builder", BuilderTypes) || member.ContainingType.IsOneOf("JWT", OtherTypes));

    public override LibraryCall? ReadCall(CallSite site) => site.Member switch
    {
        { ContainingType.Name: "JwtBuilder" or "JwtBuilderExtensions" } => ReadBuilderCall(site),
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.Name: "JwtDecoder" } =>
            Gives(site, ("validator", "jwtValidator"), ("algorithm", "algFactory"), ("algorithm", "algorithm")),
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.Name: "JwtValidator" } =>
            Gives(site, ("TimeMargin", "timeMargin"), ("valParams", "valParams")),
        IPropertySymbol { Name: "None", ContainingType.Name: "ValidationParameters" } => new LibraryCall
        {
            Makes = Parameters,
            Sets = ParameterSettings.Remove("TimeMargin")
                .Select(name =>
                    new GivenSetting(name, AbstractValue.Of(false), site.Name) { Cause = "'ValidationParameters.None' switches it off" })
                .ToImmutableArray(),
        },
        IPropertySymbol { Name: "Default", ContainingType.Name: "ValidationParameters" } => new LibraryCall { Makes = Parameters },
        { ContainingType.Name: "ValidationParametersExtensions" } => Forgets(site),
        IMethodSymbol { Name: "Decode" or "DecodeToObject" } method => ReadDecoderCall(method, site),
        IMethodSymbol { MethodKind: not MethodKind.Constructor } => LibraryCall.Harmless,
        _ => null,
    };

    public override bool IsValidation(IMethodSymbol method) => method.Name is "Decode" or "DecodeToObject" && KnowsCall(method);

    private static LibraryCall? ReadBuilderCall(CallSite site) => site.Member.Name switch
    {
        ".ctor" => null,
        "Create" => new LibraryCall { Makes = Builder },
        "Decode" =>
            LibraryCall.Setting(new GivenSetting("builder", site.Receiver, site.Name)) with { Makes = BuilderJudgment, Judges = true },
        "WithVerifySignature" => Gives(site, ("MustVerifySignature", "verify")),
        "MustVerifySignature" => LibraryCall.Setting(new GivenSetting("MustVerifySignature", AbstractValue.Of(true), site.Name)),
        "DoNotVerifySignature" =>
            LibraryCall.Setting(
                new GivenSetting("MustVerifySignature", AbstractValue.Of(false), site.Name) { Cause = "'DoNotVerifySignature' is called" }),
        "WithAlgorithm" when site.Argument("algorithm") is { Syntax: { } origin, Value: var none } && site.TypeOf(none) == NoneAlgorithm =>
            // Measured on 11.1: a real algorithm that is given later does not switch it on again.
            LibraryCall.Setting(
                new GivenSetting("algorithm", none, origin),
                new GivenSetting("MustVerifySignature", AbstractValue.Of(false), origin) { Cause = SwitchedOffByNone }),
        "WithAlgorithm" or "WithAlgorithmFactory" => Gives(site, ("algorithm", "algorithm"), ("algorithm", "algFactory")),
        "WithSecret" => Keys(site, "secrets"),
        "WithValidator" => Gives(site, ("validator", "validator")),
        "WithDecoder" => Gives(site, ("decoder", "decoder")),
        "WithValidationParameters" when site.Argument("valParams") is { Syntax: { } origin, Value: var parameters } => LibraryCall.Setting(
            [.. ParameterSettings.Add("MustVerifySignature").Select(name => new GivenSetting(name, null, origin)),
                new GivenSetting("valParams", parameters, origin)]),
        "WithValidationParameters" => Forgets(site),
        _ => LibraryCall.Harmless,
    };

    private LibraryCall ReadDecoderCall(IMethodSymbol method, CallSite site)
    {
        var sets = ImmutableArray.CreateBuilder<GivenSetting>();
        sets.Add(new("decoder", site.Receiver, site.Name));
        if (site.Argument("verify") is { } verify)
            sets.Add(new("verify", verify.Value, verify.Syntax ?? site.Name));
        else if (!_decoderVerifies)
            sets.Add(new("verify", AbstractValue.Of(false), site.Name) { Cause = $"'{method.Name}' without a key verifies nothing" });
        sets.AddRange(Keys(site, "key").Sets);
        sets.AddRange(Keys(site, "keys").Sets);
        return new LibraryCall { Makes = DecoderJudgment, Judges = true, Sets = sets.ToImmutable() };
    }

    private static LibraryCall Gives(CallSite site, params (string Setting, string Parameter)[] settings) => new()
    {
        Sets = (from each in settings
                let argument = site.Argument(each.Parameter)
                where argument is { Syntax: not null }
                select new GivenSetting(
                    each.Setting, IsSymmetric(argument!.Value, site) ? AbstractValue.Of(Symmetric) : argument.Value,
                    argument.Syntax!)).ToImmutableArray(),
    };

    private static bool IsSymmetric(AbstractValue value, CallSite site) =>
        site.TypeOf(value) is { } type && SymmetricAlgorithms.Any(name => type.EndsWith("." + name, StringComparison.Ordinal));

    /// <summary>A key that is the text of a public one is a secret that everybody has.</summary>
    private static LibraryCall Keys(CallSite site, string parameter)
    {
        if (site.Argument(parameter) is not { Syntax: { } origin, Value: var value })
            return LibraryCall.Harmless;
        var isPublic =
            UntrustedKeys.IsPublicText(value) || value is CollectionValue { Elements: var keys } && keys.Any(UntrustedKeys.IsPublicText);
        return LibraryCall.Setting(
            new GivenSetting("key", isPublic ? new KeyMaterialValue(KeyMaterial.PublicTextAsSecret) : value, origin));
    }

    /// <summary>A function is given the parameters, and may set any of them.</summary>
    private static LibraryCall Forgets(CallSite site) => new()
    {
        Sets = ParameterSettings.Add("MustVerifySignature")
            .Select(name => new GivenSetting(name, AbstractValue.Unknown, site.Name))
            .ToImmutableArray(),
    };

    public override ValidationPolicy Interpret(PolicySettings settings) => settings.TypeName switch
    {
        BuilderJudgment => Judgment(settings, IsValidatedByBuilder(settings), IsValidatedByBuilder(settings)),
        DecoderJudgment => Judgment(settings, settings.Flag("verify"), settings.Flag("verify").And(settings.Flag("ValidateSignature"))),
        Options => ValidationPolicy.Safe with { VerifiesSignature = settings.Flag("VerifySignature") },
        _ => ValidationPolicy.Safe with
        {
            VerifiesSignature = settings.Flag("ValidateSignature"),
            ChecksExpiration = settings.Flag("ValidateExpirationTime"),
            ChecksNotBefore = settings.Flag("ValidateIssuedTime"),
            ClockSkew = settings.Tolerance("TimeMargin", TimeSpan.Zero),
        },
    };

    /// <summary>What the builder was told last; from version 9 on, that is one of its parameters.</summary>
    private Knob<bool> IsValidatedByBuilder(PolicySettings settings) =>
        settings.Flag(_builderVerifies && settings.ValueOf("MustVerifySignature") is null ? "ValidateSignature" : "MustVerifySignature");

    /// <param name="settings">All that the judgment follows from.</param>
    /// <param name="validates">Whether the validator is asked at all.</param>
    /// <param name="verifies">Whether it looks at the signature.</param>
    private static ValidationPolicy Judgment(PolicySettings settings, Knob<bool> validates, Knob<bool> verifies) =>
        ClaimsLeftToCode.LeftOut(
        ValidationPolicy.Safe with
        {
            VerifiesSignature = verifies,
            BindsAlgorithmToKey =
                !(settings.IsPublicKeyAsSecret("key") && settings.ValueOf("algorithm") is ConstantValue { Value: Symmetric }),
            ChecksExpiration = validates.And(settings.Flag("ValidateExpirationTime")),
            ChecksNotBefore = validates.And(settings.Flag("ValidateIssuedTime")),
            ClockSkew = settings.Tolerance("TimeMargin", TimeSpan.Zero),
        },
        settings,
        isGenuine: verifies);

    public override RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed)
    {
        var steps = ImmutableArray.CreateBuilder<RepairStep>(blamed.Length);
        foreach (var setting in blamed)
        {
            if (StepFor(setting, settings) is not { } step)
                return null;
            steps.Add(step);
        }

        return new RepairPlan(steps.MoveToImmutable(), Required: null);
    }

    private RepairStep? StepFor(Setting setting, PolicySettings settings)
    {
        var origin = settings.OriginOf(setting);
        return setting.Name switch
        {
            // Without a key and something that checks, every token would be refused.
            "verify" =>
                origin is ArgumentSyntax && settings.HasValue("key") is true && settings.ValueOf("validator") is ObjectValue
                    ? new RepairStep(setting.Name, RepairAction.SetTrue) { Member = "verify" }
                    : null,
            "MustVerifySignature" when settings.HasValue("key") is not true || settings.HasValue("algorithm") is not true => null,
            "MustVerifySignature" when !settings.IsSet(setting) =>
                new RepairStep(setting.Name, RepairAction.InsertCall) { Member = "MustVerifySignature" },
            "MustVerifySignature" => origin switch
            {
                SimpleNameSyntax => new RepairStep(setting.Name, RepairAction.Rename) { Member = "MustVerifySignature" },
                ArgumentSyntax when settings.CauseOf(setting) != SwitchedOffByNone =>
                    new RepairStep(setting.Name, RepairAction.SetTrue) { Member = "verify" },
                // A secret is for an HMAC. Where a real algorithm is given later, it has all that it needs.
                ArgumentSyntax { Expression: ObjectCreationExpressionSyntax } => origin == settings.OriginOf(Setting("algorithm"))
                    ? new RepairStep(setting.Name, RepairAction.Rename) { Member = "HMACSHA256Algorithm" }
                    : new RepairStep(setting.Name, RepairAction.RemoveCall) { Member = "NoneAlgorithm" },
                _ => null,
            },
            "VerifySignature" => settings.HasValue("Keys") is true ? new RepairStep(setting.Name, RepairAction.SetTrue) : null,
            "ValidateSignature" or "ValidateExpirationTime" or "ValidateIssuedTime" => origin is SimpleNameSyntax
                ? new RepairStep(setting.Name, RepairAction.Rename) { Member = "Default" }
                : new RepairStep(setting.Name, RepairAction.SetTrue),
            "TimeMargin" => new RepairStep(setting.Name, RepairAction.SetValue) { Member = Tolerated },
            _ => null,
        };
    }
}
