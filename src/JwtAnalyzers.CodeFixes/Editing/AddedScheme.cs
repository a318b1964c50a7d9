using JwtAnalyzers.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>The calls that add authentication schemes: each has options, and an issuer, of its own.</summary>
internal static class AddedScheme
{
    /// <summary>Whether two pieces of code are in lambdas by which two schemes are added.</summary>
    public static bool Differs(SyntaxNode one, SyntaxNode other) =>
        AddedBy(one) is { } first && AddedBy(other) is { } second && first != second;

    /// <summary>The call that is given the lambda around a piece of code, if that adds a scheme.</summary>
    public static InvocationExpressionSyntax? AddedBy(SyntaxNode node) => node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>()
        .Select(function => function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Adds(call)
            ? call
            : null)
        .FirstOrDefault(call => call is not null);

    /// <summary>Whether the same file adds more schemes than this.</summary>
    public static bool HasOthers(InvocationExpressionSyntax scheme) =>
        scheme.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call != scheme && Adds(call));

    private static bool Adds(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
            && Library.Registrations.Any(registration => registration.Method == name);

    /// <summary>The same for what is read before, into a variable that this lambda alone uses.</summary>
    public static InvocationExpressionSyntax? ReadFor(SyntaxNode node)
    {
        if (AddedBy(node) is { } scheme)
            return scheme;
        if (node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: [var declared] } declaration)
            return null;
        var variable = declared.Identifier.ValueText;
        // A type beside top-level statements may call something else by that name.
        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } unit }
            ? unit.ChildNodes().Where(part => part is GlobalStatementSyntax)
            : new[] { declaration.Parent! };
        var users = scope.SelectMany(part => part.DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable).Select(AddedBy).Distinct().Take(2).ToList();
        return users.Count == 1 ? users[0] : null;
    }

    /// <summary>The name that the scheme around a piece of code is given there, as far as a key may have it.</summary>
    public static string? NameAround(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (AddedBy(node)?.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } first
            || model.GetConstantValue(first, cancellationToken).Value is not string name)
            return null;
        // In an environment variable, two underscores are a colon.
        var section = string.Concat(name.Where(character => char.IsLetterOrDigit(character) || character is '-' or '.' or '_'))
            .Replace("__", "_");
        return section.Length > 0 ? section : null;
    }
}
