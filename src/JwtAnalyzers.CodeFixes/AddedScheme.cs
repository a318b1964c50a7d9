using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>The calls that add authentication schemes: each has options, and an issuer, of its own.</summary>
internal static class AddedScheme
{
    /// <summary>Whether two pieces of code are in lambdas by which two schemes are added.</summary>
    public static bool Differs(SyntaxNode one, SyntaxNode other) => AddedBy(one) is { } first && AddedBy(other) is { } second && first != second;

    /// <summary>The call that is given the lambda around a piece of code, if that adds a scheme.</summary>
    public static InvocationExpressionSyntax? AddedBy(SyntaxNode node) => node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>()
        .Select(function => function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Adds(call) ? call : null)
        .FirstOrDefault(call => call is not null);

    /// <summary>Whether the same file adds more schemes than this.</summary>
    public static bool HasOthers(InvocationExpressionSyntax scheme) =>
        scheme.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call != scheme && Adds(call));

    private static bool Adds(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddJwtBearer" or "AddOpenIdConnect" };

    /// <summary>The name that the scheme around a piece of code is given there.</summary>
    public static string? NameAround(SyntaxNode node) =>
        AddedBy(node)?.ArgumentList.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: { Length: > 0 } name } ? name : null;
}
