using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>Which uses of a result come after a look at how the validation ended.</summary>
internal static class LookCoverage
{
    /// <summary>
    /// Whether control comes to a use past a look: the look's statement stands before it, in the same block or one around it. One that
    /// stands after it will do where the use does not end the matter: what is kept in a variable, or handed on together with the outcome.
    /// </summary>
    public static bool Covers(IOperation look, IOperation use)
    {
        var statement = look;
        while (statement.Parent is { } parent && IsWithin(statement, parent))
        {
            if (parent is ICoalesceOperation { WhenNull: var instead } && instead != statement
                && instead.Syntax.Span.Contains(use.Syntax.Span))
                return false; // where the look finds nothing
            statement = parent;
        }

        if (statement.Parent is { } around && !around.Syntax.Span.Contains(use.Syntax.Span))
            return false;
        return look.Syntax.SpanStart < use.Syntax.SpanStart || statement.Syntax.Span.Contains(use.Syntax.Span)
            || (statement.Parent is IBlockOperation && !EndsTheMatter(use));
    }

    /// <summary>The code that has the statement of a look in it.</summary>
    public static IOperation? Around(IOperation look)
    {
        var statement = look;
        while (statement.Parent is { } parent && IsWithin(statement, parent))
            statement = parent;
        return statement.Parent;
    }

    private static bool IsWithin(IOperation part, IOperation parent) => parent is not IBlockOperation && !IsBranch(parent, part);

    private static bool EndsTheMatter(IOperation use)
    {
        for (var current = use.Parent; current is not null; current = current.Parent)
        {
            if (current is IReturnOperation or IThrowOperation)
                return true;
        }

        return false;
    }

    private static bool IsBranch(IOperation parent, IOperation child) => parent switch
    {
        IConditionalOperation conditional => child != conditional.Condition,
        ISwitchCaseOperation or ICatchClauseOperation or IAnonymousFunctionOperation => true,
        ILoopOperation => true,
        _ => false,
    };
}
