using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// Locals and local functions that nothing names any more once some values are replaced. They go with those values: left behind, they
/// are a warning (CS0219, CS8321), and a build with warnings as errors would fail after the fix.
/// </summary>
internal static class Orphans
{
    public static IReadOnlyList<SyntaxNode> Of(IEnumerable<ExpressionSyntax> replaced, SemanticModel model, CancellationToken cancellationToken)
    {
        var orphans = new List<SyntaxNode>();
        var gone = new List<SyntaxNode>(replaced);
        for (var index = 0; index < gone.Count; index++)
        {
            foreach (var name in gone[index].DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (Declaration(name, model, cancellationToken) is { } declaration && !gone.Contains(declaration) && !IsNamedElsewhere(name.Identifier.ValueText, declaration, gone))
                {
                    orphans.Add(declaration);
                    gone.Add(declaration);
                }
            }
        }

        return orphans;
    }

    /// <summary>The whole declaration of the local or local function, if it declares nothing else and does nothing when it runs.</summary>
    private static SyntaxNode? Declaration(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
        if (symbol is not (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }) || symbol.DeclaringSyntaxReferences is not [var reference])
            return null;

        SyntaxNode? declaration = reference.GetSyntax(cancellationToken) switch
        {
            LocalFunctionStatementSyntax function => function,
            VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } }
                when value is AnonymousFunctionExpressionSyntax || model.GetConstantValue(value, cancellationToken).HasValue => statement,
            _ => null,
        };
        return declaration is { ContainsDirectives: false } ? declaration : null;
    }

    private static bool IsNamedElsewhere(string name, SyntaxNode declaration, List<SyntaxNode> gone)
    {
        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : declaration.Parent!;
        return scope.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(other => other.Identifier.ValueText == name && !declaration.Span.Contains(other.Span) && !gone.Any(node => node.Span.Contains(other.Span)));
    }
}
