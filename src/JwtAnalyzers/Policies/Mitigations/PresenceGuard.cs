using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that compares something only where there is something to compare, and refuses only for that: what is absent passes. Read
/// from shapes. Whatever is written in another way may refuse what is absent: by an exception, or because nothing is less than
/// nothing.
/// </summary>
internal static class PresenceGuard
{
    /// <summary>Whether a comparison stands in the condition of a refusal, behind a test that there is what it compares.</summary>
    public static bool IsOver(SyntaxNode comparison)
    {
        var isGuarded = false;
        var node = comparison;
        for (; node.Parent is ParenthesizedExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression }; node =
            node.Parent)
            isGuarded |= node.Parent is BinaryExpressionSyntax both && both.Right == node && IsTestOf(both.Left, comparison);
        if (node.Parent is not IfStatementSyntax { Else: null } choice || choice.Condition != node || !Refuses(choice.Statement))
            return false;
        // if (date.HasValue) { if (date < now) … }
        return isGuarded
            || choice.Ancestors()
                .OfType<IfStatementSyntax>()
                .Any(outer => outer.Else is null && outer.Statement.Span.Contains(choice.Span) && IsTestOf(outer.Condition, comparison));
    }

    /// <summary>Whether a piece of code asks whether something is not there.</summary>
    public static bool AsksForAbsence(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } binary => IsNull(binary.Left) || IsNull(binary.Right),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var value } } => IsNull(value),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: RecursivePatternSyntax or DeclarationPatternSyntax } } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression,
            Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue" } } =>
            true,
        InvocationExpressionSyntax call => NameUses.LastNameOf(call.Expression) is "IsNullOrEmpty" or "IsNullOrWhiteSpace",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => true,
        _ => false,
    };

    private static bool IsTestOf(ExpressionSyntax condition, SyntaxNode comparison)
    {
        var names = new HashSet<string>(NamesIn(comparison), StringComparer.Ordinal);
        return Operands(condition).Any(operand => operand switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue",
                Expression: IdentifierNameSyntax { Identifier.ValueText: var tested } } =>
                names.Contains(tested),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression,
                Left: IdentifierNameSyntax { Identifier.ValueText: var tested }, Right: var nothing } =>
                IsNull(nothing) && names.Contains(tested),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: var nothing } },
                Expression: IdentifierNameSyntax { Identifier.ValueText: var tested } } =>
                IsNull(nothing) && names.Contains(tested),
            IsPatternExpressionSyntax match =>
                match.Pattern
                    .DescendantNodes()
                    .OfType<SingleVariableDesignationSyntax>()
                    .Any(found => names.Contains(found.Identifier.ValueText)),
            _ => false,
        });
    }

    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax condition)
    {
        var pending = new Stack<ExpressionSyntax>([condition]);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    pending.Push(parenthesized.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both:
                    pending.Push(both.Left);
                    pending.Push(both.Right);
                    break;
                case var operand:
                    yield return operand;
                    break;
            }
        }
    }

    private static IEnumerable<string> NamesIn(SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);

    private static bool IsNull(ExpressionSyntax expression) => expression.IsKind(SyntaxKind.NullLiteralExpression);

    private static bool Refuses(StatementSyntax statement) => statement.DescendantNodesAndSelf().Any(node =>
        node is ThrowStatementSyntax or ThrowExpressionSyntax
            || node is InvocationExpressionSyntax call && NameUses.LastNameOf(call.Expression) is "Fail" or "Reject");
}
