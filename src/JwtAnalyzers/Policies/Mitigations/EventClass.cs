using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// A class of the project's own that options are given for their events: <c>EventsType = typeof(Checks)</c>, <c>new Checks()</c>.
/// </summary>
internal static class EventClass
{
    private const string Method = "TokenValidated";
    private const string Handler = "OnTokenValidated";

    /// <summary>The override that is told of validated tokens, where it is seen.</summary>
    public static SyntaxNode? Override(SyntaxNode origin, MemberReader members, CancellationToken cancellation) =>
        TypeOf(origin, members, cancellation) is { } type
        && type.GetMembers(Method).OfType<IMethodSymbol>().FirstOrDefault() is { DeclaringSyntaxReferences: [var declaration] }
            ? declaration.GetSyntax(cancellation)
            : null;

    /// <summary>Whether such a class is seen, and adds nothing to what the library's own does when a token was validated.</summary>
    public static bool RefusesNothing(SyntaxNode origin, MitigationCase breach) =>
        TypeOf(origin, breach.Members, breach.Cancellation) is { } type && type.GetMembers(Method).IsEmpty
        && type.BaseType is { } given && breach.Libraries.IsTracked(given)
        && !type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(breach.Cancellation).DescendantTokens()
            .Any(token => token.ValueText == Handler));

    private static INamedTypeSymbol? TypeOf(SyntaxNode origin, MemberReader members, CancellationToken cancellation)
    {
        var named = (origin is AssignmentExpressionSyntax assignment ? assignment.Right : origin) switch
        {
            TypeOfExpressionSyntax type => type.Type,
            ObjectCreationExpressionSyntax creation => creation.Type,
            _ => null,
        };
        return named is not null
            && members.SymbolOf(named, cancellation) is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } own
            ? own
            : null;
    }
}
