using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The code around a validation compares the claim itself, and refuses for it: before it, of the token that it only read; after it, or in
/// another method of a type that uses the parameters. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal sealed class CheckedBeside : SettingMitigation
{
    private const int MostFunctions = 64;

    private static readonly string[] Claims = ["aud", "iss", "exp", "nbf"];

    // Who a token is of, and what says so.
    private static readonly string[] Principals = ["ClaimsPrincipal", "ClaimsIdentity", "TokenValidationResult"];

    public override bool Covers(BlamedSetting setting, MitigationCase breach)
    {
        var claims = NamedClaim.OneOf(setting.ClaimReads.Where(Claims.Contains)).ToList();
        return claims.Count > 0 && !breach.Breach.IsHeldByOptions
            && FunctionsAround(setting, breach).Distinct().Take(MostFunctions).Any(function => claims.Any(claim =>
                claim.MayBeNamedIn(function)
                && new ClaimComparison(claim, expression => IsOfToken(expression, breach), breach.Members, breach.Cancellation)
                    .IsIn(function)));
    }

    /// <summary>The functions in which the parameters are made or used, and those of the types whose members those are.</summary>
    private static IEnumerable<SyntaxNode> FunctionsAround(BlamedSetting setting, MitigationCase breach)
    {
        var member = MemberAround(setting.Origin);
        if (member is BaseMethodDeclarationSyntax)
            yield return member;
        for (var calls = breach.Breach.Object.Calls; calls is not null; calls = calls.Outer)
        {
            if (MemberAround(calls.Call) is BaseMethodDeclarationSyntax caller)
                yield return caller;
        }

        if (NameOf(member) is not { } name)
            yield break;
        foreach (var type in NameUses.In(breach.Compilation, name, breach.Cancellation)
            .Select(use => use.FirstAncestorOrSelf<TypeDeclarationSyntax>())
            .Append(member!.FirstAncestorOrSelf<TypeDeclarationSyntax>())
            .OfType<TypeDeclarationSyntax>()
            .Distinct())
        {
            foreach (var method in type.Members.OfType<BaseMethodDeclarationSyntax>())
                yield return method;
        }
    }

    // Top-level statements set up more than one thing.
    private static MemberDeclarationSyntax? MemberAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : null;

    /// <summary>The name by which others use what a member holds or makes.</summary>
    private static string? NameOf(MemberDeclarationSyntax? member) => member switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        FieldDeclarationSyntax { Declaration.Variables: [var field] } => field.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        _ => null,
    };

    /// <summary>
    /// Whether an expression is a token or a principal that this code has made or was given; not the user of the request.
    /// </summary>
    private static bool IsOfToken(ExpressionSyntax expression, MitigationCase breach) => expression switch
    {
        IdentifierNameSyntax => breach.Members.SymbolOf(expression, breach.Cancellation) switch
        {
            ILocalSymbol { Type: var type } => IsPrincipal(type, breach),
            IParameterSymbol { Type: var type } => IsPrincipal(type, breach),
            _ => false,
        },
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax =>
            breach.Members.SymbolOf(expression, breach.Cancellation) is IMethodSymbol method
                && (breach.Libraries.ParsedTokenType(method) is not null || breach.Libraries.IsValidation(method)),
        _ => false,
    };

    private static bool IsPrincipal(ITypeSymbol type, MitigationCase breach) =>
        Principals.Contains(type.Name) || breach.Libraries.IsTokenPart(type);
}
