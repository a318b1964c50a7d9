using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.Jose;

/// <summary>
/// jose-jwt: <c>none</c> makes an unsigned token, even beside a key, and nothing is added to the payload (measured on 5.3).
/// </summary>
internal sealed class JoseIssuing : IssuingAdapter
{
    private static readonly string[] Types = ["JWT"];

    public override ImmutableArray<string> NamesOfIssuing { get; } = ImmutableArray.Create("Encode", "EncodeBytes");

    public override IssuedToken? TokenMadeBy(IOperation operation, IssuingScope scope)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Encode" or "EncodeBytes" } method } call
            || !method.ContainingType.IsOneOf("Jose", Types))
            return null;
        // The others make encrypted tokens.
        return (Given("algorithm") ?? Given("jwsAlg")) is { } algorithm && Given("payload") is { } payload && Given("key") is { } key
            ? IssuedPayload.Of(call, payload, Signature(algorithm, key, scope), isAlwaysToken: false, scope)
            : null;

        IOperation? Given(string name) =>
            call.Arguments.FirstOrDefault(argument =>
                argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && parameter.Name == name)?.Value;
    }

    private static TokenPart Signature(IOperation algorithm, IOperation key, IssuingScope scope)
    {
        var readings = scope.Constants.Read(algorithm);
        return readings.All(reading => IsNone(reading.Value))
            ? new TokenPart(
                false, algorithm, "the algorithm is 'none'",
                IsWrittenHere(algorithm) && AlgorithmFor(key, scope) is { } real ? new PartSlot(SlotKind.Algorithm, real) : null)
            : TokenPart.Unknown;
    }

    // JwsAlgorithm.none is 0.
    private static bool IsNone(AbstractValue algorithm) => algorithm is ConstantValue { Value: 0 or "none" };

    private static bool IsWrittenHere(IOperation algorithm) =>
        algorithm is ILiteralOperation or IFieldReferenceOperation { Field.ContainingType.TypeKind: TypeKind.Enum };

    /// <summary>The algorithm that a key's type fixes. Which curve a key is on, its type does not say.</summary>
    private static string? AlgorithmFor(IOperation key, IssuingScope scope)
    {
        var value = key;
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        if (value.Type is null || value.Type.NullableAnnotation is NullableAnnotation.Annotated
            || scope.Constants.Read(value).Any(reading => reading.Value.IsConstant(null)))
            return null;
        if (value.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
            return "HS256";
        for (var type = value.Type; type is not null; type = type.BaseType)
        {
            if (type.HasFullName("System.Security.Cryptography.RSA"))
                return "RS256";
        }

        return null;
    }
}
