using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>Where an assignment stands; it decides how one is removed, and how another is put beside it.</summary>
internal enum SitePlace
{
    /// <summary>A member of an object initializer: <c>new() { X = false }</c>.</summary>
    InitializerMember,

    /// <summary>A statement in a list of statements: a block, a switch section, the top level.</summary>
    Statement,

    /// <summary>The only statement of another one, without braces: <c>if (c) o.X = false;</c>.</summary>
    EmbeddedStatement,

    /// <summary>The body of a lambda expression that gives no result: <c>o => o.X = false</c>.</summary>
    LambdaBody,

    /// <summary>The body of a member that gives no result: <c>void Configure(Options o) => o.X = false;</c>.</summary>
    MemberBody,
}

/// <summary>An assignment that a fix can rewrite, and the place it stands in.</summary>
/// <param name="Assignment">The assignment itself.</param>
/// <param name="Expression">The assignment, or the <c>o?.X = false</c> it is the end of.</param>
/// <param name="Name">The name of the setting, as it is written in <paramref name="Assignment"/>.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record AssignmentSite(
    AssignmentExpressionSyntax Assignment, ExpressionSyntax Expression, SimpleNameSyntax Name, SitePlace Place)
{
    /// <summary>The node that <see cref="Expression"/> stands in: an initializer, a statement, a lambda or an arrow.</summary>
    public SyntaxNode Owner => Expression.Parent!;

    /// <summary>
    /// The assignment that takes up the span, or <see langword="null"/> where there is none of a known shape, or the step would tear it.
    /// </summary>
    public static AssignmentSite? Find(
        SyntaxNode root, TextSpan span, RepairStep step, SemanticModel model, CancellationToken cancellationToken)
    {
        if (step.Action is not (RepairAction.SetTrue or RepairAction.SetValue or RepairAction.Remove))
            return null;
        if (!root.FullSpan.Contains(span) || root.FindNode(span, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax assignment
            || assignment.Span != span)
            return null;
        if (NameOf(assignment.Left) is not { } name || name.Identifier.ValueText != step.Setting || !IsIntact(assignment))
            return null;

        ExpressionSyntax expression = assignment;
        while (expression.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == expression)
            expression = access;
        var rewritten = step.Action is not RepairAction.Remove && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            ? assignment.Right
            : expression.Parent as ExpressionStatementSyntax ?? (SyntaxNode)expression;
        return !HasDirectiveInside(rewritten) && PlaceOf(expression, model, cancellationToken) is { } place
            ? new AssignmentSite(assignment, expression, name, place)
            : null;
    }

    /// <summary>
    /// What stands before the setting's name, up to and with the dot; empty where that is an implicit <c>this</c>, and
    /// <see langword="null"/> where writing it a second time could mean another object or do something twice.
    /// </summary>
    public string? Receiver
    {
        get
        {
            var nodes = Expression.DescendantNodesAndSelf(node => node != Assignment.Right).Where(node => node != Assignment.Right);
            return nodes.All(IsHarmlessToRepeat)
                ? string.Concat(Expression.DescendantTokens().TakeWhile(token => token.Parent != Name).Select(token => token.Text))
                : null;
        }
    }

    /// <summary>Whether both assign to one object: in one initializer, or through the same words in one list of statements.</summary>
    public bool IsSameObject(AssignmentSite other)
    {
        if (Place is SitePlace.InitializerMember || other.Place is SitePlace.InitializerMember)
            return Owner == other.Owner;
        return Place is SitePlace.Statement && other.Place is SitePlace.Statement && StatementList == other.StatementList
            && Receiver is { } receiver && receiver == other.Receiver
            && !IsReassigned(receiver,
                TextSpan.FromBounds(Math.Min(Owner.Span.End, other.Owner.Span.End), Math.Max(Owner.SpanStart, other.Owner.SpanStart)));
    }

    /// <summary>Whether this assignment is made whenever the other one is, as far as the statements around them show.</summary>
    public bool IsMadeWith(AssignmentSite other)
    {
        if (Owner == other.Owner)
            return true;
        if (!Sequence.Span.Contains(other.Assignment.Span))
            return false;
        var between = TextSpan.FromBounds(Math.Min(other.Assignment.Span.End, Assignment.SpanStart), Assignment.SpanStart);
        return !Sequence.DescendantNodes(between).Any(node => between.Contains(node.Span) && node is
            ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax
                or YieldStatementSyntax);
    }

    /// <summary>What the assignment is an unconditional part of: the statements around it, or itself where it is the only one.</summary>
    private SyntaxNode Sequence
    {
        get
        {
            for (SyntaxNode node = Expression; ; node = node.Parent!)
            {
                switch (node.Parent)
                {
                    case GlobalStatementSyntax { Parent: { } unit }:
                        return unit;
                    case BlockSyntax or SwitchSectionSyntax or TypeDeclarationSyntax or null:
                        return node.Parent ?? node;
                    case StatementSyntax or ElseClauseSyntax when node is StatementSyntax:
                    case AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax:
                        return node;
                }
            }
        }
    }

    private SyntaxNode StatementList => Owner.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : Owner.Parent!;

    private bool IsReassigned(string receiver, TextSpan between) => StatementList.DescendantNodes(between)
        .OfType<AssignmentExpressionSyntax>()
        .Where(assignment => between.Contains(assignment.Span))
        .Select(assignment => string.Concat(assignment.Left.DescendantTokens().Select(token => token.Text)))
        .Any(left => receiver.StartsWith(left + ".", StringComparison.Ordinal)
            || receiver.StartsWith(left + "?.", StringComparison.Ordinal));

    private bool IsHarmlessToRepeat(SyntaxNode node) => node is
        SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or ConditionalAccessExpressionSyntax
            or ThisExpressionSyntax or BaseExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } or AliasQualifiedNameSyntax
        || node == Assignment;

    /// <summary>The name of the member that is assigned, if it is written as one.</summary>
    public static SimpleNameSyntax? NameOf(ExpressionSyntax left) => left switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>No syntax error, and nothing in the value that must not be lost with it.</summary>
    private static bool IsIntact(AssignmentExpressionSyntax assignment) =>
        !assignment.ContainsDiagnostics && !assignment.Right
            .DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax)
            .Any(node =>
                node is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or DeclarationExpressionSyntax
                    or SingleVariableDesignationSyntax or AwaitExpressionSyntax
                || node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression
                    or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression);

    private static bool HasDirectiveInside(SyntaxNode node) =>
        node.ContainsDirectives
        && node.DescendantTrivia(descendIntoTrivia: false)
            .Any(trivia => trivia.IsDirective && trivia.SpanStart > node.SpanStart && trivia.SpanStart < node.Span.End);

    private static SitePlace? PlaceOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression.Parent switch
    {
        InitializerExpressionSyntax initializer
            when initializer.IsKind(SyntaxKind.ObjectInitializerExpression) && !HasMissingTokens(initializer) =>
            SitePlace.InitializerMember,
        ExpressionStatementSyntax { SemicolonToken.IsMissing: false } statement =>
            statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax
            ? SitePlace.Statement
            : SitePlace.EmbeddedStatement,
        AnonymousFunctionExpressionSyntax lambda when GivesNoResult(model.GetSymbolInfo(lambda, cancellationToken).Symbol) =>
            SitePlace.LambdaBody,
        ArrowExpressionClauseSyntax { Parent: { } member }
            when member.ChildTokens().Any(token => token.IsKind(SyntaxKind.SemicolonToken) && !token.IsMissing)
                && GivesNoResult(model.GetDeclaredSymbol(member, cancellationToken)) => SitePlace.MemberBody,
        _ => null,
    };

    /// <summary>Where the body's value is a result, changing the value would change the result.</summary>
    private static bool GivesNoResult(ISymbol? symbol) =>
        symbol is IMethodSymbol method
        && (method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false }));

    private static bool HasMissingTokens(InitializerExpressionSyntax initializer) =>
        initializer.OpenBraceToken.IsMissing || initializer.CloseBraceToken.IsMissing
        || initializer.Expressions.GetSeparators().Any(separator => separator.IsMissing);
}
