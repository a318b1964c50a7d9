using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// What a compilation's authorization policies demand of a claim: the arguments of <c>RequireClaim</c>, and of the requirement
/// that it makes.
/// </summary>
internal static class AuthorizationDemands
{
    private const string Method = "RequireClaim";
    private const string Requirement = "ClaimsAuthorizationRequirement";

    public static IEnumerable<ArgumentListSyntax> In(Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        NameUses.CallsIn(compilation, Method, cancellation)
            .Where(call => IsDemand(members.SymbolOf(call, cancellation), cancellation))
            .Select(call => call.ArgumentList)
        .Concat(
            NameUses.In(compilation, Requirement, cancellation)
                .Where(name => !IsOwn(members.SymbolOf(name, cancellation)))
                .Select(ArgumentsOf)
                .OfType<ArgumentListSyntax>());

    /// <summary>Whether this compilation declares it, and not as a stub of the library.</summary>
    public static bool IsOwn(ISymbol? symbol) =>
        symbol?.DeclaringSyntaxReferences.IsEmpty is false && !symbol.IsInNamespace("Microsoft.AspNetCore.Authorization");

    // One's own method may do anything; it demands what it hands on. What another library's does is not in sight.
    private static bool IsDemand(ISymbol? method, CancellationToken cancellation) =>
        !IsOwn(method) || method!.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantNodes().Any(node =>
            node is InvocationExpressionSyntax call && NameUses.LastNameOf(call.Expression) is Method or AuthorizationAssertions.Method
            || node is ObjectCreationExpressionSyntax { Type: var type } && NameUses.LastNameOf(type) is Requirement));

    /// <summary>What an object is made of whose type is named, or the base of one.</summary>
    public static ArgumentListSyntax? ArgumentsOf(SimpleNameSyntax type) => NameUses.TypeOf(type).Parent switch
    {
        ObjectCreationExpressionSyntax creation => creation.ArgumentList,
        PrimaryConstructorBaseTypeSyntax made => made.ArgumentList,
        SimpleBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived } =>
            derived.Members
                .OfType<ConstructorDeclarationSyntax>()
                .Select(constructor => constructor.Initializer?.ArgumentList)
                .FirstOrDefault(arguments => arguments is not null),
        VariableDeclarationSyntax { Variables: [{ Initializer.Value: ImplicitObjectCreationExpressionSyntax creation }] } =>
            creation.ArgumentList,
        _ => null,
    };
}
