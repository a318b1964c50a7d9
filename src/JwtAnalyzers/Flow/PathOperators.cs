using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What a path computes: conversions, operators, tests and texts.</summary>
internal static class PathOperators
{
    public static AbstractValue? Compute(PathEvaluator path, IOperation operation) => operation.Kind switch
    {
        OperationKind.Conversion => Convert(path, (IConversionOperation)operation),
        OperationKind.Binary => Operate(path, (IBinaryOperation)operation),
        OperationKind.Unary => Negate(path, (IUnaryOperation)operation),
        OperationKind.IsNull => IsNull(path, (IIsNullOperation)operation),
        OperationKind.IsPattern => PathPatterns.Match(path, (IIsPatternOperation)operation),
        OperationKind.InterpolatedString => Interpolate(path, (IInterpolatedStringOperation)operation),
        _ => null,
    };

    /// <summary>
    /// The result of an operator on truth values, or of a test for equality; <see langword="null"/> where it is not known.
    /// </summary>
    public static AbstractValue? Decide(PathEvaluator path, BinaryOperatorKind kind, AbstractValue left, AbstractValue right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.And when left.IsConstant(false) || right.IsConstant(false):
                return AbstractValue.Of(false);
            case BinaryOperatorKind.Or when left.IsConstant(true) || right.IsConstant(true):
                return AbstractValue.Of(true);
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                return AreEqual(path, left, right) is { } equal ? AbstractValue.Of(equal == kind is BinaryOperatorKind.Equals) : null;
        }

        if (left is not ConstantValue { Value: bool first } || right is not ConstantValue { Value: bool second })
            return null;
        return kind switch
        {
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => AbstractValue.Of(first && second),
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => AbstractValue.Of(first || second),
            BinaryOperatorKind.ExclusiveOr => AbstractValue.Of(first ^ second),
            _ => null,
        };
    }

    public static bool? AreEqual(PathEvaluator path, AbstractValue left, AbstractValue right)
    {
        if (left is ConstantValue { Value: null })
            return path.IsNull(right);
        if (right is ConstantValue { Value: null })
            return path.IsNull(left);
        return (left, right) switch
        {
            (ConstantValue { Value: string text }, ConstantValue { Value: string other }) => EnvironmentNames.AreEqual(text, other),
            (ConstantValue first, ConstantValue second) => Equals(first.Value, second.Value),
            _ => null,
        };
    }

    /// <summary>The text that an addition puts together, where it holds the name of a token's key.</summary>
    public static AbstractValue? Join(BinaryOperatorKind kind, AbstractValue left, AbstractValue right) =>
        kind is BinaryOperatorKind.Add ? UntrustedKeyNames.Join([left, right]) : null;

    /// <summary>What is computed from two values in a way that is not followed.</summary>
    public static AbstractValue DerivedFrom(AbstractValue left, AbstractValue right) =>
        AbstractValue.UnknownOf(left.DependsOnTokenInput || right.DependsOnTokenInput);

    /// <summary>What was computed from the token is, constant or not, what the token says.</summary>
    public static AbstractValue FollowsFrom(AbstractValue value, bool isFromToken) =>
        isFromToken && value is ConstantValue constant ? constant with { IsFromToken = true } : value;

    // A text that becomes a span by a conversion operator is still the key that it was.
    private static AbstractValue Convert(PathEvaluator path, IConversionOperation conversion)
    {
        var value = path.Evaluate(conversion.Operand);
        if (conversion.IsTryCast && PathPatterns.IsNever(path, value, conversion.Type))
            return AbstractValue.Null;
        path.Body.RejectIf(PathPatterns.IsNever(path, value, conversion.Type));
        return conversion.OperatorMethod is null || value.IsKeyOfToken ? value : value.Derived;
    }

    private static AbstractValue Operate(PathEvaluator path, IBinaryOperation binary)
    {
        var left = path.Evaluate(binary.LeftOperand);
        var right = path.Evaluate(binary.RightOperand);
        if (Decide(path, binary.OperatorKind, left, right) is { } decided)
            return FollowsFrom(decided, left.IsSaidByToken || right.IsSaidByToken);
        return left is ConstantValue first && right is ConstantValue second
            && Arithmetic.Operate(binary.OperatorKind, first.Value, second.Value) is { } computed
            ? AbstractValue.Of(computed, left.IsSaidByToken || right.IsSaidByToken)
            : Join(binary.OperatorKind, left, right) ?? DerivedFrom(left, right);
    }

    private static AbstractValue Negate(PathEvaluator path, IUnaryOperation unary)
    {
        var operand = path.Evaluate(unary.Operand);
        return unary is { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } && operand is ConstantValue { Value: bool flag }
            ? AbstractValue.Of(!flag, operand.IsSaidByToken)
            : operand.Derived;
    }

    private static AbstractValue IsNull(PathEvaluator path, IIsNullOperation test)
    {
        var value = path.Evaluate(test.Operand);
        return path.IsNull(value) is { } isNull ? AbstractValue.Of(isNull, value.IsSaidByToken) : value.Derived;
    }

    private static AbstractValue Interpolate(PathEvaluator path, IInterpolatedStringOperation text)
    {
        var parts = text.Parts.Select(part => part switch
        {
            IInterpolationOperation hole => path.Evaluate(hole.Expression),
            IInterpolatedStringTextOperation literal => path.Evaluate(literal.Text),
            _ => path.Evaluate(part),
        }).ToList();
        return UntrustedKeyNames.Join(parts) ?? AbstractValue.UnknownOf(parts.Any(part => part.DependsOnTokenInput));
    }
}
