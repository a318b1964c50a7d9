using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>
/// Locals and local functions that nothing names any more once some values are replaced. They go with those values: left behind, they
/// are a warning (CS0219, CS8321), and a build with warnings as errors would fail after the fix.
/// </summary>
internal static class OrphanedVariables
{
    public static IReadOnlyList<SyntaxNode> Of(
        IEnumerable<ExpressionSyntax> replaced, SemanticModel model, CancellationToken cancellationToken) =>
        [.. All(replaced, model, cancellationToken).Where(orphan => orphan.CanGo).Select(orphan => orphan.Declaration)];

    /// <summary>
    /// Whether one of them would stay, and the compiler would say so: it has a directive inside, or is named where another condition
    /// (<c>#if</c>) holds. Whatever else names it: that may be repaired later.
    /// </summary>
    public static bool AnyStays(IEnumerable<ExpressionSyntax> replaced, SemanticModel model, CancellationToken cancellationToken) =>
        All(replaced, model, cancellationToken)
            .Any(orphan => !orphan.CanGo
                && !(orphan.Declaration is LocalDeclarationStatementSyntax { Declaration.Variables: [var only] }
                    && only.Initializer?.Value is AnonymousFunctionExpressionSyntax));

    private static List<(SyntaxNode Declaration, bool CanGo)> All(
        IEnumerable<ExpressionSyntax> replaced, SemanticModel model, CancellationToken cancellationToken)
    {
        var orphans = new List<(SyntaxNode Declaration, bool CanGo)>();
        var gone = new List<SyntaxNode>(replaced);
        for (var index = 0; index < gone.Count; index++)
        {
            foreach (var name in gone[index].DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (Declaration(name, model, cancellationToken) is not { } declaration
                    || orphans.Any(orphan => orphan.Declaration == declaration))
                    continue;
                var canGo = !TextEdits.HasDirective(model.SyntaxTree.GetRoot(cancellationToken), declaration.Span)
                    && !IsNamedInOtherConditions(name.Identifier.ValueText, Scope(declaration));
                if (canGo && IsNamedElsewhere(name.Identifier.ValueText, declaration, gone))
                    continue;
                orphans.Add((declaration, canGo));
                if (canGo)
                    gone.Add(declaration);
            }
        }

        return orphans;
    }

    /// <summary>The whole declaration of the local or local function, if it declares nothing else and does nothing when it runs.</summary>
    private static SyntaxNode? Declaration(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
        if (symbol is not (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            || symbol.DeclaringSyntaxReferences is not [var reference])
            return null;

        return reference.GetSyntax(cancellationToken) switch
        {
            LocalFunctionStatementSyntax function => function,
            VariableDeclaratorSyntax
            {
                Initializer.Value: { } value,
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement },
            }
                when value is AnonymousFunctionExpressionSyntax || model.GetConstantValue(value, cancellationToken).HasValue => statement,
            _ => null,
        };
    }

    private static bool IsNamedElsewhere(string name, SyntaxNode declaration, List<SyntaxNode> gone) =>
        Scope(declaration).DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(other => other.Identifier.ValueText == name && !declaration.Span.Contains(other.Span)
                && !gone.Any(node => node.Span.Contains(other.Span)));

    /// <summary>Whether text that a condition switches off has the name: another build compiles it.</summary>
    private static bool IsNamedInOtherConditions(string name, SyntaxNode scope) =>
        scope.ContainsDirectives && scope.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            && SyntaxFactory.ParseTokens(trivia.ToString())
                .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name));

    private static SyntaxNode Scope(SyntaxNode declaration) =>
        declaration.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : declaration.Parent!;
}
