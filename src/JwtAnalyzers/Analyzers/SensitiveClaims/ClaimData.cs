using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>Whether a value may be what a sensitive name says, and is no flag, date or counter about it.</summary>
internal static class ClaimData
{
    public static bool MayBe(IOperation value, SensitiveKind kind, CodeBodies bodies) =>
        ValueTrace.Finds(value, bodies, (operation, _) => Step(operation, kind));

    private static TraceStep Step(IOperation operation, SensitiveKind kind) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => FoundIf(MayBe(constant)),
        IInvocationOperation call => Call(call, kind),
        IPropertyReferenceOperation
        {
            Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
        } => TraceStep.Follow,
        ILocalReferenceOperation when operation.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object =>
            TraceStep.Follow,
        IMemberReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation =>
            FoundIf(SensitiveNames.CanHold(operation.Type, kind) && !ReferenceNames.Of(operation).Any(ReferenceNames.IsAbout)),
        IInterpolatedStringOperation or IInterpolatedStringContentOperation or IArgumentOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => TraceStep.Follow,
        _ => ValueTrace.Passes(operation) ? TraceStep.Follow : TraceStep.Stop,
    };

    private static TraceStep Call(IInvocationOperation call, SensitiveKind kind)
    {
        var method = call.TargetMethod;
        if (SensitiveCalls.Hides(method) || method.Name is "Substring" or "Exists" or "Contains" or "Any" or "Count")
            return TraceStep.Stop;
        if (SensitiveCalls.KeepsText(method) && (call.Instance is not null || !method.Parameters.IsEmpty))
            return TraceStep.Follow;
        return FoundIf(SensitiveNames.CanHold(OperationShapes.Awaited(method.ReturnType), kind));
    }

    // "required" and "verified" are about it; a value has a digit.
    private static bool MayBe(object? constant) =>
        constant is string { Length: > 3 } text && text.Any(char.IsDigit) && text.Any(character => !char.IsDigit(character))
        || constant is string { Length: > 8 } number && number.All(char.IsDigit);

    private static TraceStep FoundIf(bool isData) => isData ? TraceStep.Found : TraceStep.Stop;
}
