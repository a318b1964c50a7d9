using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Adapters;

/// <summary>
/// FastEndpoints.Security: a call of <c>AddAuthenticationJwtBearer</c> sets a scheme up. After the callback it is given, it switches the checks of issuer and audience on where
/// <c>ValidIssuer</c> and <c>ValidAudience</c> are set, and off where they are not, whatever the callback made of <c>ValidateIssuer</c>, <c>ValidIssuers</c> and their like
/// (read in its source: facts/libraries.md, section 5).
/// </summary>
internal sealed class FastEndpointsAdapter : PolicyAdapter
{
    private const string Extensions = "FastEndpoints.Security.AuthExtensions";
    private const string Registration = "FastEndpoints.Security.AuthExtensions.AddAuthenticationJwtBearer";
    private const string Method = "AddAuthenticationJwtBearer";

    // A delegate of one's own is asked whatever the flag says; events, handlers and parameters of one's own may do anything.
    private static readonly string[] OtherWays = ["AudienceValidator", "IssuerValidator", "IssuerValidatorUsingConfiguration", "EventsType", "Events", "TokenHandlers", "SecurityTokenValidators", "TokenValidationParameters"];

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

    public override IEnumerable<string> NamesInCode { get; } = [Method];

    public override bool IsPolicy(string typeName) => typeName == Registration;

    public override bool KnowsCall(ISymbol member) => member.Name == Method && member.ContainingType.HasFullName(Extensions);

    public override LibraryCall? ReadCall(CallSite site)
    {
        var callback = site.Argument("bearerOptions")?.Syntax is ArgumentSyntax { Expression: var given } && !given.IsKind(SyntaxKind.NullLiteralExpression) ? given : null;
        if (callback is not (null or AnonymousFunctionExpressionSyntax) || callback is AnonymousFunctionExpressionSyntax function && MayDoMore(function))
            return LibraryCall.Harmless;
        var set = callback is null ? ImmutableHashSet<string>.Empty : callback.DescendantNodes().OfType<AssignmentExpressionSyntax>().Select(assignment => NameUses.LastNameOf(assignment.Left) ?? "").ToImmutableHashSet();
        if (OtherWays.Any(set.Contains))
            return LibraryCall.Harmless;

        var unset = new[] { "ValidIssuer", "ValidAudience" }.Where(name => !set.Contains(name));
        return new LibraryCall
        {
            Makes = Registration,
            Judges = true,
            Sets = unset.Select(name => new GivenSetting(name, AbstractValue.Of(false), site.Name) { Cause = $"'{name}' is not set, without which '{Method}' switches the check off" }).ToImmutableArray(),
        };
    }

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

    /// <summary>Whether a callback hands its options to code that may set them.</summary>
    private static bool MayDoMore(AnonymousFunctionExpressionSyntax callback) =>
        callback.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && ParametersOf(callback).Contains(Root(argument.Expression)))
        || callback.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && ParametersOf(callback).Contains(Root(receiver)));

    private static IEnumerable<string> ParametersOf(AnonymousFunctionExpressionSyntax callback) => callback switch
    {
        SimpleLambdaExpressionSyntax lambda => [lambda.Parameter.Identifier.ValueText],
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText),
        AnonymousMethodExpressionSyntax { ParameterList: { } parameters } => parameters.Parameters.Select(parameter => parameter.Identifier.ValueText),
        _ => [],
    };

    private static string Root(ExpressionSyntax expression)
    {
        while (expression is MemberAccessExpressionSyntax access)
            expression = access.Expression;
        return NameUses.LastNameOf(expression) ?? "";
    }
}
