using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>Tells whether a part of a text or of bytes is not written in the code.</summary>
internal static class FromElsewhere
{
    public static bool IsIn(IOperation value, CodeBodies bodies) => ValueTrace.Finds(value, bodies, Visit);

    private static TraceStep Visit(IOperation operation, bool isStart) => operation switch
    {
        { ConstantValue.HasValue: true } or IUtf8StringOperation or IDefaultValueOperation
            or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "NewLine" } or { ContainingType.Name: "Encoding" } } =>
            TraceStep.Stop,
        // So many of one character.
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String } => TraceStep.Stop,
        IArgumentOperation argument =>
            argument.Parent is IInvocationOperation { TargetMethod: var method } && KeyMaterial.Converts(method)
                && KeyMaterial.IsMaterial(argument)
                ? TraceStep.Follow
                : TraceStep.Stop,
        // Bytes that are written down, or none: a buffer with a name may be filled.
        IArrayCreationOperation { Initializer: null, Parent: var around } =>
            around is IArgumentOperation or IConversionOperation ? TraceStep.Stop : TraceStep.Found,
        IArrayCreationOperation { Initializer.ElementValues: var elements } => FoundUnless(elements.All(IsConstant)),
        { Syntax: CollectionExpressionSyntax } and not IConversionOperation => FoundUnless(operation.ChildOperations.All(IsConstant)),
        ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true } =>
            isStart ? TraceStep.Found : TraceStep.Follow,
        IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } } => TraceStep.Stop,
        IInvocationOperation { TargetMethod: var method } when KeyMaterial.IsPart(method) || KeyMaterial.Converts(method) =>
            TraceStep.Follow,
        IConversionOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IConditionalOperation or ICoalesceOperation
            or ISwitchExpressionOperation => TraceStep.Follow,
        _ => TraceStep.Found,
    };

    private static TraceStep FoundUnless(bool isWritten) => isWritten ? TraceStep.Stop : TraceStep.Found;

    private static bool IsConstant(IOperation value) => value.ConstantValue.HasValue;
}
