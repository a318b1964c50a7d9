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
/// Finds what can be predicted in the bytes of a key. A key that something else goes into as well, which may be secret, is not known; nor
/// is what a key derivation or a keyed hash makes of it, and a configured secret.
/// </summary>
internal sealed class PredictableSources
{
    private static readonly string[] UnkeyedHashes = ["SHA1", "SHA256", "SHA384", "SHA512", "MD5", "SHA3_256", "SHA3_384", "SHA3_512"];

    private static readonly HashSet<string> Converters =
    [
        "Encoding", "UTF8Encoding", "Convert", "Guid", "DateTime", "DateTimeOffset", "String", "BitConverter", "Int32", "Int64", "Int128",
        "Double", "Object", "MemoryExtensions", "StringBuilder", "ValueType",
    ];

    private static readonly string[] Clocks = ["Now", "UtcNow", "Today", "TickCount", "TickCount64"];

    /// <summary>
    /// A text put together of texts that are, and so on, is not followed further: how much stack is left must not decide what is found.
    /// </summary>
    private const int DepthLimit = 32;

    private readonly CodeBodies _bodies;
    private readonly Dictionary<object, (IOperation, PredictableSource)?> _known;
    private readonly HashSet<object> _open;
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private readonly int _depth;
    private (IOperation, PredictableSource)? _found;

    private PredictableSources(
        CodeBodies bodies, Dictionary<object, (IOperation, PredictableSource)?> known, HashSet<object> open, int depth) =>
        (_bodies, _known, _open, _depth) = (bodies, known, open, depth);

    /// <summary>The first operation that gives what can be predicted, and what that is.</summary>
    public static (IOperation Source, PredictableSource Kind)? Find(IOperation material, CodeBodies bodies) =>
        new PredictableSources(bodies, new(ReferenceOrSymbol.Instance), new(ReferenceOrSymbol.Instance), depth: 0).Find(material);

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
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member
            and (IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }) => member.Member,
        var unwrapped => unwrapped,
    };

    private TraceStep Visit(IOperation operation) => KindAt(operation) is { } kind ? Found(operation, kind) : operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            All(OperationShapes.TermsOf(sum)),
        IInterpolatedStringOperation text => All(text.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression)),
        ILocalReferenceOperation { Local: var local } =>
            FillerOf(local) is var (source, filled) ? Found(source, filled) : Added(_bodies.Assigned(local)) ?? TraceStep.Follow,
        IFieldReferenceOperation { Field: var field } => Field(field),
        IPropertyReferenceOperation { Property.IsIndexer: false } property =>
            IsOfAnother(property)
                ? First(_bodies.Held(property.Property))
                : FollowIf(IsDeclaredHere(property.Property) || IsPartOfPredictable(property)),
        IInvocationOperation call => Call(call),
        IArgumentOperation argument => FollowIf(IsMaterial(argument)),
        IObjectCreationOperation { Type: var type } =>
            FollowIf(
                type is { Name: "String" or "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" } && type.IsInNamespace("System")),
        _ => FollowIf(operation is IParameterReferenceOperation || ValueTrace.Passes(operation)),
    };

    /// <summary>What an operation gives that can be predicted.</summary>
    private PredictableSource? KindAt(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType: var type } }
            when type.HasFullName("System.Guid") => PredictableSource.Guid,
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Random" } type } call when type.IsInNamespace("System") =>
            KindOf(call),
        IPropertyReferenceOperation { Property: var property } when IsClock(property) => PredictableSource.Time,
        IPropertyReferenceOperation
        {
            Property: { Name: "MachineName" or "UserName" or "UserDomainName", ContainingType: { Name: "Environment" } type },
        } when type.IsInNamespace("System") =>
            PredictableSource.Name,
        IPropertyReferenceOperation
        {
            Property.Name: "Name" or "FullName" or "AssemblyQualifiedName" or "Namespace",
            Instance: ITypeOfOperation,
        } => PredictableSource.Name,
        INameOfOperation => PredictableSource.Name,
        _ => null,
    };

    private static bool IsClock(IPropertySymbol property) =>
        Clocks.Contains(property.Name) && property.ContainingType.Name is "DateTime" or "DateTimeOffset" or "Environment"
        && property.ContainingType.IsInNamespace("System");

    private TraceStep Field(IFieldSymbol field)
    {
        if (FillerOf(field) is var (filler, kind))
            return Found(filler, kind);
        return IsDeclaredHere(field) ? Added(_bodies.Held(field)) ?? TraceStep.Follow : TraceStep.Stop;
    }

    /// <summary>Whether a property is one of another object of the code's: <c>options.Jwt.Key</c>.</summary>
    private static bool IsOfAnother(IPropertyReferenceOperation reference) =>
        reference.Instance is not (null or IInstanceReferenceOperation) && IsDeclaredHere(reference.Property);

    private TraceStep First(IEnumerable<IOperation> values)
    {
        foreach (var value in values)
        {
            if (Find(value) is var (source, kind))
                return Found(source, kind);
        }

        return TraceStep.Stop;
    }

    /// <summary><c>DateTime.UtcNow.Ticks</c>: a part of what can be predicted.</summary>
    private static bool IsPartOfPredictable(IPropertyReferenceOperation reference) =>
        reference.Instance is not null && reference.Property.IsInNamespace("System")
        && reference.Property.ContainingType.Name is "DateTime" or "DateTimeOffset" or "Guid" or "TimeSpan";

    /// <summary>
    /// Whether an argument is what a call or an object is made of. The rest of the arguments says how: a format, an encoding.
    /// </summary>
    private static bool IsMaterial(IArgumentOperation argument) => argument switch
    {
        { Parent: IInvocationOperation { TargetMethod: var method }, Parameter.Ordinal: var ordinal } =>
            ordinal == 0 && !IsDeclaredHere(method) && (method.IsStatic || method.Name is "GetBytes" or "GetString" or "ComputeHash"),
        _ => argument.Parent is IObjectCreationOperation,
    };

    private static bool IsDeclaredHere(ISymbol symbol) => !symbol.DeclaringSyntaxReferences.IsEmpty;

    private static TraceStep FollowIf(bool isMaterial) => isMaterial ? TraceStep.Follow : TraceStep.Stop;

    private TraceStep Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsDeclaredHere(method))
            return TraceStep.Follow;
        if (method.Name is "HashData" or "ComputeHash")
            return FollowIf(UnkeyedHashes.Contains((call.Instance is { } hash ? TypeOf(hash) : method.ContainingType)?.Name));
        if (method.IsInNamespace("System.Linq"))
            return RandomIn(call) is { } picked ? Found(picked, KindOf(picked)) : FollowIf(method.Name is "ToArray");
        return FollowIf(IsConversion(method));
    }

    /// <summary>
    /// Whether a method of the framework makes a text, bytes or a number of one value. <c>string.Concat</c> and <c>string.Format</c> take
    /// more than one.
    /// </summary>
    private static bool IsConversion(IMethodSymbol method) =>
        Converters.Contains(method.ContainingType.Name)
        && method.IsInNamespace("System") && !method.IsInNamespace("System.Security.Cryptography") && !method.IsInNamespace("System.IO")
        && method is not { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String };

    /// <summary>The type that makes a hash: of <c>using var sha = SHA256.Create()</c>, the declared one.</summary>
    private static ITypeSymbol? TypeOf(IOperation hash) => OperationShapes.Unwrapped(hash).Type;

    /// <summary>
    /// What is put together by assignments, <c>text += …</c>, is a sum of what is assigned; <see langword="null"/> where nothing is added.
    /// </summary>
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
            if (IsConstant(part) || _open.Contains(PartOf(part)))
                continue;
            if (Find(part) is not { } found)
                return TraceStep.Stop;
            first ??= found;
        }

        return first is var (source, kind) ? Found(source, kind) : TraceStep.Stop;
    }

    private static bool IsConstant(IOperation part) =>
        part.ConstantValue.HasValue && part is not INameOfOperation
        || part is IObjectCreationOperation { Arguments: var given } && given.All(argument => argument.Value.ConstantValue.HasValue);

    private (IOperation, PredictableSource)? FillerOf(ISymbol buffer) =>
        _bodies.Memory<BufferFillers>().Of(buffer, _bodies) is { } filler ? (filler, KindOf(filler)) : null;

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

        bool IEqualityComparer<object>.Equals(object? x, object? y) =>
            x is ISymbol left && y is ISymbol right ? SymbolEqualityComparer.Default.Equals(left, right) : ReferenceEquals(x, y);

        int IEqualityComparer<object>.GetHashCode(object value) =>
            value is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : RuntimeHelpers.GetHashCode(value);
    }
}
