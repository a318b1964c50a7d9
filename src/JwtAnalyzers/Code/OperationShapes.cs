using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>Parts of operations and types that many readers take apart alike.</summary>
internal static class OperationShapes
{
    /// <summary>The terms of a sum, the last first, without going down a level for each: there may be thousands.</summary>
    public static IEnumerable<IOperation> TermsOf(IBinaryOperation sum) => TermsOf(sum, kind => kind is BinaryOperatorKind.Add);

    /// <summary>The terms of a chain of operators of one kind, the last first.</summary>
    public static IEnumerable<IOperation> TermsOf(IBinaryOperation chain, Func<BinaryOperatorKind, bool> isLink)
    {
        IOperation current = chain;
        while (current is IBinaryOperation { OperatorKind: var kind } link && isLink(kind))
        {
            yield return link.RightOperand;
            current = link.LeftOperand;
        }

        yield return current;
    }

    /// <summary>A value without the conversions around it. (C# has no operation for parentheses.)</summary>
    public static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value;
    }

    /// <summary>
    /// A value as it is written: without the conversions that the compiler adds. One that the code asks for says what type is meant.
    /// </summary>
    public static IOperation AsWritten(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value;
    }

    /// <summary>Whether a value is always <see langword="null"/>.</summary>
    public static bool IsNull(IOperation value) => Unwrapped(value).ConstantValue is { HasValue: true, Value: null };

    /// <summary>The type that awaiting gives: of a task its result's.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] }
        && type.IsInNamespace("System.Threading.Tasks") ? result : type;
}
