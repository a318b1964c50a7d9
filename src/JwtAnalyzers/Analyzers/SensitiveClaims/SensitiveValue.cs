using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>What a claim says that the token's holder must not read: told by its name, or by where its value comes from.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The variable or member that it comes from; <see langword="null"/> where its name tells.</param>
internal sealed record SensitiveValue(SensitiveKind Kind, string? Source)
{
    /// <summary>Whether it is the hash of a password, by which attackers can try passwords out.</summary>
    public bool IsHash { get; init; } = Kind is SensitiveKind.Password && Source is not null && SaysHash(Source);

    private static bool SaysHash(string name) => TokenNames.Words(name).Any(word => word is "hash" or "hashed" or "digest");

    /// <summary>What a claim says that it should not, if anything.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="names">The names that tell.</param>
    /// <param name="bodies">The code around it.</param>
    /// <param name="depth">How many hashes and serializations it is in.</param>
    public static SensitiveValue? Of(IssuedClaim claim, SensitiveNames names, CodeBodies bodies, int depth = 0)
    {
        if (claim.ValueType is { ConstantValue: { HasValue: true, Value: string valueType } } && IsNoText(valueType))
            return null;
        var claimNames = NamesOf(claim, bodies);
        if (claimNames.Count > 0 && claimNames.All(SensitiveNames.IsOfProtocol))
            return null;
        foreach (var name in claimNames)
        {
            if (names.KindOfClaim(name) is not SensitiveKind.None and var kind && ClaimData.MayBe(claim.Value, kind, bodies))
                return new SensitiveValue(kind, null)
                {
                    IsHash = kind is SensitiveKind.Password
                        && (SaysHash(name) || SensitiveSource.Of(claim.Value, names, bodies, depth) is { IsHash: true }),
                };
        }

        return SensitiveSource.Of(claim.Value, names, bodies, depth);
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

                return operation is IInvocationOperation or IBinaryOperation or IInterpolatedStringOperation
                    ? TraceStep.Stop
                    : TraceStep.Follow;
            });
        }

        return found;
    }

    /// <summary>The properties of an object that must not be in its JSON, and are.</summary>
    public static IEnumerable<(SensitiveKind Kind, string Property)> In(ITypeSymbol type, SensitiveNames names, CodeBodies bodies)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is {
                    DeclaredAccessibility: Accessibility.Public,
                    IsStatic: false,
                    IsIndexer: false,
                    GetMethod.DeclaredAccessibility: Accessibility.Public,
                }
                    && names.KindOf(property.Name) is not SensitiveKind.None and var kind && SensitiveNames.CanHold(property.Type, kind)
                    && !property.GetAttributes().Any(IsIgnored) && !IsEmptied(property, bodies))
                    yield return (kind, property.Name);
            }
        }
    }

    private static bool IsNoText(string valueType) =>
        valueType.EndsWith("#boolean", StringComparison.Ordinal) || valueType.EndsWith("#date", StringComparison.Ordinal)
        || valueType.EndsWith("#dateTime", StringComparison.Ordinal) || valueType.EndsWith("#time", StringComparison.Ordinal);

    // With a condition it is left out at times: JsonIgnoreCondition.Always is 1.
    private static bool IsIgnored(AttributeData attribute) =>
        attribute.AttributeClass?.Name is "JsonIgnoreAttribute" or "IgnoreDataMemberAttribute" or "NonSerializedAttribute"
        && attribute.NamedArguments.All(argument => argument is { Key: not "Condition" } or { Value.Value: 1 });

    private static bool IsEmptied(IPropertySymbol property, CodeBodies bodies) =>
        bodies.Operations.OfType<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.Target is IPropertyReferenceOperation { Property: var assigned }
        && SymbolEqualityComparer.Default.Equals(assigned.OriginalDefinition, property.OriginalDefinition)
        && OperationShapes.Unwrapped(assignment.Value) is var value
        && (value is { ConstantValue: { HasValue: true, Value: null or "" } } or IDefaultValueOperation
            || value is IFieldReferenceOperation { Field.Name: "Empty" }));
}
