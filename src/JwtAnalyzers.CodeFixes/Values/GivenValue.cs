using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>
/// A value that stands beside a check that is off, and that the configuration may not have: it would not have been noticed. With the check
/// on, every token would be refused (<c>IDX10208</c>), so that it has to be there when the program starts.
/// </summary>
internal static class GivenValue
{
    /// <summary>The reads of the configuration that give the value beside an assignment.</summary>
    public static IEnumerable<ExpressionSyntax> Reads(
        RequiredValue value, AssignmentSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = site.Assignment.Ancestors()
            .FirstOrDefault(node =>
                node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                    or MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? model.SyntaxTree.GetRoot(cancellationToken);
        var assignments = function.DescendantNodes().OfType<AssignmentExpressionSyntax>().ToList();
        var isOnly = assignments.Count(assignment => AssignmentSite.NameOf(assignment.Left)?.Identifier.ValueText == value.Setting) == 1;
        return assignments
            .Where(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && IsBeside(assignment, value, site, isOnly))
            .Select(assignment => assignment.Right)
            .Where(right => KeyOf(right, model, cancellationToken) is not null
                && EditableText.IsItsOwnSource(model.SyntaxTree, right.Span, cancellationToken))
            .ToList();
    }

    /// <summary>The same read, which throws by name; <see langword="null"/> where it can't be made when the program starts.</summary>
    public static ValueSource? Source(ExpressionSyntax read, RequiredValue value, RepairPass pass) =>
        KeyOf(read, pass.Model, pass.Cancellation) is { } key
            ? ValueSource.OfRead(WithoutPromise(read), key, value.ConfigurationName, pass)
            : null;

    public static TextChange Use(ExpressionSyntax read, ValueSource source) => new(read.Span, source.Expression);

    private static string? KeyOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        ConfigurationKey.Of(WithoutPromise(expression), model, cancellationToken);

    private static ExpressionSyntax WithoutPromise(ExpressionSyntax expression) =>
        expression is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand }
            ? operand
            : expression;

    /// <summary>Whether an assignment gives the value to the same object, or to the options that hand it on.</summary>
    private static bool IsBeside(AssignmentExpressionSyntax assignment, RequiredValue value, AssignmentSite site, bool isOnly)
    {
        if (AssignmentSite.NameOf(assignment.Left)?.Identifier.ValueText is not { } name)
            return false;
        if (name == value.ConfigurationName)
            return assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax }
                && assignment.Parent is ExpressionStatementSyntax;
        if (name != value.Setting)
            return false;
        return site.Place is SitePlace.InitializerMember
            ? assignment.Parent == site.Owner
            : assignment.Parent is ExpressionStatementSyntax && assignment.Left.ToString() == site.Receiver + name
                || assignment.Parent is InitializerExpressionSyntax { Parent: { } made }
                    && (isOnly || HolderOf(made) + "." == site.Receiver);
    }

    /// <summary>What an object is first held by.</summary>
    private static string? HolderOf(SyntaxNode made) => made.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.Text,
        AssignmentExpressionSyntax assignment => assignment.Left.ToString(),
        _ => null,
    };
}
