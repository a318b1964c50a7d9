using System.Runtime.CompilerServices;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Whether what an event asks can make it refuse the token. Its answer is a task, so that it refuses by what it does: it throws, calls
/// <c>Fail</c>, or hands what it asked for to code that may. What it logs, stores or adds to the principal decides nothing.
/// </summary>
/// <param name="function">The event, or a method that it calls.</param>
/// <param name="isHeard">Whether a caller goes by what the function gives back.</param>
/// <param name="acts">What refuses.</param>
/// <param name="members">Says what names mean.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class EventRefusal(
    SyntaxNode function, bool isHeard, RefusingActs acts, MemberReader members, CancellationToken cancellation)
{
    private ILookup<string, IdentifierNameSyntax>? _uses;

    /// <summary>Whether a refusal depends on an expression: on what it says, and not only on whether there is anything.</summary>
    /// <param name="asked">The expression.</param>
    /// <param name="isClaim">Whether it is the claim itself, so that to compare it with nothing asks only for its presence.</param>
    public bool DependsOn(SyntaxNode asked, bool isClaim) => Decides(asked, isClaim, new HashSet<string>(StringComparer.Ordinal));

    private bool Decides(SyntaxNode node, bool isClaim, HashSet<string> followed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (node != function && node.Parent is { } parent)
        {
            Walk.Step(cancellation);
            switch (parent)
            {
                case ReturnStatementSyntax or ArrowExpressionClauseSyntax when FunctionAround(parent) is { } around && around != function:
                    node = around;
                    continue;
                case ConditionalExpressionSyntax or SwitchExpressionSyntax when Throws(parent):
                    return true;
                case var _ when EndsIn(parent, node, isClaim, followed) is { } end:
                    return end;
                case IsPatternExpressionSyntax match:
                    if (Names(match.Pattern).Any(name => IsUsed(name, isClaim, followed, match.Span.End)))
                        return true;
                    if (isClaim && LaterCheck.Compared(match) is null)
                        return false;
                    break;
                case BinaryExpressionSyntax binary when isClaim && IsTestForNothing(binary):
                    return false;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                    if (IsDecidedBy(call, isClaim, followed) is { } decided)
                        return decided;
                    (node, isClaim) = (call, false);
                    continue;
                case InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
                    when isClaim && NameUses.LastNameOf(call.Expression) is "Any" or "Count":
                    return false;
                case InvocationExpressionSyntax call when members.SymbolOf(call, cancellation) is IMethodSymbol own && acts.IsIn(own):
                    return true;
            }

            isClaim &= parent is not (InvocationExpressionSyntax or BinaryExpressionSyntax
                { RawKind: not ((int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression) });
            node = parent;
        }

        return node == function && isHeard;
    }

    /// <summary>
    /// Whether a refusal depends on what takes the value and gives nothing on: a statement, a variable; <see langword="null"/> where the
    /// value goes on.
    /// </summary>
    private bool? EndsIn(SyntaxNode taker, SyntaxNode node, bool isClaim, HashSet<string> followed)
    {
        switch (taker)
        {
            case LocalFunctionStatementSyntax local when local != function:
                return IsUsed(local.Identifier.ValueText, false, followed);
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return isHeard;
            case IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or SwitchStatementSyntax:
                return node is not StatementSyntax && Acts((StatementSyntax)taker, followed);
            case SwitchSectionSyntax { Parent: SwitchStatementSyntax choice }:
                return node is SwitchLabelSyntax && Acts(choice, followed);
            case ForEachStatementSyntax loop when loop.Expression == node:
                return IsUsed(loop.Identifier.ValueText, isClaim, followed);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                return IsUsed(variable.Identifier.ValueText, isClaim, followed, variable.Span.End);
            case AssignmentExpressionSyntax assignment:
                return assignment.Right == node && assignment.Left is IdentifierNameSyntax assigned
                    && IsUsed(assigned.Identifier.ValueText, isClaim, followed, assignment.Span.End);
            case ThrowExpressionSyntax or StatementSyntax:
                return taker == function ? null : false;
            default:
                return null;
        }
    }

    /// <summary>
    /// Whether a call that is given the value may refuse for it, or leads to a variable on which a refusal depends; <see langword="null"/>
    /// where that is up to what is done with what it gives.
    /// </summary>
    private bool? IsDecidedBy(InvocationExpressionSyntax call, bool isClaim, HashSet<string> followed)
    {
        if (isClaim && NameUses.LastNameOf(call.Expression) is "IsNullOrEmpty" or "IsNullOrWhiteSpace")
            return false;
        if (members.SymbolOf(call, cancellation) is not IMethodSymbol method || acts.MayBeIn(method))
            return true;
        var results = call.ArgumentList.Arguments.SelectMany(argument => argument.Expression switch
        {
            DeclarationExpressionSyntax declaration => Names(declaration.Designation),
            IdentifierNameSyntax name when argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) => [name.Identifier.ValueText],
            _ => [],
        });
        if (results.Any(name => IsUsed(name, false, followed, call.Span.End)))
            return true;
        // list.Add(claim)
        return call.Parent is ExpressionStatementSyntax
            ? call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax list }
                && members.SymbolOf(list, cancellation) is ILocalSymbol && IsUsed(list.Identifier.ValueText, false, followed, call.Span.End)
            : null;
    }

    // Each name is followed once: what it is given again is no news.
    private bool IsUsed(string name, bool isClaim, HashSet<string> followed, int after = 0) =>
        followed.Add(isClaim ? name : name + "()")
        && (_uses ??= NamesIn(function))[name].Any(use => use.SpanStart > after && Decides(use, isClaim, followed));

    /// <summary>Whether the way that is chosen refuses, or leads past a refusal, or leaves a mark that one depends on.</summary>
    private bool Acts(StatementSyntax choice, HashSet<string> followed)
    {
        var (jumps, end) = (false, choice.Span.End);
        foreach (var node in choice.DescendantNodes())
        {
            Walk.Step(cancellation);
            if (acts.Contains(node, function))
                return true;
            if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax mark }
                && IsUsed(mark.Identifier.ValueText, false, followed, end))
                return true;
            jumps |= node is ReturnStatementSyntax or BreakStatementSyntax { Parent: not SwitchSectionSyntax } or ContinueStatementSyntax
                or GotoStatementSyntax;
            if (isHeard && node is ReturnStatementSyntax { Expression: not null })
                return true;
        }

        return jumps && function.DescendantNodes().Any(node => node.SpanStart > end && acts.Contains(node, function));
    }

    private static bool Throws(SyntaxNode choice) => choice.DescendantNodes().Any(node => node is ThrowExpressionSyntax);

    private static bool IsTestForNothing(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        && (IsNothing(binary.Left) || IsNothing(binary.Right));

    private static bool IsNothing(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.NullLiteralExpression) || expression is LiteralExpressionSyntax { Token.ValueText: "" };

    private static IEnumerable<string> Names(SyntaxNode designation) =>
        designation.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Select(variable => variable.Identifier.ValueText);

    private static ILookup<string, IdentifierNameSyntax> NamesIn(SyntaxNode function) =>
        function.DescendantNodes().OfType<IdentifierNameSyntax>().ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);

    private static SyntaxNode? FunctionAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
            or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax);
}
