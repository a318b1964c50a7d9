using System.Collections.Concurrent;
using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The code around a validation compares the claim itself, and refuses for it: before it, of the token that it only read; after it, or in
/// another method of each type that uses the parameters. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal sealed class CheckedBeside : SettingMitigation
{
    private const int MostUses = 16;

    private static readonly string[] Claims = ["aud", "iss", "exp", "nbf"];

    // Who a token is of, and what says so.
    private static readonly string[] Principals = ["ClaimsPrincipal", "ClaimsIdentity", "TokenValidationResult"];

    // Every finding in a method asks the same of it.
    private static readonly Remembered<Compilation, ConcurrentDictionary<SyntaxNode, ImmutableHashSet<string>>> Known =
        new((_, _) => new ConcurrentDictionary<SyntaxNode, ImmutableHashSet<string>>());

    public override bool Covers(BlamedSetting setting, MitigationCase breach)
    {
        var claims = setting.ClaimReads.Where(Claims.Contains).ToList();
        if (claims.Count == 0 || breach.Breach.IsHeldByOptions || MemberAround(setting.Origin) is not { } member)
            return false;
        if (member is BaseMethodDeclarationSyntax && claims.Any(ComparedAround(member, breach).Contains))
            return true;
        var uses = UsersOf(member, breach).Take(MostUses + 1).ToList();
        // Each place that uses the parameters has to, or hand what they gave to a method of its type that does.
        return uses.Count is > 0 and <= MostUses
            && uses.All(user => user is not null && claims.Any(ComparedAround(user, breach).Contains));
    }

    /// <summary>The claims that a method compares, or one of its type that it calls.</summary>
    private static ImmutableHashSet<string> ComparedAround(SyntaxNode method, MitigationCase breach)
    {
        var known = Known.Of(breach.Compilation);
        return known.TryGetValue(method, out var claims)
            ? claims
            : known[method] = HelpersOf(method).Prepend(method).SelectMany(function => ComparedIn(function, breach)).ToImmutableHashSet();
    }

    private static IEnumerable<string> ComparedIn(SyntaxNode function, MitigationCase breach) => NamedClaim.OneOf(Claims)
        .Where(claim => claim.MayBeNamedIn(function)
            && new ClaimComparison(claim, expression => IsOfToken(expression, breach), breach.Members, breach.Cancellation).IsIn(function))
        .Select(claim => claim.Name);

    /// <summary>The methods that use what a member holds or makes; <see langword="null"/> for a use in none.</summary>
    private static IEnumerable<SyntaxNode?> UsersOf(MemberDeclarationSyntax member, MitigationCase breach)
    {
        if (NameOf(member) is not { } name)
            return [];
        var declaration = member is FieldDeclarationSyntax { Declaration.Variables: [var field] } ? field : (SyntaxNode)member;
        var symbol = breach.Members.DeclaredSymbolOf(declaration, breach.Cancellation);
        return NameUses.In(breach.Compilation, name, breach.Cancellation)
            .Where(use => !member.Span.Contains(use.Span)
                && SymbolEqualityComparer.Default.Equals(breach.Members.SymbolOf(use, breach.Cancellation)?.OriginalDefinition, symbol))
            .Select(use => MemberAround(use) as BaseMethodDeclarationSyntax);
    }

    /// <summary>The methods of its type that a method calls.</summary>
    private static IEnumerable<SyntaxNode> HelpersOf(SyntaxNode method)
    {
        var called = method.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => NameUses.LastNameOf(call.Expression))
            .ToList();
        return (method.Parent as TypeDeclarationSyntax)?.Members.OfType<MethodDeclarationSyntax>()
            .Where(helper => helper != method && called.Contains(helper.Identifier.ValueText)) ?? [];
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
