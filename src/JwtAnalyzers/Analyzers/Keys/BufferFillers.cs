using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// The calls of <c>System.Random</c> that fill a buffer or a builder of one member: <c>random.NextBytes(bytes)</c>, <c>bytes[i] =
/// (byte)random.Next(256)</c>, <c>builder.Append(chars[random.Next(62)])</c>. The member is read once for all its buffers.
/// </summary>
internal sealed class BufferFillers
{
    private Dictionary<ISymbol, IInvocationOperation>? _fillers;

    /// <summary>The first call that fills a buffer.</summary>
    public IInvocationOperation? Of(ISymbol buffer, CodeBodies bodies)
    {
        if (_fillers is null)
        {
            _fillers = new Dictionary<ISymbol, IInvocationOperation>(SymbolEqualityComparer.Default);
            foreach (var operation in bodies.Acts)
            {
                if (FilledBy(operation) is var (filled, filler) && filler is not null && SymbolOf(filled) is { } symbol
                    && !_fillers.ContainsKey(symbol))
                    _fillers[symbol] = filler;
            }
        }

        return _fillers.TryGetValue(buffer, out var found) ? found : null;
    }

    /// <summary>The first call in an operation that takes a number of a generator that is not made for secrets.</summary>
    public static IInvocationOperation? RandomIn(IOperation operation) =>
        operation.DescendantsAndSelf().OfType<IInvocationOperation>()
            .FirstOrDefault(call => call.TargetMethod.ContainingType is { Name: "Random" } type && type.IsInNamespace("System")
                && call.TargetMethod.Name.StartsWith("Next", StringComparison.Ordinal));

    private static (IOperation Filled, IInvocationOperation? Filler)? FilledBy(IOperation operation) => operation switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "NextBytes", ContainingType: { Name: "Random" } type },
            Arguments: [{ Value: var filled }],
        } call when type.IsInNamespace("System") => (filled, call),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: var array }, Value: var value } =>
            (array, RandomIn(value)),
        IInvocationOperation
        {
            TargetMethod: { Name: "Append", ContainingType.Name: "StringBuilder" },
            Instance: { } builder,
            Arguments: [{ Value: var value }, ..],
        } => (builder, RandomIn(value)),
        _ => null,
    };

    private static ISymbol? SymbolOf(IOperation reference) => OperationShapes.Unwrapped(reference) switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };
}
