using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.Jose;

/// <summary>
/// jose-jwt: each call of <c>Jose.JWT</c> is a judgment of its own. Measured on 5.3: without a key it takes unsigned tokens, without an
/// algorithm <c>Decode</c> takes encrypted tokens too, and it looks at no claim.
/// </summary>
internal sealed class JosePolicies : PolicyAdapter
{
    private const string Library = "Jose.JWT";
    private const string Decoding = "Jose.JWT.Decode";
    private const string Verification = "Jose.JWT.Verify";

    private static readonly string[] Types = ["JWT"];
    private static readonly string[] AlgorithmParameters = ["alg", "jwsAlg"];

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Library);

    public override ImmutableArray<string> Judgments { get; } = ImmutableArray.Create(Decoding, Verification);

    public override ImmutableArray<Setting> Settings { get; } = ClaimsLeftToCode.Settings.InsertRange(0, new Setting[]
    {
        new("alg", SettingKind.Restriction) { Unset = "no algorithm is asked for" },
        new("key", SettingKind.Key),
        new("nbf", SettingKind.Absent),
    });

    public override IEnumerable<string> NamesInCode { get; } = ["Decode", "DecodeBytes", "Verify", "VerifyBytes"];

    public override IEnumerable<string> NamesThatSet => [];

    public override bool IsPolicy(string typeName) => typeName is Decoding or Verification;

    public override bool KnowsCall(ISymbol member) => member.ContainingType.IsOneOf("Jose", Types);

    public override LibraryCall? ReadCall(CallSite site) => site.Member.Name switch
    {
        // Who asks for an encrypted token gets one.
        "Decode" or "DecodeBytes" when site.Argument("enc") is null => ReadJudgment(Decoding, site),
        "Verify" or "VerifyBytes" => ReadJudgment(Verification, site),
        _ => LibraryCall.Harmless,
    };

    public override bool IsValidation(IMethodSymbol method) =>
        method.Name is "Decode" or "DecodeBytes" or "Verify" or "VerifyBytes" && KnowsCall(method);

    private static LibraryCall ReadJudgment(string judgment, CallSite site)
    {
        var sets = ImmutableArray.CreateBuilder<GivenSetting>();
        if (site.Argument("key") is { } key)
            sets.Add(
                new GivenSetting("key", KeyOf(key), key.Syntax ?? site.Name)
                    { Cause = key.Value.IsConstant(null) ? key.Syntax is null ? "no key is given" : "'key' is null" : "" });
        foreach (var parameter in AlgorithmParameters)
        {
            if (site.Argument(parameter) is { Syntax: { } origin, Value: var algorithm } && !algorithm.IsConstant(null))
                sets.Add(new GivenSetting("alg", algorithm, origin));
        }

        return new LibraryCall { Makes = judgment, Judges = true, Sets = sets.ToImmutable() };
    }

    /// <summary>A secret key is given as its bytes; those of a public key's text are a secret that everybody has.</summary>
    private static AbstractValue KeyOf(GivenArgument key) =>
        UntrustedKeys.IsPublicText(key.Value) ? new KeyMaterialValue(KeyMaterial.PublicTextAsSecret) : key.Value;

    public override ValidationPolicy Interpret(PolicySettings settings)
    {
        var algorithm = settings.IsRepaired("alg") ? AbstractValue.Unknown : settings.ValueOf("alg");
        var refusesUnsigned = RefusesUnsigned(settings, algorithm);
        var policy = ValidationPolicy.Safe with
        {
            RefusesUnsigned = refusesUnsigned,
            // Bytes verify nothing but an HMAC.
            BindsAlgorithmToKey = !settings.IsPublicKeyAsSecret("key") || (algorithm is ConstantValue && !IsHmac(algorithm)),
            // Measured: Verify takes no encrypted token, and Decode none where it is given an algorithm.
            RefusesEncrypted = settings.TypeName == Verification || algorithm is not null ? true
                : settings.ValueOf("key") is KeyMaterialValue { Material: KeyMaterial.PrivateKey } ? false : Knob<bool>.Unknown,
            ChecksExpiration = ClaimsLeftToCode.IsChecked("exp", settings, refusesUnsigned),
            ChecksNotBefore = ClaimsLeftToCode.IsChecked("nbf", settings, refusesUnsigned),
        };
        return ClaimsLeftToCode.LeftOut(policy, settings, refusesUnsigned);
    }

    // Measured: 'none' wants no key, and every other algorithm wants one.
    private static Knob<bool> RefusesUnsigned(PolicySettings settings, AbstractValue? algorithm)
    {
        if (algorithm is ConstantValue && !IsNone(algorithm) || settings.IsRepaired("key"))
            return true;
        if (settings.IsMissing("key"))
            return algorithm is null || IsNone(algorithm) ? false : Knob<bool>.Unknown;
        return settings.ValueOf("key")?.IsNull is false ? true : Knob<bool>.Unknown;
    }

    // JwsAlgorithm.none is 0, and HS256 to HS512 follow.
    private static bool IsNone(AbstractValue algorithm) => algorithm is ConstantValue { Value: 0 or "none" };

    private static bool IsHmac(AbstractValue algorithm) =>
        algorithm is ConstantValue { Value: 1 or 2 or 3 or "HS256" or "HS384" or "HS512" };

    /// <summary>
    /// Verify reads the same signed tokens as Decode, by the same key, whatever their algorithm. Which key is missing, nobody
    /// knows.
    /// </summary>
    public override RepairPlan? PlanRepair(PolicySettings settings, ImmutableArray<Setting> blamed) =>
        blamed is [{ Name: "alg" } setting]
            && settings.OriginOf(
                setting) is IdentifierNameSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2 } } name
            ? new RepairPlan(
                ImmutableArray.Create(
                    new RepairStep(setting.Name, RepairAction.Rename) { Member = name.Identifier.ValueText.Replace("Decode", "Verify") }),
                Required: null)
            : null;
}
