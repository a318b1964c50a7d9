using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>A function that decides on a user: an assertion of an authorization policy, or the handler of a requirement.</summary>
/// <param name="Function">The function.</param>
/// <param name="Context">The name of the parameter that has the user.</param>
internal sealed record PolicyAssertion(SyntaxNode Function, string Context)
{
    public const string User = "User";

    /// <summary>
    /// Whether an expression has the user: the context, or the user of the request (<c>accessor.HttpContext?.User</c>), who is
    /// the same while it is decided on. Of the rest of a request is nothing the token's.
    /// </summary>
    public bool HasUser(ExpressionSyntax expression, MemberReader members, CancellationToken cancellation) =>
        expression is IdentifierNameSyntax name && name.Identifier.ValueText == Context
        || expression is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && NameUses.LastNameOf(expression) == User
            && members.SymbolOf(expression, cancellation) is IPropertySymbol { ContainingType: { Name: "HttpContext" } request }
            && request.IsInNamespace("Microsoft.AspNetCore.Http");
}

/// <summary>The functions of a compilation that decide on a user.</summary>
internal static class AuthorizationAssertions
{
    public const string Method = "RequireAssertion";
    private const string Requirement = "AssertionRequirement";
    private const string Context = "AuthorizationHandlerContext";

    /// <summary>
    /// Those that the library is given in place, and those whose parameter is what it decides on: such a function is called by
    /// nobody else, and which way it comes there (by a variable, a field, a method of one's own) is not followed, as it isn't
    /// asked which endpoints a policy guards.
    /// </summary>
    public static IEnumerable<PolicyAssertion> In(Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        NameUses.CallsIn(compilation, Method, cancellation)
            .Where(call => !AuthorizationDemands.IsOwn(members.SymbolOf(call, cancellation)))
            .Select(call => call.ArgumentList)
        .Concat(
            NameUses.In(compilation, Requirement, cancellation)
                .Where(name => !AuthorizationDemands.IsOwn(members.SymbolOf(name, cancellation)))
                .Select(AuthorizationDemands.ArgumentsOf)
                .OfType<ArgumentListSyntax>())
        .Select(arguments => OfLambda(arguments.Arguments.FirstOrDefault()?.Expression))
        .Concat(
            NameUses.In(compilation, Context, cancellation)
                .Where(name => !AuthorizationDemands.IsOwn(members.SymbolOf(name, cancellation)))
                .Select(OfParameter))
        .OfType<PolicyAssertion>()
        .Concat(Kept(compilation, members, cancellation));

    /// <summary>
    /// The lambdas that are kept before they are handed on. They need not name the type of their parameter, but whatever keeps
    /// them does; and what they decide on is some user.
    /// </summary>
    private static IEnumerable<PolicyAssertion> Kept(Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        NameUses.In(compilation, Context, cancellation).Count == 0 ? [] :
        from lambda in NameUses.In(compilation, PolicyAssertion.User, cancellation)
            .SelectMany(use => use.Ancestors().OfType<LambdaExpressionSyntax>())
            .Distinct()
        where OfLambda(lambda) is not null
            && members.SymbolOf(lambda, cancellation) is IMethodSymbol { Parameters: [{ Type: { Name: Context } type }] }
            && !AuthorizationDemands.IsOwn(type)
        select OfLambda(lambda);

    private static PolicyAssertion? OfLambda(SyntaxNode? function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => new PolicyAssertion(lambda, lambda.Parameter.Identifier.ValueText),
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ Type: null, Identifier.ValueText: var context }] } =>
            new PolicyAssertion(function, context),
        _ => null, // one that names the type, or a method's name: see below
    };

    private static PolicyAssertion? OfParameter(SimpleNameSyntax type) =>
        NameUses.TypeOf(type).Parent is ParameterSyntax { Identifier.ValueText: var context,
            Parent.Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } parameter
            ? new PolicyAssertion(parameter.Parent!.Parent!, context)
            : null;
}
