using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Libraries.FastEndpoints;

/// <summary>
/// FastEndpoints.Security: a call of <c>AddAuthenticationJwtBearer</c>, which was <c>AddJWTBearerAuth</c> before version 5.23,
/// sets a scheme up. After the callback it is given, it switches the checks of issuer and audience on where <c>ValidIssuer</c>
/// and <c>ValidAudience</c> are set, and off where they are not, whatever the callback made of <c>ValidateIssuer</c>,
/// <c>ValidIssuers</c> and their like (read in its source: facts/libraries.md, section 5). <c>AddAuthenticationJWTBearer</c>, of
/// before version 5, takes the two as texts.
/// </summary>
internal sealed class FastEndpointsPolicies : PolicyAdapter
{
    private const string Extensions = "FastEndpoints.Security.AuthExtensions";
    private const string Registration = "FastEndpoints.Security.AuthExtensions.AddAuthenticationJwtBearer";
    private static readonly string[] Methods = ["AddAuthenticationJwtBearer", "AddJWTBearerAuth", "AddAuthenticationJWTBearer"];

    // A delegate of one's own is asked whatever the flag says; events, handlers and parameters of one's own may do anything.
    private static readonly string[] OtherWays =
    [
        "AudienceValidator", "IssuerValidator", "IssuerValidatorUsingConfiguration", "EventsType", "Events", "TokenHandlers",
        "SecurityTokenValidators", "TokenValidationParameters"
    ];

    public override ImmutableArray<string> TypeNames { get; } = ImmutableArray.Create(Extensions);

    public override ImmutableArray<string> Judgments { get; } = ImmutableArray.Create(Registration);

    // Only the first two are ever set here: the others are what code that runs later would set.
    public override ImmutableArray<Setting> Settings { get; } = ImmutableArray.Create<Setting>(
        new("ValidIssuer", SettingKind.Flag) { ClaimReads = ClaimReads.Issuer },
        new("ValidAudience", SettingKind.Flag) { ClaimReads = ClaimReads.Audience },
        new("ValidateIssuer", SettingKind.Flag) { ClaimReads = ClaimReads.Issuer },
        new("IssuerValidator", SettingKind.Callback) { ClaimReads = ClaimReads.Issuer },
        new("ValidateAudience", SettingKind.Flag) { ClaimReads = ClaimReads.Audience },
        new("AudienceValidator", SettingKind.Callback) { ClaimReads = ClaimReads.Audience });

    public override ImmutableArray<SchemeRegistration> Registrations { get; } =
        ImmutableArray.Create(new SchemeRegistration(Methods[0], "JwtBearerOptions", "Bearer"));

    public override IEnumerable<string> NamesInCode => Methods;

    public override IEnumerable<string> NamesThatSet => [];

    public override bool IsPolicy(string typeName) => typeName == Registration;

    public override bool KnowsCall(ISymbol member) => Methods.Contains(member.Name) && member.ContainingType.HasFullName(Extensions);

    public override LibraryCall? ReadCall(CallSite site)
    {
        if (site.Member.Name == "AddAuthenticationJWTBearer")
            return Leaves(
                site, site.Argument("issuer") is not { Syntax: not null } issuer || issuer.Value.IsConstant(null),
                site.Argument("audience") is not { Syntax: not null } audience || audience.Value.IsConstant(null));
        if (site.Argument("bearerEvents") is { Syntax: not null } events && !events.Value.IsConstant(null))
            return LibraryCall.Harmless;
        var callback = Callbacks.Select(site.Argument)
            .FirstOrDefault(argument => argument is not null)?.Syntax is ArgumentSyntax { Expression: var given }
            && !given.IsKind(SyntaxKind.NullLiteralExpression)
            ? given
            : null;
        if (callback is not (null or AnonymousFunctionExpressionSyntax)
            || callback is AnonymousFunctionExpressionSyntax function
                && (CallbackCode.HandsOn(function) || CallbackCode.CalledOnOptions(function, _ => false).Any()))
            return LibraryCall.Harmless;
        var set = callback is null
            ? ImmutableHashSet<string>.Empty
            : callback.DescendantNodes()
                .OfType<AssignmentExpressionSyntax>()
                .Select(assignment => NameUses.LastNameOf(assignment.Left) ?? "")
                .ToImmutableHashSet();
        if (OtherWays.Any(set.Contains))
            return LibraryCall.Harmless;

        return Leaves(site, !set.Contains("ValidIssuer"), !set.Contains("ValidAudience"));
    }

    private static readonly string[] Callbacks = ["bearerOptions", "jwtOptions", "tokenValidation"];

    /// <summary>What a call leaves without a value, and so without a check.</summary>
    private static LibraryCall Leaves(CallSite site, bool noIssuer, bool noAudience) => new()
    {
        Makes = Registration,
        Judges = true,
        Sets = (from each in new[] { (Setting: "ValidIssuer", IsUnset: noIssuer), (Setting: "ValidAudience", IsUnset: noAudience) }
                where each.IsUnset
                select new GivenSetting(each.Setting, AbstractValue.Of(false), site.Name)
                    { Cause =
                        $"'{each.Setting}' is not set, without which '{site.Member.Name}' switches the check off" }).ToImmutableArray(),
    };

    public override ValidationPolicy Interpret(PolicySettings settings)
    {
        var (issuer, audience) = (settings.Flag("ValidIssuer"), settings.Flag("ValidAudience"));
        // Options that are not set up here are those of the framework.
        return settings.TypeName != Registration ? ValidationPolicy.Safe : ValidationPolicy.Safe with
        {
            ChecksIssuer = issuer,
            RequiresIssuer = issuer,
            ComparesIssuerExactly = issuer,
            ChecksAudience = audience,
            RequiresAudience = audience,
        };
    }
}
