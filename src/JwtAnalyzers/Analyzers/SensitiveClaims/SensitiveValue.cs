using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>What a claim says that whoever holds the token must not read: told by its name, or by where its value comes from.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The variable or member that it comes from; <see langword="null"/> where its name tells.</param>
internal sealed record SensitiveValue(SensitiveKind Kind, string? Source)
{
    // "x = Hash(x)" has no end.
    private const int DepthLimit = 2;

    // What leaves a value readable.
    private static readonly string[] Texts =
    [
        .. TextMembers.Keeping, "Normalize", "Concat", "Join", "Format", "ToBase64String", "ToHexString", "ToHexStringLower", "GetString", "GetBytes", "Encode", "UrlEncode",
        "EscapeDataString", "ToCharArray", "AsSpan", "ConfigureAwait", "GetValueOrDefault", "FromResult", "Base64UrlEncode", "EncodeToString", "ToArray", "FirstOrDefault", "First",
        "Single", "SingleOrDefault",
    ];

    // What leaves nothing in clear, or a part that tells little.
    private static readonly HashSet<string> Disguises =
    [
        "encrypt", "protect", "mask", "masked", "redact", "obfuscate", "anonymize", "anonymise", "pseudonymize", "tokenize", "truncate", "last", "hmac", "seal", "shorten", "scrub", "hide", "censor", "sanitize", "remove", "strip", "wrap",
    ];

    private static readonly HashSet<string> Hashes = ["hash", "hashes", "hashed", "digest", "sha", "md", "bcrypt", "pbkdf"];

    private static readonly HashSet<string> Vocabularies = ["resources", "resource", "strings", "labels", "messages", "texts", "permissions", "roles", "scopes", "policies", "names", "types", "keys", "constants"];

    // The part of an object that is the whole of it.
    private static readonly string[] Wholes = ["Value", "Number", "No", "Hash", "Text", "Digest"];

    // Names of what a value is, when it is not the data.
    private static readonly HashSet<string> Others = ["id", "type", "version", "count", "hint", "kind", "status", "state", "flag", "date", "at", "on", "until", "policy", "length", "level", "scheme", "permission", "permissions", "role", "roles", "scope", "scopes", "stamp", "url", "uri", "link", "algorithm", "name", "salt"];

    /// <summary>What a claim says that it should not, if anything.</summary>
    public static SensitiveValue? Of(IssuedClaim claim, SensitiveNames names, CodeBodies bodies) => Of(claim, names, bodies, depth: 0);

    private static SensitiveValue? Of(IssuedClaim claim, SensitiveNames names, CodeBodies bodies, int depth)
    {
        if (claim.ValueType is { ConstantValue: { HasValue: true, Value: string valueType } } && IsNoText(valueType))
            return null;
        var claimNames = NamesOf(claim, bodies);
        if (claimNames.Count > 0 && claimNames.All(SensitiveNames.IsOfProtocol))
            return null;
        foreach (var name in claimNames)
        {
            if (names.KindOfClaim(name) is not SensitiveKind.None and var kind && MayBeData(claim.Value, kind, bodies))
                return new SensitiveValue(kind, null);
        }

        return FromSource(claim.Value, names, bodies, depth);
    }

    /// <summary>The constant names that a claim may have; one for most.</summary>
    public static IReadOnlyList<string> NamesOf(IssuedClaim claim, CodeBodies bodies)
    {
        if (claim.FixedName is { } fixedName)
            return [fixedName];
        var found = new List<string>();
        if (claim.Name is { } name)
        {
            ValueTrace.Finds(name, bodies, (operation, _) =>
            {
                if (operation.ConstantValue is { HasValue: true, Value: var constant })
                {
                    if (constant is string text)
                        found.Add(text);
                    return TraceStep.Stop;
                }

                return operation is IInvocationOperation or IBinaryOperation or IInterpolatedStringOperation ? TraceStep.Stop : TraceStep.Follow;
            });
        }

        return found;
    }

    /// <summary>What a value holds, told by the names of the variables and members that it comes from.</summary>
    private static SensitiveValue? FromSource(IOperation value, SensitiveNames names, CodeBodies bodies, int depth)
    {
        SensitiveValue? found = null;
        if (depth > DepthLimit)
            return null;
        Trace(value, bodies, names, depth, reference =>
        {
            foreach (var name in NamesOfReference(reference))
            {
                if (names.KindOf(name) is not SensitiveKind.None and var kind && SensitiveNames.CanHold(reference.Type, kind))
                    found = new SensitiveValue(kind, NameOf(reference));
            }

            return found is not null;
        }, (operation, property) => found = new SensitiveValue(names.KindOf(property), property));
        return found;
    }

    /// <summary>The properties of an object that must not be in its JSON, and are.</summary>
    public static IEnumerable<(SensitiveKind Kind, string Property)> In(ITypeSymbol type, SensitiveNames names, CodeBodies bodies)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public }
                    && names.KindOf(property.Name) is not SensitiveKind.None and var kind && SensitiveNames.CanHold(property.Type, kind)
                    && !property.GetAttributes().Any(IsIgnored) && !IsEmptied(property, bodies))
                    yield return (kind, property.Name);
            }
        }
    }

    public static bool IsSerialization(IMethodSymbol method) =>
        method.Name is "Serialize" && method.ContainingType.HasFullName("System.Text.Json.JsonSerializer")
        || method.Name is "SerializeObject" && method.ContainingType.HasFullName("Newtonsoft.Json.JsonConvert")
        || method.Name is "SerializeToElement" or "SerializeToNode" or "SerializeToDocument" && method.ContainingType.HasFullName("System.Text.Json.JsonSerializer");

    /// <summary>Whether a value stands in an operation beside others, in clear.</summary>
    private static bool IsInText(IOperation operation) => operation is IInterpolatedStringOperation or IInterpolatedStringContentOperation or IArgumentOperation;

    private static void Trace(IOperation value, CodeBodies bodies, SensitiveNames names, int depth, Func<IOperation, bool> isFound, Action<IOperation, string> foundProperty) =>
        ValueTrace.Finds(value, bodies, (operation, _) =>
        {
            if (operation.ConstantValue.HasValue)
                return TraceStep.Stop;
            switch (operation)
            {
                case IPropertyReferenceOperation or IFieldReferenceOperation:
                    var reference = (IMemberReferenceOperation)operation;
                    if (reference.Member.IsStatic && IsConstant(reference.Member, bodies))
                        return TraceStep.Stop;
                    if (isFound(reference))
                        return TraceStep.Found;
                    return reference is { Instance: null or IInstanceReferenceOperation } ? TraceStep.Follow
                        : reference is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } ? TraceStep.Follow : TraceStep.Stop;
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    return isFound(operation) ? TraceStep.Found : TraceStep.Follow;
                case IInvocationOperation call:
                    return Call(call, bodies, names, depth, isFound, foundProperty);
                case IBinaryOperation binary:
                    return binary.OperatorKind is BinaryOperatorKind.Add ? TraceStep.Follow : TraceStep.Stop;
                default:
                    return ValueTrace.Passes(operation) || IsInText(operation) || operation is IArrayCreationOperation or IArrayInitializerOperation ? TraceStep.Follow : TraceStep.Stop;
            }
        });

    /// <summary>Whether a static member only names something, as a constant does: a permission, a label, an authentication method.</summary>
    private static bool IsConstant(ISymbol member, CodeBodies bodies) =>
        member.DeclaringSyntaxReferences.IsEmpty
        || TokenNames.Words(member.ContainingType.Name).LastOrDefault() is { } last && Vocabularies.Contains(last)
        || bodies.Held(member).ToList() is { Count: > 0 } values && values.All(value => value.ConstantValue.HasValue);

    private static TraceStep Call(IInvocationOperation call, CodeBodies bodies, SensitiveNames names, int depth, Func<IOperation, bool> isFound, Action<IOperation, string> foundProperty)
    {
        var method = call.TargetMethod;
        var words = TokenNames.Words(method.Name);
        // A MAC can be tried out by nobody who has not the key.
        if (words.Any(Disguises.Contains) || method.ContainingType is { } owner && owner.Name.StartsWith("hmac", StringComparison.OrdinalIgnoreCase))
            return TraceStep.Stop;
        if (IsSerialization(method))
            return Serialized(call, bodies, names, depth, isFound, foundProperty);
        // The hash of a password can be tried out by whoever has it; that of a long random secret can't.
        if ((words.Any(Hashes.Contains) && !Others.Contains(words[words.Count - 1])) || method.ContainingType is { } type && TokenNames.Words(type.Name).Any(Hashes.Contains))
        {
            foreach (var argument in call.Arguments)
            {
                if (SensitiveNames.CanHold(OperationShapes.Awaited(method.ReturnType), SensitiveKind.Password) && FromSource(argument.Value, names, bodies, depth + 1) is { Kind: SensitiveKind.Password, Source: var source })
                {
                    foundProperty(call, source!);
                    return TraceStep.Found;
                }
            }

            return TraceStep.Stop;
        }

        if (IsLookUp(call) && isFound(call))
            return TraceStep.Found;
        return bodies.Returned(method) is not null || (Texts.Contains(method.Name) && method.DeclaringSyntaxReferences.IsEmpty) ? TraceStep.Follow : TraceStep.Stop;
    }

    private static TraceStep Serialized(IInvocationOperation call, CodeBodies bodies, SensitiveNames names, int depth, Func<IOperation, bool> isFound, Action<IOperation, string> foundProperty)
    {
        if (call.Arguments.Length == 0)
            return TraceStep.Stop;
        var value = OperationShapes.Unwrapped(call.Arguments[0].Value);
        if (value is ILocalReferenceOperation { Local: var local } && bodies.Assigned(local).ToList() is [var only] && OperationShapes.Unwrapped(only) is IAnonymousObjectCreationOperation made)
            value = made;
        if (value is IAnonymousObjectCreationOperation anonymous)
        {
            foreach (var part in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
            {
                if (part.Target is IPropertyReferenceOperation { Property.Name: var name } && Of(new IssuedClaim(part, null, name, part.Value), names, bodies, depth + 1) is not null)
                {
                    foundProperty(call, names.KindOf(name) is SensitiveKind.None ? FromSource(part.Value, names, bodies, depth + 1)?.Source ?? name : name);
                    return TraceStep.Found;
                }
            }

            return TraceStep.Stop;
        }

        if (value.Type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } type && !type.IsInNamespace("System"))
        {
            foreach (var (_, property) in In(type, names, bodies))
            {
                foundProperty(call, property);
                return TraceStep.Found;
            }

            return TraceStep.Stop;
        }

        return SensitiveNames.CanHold(value.Type, SensitiveKind.Password) ? TraceStep.Follow : TraceStep.Stop;
    }

    /// <summary>Whether a value may be what a sensitive name says, and is no flag, date or counter about it.</summary>
    private static bool MayBeData(IOperation value, SensitiveKind kind, CodeBodies bodies)
    {
        var isData = false;
        ValueTrace.Finds(value, bodies, (operation, _) =>
        {
            if (operation.ConstantValue is { HasValue: true, Value: var constant })
            {
                // "required" and "verified" are about it; a value has a digit.
                isData = constant is string { Length: > 3 } text && text.Any(char.IsDigit) && text.Any(character => !char.IsDigit(character)) || constant is string { Length: > 8 } number && number.All(char.IsDigit);
                return isData ? TraceStep.Found : TraceStep.Stop;
            }

            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var method, Instance: var instance }:
                    if (TokenNames.Words(method.Name).Any(Disguises.Contains) || method.Name is "Substring" or "Exists" or "Contains" or "Any" or "Count")
                        return TraceStep.Stop;
                    if (Texts.Contains(method.Name) && method.DeclaringSyntaxReferences.IsEmpty && (instance is not null || !method.Parameters.IsEmpty))
                        return TraceStep.Follow;
                    isData = SensitiveNames.CanHold(OperationShapes.Awaited(method.ReturnType), kind);
                    return isData ? TraceStep.Found : TraceStep.Stop;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                    return TraceStep.Follow;
                case ILocalReferenceOperation when operation.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object:
                    return TraceStep.Follow;
                case IMemberReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation:
                    isData = SensitiveNames.CanHold(operation.Type, kind) && !NamesOfReference(operation).Any(name => TokenNames.Words(name) is { Count: > 0 } words && Others.Contains(words[words.Count - 1]));
                    return isData ? TraceStep.Found : TraceStep.Stop;
                default:
                    return ValueTrace.Passes(operation) || IsInText(operation) || operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } ? TraceStep.Follow : TraceStep.Stop;
            }
        });
        return isData;
    }

    private static bool IsLookUp(IInvocationOperation call) => call.TargetMethod.Name is "GetString" or "GetValue" or "Field" or "GetFieldValue" or "FindFirstValue" && LastText(call.Arguments) is not null;

    private static string? LastText(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value.ConstantValue).Where(constant => constant is { HasValue: true, Value: string }).Select(constant => (string)constant.Value!).FirstOrDefault();

    /// <summary>The names of what is referred to: that of a member, with its owner's where it is the whole of it; the key of a look-up.</summary>
    private static IEnumerable<string> NamesOfReference(IOperation reference)
    {
        switch (reference)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments }:
                if (LastText(arguments) is { } key)
                    yield return key.Substring(key.LastIndexOfAny([':', '/', '.']) + 1);
                break;
            case IInvocationOperation { Arguments: var arguments }:
                if (LastText(arguments) is { } column)
                    yield return column.Substring(column.LastIndexOfAny([':', '/', '.']) + 1);
                break;
            case IMemberReferenceOperation { Member: var member, Instance: var instance }:
                // The number of a card that is of a type for other cards.
                if (member.ContainingType is { } type && SensitiveNames.IsAboutOtherCards(type.Name))
                    break;
                yield return member.Name;
                if (Wholes.Contains(member.Name) && instance is not null && NameOf(OperationShapes.Unwrapped(instance)) is { } owner)
                    yield return owner + member.Name;
                break;
            default:
                if (NameOf(reference) is { } name)
                    yield return name;
                break;
        }
    }

    private static string? NameOf(IOperation reference) => reference switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments } => LastText(arguments),
        IInvocationOperation { Arguments: var arguments } => LastText(arguments),
        IMemberReferenceOperation { Member.Name: "Value" or "Number" or "No" or "Hash" or "Text" or "Digest", Instance: IMemberReferenceOperation { Member.Name: var owner } } => owner,
        IMemberReferenceOperation { Member.Name: var name } => name,
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        _ => null,
    };

    private static bool IsNoText(string valueType) =>
        valueType.EndsWith("#boolean", StringComparison.Ordinal) || valueType.EndsWith("#date", StringComparison.Ordinal) || valueType.EndsWith("#dateTime", StringComparison.Ordinal) || valueType.EndsWith("#time", StringComparison.Ordinal);

    // With a condition it is left out at times: JsonIgnoreCondition.Always is 1.
    private static bool IsIgnored(AttributeData attribute) =>
        attribute.AttributeClass?.Name is "JsonIgnoreAttribute" or "IgnoreDataMemberAttribute" or "NonSerializedAttribute" && attribute.NamedArguments.All(argument => argument is { Key: not "Condition" } or { Value.Value: 1 });

    private static bool IsEmptied(IPropertySymbol property, CodeBodies bodies) => bodies.Operations.OfType<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.Target is IPropertyReferenceOperation { Property: var assigned } && SymbolEqualityComparer.Default.Equals(assigned.OriginalDefinition, property.OriginalDefinition)
        && OperationShapes.Unwrapped(assignment.Value) is var value && (value is { ConstantValue: { HasValue: true, Value: null or "" } } or IDefaultValueOperation || value is IFieldReferenceOperation { Field.Name: "Empty" }));
}
