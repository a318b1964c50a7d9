using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Issuing;

/// <summary>How the adapters of all libraries put the parts of an issued token together.</summary>
internal static class IssuedParts
{
    public static TokenPart Part(Knob<bool> isThere, IOperation site, string cause, PartSlot? slot) =>
        isThere.Is(false) ? new TokenPart(false, site, cause, slot) : new TokenPart(isThere);

    public static TokenPart Id(IOperation site, ClaimContents claims, PartSlot? slot, IssuingScope scope) =>
        Part(scope.HasClaim("jti", claims), site, "", slot);

    /// <summary>How long a token may live: by what it is given, or by the claim.</summary>
    public static ImmutableArray<Lifetime> Lifetimes(
        IEnumerable<GivenPart> expiries, ClaimContents claims, ObjectUse use, IssuingScope scope)
    {
        var names = use.Names.Concat(claims.Claims.Values.Concat(use.Given("TokenType").Select(part => part.Value))
            .Select(value => value?.ConstantValue is { HasValue: true, Value: string text } ? text : null).OfType<string>()).ToList();
        var given = expiries.SelectMany(part => LifetimesOf(part.Value, part.Origin, names, scope, LengthOf)).ToList();
        if (given.Count == 0 && claims.Claims.TryGetValue("exp", out var claim) && claim is not null)
            given.AddRange(LifetimesOf(claim, claim, names, scope, LengthOf));
        return given.ToImmutableArray();
    }

    public static ImmutableArray<Lifetime> LifetimesOf(
        IOperation value, IOperation origin, IReadOnlyList<string> names, IssuingScope scope, Func<AbstractValue, TimeSpan?> lengthOf) =>
        scope.Constants.Read(value)
            .Select(reading => lengthOf(reading.Value) is { } length
                ? new Lifetime(length, origin,
                    names.Any(LastingPurposes.IsNamedBy) || IssuingScope.IsMeantToLast(origin.Syntax)
                    || reading.Trail.Code(scope.Cancellation).Any(IssuingScope.IsMeantToLast))
                : null)
            .OfType<Lifetime>()
            .ToImmutableArray();

    private static TimeSpan? LengthOf(AbstractValue value) => value switch
    {
        ConstantValue { Value: DateTime { Year: > 9000 } } => TimeSpan.MaxValue,
        ConstantValue { Value: DateTime time } => time - CallbackProbe.Now,
        _ => null,
    };

    /// <summary>The creation of an object, where it is the only one that a value can be.</summary>
    public static IOperation? OriginOf(IOperation value, string type, CodeBodies bodies)
    {
        for (var hops = 0; hops < 6; hops++)
        {
            switch (value)
            {
                case IObjectCreationOperation creation:
                    return creation.Type.HasFullName(type) ? creation : null;
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case ILocalReferenceOperation { Local: var local } when bodies.Assigned(local).ToList() is [var only]:
                    value = only;
                    break;
                case IInvocationOperation call when bodies.Returned(call.TargetMethod)?.ToList() is [var only]:
                    value = only;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
