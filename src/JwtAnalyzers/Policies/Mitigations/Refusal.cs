using System.Runtime.CompilerServices;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>Whether what a function finds out can make it refuse. Read from shapes, and only for code that is about to be blamed.</summary>
internal sealed class Refusal(SyntaxNode function, MemberReader members, CancellationToken cancellation)
{
    private bool? _mayRefuse;
    private ILookup<string, IdentifierNameSyntax>? _uses;

    /// <summary>Whether the function's answer, or the way it takes, depends on a condition in it.</summary>
    public bool DependsOn(SyntaxNode condition) =>
        (_mayRefuse ??= MayRefuse()) && Decides(condition, new HashSet<string>(StringComparer.Ordinal));

    private bool Decides(SyntaxNode condition, HashSet<string> followed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var node = condition; node != function && node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case ReturnStatementSyntax
                    or ArrowExpressionClauseSyntax when node is ExpressionSyntax answer && FunctionOf(parent) == function:
                    return MayBeFalse(answer);
                case AnonymousFunctionExpressionSyntax when node is ExpressionSyntax answer && parent == function:
                    return MayBeFalse(answer);
                case LocalFunctionStatementSyntax local when local != function:
                    return IsUsed(local.Identifier.ValueText, followed);
                case IfStatementSyntax choice when choice.Condition == node:
                    return Acts(choice);
                case SwitchStatementSyntax choice when choice.Expression == node:
                    return Acts(choice);
                case ThrowExpressionSyntax or ThrowStatementSyntax:
                    return true;
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                    return IsUsed(variable.Identifier.ValueText, followed, variable.Span.End);
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } assignment when assignment.Right == node:
                    return IsUsed(variable.Identifier.ValueText, followed, assignment.Span.End);
                case ExpressionStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    // Each name is followed once: what it is given again is no news.
    private bool IsUsed(string name, HashSet<string> followed, int after = 0) =>
        followed.Add(name) && (_uses ??= NamesIn(function))[name].Any(use => use.SpanStart > after && Decides(use, followed));

    private static ILookup<string, IdentifierNameSyntax> NamesIn(SyntaxNode function) =>
        function.DescendantNodes().OfType<IdentifierNameSyntax>().ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);

    // What only writes to a log goes on as if nothing were.
    private static bool Acts(StatementSyntax choice) => choice.DescendantNodes().Any(node =>
        node is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax
            or BreakStatementSyntax { Parent: not SwitchSectionSyntax } or ContinueStatementSyntax or AssignmentExpressionSyntax
        || node is InvocationExpressionSyntax call && NameUses.LastNameOf(call.Expression) is "Succeed" or "Fail" or "Reject");

    private bool MayRefuse()
    {
        var answers = function.DescendantNodes()
            .Where(node => node is ReturnStatementSyntax { Expression: not null } && FunctionOf(node) == function)
            .Select(node => ((ReturnStatementSyntax)node).Expression!)
            .Concat(
                function is AnonymousFunctionExpressionSyntax { ExpressionBody: { } body }
                    ? [body]
                    : function.ChildNodes().OfType<ArrowExpressionClauseSyntax>().Select(arrow => arrow.Expression))
            .ToArray();
        return answers.Length == 0 || answers.Any(MayBeFalse)
            || function.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax);
    }

    private bool MayBeFalse(ExpressionSyntax answer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return IsFalseSometimes(answer);
    }

    private bool IsFalseSometimes(ExpressionSyntax answer) => answer switch
    {
        ParenthesizedExpressionSyntax parenthesized => MayBeFalse(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.BitwiseOrExpression } either =>
            MayBeFalse(either.Left) && MayBeFalse(either.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.BitwiseAndExpression } both =>
            MayBeFalse(both.Left) || MayBeFalse(both.Right),
        ConditionalExpressionSyntax choice => MayBeFalse(choice.WhenTrue) || MayBeFalse(choice.WhenFalse),
        SwitchExpressionSyntax choice => choice.Arms.Any(arm => MayBeFalse(arm.Expression)),
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var result }] } call
            when NameUses.LastNameOf(call.Expression) == "FromResult" =>
            MayBeFalse(result),
        // new ValueTask<bool>(true)
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var result }] } => MayBeFalse(result),
        _ => members.ConstantOf(answer, cancellation) is not true,
    };

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors()
            .FirstOrDefault(ancestor =>
                ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
                    or AccessorDeclarationSyntax);
}
