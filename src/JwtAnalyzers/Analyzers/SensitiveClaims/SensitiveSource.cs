using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>What a value holds, told by the names of the variables and members that it comes from.</summary>
internal sealed class SensitiveSource
{
    // "x = Hash(x)" has no end.
    private const int DepthLimit = 2;

    private static readonly HashSet<string> Hashes = ["hash", "hashes", "hashed", "digest", "sha", "md", "bcrypt", "pbkdf"];

    private static readonly HashSet<string> Vocabularies = ["resources", "resource", "strings", "labels", "messages", "texts",
        "permissions", "roles", "scopes", "policies", "names", "types", "keys", "constants"];

    private readonly SensitiveNames _names;
    private readonly CodeBodies _bodies;
    private readonly int _depth;
    private SensitiveValue? _found;

    private SensitiveSource(SensitiveNames names, CodeBodies bodies, int depth) => (_names, _bodies, _depth) = (names, bodies, depth);

    public static SensitiveValue? Of(IOperation value, SensitiveNames names, CodeBodies bodies, int depth)
    {
        if (depth > DepthLimit)
            return null;
        var source = new SensitiveSource(names, bodies, depth);
        ValueTrace.Finds(value, bodies, (operation, _) => source.Step(operation));
        return source._found;
    }

    private TraceStep Step(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => TraceStep.Stop,
        IPropertyReferenceOperation or IFieldReferenceOperation => Member((IMemberReferenceOperation)operation),
        ILocalReferenceOperation or IParameterReferenceOperation => IsSensitive(operation) ? TraceStep.Found : TraceStep.Follow,
        IInvocationOperation call => Call(call),
        IBinaryOperation binary => binary.OperatorKind is BinaryOperatorKind.Add ? TraceStep.Follow : TraceStep.Stop,
        IInterpolatedStringOperation or IInterpolatedStringContentOperation or IArgumentOperation or IArrayCreationOperation
            or IArrayInitializerOperation => TraceStep.Follow,
        _ => ValueTrace.Passes(operation) ? TraceStep.Follow : TraceStep.Stop,
    };

    private TraceStep Member(IMemberReferenceOperation reference)
    {
        if (reference.Member.IsStatic && IsConstant(reference.Member))
            return TraceStep.Stop;
        if (IsSensitive(reference))
            return TraceStep.Found;
        return reference is { Instance: null or IInstanceReferenceOperation }
            or IPropertyReferenceOperation
            {
                Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
            } ? TraceStep.Follow : TraceStep.Stop;
    }

    /// <summary>
    /// Whether a static member only names something, as a constant does: a permission, a label, an authentication method.
    /// </summary>
    private bool IsConstant(ISymbol member) =>
        member.DeclaringSyntaxReferences.IsEmpty
        || TokenNames.Words(member.ContainingType.Name).LastOrDefault() is { } last && Vocabularies.Contains(last)
        || _bodies.Held(member).ToList() is { Count: > 0 } values && values.All(value => value.ConstantValue.HasValue);

    private bool IsSensitive(IOperation reference)
    {
        foreach (var name in ReferenceNames.Of(reference))
        {
            if (_names.KindOf(name) is not SensitiveKind.None and var kind && SensitiveNames.CanHold(reference.Type, kind))
                _found = new SensitiveValue(kind, ReferenceNames.NameOf(reference));
        }

        return _found is not null;
    }

    private TraceStep Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        // An attacker without the key cannot try a MAC out.
        if (SensitiveCalls.Hides(method)
            || method.ContainingType is { } owner && owner.Name.StartsWith("hmac", StringComparison.OrdinalIgnoreCase))
            return TraceStep.Stop;
        if (SensitiveCalls.IsSerialization(method))
            return Serialized(call);
        if (IsHash(method))
            return Hashed(call);
        if (ReferenceNames.IsLookUp(call) && IsSensitive(call))
            return TraceStep.Found;
        return _bodies.Returned(method) is not null || SensitiveCalls.KeepsText(method) ? TraceStep.Follow : TraceStep.Stop;
    }

    private static bool IsHash(IMethodSymbol method) =>
        TokenNames.Words(method.Name) is var words && words.Any(Hashes.Contains) && !ReferenceNames.IsAbout(words)
        || method.ContainingType is { } type && TokenNames.Words(type.Name).Any(Hashes.Contains);

    /// <summary>An attacker who has the hash of a password can try passwords out; the hash of a long random secret tells nothing.</summary>
    private TraceStep Hashed(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (SensitiveNames.CanHold(OperationShapes.Awaited(call.TargetMethod.ReturnType), SensitiveKind.Password)
                && Of(argument.Value, _names, _bodies, _depth + 1) is { Kind: SensitiveKind.Password, Source: var source })
            {
                _found = new SensitiveValue(SensitiveKind.Password, source) { IsHash = true };
                return TraceStep.Found;
            }
        }

        return TraceStep.Stop;
    }

    private TraceStep Serialized(IInvocationOperation call)
    {
        if (call.Arguments.Length == 0)
            return TraceStep.Stop;
        var value = OperationShapes.Unwrapped(call.Arguments[0].Value);
        if (MadeAs(value) is { } anonymous)
            return Anonymous(anonymous);
        if (value.Type is not { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } type
            || type.IsInNamespace("System"))
            return SensitiveNames.CanHold(value.Type, SensitiveKind.Password) ? TraceStep.Follow : TraceStep.Stop;
        foreach (var (_, property) in SensitiveValue.In(type, _names, _bodies))
            return Found(property);
        return TraceStep.Stop;
    }

    /// <summary>The anonymous object that a value is, or that is all that a local is given.</summary>
    private IAnonymousObjectCreationOperation? MadeAs(IOperation value) =>
        value as IAnonymousObjectCreationOperation
        ?? (value is ILocalReferenceOperation { Local: var local } && _bodies.Assigned(local).ToList() is [var only]
            ? OperationShapes.Unwrapped(only) as IAnonymousObjectCreationOperation
            : null);

    private TraceStep Anonymous(IAnonymousObjectCreationOperation made)
    {
        foreach (var part in made.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (part.Target is IPropertyReferenceOperation { Property.Name: var name }
                && SensitiveValue.Of(new IssuedClaim(part, null, name, part.Value), _names, _bodies, _depth + 1) is not null)
                return Found(
                    _names.KindOf(name) is SensitiveKind.None ? Of(part.Value, _names, _bodies, _depth + 1)?.Source ?? name : name);
        }

        return TraceStep.Stop;
    }

    private TraceStep Found(string source)
    {
        _found = new SensitiveValue(_names.KindOf(source), source);
        return TraceStep.Found;
    }
}
