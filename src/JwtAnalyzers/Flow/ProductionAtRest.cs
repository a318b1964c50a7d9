using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What the code of one member gives in production, seen from anywhere and not path by path. See <see cref="IProductionEvaluator"/>.
/// </summary>
internal sealed class ProductionAtRest : IProductionEvaluator
{
    /// <summary>How many calls lead from where the environment is asked to where the answer is used.</summary>
    private const int CallerDepth = 2;

    private readonly CodeBodies _bodies;
    private readonly Dictionary<IOperation, bool?> _conditions = [];
    private readonly Dictionary<IOperation, AbstractValue?> _values = [];

    private readonly int _depth;

    private ProductionAtRest(CodeBodies bodies, int depth) => (_bodies, _depth) = (bodies, depth);

    /// <summary>The one that remembers what was found out of this code before.</summary>
    public static ProductionAtRest Of(CodeBodies bodies) => Of(bodies, 0);

    private static ProductionAtRest Of(CodeBodies bodies, int depth) =>
        bodies.Memory<Memory>().Evaluator ??= new ProductionAtRest(bodies, depth);

    private string Production => EnvironmentNames.ProductionOf(_bodies.Compilation, _bodies.Cancellation);

    public AbstractValue Evaluate(IOperation? operation) =>
        operation is null ? AbstractValue.Unknown : Known(operation) ?? AbstractValue.Unknown;

    /// <summary>What a condition is in production; <see langword="null"/> where that does not follow from the environment.</summary>
    public bool? Holds(IOperation condition) => _bodies.Once(_conditions, condition, static (asked, bodies) => Of(bodies).FindHolds(asked));

    // The lifted operators are three-valued: what is unknown stays so unless the other side decides.
    public bool? Matches(ConstantValue value, IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var constant } => AreEqual(value, Known(constant)),
        INegatedPatternOperation { Pattern: var negated } => !Matches(value, negated),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or =>
            Matches(value, or.LeftPattern) | Matches(value, or.RightPattern),
        IBinaryPatternOperation and => Matches(value, and.LeftPattern) & Matches(value, and.RightPattern),
        IDiscardPatternOperation => true,
        _ => null,
    };

    // The framework's name is "Production". Code that writes "production" may mean the same or compare with a name that it has given
    // itself.
    public static bool? AreEqual(ConstantValue left, ConstantValue? right) =>
        right is null
            || left.Value is string text && right.Value is string other && text != other
            && string.Equals(text, other, StringComparison.OrdinalIgnoreCase)
            ? null
            : left.Value is string name && right.Value is string asked ? EnvironmentNames.AreEqual(name, asked)
            : Equals(left.Value, right.Value);

    private bool? FindHolds(IOperation condition) => condition switch
    {
        IParenthesizedOperation parenthesized => Holds(parenthesized.Operand),
        IConversionOperation conversion => Holds(conversion.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Holds(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and =>
            OperationShapes.TermsOf(and, kind => kind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And)
                .Aggregate((bool?)true, (holds, term) => holds & Holds(term)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or =>
            OperationShapes.TermsOf(or, kind => kind is BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or)
                .Aggregate((bool?)false, (holds, term) => holds | Holds(term)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            when Known(comparison.LeftOperand) is { } left && AreEqual(left, Known(comparison.RightOperand)) is { } equal =>
            equal == comparison.OperatorKind is BinaryOperatorKind.Equals,
        IIsPatternOperation { Pattern: var pattern } test => Known(test.Value) is { } value ? Matches(value, pattern) : null,
        _ => !condition.ConstantValue.HasValue && ValueOf(condition) is ConstantValue { Value: bool known } ? known : null,
    };

    private ConstantValue? Known(IOperation operation) =>
        ValueOf(operation) as ConstantValue
        ?? (operation.Type?.SpecialType is SpecialType.System_Boolean && Holds(operation) is { } holds ? new ConstantValue(holds) : null);

    private AbstractValue? ValueOf(IOperation operation) =>
        _bodies.Once(_values, operation, static (asked, bodies) => Of(bodies).FindValue(asked));

    private AbstractValue? FindValue(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => AbstractValue.Of(constant),
        IConversionOperation conversion => ValueOf(conversion.Operand),
        IInvocationOperation invocation => CallOf(invocation),
        IPropertyReferenceOperation { Arguments: { IsEmpty: false } keys } indexer =>
            HostingEnvironment.ValueOf(indexer, ValuesOf(keys), Production),
        IArrayCreationOperation { Initializer.ElementValues: var elements } =>
            CollectionValue.Of(elements.Select(ValueOrUnknown).ToArray()),
        ICoalesceOperation choice => ValueOf(choice.Value) as ConstantValue is { Value: not null } there ? there : null,
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            Holds(choice.Condition) is { } holds ? Known(holds ? choice.WhenTrue : otherwise) : null,
        ISwitchExpressionOperation choice => Chosen(choice),
        ILocalReferenceOperation { Local: var local } => Only(_bodies.Assigned(local)),
        IParameterReferenceOperation { Parameter: var parameter } => GivenToAll(parameter),
        IMemberReferenceOperation reference => HostingEnvironment.ValueOf(reference, Production) ?? Held(reference),
        _ => null,
    };

    private ConstantValue? Chosen(ISwitchExpressionOperation choice)
    {
        if (Known(choice.Value) is not { } value)
            return null;
        var taken = choice.Arms.FirstOrDefault(arm => Chooses(value, arm.Pattern, arm.Guard) is not false);
        return taken is not null && Chooses(value, taken.Pattern, taken.Guard) is true ? Known(taken.Value) : null;
    }

    /// <summary>Whether a case is taken for a value.</summary>
    public bool? Chooses(ConstantValue value, IPatternOperation pattern, IOperation? guard) =>
        Matches(value, pattern) & (guard is null ? true : Holds(guard));

    /// <summary>
    /// What every caller gives a parameter: <c>AddKeycloak(builder.Environment.IsDevelopment())</c>. One has to ask the environment, for a
    /// constant alone says nothing of it.
    /// </summary>
    private ConstantValue? GivenToAll(IParameterSymbol parameter)
    {
        if (_depth >= CallerDepth || _bodies.Assigned(parameter).Count > 0)
            return null;
        var given = _bodies.GivenByCallers(parameter).ToList();
        var values = given.Select(each => Of(each.Caller, _depth + 1).Known(each.Value)).Distinct().ToList();
        return values is [{ } only] && given.Any(each => !each.Value.ConstantValue.HasValue) ? only : null;
    }

    private ConstantValue? Held(IMemberReferenceOperation reference) =>
        reference.Instance is null or IInstanceReferenceOperation && IsSetByItsTypeAlone(reference.Member)
            ? Only(_bodies.Held(reference.Member))
            : null;

    private AbstractValue? CallOf(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var arguments = ValuesOf(invocation.Arguments);
        return HostingEnvironment.ValueOf(invocation, arguments, Production)
            ?? PureFunctions.Invoke(method, ValueOrUnknown(invocation.Instance), arguments)
            ?? (method.DeclaringSyntaxReferences.IsEmpty || _bodies.Returned(method) is not { } returned ? null : Reached(returned));
    }

    /// <summary>What a method returns in production: the only value, or the only one that no guard keeps from there.</summary>
    private ConstantValue? Reached(IReadOnlyList<IOperation> returned)
    {
        if (Only(returned) is { } only)
            return only;
        var reached = returned.Where(value => !DevelopmentBranch.Contains(value, _bodies, _bodies.Cancellation)).ToList();
        return reached.Count < returned.Count && reached is [var last] ? Known(last) : null;
    }

    private AbstractValue ValueOrUnknown(IOperation? part) => part is null ? AbstractValue.Unknown : ValueOf(part) ?? AbstractValue.Unknown;

    private IReadOnlyList<AbstractValue> ValuesOf(IEnumerable<IArgumentOperation> given) =>
        given.Select(argument => ValueOrUnknown(argument.Value)).ToList();

    // A constant says nothing of the environment: developers switch it before they debug.
    private ConstantValue? Only(IEnumerable<IOperation> values) =>
        values.Take(2).ToList() is [{ ConstantValue.HasValue: false, Parent: not ICompoundAssignmentOperation } only] ? Known(only) : null;

    private static bool IsSetByItsTypeAlone(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility is Accessibility.Private,
        IPropertySymbol { IsVirtual: false, IsOverride: false, SetMethod: null or { DeclaredAccessibility: Accessibility.Private } } =>
            true,
        _ => false,
    };

    private sealed class Memory
    {
        public ProductionAtRest? Evaluator { get; set; }
    }
}
