using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>Keys in arrays, lists and dictionaries: what one is made with, and which of these is asked for.</summary>
internal static class ListedKeys
{
    /// <summary>Whether an operation makes a list of texts or of bytes, or is a part of that.</summary>
    public static bool IsList(IOperation operation) => operation switch
    {
        IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType: var element } } => IsKey(element),
        { Syntax: CollectionExpressionSyntax } and not IConversionOperation => operation.ChildOperations.Any(part => IsKey(part.Type)),
        IObjectCreationOperation { Initializer: not null, Type: { } type } => type.IsInNamespace("System.Collections"),
        IArrayInitializerOperation => true,
        IObjectOrCollectionInitializerOperation => true,
        _ => false,
    };

    /// <summary>The list that an element or all values are taken of, and the index where it is a constant.</summary>
    public static (IOperation List, object? Index)? Of(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index], Type: var type } when IsKey(type) =>
            (array, index.ConstantValue.Value),
        IPropertyReferenceOperation { Property: { IsIndexer: true } item, Instance: { } list, Arguments: [{ Value: var index }] }
            when item.IsInNamespace("System.Collections") => (list, index.ConstantValue.Value),
        IPropertyReferenceOperation { Property: { Name: "Values" or "Value" } all, Instance: { } list }
            when all.IsInNamespace("System.Collections") => (list, null),
        IInvocationOperation { TargetMethod: { Name: "TryGetValue" } method, Instance: { } list, Arguments: [{ Value: var index }, ..] }
            when method.IsInNamespace("System.Collections") => (list, index.ConstantValue.Value),
        _ => null,
    };

    /// <summary>What stands at an index in the lists that a value may be.</summary>
    public static IEnumerable<IOperation> At(object index, IOperation list, CodeBodies bodies)
    {
        var found = new List<IOperation>();
        ValueTrace.Finds(list, bodies, (operation, _) =>
        {
            if (operation is IArrayCreationOperation or IObjectCreationOperation or { Syntax: CollectionExpressionSyntax }
                and not IConversionOperation)
            {
                found.AddRange(EntriesOf(operation).Where(entry => index.Equals(entry.Index)).Select(entry => entry.Value));
                return TraceStep.Stop;
            }

            return ValueTrace.Passes(operation) || operation is ILocalReferenceOperation or IFieldReferenceOperation
                or IParameterReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }
                ? TraceStep.Follow
                : TraceStep.Stop;
        });
        return found;
    }

    /// <summary>What a list or a dictionary is made with, each with its number or its constant key.</summary>
    public static IEnumerable<(object? Index, IOperation Value)> EntriesOf(IOperation list) => list switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.Select((value, at) => ((object?)at, value)),
        IObjectCreationOperation { Initializer.Initializers: var parts } => parts.Select(EntryOf),
        IObjectCreationOperation => [],
        _ => list.ChildOperations.Select((value, at) => ((object?)at, value)),
    };

    private static (object? Index, IOperation Value) EntryOf(IOperation part, int at) => part switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: var key }] }, Value: var value } =>
            (key.ConstantValue.Value, value),
        IInvocationOperation { Arguments: [{ Value: var key }, { Value: var value }] } => (key.ConstantValue.Value, value),
        IInvocationOperation { Arguments: [{ Value: var value }] } => (at, value),
        _ => (null, part),
    };

    private static bool IsKey(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String }
        or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };
}
