using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>Code that asks whether there is an object, and nothing else.</summary>
internal static class NullTest
{
    /// <summary>The property that <c>result?.Property</c> reads.</summary>
    public static IPropertyReferenceOperation? FirstRead(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().OfType<IPropertyReferenceOperation>()
            .FirstOrDefault(read => read.Instance is IConditionalAccessInstanceOperation);

    /// <summary>Whether a pattern asks for nothing but an object, and the name that it gives that.</summary>
    public static bool Is(IPatternOperation pattern, out ISymbol? declared)
    {
        declared = null;
        switch (pattern)
        {
            case INegatedPatternOperation { Pattern: var negated }:
                return Is(negated, out declared);
            case IDeclarationPatternOperation { DeclaredSymbol: var named }:
                declared = named;
                return true;
            case IRecursivePatternOperation
            {
                PropertySubpatterns.IsEmpty: true,
                DeconstructionSubpatterns.IsEmpty: true,
                DeclaredSymbol: var named,
            }:
                declared = named;
                return true;
            case IConstantPatternOperation { Value: var value }:
                return OperationShapes.IsNull(value);
            default:
                return pattern is ITypePatternOperation;
        }
    }

    public static bool IsAskedForNull(IPropertyReferenceOperation property)
    {
        IOperation value = property;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent is IIsPatternOperation { Pattern: var pattern } && Is(pattern, out var declared) && declared is null
            || value.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };
    }
}
