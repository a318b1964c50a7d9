using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.OpenIddict;

/// <summary>
/// OpenIddict's validation: a call of <c>AddValidation</c> sets an API up. Measured on 7.8.0: without <c>AddAudiences</c>, or
/// with none in it, a token for any audience or none gets in, while signature, issuer and expiry are checked.
/// </summary>
internal sealed class OpenIddictPolicies : PolicyAdapter
{
    private const string Builder = "Microsoft.Extensions.DependencyInjection.OpenIddictValidationBuilder";
    private const string Extensions = "Microsoft.Extensions.DependencyInjection.OpenIddictValidationExtensions";
    private const string Registration = Extensions + "." + Method;
    private const string Method = "AddValidation";

    private const string AddAudiences = "AddAudiences";

    // Where code has the tokens of another server.
    private static readonly string[] Sources = ["SetIssuer", "SetConfiguration"];

    // What has nothing to do with audiences. Not among them: UseIntrospection (the server is asked about each token, and says
    // which are for this API), UseLocalServer (it is part of the same application), handlers of one's own, and extensions of
    // others.
    private static readonly string[] Known =
    [
        .. Sources, "UseSystemNetHttp", "UseAspNetCore", "UseOwin", "UseDataProtection", "AddEncryptionKey", "AddEncryptionCertificate",
        "AddEncryptionCredentials", "AddSigningKey", "AddSigningCertificate",
        "AddSigningCredentials", "EnableTokenEntryValidation", "EnableAuthorizationEntryValidation", "SetClientId", "SetClientSecret",
        "SetClaimsIssuer", "SetClientAssertionLifetime", "Configure",
    ];

    // Wherever it stands: options that are set elsewhere, and code that compares the claim, or the scope, which names an API, too.
    private static readonly string[] OtherChecks =
    [
        AddAudiences, "Audiences", "GetAudiences", "HasAudience", "HasScope", "TokenValidationParameters", "OpenIddictValidationOptions",
        "OpenIddictValidationEvents"
    ];

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Builder);

    public override ImmutableArray<string> Judgments { get; } = ImmutableArray.Create(Registration);

    public override ImmutableArray<Setting> Settings { get; } =
        ImmutableArray.Create(new Setting(AddAudiences, SettingKind.Flag) { ClaimReads = ClaimReads.Audience });

    public override IEnumerable<string> NamesInCode { get; } = [Method, .. OtherChecks];

    public override IEnumerable<string> NamesThatSet => [];

    public override bool IsPolicy(string typeName) => typeName == Registration;

    public override bool KnowsCall(ISymbol member) => member.Name == Method && member.ContainingType.HasFullName(Extensions);

    public override LibraryCall? ReadCall(CallSite site)
    {
        if (site.Argument("configuration")?.Syntax is not ArgumentSyntax { Expression: AnonymousFunctionExpressionSyntax callback }
            || CallbackCode.HandsOn(callback))
            return LibraryCall.Harmless;
        var called = CallbackCode.CalledOnOptions(callback, name => name.StartsWith("Use", StringComparison.Ordinal)).ToImmutableHashSet();
        return Sources.Any(called.Contains) && called.All(Known.Contains)
            ? LibraryCall.Setting(
                new GivenSetting(AddAudiences, AbstractValue.Of(false), site.Name)
                    { Cause = $"'{AddAudiences}' is not called" }) with { Makes =
                    Registration,
                Judges = true }
            : LibraryCall.Harmless;
    }

    public override ValidationPolicy Interpret(PolicySettings settings)
    {
        var checks = settings.TypeName != Registration || OtherChecks.Any(settings.IsNamedAnywhere) || settings.Rest.ChecksScopes
            ? Knob<bool>.Unknown
            : settings.Flag(AddAudiences);
        return ValidationPolicy.Safe with { ChecksAudience = checks, RequiresAudience = checks };
    }
}
