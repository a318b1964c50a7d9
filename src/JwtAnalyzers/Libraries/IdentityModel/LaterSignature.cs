using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// A token that the library writes without a signature, and that gets one afterwards: of a key that never leaves its vault, the library
/// has only header and payload to write.
/// </summary>
internal static class LaterSignature
{
    /// <summary>Whether the text that is written of a token is given to what signs it, or a signature is put behind it.</summary>
    public static bool Completes(IOperation made, CodeBodies bodies) =>
        ForwardUses.Of(made, bodies, Pass).Any(use => IsSigned(use) || IsCompleted(use));

    /// <summary>The text of a token, of its object; a part of the text; its bytes; the beginning of a longer text.</summary>
    private static IOperation? Pass(IOperation value) => value.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } call }
            when WrittenTokens.IsWriting(method) || WrittenTokens.IsCreation(method) || method.Name == "GetBytes" => call,
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call when call.Instance == value =>
            call,
        // The header's part, a dot and the payload's.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when !IsCompleted(value)
            && (sum.LeftOperand == value ? IsDot(sum.RightOperand) : !IsText(sum.LeftOperand)) => sum,
        IArrayElementReferenceOperation part => part,
        { Syntax: ElementAccessExpressionSyntax } part and not IArgumentOperation => part,
        _ => null,
    };

    private static bool IsSigned(IOperation value) =>
        value.Parent is IArgumentOperation { Parent: IInvocationOperation { Parent: not IExpressionStatementOperation } call }
        && TokenNames.Words(call.TargetMethod.Name).Contains("sign");

    /// <summary><c>text + "." + signature</c>, <c>$"{text}.{signature}"</c>, <c>string.Join(".", text, signature)</c>.</summary>
    private static bool IsCompleted(IOperation value) => value.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when sum.LeftOperand == value =>
            Begin(sum.RightOperand, sum.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } whole
                && whole.LeftOperand == sum ? whole.RightOperand : null),
        IInterpolationOperation { Parent: IInterpolatedStringOperation { Parts: var parts } } hole when parts[0] == hole =>
            Begin(parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2)),
        IArgumentOperation or IArrayInitializerOperation => IsCompleted(value, PartsOf(value)),
        _ => false,
    };

    private static bool IsCompleted(IOperation value, IReadOnlyList<IOperation> parts) =>
        parts.Count > 1 && (parts[0] == value && Begin(parts[1], parts.ElementAtOrDefault(2))
            || IsDot(parts[0]) && parts[1] == value && parts.Count > 2 && !IsText(parts[2]));

    /// <summary>The texts that a call of <c>string.Concat</c> or <c>string.Join</c> is given.</summary>
    private static IReadOnlyList<IOperation> PartsOf(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IArrayInitializerOperation or IArgumentOperation || parent is { IsImplicit: true } and not IInvocationOperation
            || parent is IArrayCreationOperation)
            parent = parent.Parent;
        return parent is IInvocationOperation { TargetMethod: { Name: "Concat" or "Join", ContainingType.SpecialType:
            SpecialType.System_String } } call
            ? call.Arguments.SelectMany(argument => ElementsOf(argument.Value)).ToList()
            : [];
    }

    private static IEnumerable<IOperation> ElementsOf(IOperation argument) => argument switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
        { IsImplicit: true } and not IConversionOperation => argument.ChildOperations,
        _ => [argument],
    };

    /// <summary>Whether a signature begins here, behind a dot or none: the text of an unsigned token ends in one.</summary>
    private static bool Begin(IOperation? first, IOperation? second) =>
        first is not null && (!IsText(first) || IsDot(first) && second is not null && !IsText(second));

    private static bool IsText(IOperation value) => value is IInterpolatedStringTextOperation || value.ConstantValue.HasValue;

    private static bool IsDot(IOperation value) =>
        (value is IInterpolatedStringTextOperation { Text: var text } ? text : value).ConstantValue is
            { HasValue: true, Value: "." or '.' };
}
