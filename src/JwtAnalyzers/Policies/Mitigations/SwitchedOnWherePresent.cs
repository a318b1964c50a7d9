using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// A check that is switched on where there is something to compare with: <c>p.ValidateIssuer = p.ValidIssuers is not null</c>,
/// after code that gives that its value at run time. Of the ways to get there one may leave <see langword="null"/>, but the code
/// does not mean to check nothing. Read from shapes, and only for code that is about to be blamed.
/// </summary>
internal sealed class SwitchedOnWherePresent : SettingMitigation
{
    // Every such test in a member asks for them.
    private static readonly Remembered<SyntaxNode, SyntaxNode[]> Givers = new((scope, _) => GiversIn(scope));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) => Decides(setting.Origin);

    /// <summary>Whether the value is such a test of something that the same member may have given a value before.</summary>
    private static bool Decides(SyntaxNode origin)
    {
        if (TestedBy(origin is AssignmentExpressionSyntax assignment ? assignment.Right : origin) is not MemberAccessExpressionSyntax tested
            || origin.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return false;
        var scope = member is GlobalStatementSyntax ? member.Parent! : member;
        return Givers.Of(scope).Any(node => node.Span.End <= origin.SpanStart && MayGive(node, tested));
    }

    private static ExpressionSyntax? TestedBy(SyntaxNode value) => value switch
    {
        ParenthesizedExpressionSyntax parenthesized => TestedBy(parenthesized.Expression),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: var tested } } } pattern
            when tested.IsKind(SyntaxKind.NullLiteralExpression) =>
            pattern.Expression,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } comparison
            when comparison.Right.IsKind(SyntaxKind.NullLiteralExpression) =>
            comparison.Left,
        _ => null,
    };

    private static SyntaxNode[] GiversIn(SyntaxNode scope) =>
        scope.DescendantNodes()
            .Where(node => node is AssignmentExpressionSyntax or ConditionalAccessExpressionSyntax && MayGive(node, tested: null))
            .ToArray();

    private static bool MayGive(SyntaxNode node, MemberAccessExpressionSyntax? tested) => node switch
    {
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } coalesce =>
            IsSame(coalesce.Left, tested) && !coalesce.Right.IsKind(SyntaxKind.NullLiteralExpression),
        AssignmentExpressionSyntax { Right: SwitchExpressionSyntax or ConditionalExpressionSyntax } choice => IsSame(choice.Left, tested),
        // A delegate that may be none.
        ConditionalAccessExpressionSyntax
        {
            WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax called } call,
        } when called.Name.Identifier.ValueText == "Invoke" =>
            call.ArgumentList.Arguments.Any(argument => IsSame(argument.Expression, tested?.Expression)),
        _ => false,
    };

    // Where nothing is asked for, everything is the same.
    private static bool IsSame(ExpressionSyntax one, ExpressionSyntax? other) => other is null || SyntaxFactory.AreEquivalent(one, other);
}
