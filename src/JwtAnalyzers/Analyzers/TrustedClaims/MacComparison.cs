using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>A comparison of a message authentication code (HMAC) that was computed here with one that was given.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Given">The side that the caller sent.</param>
/// <param name="Computed">The other side.</param>
/// <param name="IsFixedTime">Whether it takes the same time wherever the two differ.</param>
/// <param name="IsComputedFirst">Whether the computed code is the first of the two.</param>
internal sealed record MacComparison(IOperation Comparison, IOperation Given, IOperation Computed, bool IsFixedTime, bool IsComputedFirst)
{
    private const string SideKey = "computed";

    /// <summary>The names one of which stands in a file that computes such a code.</summary>
    public static ImmutableHashSet<string> Names { get; } = ImmutableHashSet.Create(
        "HMACSHA256", "HMACSHA384", "HMACSHA512", "HMACSHA1", "HMACMD5", "HMAC", "KeyedHashAlgorithm");

    public static bool IsIn(FileHits file) => file.Names.Overlaps(Names);

    public ImmutableDictionary<string, string?> ToProperties() =>
        ImmutableDictionary<string, string?>.Empty.Add(SideKey, IsComputedFirst ? "first" : "second");

    /// <summary>Whether the computed code is the first operand at a diagnostic; <see langword="null"/> for another's diagnostic.</summary>
    public static bool? IsComputedFirstAt(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(SideKey, out var side) ? side == "first" : null;

    public static IEnumerable<MacComparison> In(CodeBodies bodies, TokenLibraries tokens)
    {
        foreach (var operation in bodies.Operations)
        {
            if (Operands(operation) is not var (first, second, isFixedTime) || IsConstant(first) || IsConstant(second))
                continue;
            var isComputed = (First: IsComputed(first, bodies), Second: IsComputed(second, bodies));
            // Two computed codes: comparing them tells an attacker nothing, since he knows neither.
            var given = isComputed.First ? second : first;
            if (isComputed.First != isComputed.Second && !IsLookUp(operation, given) && !IsKeptHere(given, bodies, tokens))
                yield return new MacComparison(
                    operation, given, isComputed.First ? first : second, isFixedTime, isComputed.First);
        }
    }

    private static (IOperation First, IOperation Second, bool IsFixedTime)? Operands(IOperation operation) => operation switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
            LeftOperand: var left,
            RightOperand: var right,
        }
            when left.Type?.SpecialType is SpecialType.System_String && right.Type?.SpecialType is SpecialType.System_String =>
            (left, right, false),
        IInvocationOperation { TargetMethod: { Name: "Equals" or "SequenceEqual" or "Compare" or "CompareOrdinal" or "CompareTo"
            or "FixedTimeEquals" } method } invocation when IsOfSystem(method) =>
            (invocation.Instance is { } instance ? [instance, .. Values(invocation)] : Values(invocation)) is [var first, var second, ..]
                ? (first, second, method.Name == "FixedTimeEquals")
                : null,
        _ => null,
    };

    private static bool IsOfSystem(IMethodSymbol method) => (method.ReducedFrom ?? method).ContainingType.IsInNamespace("System");

    private static IReadOnlyList<IOperation> Values(IInvocationOperation invocation) =>
        invocation.Arguments.Select(argument => argument.Value).ToList();

    private static bool IsConstant(IOperation value) => OperationShapes.Unwrapped(value).ConstantValue.HasValue;

    private static bool IsComputed(IOperation value, CodeBodies bodies) =>
        ValueTrace.Finds(value, bodies, (operation, _) => operation switch
    {
        IInvocationOperation invocation when ComputesMac(invocation) => TraceStep.Found,
        // A number of some digits (RFC 6238) is none.
        { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64
            or SpecialType.System_UInt64 } => TraceStep.Stop,
        IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } => TraceStep.Stop,
        IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } => TraceStep.Stop,
        _ => TraceStep.Follow,
    });

    /// <summary>Whether a value comes from what the server itself keeps, and from nowhere else: no caller can try one.</summary>
    private static bool IsKeptHere(IOperation given, CodeBodies bodies, TokenLibraries tokens)
    {
        var isKept = false;
        return !ValueTrace.Finds(given, bodies, (operation, isStart) =>
        {
            if (tokens.OriginOf(operation) is TokenOrigin.Trusted)
                isKept = true;
            else if (!operation.ConstantValue.HasValue)
                return isStart ? TraceStep.Found : TraceStep.Follow;
            return TraceStep.Stop;
        }) && isKept;
    }

    /// <summary>
    /// A condition on stored things (<c>rows.First(row => row.Hash == hash)</c>): the code that stored them has computed theirs as well.
    /// </summary>
    private static bool IsLookUp(IOperation comparison, IOperation given)
    {
        for (var current = comparison.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Symbol: var function })
                return IsCondition(current)
                    && given.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
                        .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, function));
        }

        return false;
    }

    /// <summary>Whether a function is given to a query or a collection.</summary>
    private static bool IsCondition(IOperation function)
    {
        var current = function.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
            current = current.Parent;
        return current is IInvocationOperation { TargetMethod: var method }
            && (method.IsInNamespace("System.Linq") || method.IsInNamespace("System.Collections")
                || method.IsInNamespace("Microsoft.EntityFrameworkCore"));
    }

    private static bool ComputesMac(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "ComputeHash" or "ComputeHashAsync" or "HashData" or "HashDataAsync" or "TryHashData"
            or "TryComputeHash"
        && IsMac(invocation.Instance?.Type ?? invocation.TargetMethod.ContainingType);

    private static bool IsMac(ITypeSymbol? type) => type.DerivesFrom("System.Security.Cryptography.KeyedHashAlgorithm");
}
