using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Parts of operations that many readers take apart alike.</summary>
internal static class OperationShapes
{
    /// <summary>The terms of a sum, the last first, without going down a level for each: there may be thousands.</summary>
    public static IEnumerable<IOperation> TermsOf(IBinaryOperation sum)
    {
        IOperation current = sum;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } addition)
        {
            yield return addition.RightOperand;
            current = addition.LeftOperand;
        }

        yield return current;
    }
}
