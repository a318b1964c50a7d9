using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Code that production never runs: under <c>IsDevelopment()</c>, behind an early return of it, or under <c>#if DEBUG</c>.</summary>
internal static class DevelopmentBranch
{
    public static bool Contains(IOperation operation, BodySet bodies, CancellationToken cancellation) =>
        IsUnderGuard(operation, bodies) || DevelopmentCode.Contains(operation.Syntax, cancellation);

    private static bool IsUnderGuard(IOperation operation, BodySet bodies)
    {
        for (var (child, current) = (operation, operation.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (current is IConditionalOperation conditional && child != conditional.Condition && InProduction(conditional.Condition, bodies) is { } holds
                && child == (holds ? conditional.WhenFalse : conditional.WhenTrue))
                return true;
            if (current is IBlockOperation block && block.Operations.TakeWhile(earlier => earlier != child).Any(earlier => EndsProduction(earlier, bodies)))
                return true;
        }

        return false;
    }

    private static bool EndsProduction(IOperation statement, BodySet bodies) =>
        statement is IConditionalOperation { WhenFalse: null } early && InProduction(early.Condition, bodies) is true && Ends(early.WhenTrue);

    private static bool Ends(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Ends(last),
        _ => false,
    };

    /// <summary>What a condition is in production; <see langword="null"/> where that does not follow from the environment.</summary>
    public static bool? InProduction(IOperation condition, BodySet bodies, int depth = 0)
    {
        if (depth > 8)
            return null;
        switch (condition)
        {
            case IParenthesizedOperation parenthesized:
                return InProduction(parenthesized.Operand, bodies, depth + 1);
            case IConversionOperation conversion:
                return InProduction(conversion.Operand, bodies, depth + 1);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !InProduction(not.Operand, bodies, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return InProduction(and.LeftOperand, bodies, depth + 1) is false || InProduction(and.RightOperand, bodies, depth + 1) is false ? false : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return InProduction(or.LeftOperand, bodies, depth + 1) is true || InProduction(or.RightOperand, bodies, depth + 1) is true ? true : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when ValueOf(comparison.LeftOperand) is ConstantValue left && ValueOf(comparison.RightOperand) is ConstantValue right:
                return left.Equals(right) == comparison.OperatorKind is BinaryOperatorKind.Equals;
            case ILocalReferenceOperation { Local: var local } when bodies.Assigned(local).ToList() is [var only]:
                return InProduction(only, bodies, depth + 1);
            default:
                return ValueOf(condition) is ConstantValue { Value: bool known } && !condition.ConstantValue.HasValue ? known : null;
        }
    }

    private static AbstractValue? ValueOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => AbstractValue.Of(constant),
        IConversionOperation conversion => ValueOf(conversion.Operand),
        IInvocationOperation invocation => EnvironmentGuard.ValueOf(invocation, invocation.Arguments.Select(argument => ValueOf(argument.Value) ?? AbstractValue.Unknown).ToList()),
        IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer => EnvironmentGuard.ValueOf(indexer, indexer.Arguments.Select(argument => ValueOf(argument.Value) ?? AbstractValue.Unknown).ToList()),
        IMemberReferenceOperation reference => EnvironmentGuard.ValueOf(reference),
        _ => null,
    };
}
