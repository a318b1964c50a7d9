using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Flow;

/// <summary>A function that decides on a user: an assertion of an authorization policy, or the handler of a requirement.</summary>
/// <param name="Function">The function.</param>
/// <param name="Context">The name of the parameter that has the user.</param>
internal sealed record PolicyAssertion(SyntaxNode Function, string Context)
{
    public bool IsContext(ExpressionSyntax expression) => expression is IdentifierNameSyntax name && name.Identifier.ValueText == Context;
}

/// <summary>The functions of a compilation that decide on a user.</summary>
internal static class PolicyAssertions
{
    public const string Method = "RequireAssertion";
    private const string Requirement = "AssertionRequirement";
    private const string Context = "AuthorizationHandlerContext";

    public static IEnumerable<PolicyAssertion> In(Compilation compilation, MemberReader members, CancellationToken cancellation) =>
        NameUses.CallsIn(compilation, Method, cancellation).Where(call => !PolicyDemands.IsOwn(members.SymbolOf(call, cancellation))).Select(call => call.ArgumentList)
        .Concat(NameUses.In(compilation, Requirement, cancellation).Where(name => !PolicyDemands.IsOwn(members.SymbolOf(name, cancellation))).Select(PolicyDemands.ArgumentsOf).OfType<ArgumentListSyntax>())
        .Select(arguments => OfLambda(arguments.Arguments.FirstOrDefault()?.Expression))
        .Concat(NameUses.In(compilation, Context, cancellation).Where(name => !PolicyDemands.IsOwn(members.SymbolOf(name, cancellation))).Select(OfParameter))
        .OfType<PolicyAssertion>();

    private static PolicyAssertion? OfLambda(SyntaxNode? function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => new PolicyAssertion(lambda, lambda.Parameter.Identifier.ValueText),
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ Type: null, Identifier.ValueText: var context }] } => new PolicyAssertion(function, context),
        _ => null, // one that names the type, or a method's name: see below
    };

    private static PolicyAssertion? OfParameter(SimpleNameSyntax type) =>
        NameUses.TypeOf(type).Parent is ParameterSyntax { Identifier.ValueText: var context, Parent.Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } parameter
            ? new PolicyAssertion(parameter.Parent!.Parent!, context)
            : null;
}
