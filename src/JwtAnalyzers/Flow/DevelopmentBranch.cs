using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Code that production never runs: under <c>IsDevelopment()</c>, behind an early return of it, or under <c>#if DEBUG</c>.</summary>
internal static class DevelopmentBranch
{
    public static bool Contains(IOperation operation, CodeBodies bodies, CancellationToken cancellation) =>
        IsUnderGuard(operation, bodies) || DebugCode.Contains(operation.Syntax, cancellation);

    // What stands in the same block or case asks the same of what is around it.
    private static bool IsUnderGuard(IOperation operation, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().UnderGuard;
        var path = new List<IOperation>();
        var found = false;
        for (var (child, current) = (operation, operation.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (known.TryGetValue(child, out found))
                break;
            path.Add(child);
            if (found = IsGuarded(child, current, bodies))
                break;
        }

        foreach (var step in path)
            known[step] = found;
        return found;
    }

    private static bool IsGuarded(IOperation child, IOperation parent, CodeBodies bodies) => parent switch
    {
        IConditionalOperation conditional => child != conditional.Condition && InProduction(conditional.Condition, bodies) is { } holds && child == (holds ? conditional.WhenFalse : conditional.WhenTrue),
        ISwitchExpressionOperation or ISwitchOperation => IsOtherCase(child, parent, bodies),
        IBlockOperation block => EndOfProduction(block, bodies) is { } end && child.Syntax.SpanStart > end.Syntax.SpanStart,
        _ => false,
    };

    /// <summary>The first statement of a block that production does not get beyond.</summary>
    private static IOperation? EndOfProduction(IBlockOperation block, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().Ends;
        return known.TryGetValue(block, out var end) ? end : known[block] = block.Operations.FirstOrDefault(statement => EndsProduction(statement, bodies));
    }

    private static bool EndsProduction(IOperation statement, CodeBodies bodies) =>
        statement is IConditionalOperation { WhenFalse: null } early && Ends(early.WhenTrue) && InProduction(early.Condition, bodies) is true;

    private static bool Ends(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Ends(last),
        _ => false,
    };

    /// <summary>Whether a case of a choice is for other environments: <c>"Development" => …</c>, or the rest where one before it is production's.</summary>
    private static bool IsOtherCase(IOperation child, IOperation choice, CodeBodies bodies)
    {
        if (choice is ISwitchExpressionOperation { Value: var chosen, Arms: var arms } && child is ISwitchExpressionArmOperation arm)
        {
            return Known(chosen, bodies) is { } value
                && (Chooses(value, arm.Pattern, arm.Guard, bodies) is false
                    || arms.TakeWhile(earlier => earlier != arm).Any(earlier => Chooses(value, earlier.Pattern, earlier.Guard, bodies) is true));
        }

        return choice is ISwitchOperation { Value: var asked, Cases: var cases } && child is ISwitchCaseOperation @case
            && Known(asked, bodies) is { } known
            && !Jumps(choice, bodies)
            && @case.Clauses.All(clause => clause is IDefaultCaseClauseOperation
                ? cases.SelectMany(each => each.Clauses).Any(each => Chooses(known, each, bodies) is true)
                : Chooses(known, clause, bodies) is false);
    }

    /// <summary>Whether a case goes on with another: <c>goto default</c>.</summary>
    private static bool Jumps(IOperation choice, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().Jumps;
        return known.TryGetValue(choice, out var jumps) ? jumps : known[choice] = choice.Descendants().Any(operation => operation is IBranchOperation { BranchKind: BranchKind.GoTo });
    }

    private static bool? Chooses(ConstantValue value, ICaseClauseOperation clause, CodeBodies bodies) => clause switch
    {
        ISingleValueCaseClauseOperation single => AreEqual(value, Known(single.Value, bodies)),
        IPatternCaseClauseOperation pattern => Chooses(value, pattern.Pattern, pattern.Guard, bodies),
        _ => null,
    };

    private static bool? Chooses(ConstantValue value, IPatternOperation pattern, IOperation? guard, CodeBodies bodies) =>
        Matches(value, pattern, bodies) & (guard is null ? true : InProduction(guard, bodies));

    // The lifted operators are three-valued, here and below: what is unknown stays so unless the other side decides.
    private static bool? Matches(ConstantValue value, IPatternOperation pattern, CodeBodies bodies) => pattern switch
    {
        IConstantPatternOperation { Value: var constant } => AreEqual(value, Known(constant, bodies)),
        INegatedPatternOperation { Pattern: var negated } => !Matches(value, negated, bodies),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Matches(value, or.LeftPattern, bodies) | Matches(value, or.RightPattern, bodies),
        IBinaryPatternOperation and => Matches(value, and.LeftPattern, bodies) & Matches(value, and.RightPattern, bodies),
        IDiscardPatternOperation => true,
        _ => null,
    };

    // Whoever writes "production" may call it so; who does not gets the name that the framework has for it.
    private static bool? AreEqual(ConstantValue left, ConstantValue? right) =>
        right is null || left.Value is string text && right.Value is string other && text != other && string.Equals(text, other, StringComparison.OrdinalIgnoreCase)
            ? null
            : Equals(left.Value, right.Value);

    /// <summary>What a condition is in production; <see langword="null"/> where that does not follow from the environment.</summary>
    public static bool? InProduction(IOperation condition, CodeBodies bodies) => bodies.Once(bodies.Memory<Answers>().Conditions, condition, FindInProduction);

    private static bool? FindInProduction(IOperation condition, CodeBodies bodies) => condition switch
    {
        IParenthesizedOperation parenthesized => InProduction(parenthesized.Operand, bodies),
        IConversionOperation conversion => InProduction(conversion.Operand, bodies),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !InProduction(not.Operand, bodies),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and =>
            OperationShapes.TermsOf(and, kind => kind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And).Aggregate((bool?)true, (holds, term) => holds & InProduction(term, bodies)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or =>
            OperationShapes.TermsOf(or, kind => kind is BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or).Aggregate((bool?)false, (holds, term) => holds | InProduction(term, bodies)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            when Known(comparison.LeftOperand, bodies) is { } left && AreEqual(left, Known(comparison.RightOperand, bodies)) is { } equal =>
            equal == comparison.OperatorKind is BinaryOperatorKind.Equals,
        IIsPatternOperation { Pattern: var pattern } test => Known(test.Value, bodies) is { } value ? Matches(value, pattern, bodies) : null,
        _ => !condition.ConstantValue.HasValue && ValueOf(condition, bodies) is ConstantValue { Value: bool known } ? known : null,
    };

    private static ConstantValue? Known(IOperation operation, CodeBodies bodies) =>
        ValueOf(operation, bodies) as ConstantValue
        ?? (operation.Type?.SpecialType is SpecialType.System_Boolean && InProduction(operation, bodies) is { } holds ? new ConstantValue(holds) : null);

    private static AbstractValue? ValueOf(IOperation operation, CodeBodies bodies) => bodies.Once(bodies.Memory<Answers>().Values, operation, FindValue);

    private static AbstractValue? FindValue(IOperation operation, CodeBodies bodies)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return AbstractValue.Of(constant);
            case IConversionOperation conversion:
                return ValueOf(conversion.Operand, bodies);
            case IInvocationOperation invocation:
                var arguments = Values(invocation.Arguments);
                return HostingEnvironment.ValueOf(invocation, arguments)
                    ?? PureFunctions.Invoke(invocation.TargetMethod, Value(invocation.Instance), arguments)
                    ?? (invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty || bodies.Returned(invocation.TargetMethod) is not { } returned ? null : Only(returned));
            case IPropertyReferenceOperation { Arguments: { IsEmpty: false } keys } indexer:
                return HostingEnvironment.ValueOf(indexer, Values(keys));
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return CollectionValue.Of(elements.Select(Value).ToArray());
            case ILocalReferenceOperation { Local: var local }:
                return Only(bodies.Assigned(local));
            case IMemberReferenceOperation reference:
                return HostingEnvironment.ValueOf(reference)
                    ?? (reference.Instance is null or IInstanceReferenceOperation && IsOwn(reference.Member) ? Only(bodies.Held(reference.Member)) : null);
            default:
                return null;
        }

        AbstractValue Value(IOperation? part) => part is null ? AbstractValue.Unknown : ValueOf(part, bodies) ?? AbstractValue.Unknown;

        IReadOnlyList<AbstractValue> Values(IEnumerable<IArgumentOperation> given) => given.Select(argument => Value(argument.Value)).ToList();

        // A constant says nothing of the environment: developers switch it before they debug.
        AbstractValue? Only(IEnumerable<IOperation> values) =>
            values.Take(2).ToList() is [{ ConstantValue.HasValue: false, Parent: not ICompoundAssignmentOperation } only] ? Known(only, bodies) : null;
    }

    /// <summary>Whether nobody but its type gives a member a value.</summary>
    private static bool IsOwn(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility is Accessibility.Private,
        IPropertySymbol { IsVirtual: false, IsOverride: false, SetMethod: null or { DeclaredAccessibility: Accessibility.Private } } => true,
        _ => false,
    };

    /// <summary>What was found out of one member's code.</summary>
    private sealed class Answers
    {
        public Dictionary<IOperation, bool> UnderGuard { get; } = [];

        public Dictionary<IOperation, bool> Jumps { get; } = [];

        public Dictionary<IOperation, IOperation?> Ends { get; } = [];

        public Dictionary<IOperation, bool?> Conditions { get; } = [];

        public Dictionary<IOperation, AbstractValue?> Values { get; } = [];
    }
}
