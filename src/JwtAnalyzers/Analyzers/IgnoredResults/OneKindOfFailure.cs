using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>
/// Code that asks a failure whether it is of one kind, such as that the token has expired. A forged token fails in another way.
/// </summary>
internal static class OneKindOfFailure
{
    /// <summary>Whether an operation compares the type of a failure, its operand, with one that no forged token's failure has.</summary>
    public static bool IsAskedFor(IOperation question, TokenLibraries tokens) =>
        TypeIn(question) is { } type && type.DerivesFrom("System.Exception") && !tokens.IsFailureOfForgery(type);

    /// <summary>Whether a value is read only where a failure is of one such kind.</summary>
    public static bool IsWhere(IOperation read, TokenLibraries tokens)
    {
        var current = read;
        for (; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation choice && choice.WhenTrue == current && IsAskedFor(choice.Condition, tokens)
                && choice.Condition is not (IIsPatternOperation { Pattern: INegatedPatternOperation }
                    or IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals }))
                return true;
        }

        return false;
    }

    private static ITypeSymbol? TypeIn(IOperation question) => question switch
    {
        IIsTypeOperation { TypeOperand: var type } => type,
        IIsPatternOperation { Pattern: var pattern } => TypeIn(pattern),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison =>
            ((comparison.LeftOperand as ITypeOfOperation) ?? comparison.RightOperand as ITypeOfOperation)?.TypeOperand,
        _ => null,
    };

    private static ITypeSymbol? TypeIn(IPatternOperation pattern)
    {
        while (pattern is INegatedPatternOperation { Pattern: var negated })
            pattern = negated;
        return pattern switch
        {
            IDeclarationPatternOperation { MatchedType: { } type } => type,
            ITypePatternOperation { MatchedType: var type } => type,
            IRecursivePatternOperation { MatchedType: var type } => type,
            _ => null,
        };
    }
}
