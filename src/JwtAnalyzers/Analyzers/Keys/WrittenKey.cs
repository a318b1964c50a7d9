using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>A text or bytes that are written down: a literal, a list of bytes, one character or text again and again.</summary>
internal static class WrittenKey
{
    private const int MaximumLength = 10_000;

    /// <summary>What is written at an operation; <see langword="null"/> where it is nothing of that, or not all of it is known.</summary>
    public static (string Text, byte[]? Bytes)? Of(IOperation operation)
    {
        switch (operation)
        {
            case ILiteralOperation or IBinaryOperation or IInterpolatedStringOperation:
                return TextOf(operation) is { } text ? (text, null) : null;
            case IUtf8StringOperation { Value: var encoded }:
                return (encoded, null);
            case IArrayCreationOperation
            {
                Initializer.ElementValues: var elements,
                Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char },
            }:
                return OfElements(elements);
            case { Syntax: CollectionExpressionSyntax } and not IConversionOperation:
                return OfElements(operation.ChildOperations);
            case IInvocationOperation call when RepeatedIn(call) is ({ } part, var count) && Byte(part) is { } repeated:
                return ("", Enumerable.Repeat(repeated, count).ToArray());
            default:
                return operation is IInvocationOperation or IObjectCreationOperation && TextOf(operation) is { } made
                    ? (made, null) : null;
        }
    }

    private static string? TextOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => SumOf(sum),
        IObjectCreationOperation
        {
            Type.SpecialType: SpecialType.System_String,
            Arguments: [{ Value.ConstantValue: { HasValue: true, Value: char character } }, { Value: var count }],
        } => Count(count) is { } times ? new string(character, times) : null,
        IInvocationOperation
        {
            TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String },
            Arguments: [{ Value: var parts }],
        } => Repeated(parts),
        IInvocationOperation
        {
            TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String },
            Arguments: [{ Value.ConstantValue: { HasValue: true, Value: "" } }, { Value: var parts }],
        } => Repeated(parts),
        _ => null,
    };

    private static string? SumOf(IBinaryOperation sum)
    {
        var terms = OperationShapes.TermsOf(sum).Reverse().Select(term => term is IBinaryOperation ? null : TextOf(term)).ToList();
        return terms.Contains(null) ? null : string.Concat(terms);
    }

    private static string? Repeated(IOperation parts) =>
        OperationShapes.Unwrapped(parts) is IInvocationOperation call && RepeatedIn(call) is (var part, var count)
        && (part as string ?? (part as char?)?.ToString()) is { } text && text.Length * count <= MaximumLength
            ? string.Concat(Enumerable.Repeat(text, count))
            : null;

    private static (object? Part, int Count)? RepeatedIn(IInvocationOperation call) => call is
    {
        TargetMethod: { Name: "Repeat", ContainingType.Name: "Enumerable" } method,
        Arguments: [{ Value: { ConstantValue.HasValue: true } part }, { Value: var count }],
    } && method.IsInNamespace("System.Linq") && Count(count) is { } times ? (part.ConstantValue.Value, times) : null;

    private static int? Count(IOperation count) =>
        count.ConstantValue is { HasValue: true, Value: int and > 0 and <= MaximumLength } ? (int)count.ConstantValue.Value : null;

    private static (string, byte[]?)? OfElements(IEnumerable<IOperation> elements)
    {
        var values = elements.Select(element => element.ConstantValue is { HasValue: true, Value: { } value } ? Byte(value) : null)
            .ToList();
        return values.Count > 0 && values.All(value => value is not null) ? ("", values.Select(value => value!.Value).ToArray()) : null;
    }

    private static byte? Byte(object? value) => value switch
    {
        byte number => number,
        int number and >= 0 and <= byte.MaxValue => (byte)number,
        char character and <= (char)byte.MaxValue => (byte)character,
        _ => null,
    };
}
