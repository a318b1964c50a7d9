using System.Runtime.CompilerServices;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>What others can work out, so that no key may come of it.</summary>
internal enum PredictableSource
{
    /// <summary><c>System.Random</c>: a few outputs tell all others.</summary>
    Random,

    /// <summary><c>System.Random</c> with a seed of the code's: the same numbers every time.</summary>
    SeededRandom,

    /// <summary>A GUID, which is made to be unique and not to be secret (RFC 9562 section 8, ASVS 11.5.1).</summary>
    Guid,

    /// <summary>The time.</summary>
    Time,

    /// <summary>A name of the code or of the machine.</summary>
    Name,
}

/// <summary>
/// Finds what can be predicted in the bytes of a key. A key that something else goes into as well, which may be secret, is not known; nor is what
/// a key derivation or a keyed hash makes of it, and a configured secret.
/// </summary>
internal sealed class PredictableSources
{
    private static readonly string[] UnkeyedHashes = ["SHA1", "SHA256", "SHA384", "SHA512", "MD5", "SHA3_256", "SHA3_384", "SHA3_512"];

    private static readonly string[] Clocks = ["Now", "UtcNow", "Today", "TickCount", "TickCount64"];

    /// <summary>A text put together of texts that are, and so on, is not followed further: how much stack is left must not decide what is found.</summary>
    private const int DepthLimit = 32;

    private readonly CodeBodies _bodies;
    private readonly Dictionary<object, (IOperation, PredictableSource)?> _known;
    private readonly HashSet<object> _open;
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private readonly int _depth;
    private (IOperation, PredictableSource)? _found;

    private PredictableSources(CodeBodies bodies, Dictionary<object, (IOperation, PredictableSource)?> known, HashSet<object> open, int depth) => (_bodies, _known, _open, _depth) = (bodies, known, open, depth);

    /// <summary>The first operation that gives what can be predicted, and what that is.</summary>
    public static (IOperation Source, PredictableSource Kind)? Find(IOperation material, CodeBodies bodies) => new PredictableSources(bodies, new(ReferenceOrSymbol.Instance), new(ReferenceOrSymbol.Instance), depth: 0).Find(material);

    /// <summary>The same for a part of what is looked at: each is looked at once, however many texts it is a part of.</summary>
    private (IOperation Source, PredictableSource Kind)? Find(IOperation material)
    {
        var part = PartOf(material);
        if (_known.TryGetValue(part, out var known) || _depth > DepthLimit)
            return known;
        _known[part] = null;
        _open.Add(part); // added to itself, a text is as predictable as before
        var sources = new PredictableSources(_bodies, _known, _open, _depth + 1);
        ValueTrace? trace = null;
        trace = new ValueTrace(_bodies, (operation, _) => trace!.IsInCall ? sources.Visit(operation) : sources.VisitOnce(operation, part));
        trace.Finds(material);
        // Where nothing is behind a value, nothing is behind what it was made of.
        if (sources._found is null)
        {
            foreach (var variable in sources._variables)
                _known[variable] = null;
        }

        _open.Remove(part);
        return _known[part] = sources._found;
    }

    private TraceStep VisitOnce(IOperation operation, object own)
    {
        if (operation is IConversionOperation || PartOf(operation) is not ISymbol variable)
            return Visit(operation);
        _variables.Add(variable);
        if (SymbolEqualityComparer.Default.Equals(variable, own as ISymbol) || !_known.TryGetValue(variable, out var known))
            return Visit(operation);
        return known is var (source, kind) ? Found(source, kind) : TraceStep.Stop;
    }

    /// <summary>A variable is the same wherever it is named, other than in a call that was entered.</summary>
    private static object PartOf(IOperation material) => OperationShapes.Unwrapped(material) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member and (IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }) => member.Member,
        var unwrapped => unwrapped,
    };

    private TraceStep Visit(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType: var type } } when type.HasFullName("System.Guid"):
                return Found(operation, PredictableSource.Guid);
            case IInvocationOperation { TargetMethod.ContainingType: { Name: "Random" } type } when type.IsInNamespace("System"):
                return Found(operation, KindOf((IInvocationOperation)operation));
            case IPropertyReferenceOperation { Property: { Name: var name, ContainingType: var type } } when Clocks.Contains(name) && type.Name is "DateTime" or "DateTimeOffset" or "Environment" && type.IsInNamespace("System"):
                return Found(operation, PredictableSource.Time);
            case IPropertyReferenceOperation { Property: { Name: "MachineName" or "UserName" or "UserDomainName", ContainingType: { Name: "Environment" } type } } when type.IsInNamespace("System"):
            case IPropertyReferenceOperation { Property.Name: "Name" or "FullName" or "AssemblyQualifiedName" or "Namespace", Instance: ITypeOfOperation }:
            case INameOfOperation:
                return Found(operation, PredictableSource.Name);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return All(OperationShapes.TermsOf(sum));
            case IInterpolatedStringOperation text:
                return All(text.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression));
            case IArrayCreationOperation { Type: IArrayTypeSymbol }:
            case ILiteralOperation:
                return TraceStep.Stop;
            case ILocalReferenceOperation { Local: var local }:
                return FillerOf(local) is var (source, kind) ? Found(source, kind) : Added(_bodies.Assigned(local)) ?? TraceStep.Follow;
            case IFieldReferenceOperation { Field: var field }:
                return FillerOf(field) is var (filler, of) ? Found(filler, of) : field.DeclaringSyntaxReferences.IsEmpty ? TraceStep.Stop : Added(_bodies.Held(field)) ?? TraceStep.Follow;
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } reference:
                // `DateTime.UtcNow.Ticks`: a part of what can be predicted.
                return property.DeclaringSyntaxReferences.IsEmpty && reference.Instance is not null && property.IsInNamespace("System") && property.ContainingType.Name is "DateTime" or "DateTimeOffset" or "Guid" or "TimeSpan"
                    ? TraceStep.Follow : Member(property);
            case IInvocationOperation { TargetMethod: var method } call:
                return Call(method, call);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter }:
                // The rest of the arguments says how: a format, an encoding.
                return parameter.Ordinal == 0 && method.DeclaringSyntaxReferences.IsEmpty && (method.IsStatic || method.Name is "GetBytes" or "GetString" or "ComputeHash") ? TraceStep.Follow : TraceStep.Stop;
            case IObjectCreationOperation { Type: { Name: "String" or "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" } type } when type.IsInNamespace("System"):
                return TraceStep.Follow;
            case IArgumentOperation { Parent: IObjectCreationOperation }:
                return TraceStep.Follow;
            default:
                return operation is IParameterReferenceOperation || ValueTrace.Passes(operation) ? TraceStep.Follow : TraceStep.Stop;
        }
    }

    private TraceStep Member(ISymbol member) => member.DeclaringSyntaxReferences.IsEmpty ? TraceStep.Stop : TraceStep.Follow;

    private TraceStep Call(IMethodSymbol method, IInvocationOperation call)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return TraceStep.Follow;
        if (method.Name is "HashData" or "ComputeHash")
            return UnkeyedHashes.Contains((call.Instance is { } hash ? TypeOf(hash) : method.ContainingType)?.Name) ? TraceStep.Follow : TraceStep.Stop;
        if (method.IsInNamespace("System.Linq"))
            return RandomIn(call) is { } picked ? Found(picked, KindOf(picked)) : method.Name is "ToArray" ? TraceStep.Follow : TraceStep.Stop;
        if (!method.IsInNamespace("System") || method.IsInNamespace("System.Security.Cryptography") || method.IsInNamespace("System.IO"))
            return TraceStep.Stop;
        // string.Concat and string.Format take more than one.
        if (method is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String })
            return TraceStep.Stop;
        return method.ContainingType.Name is "Encoding" or "UTF8Encoding" or "Convert" or "Guid" or "DateTime" or "DateTimeOffset" or "String" or "BitConverter" or "Int32" or "Int64" or "Int128" or "Double" or "Object" or "MemoryExtensions" or "StringBuilder" or "ValueType"
            ? TraceStep.Follow : TraceStep.Stop;
    }

    /// <summary>The type that makes a hash: of <c>using var sha = SHA256.Create()</c>, the declared one.</summary>
    private static ITypeSymbol? TypeOf(IOperation hash) => OperationShapes.Unwrapped(hash).Type;

    /// <summary>What is put together by assignments, <c>text += …</c>, is a sum of what is assigned; <see langword="null"/> where nothing is added.</summary>
    private TraceStep? Added(IEnumerable<IOperation> assigned)
    {
        var values = assigned.ToList();
        return values.Any(AssignedValue.IsAdded) ? All(values) : null;
    }

    /// <summary>A text that is put together is predictable where each part of it is, or a constant.</summary>
    private TraceStep All(IEnumerable<IOperation> parts)
    {
        (IOperation, PredictableSource)? first = null;
        foreach (var part in parts)
        {
            if (part.ConstantValue.HasValue && part is not INameOfOperation || _open.Contains(PartOf(part)) || part is IObjectCreationOperation { Arguments: var given } && given.All(argument => argument.Value.ConstantValue.HasValue))
                continue;
            if (Find(part) is not { } found)
                return TraceStep.Stop;
            first ??= found;
        }

        return first is var (source, kind) ? Found(source, kind) : TraceStep.Stop;
    }

    private (IOperation, PredictableSource)? FillerOf(ISymbol buffer) => _bodies.Memory<BufferFillers>().Of(buffer, _bodies) is { } filler ? (filler, KindOf(filler)) : null;

    private static IInvocationOperation? RandomIn(IOperation operation) => BufferFillers.RandomIn(operation);

    private PredictableSource KindOf(IInvocationOperation call)
    {
        var isSeeded = false;
        if (call.Instance is { } random)
            ValueTrace.Finds(random, _bodies, (operation, _) =>
            {
                isSeeded |= operation is IObjectCreationOperation { Arguments.Length: > 0 };
                return operation is IObjectCreationOperation ? TraceStep.Stop : TraceStep.Follow;
            });
        return isSeeded ? PredictableSource.SeededRandom : PredictableSource.Random;
    }

    private TraceStep Found(IOperation operation, PredictableSource kind)
    {
        _found ??= (operation, kind);
        return TraceStep.Found;
    }

    /// <summary>Operations by identity, symbols as the compiler compares them.</summary>
    private sealed class ReferenceOrSymbol : IEqualityComparer<object>
    {
        public static readonly ReferenceOrSymbol Instance = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) => x is ISymbol left && y is ISymbol right ? SymbolEqualityComparer.Default.Equals(left, right) : ReferenceEquals(x, y);

        int IEqualityComparer<object>.GetHashCode(object value) => value is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : RuntimeHelpers.GetHashCode(value);
    }
}
