using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>What to do at a step of a <see cref="ValueTrace"/>.</summary>
internal enum TraceStep
{
    /// <summary>Go on to what the value was made of.</summary>
    Follow,

    /// <summary>Go no further here.</summary>
    Stop,

    /// <summary>This is what was looked for.</summary>
    Found,
}

/// <summary>
/// Where a value comes from: backward from its use through locals, branches, calls on it and with it, the fields and properties
/// of the type, the parameters of private methods, and what methods of this compilation return. It takes no account of the
/// order of statements: any assignment may be the one. It knows nothing of tokens.
/// </summary>
internal sealed class ValueTrace
{
    /// <summary>A value that is made of more than this is given up, which finds nothing.</summary>
    private const int StepLimit = 2_000;

    private const int CallLimit = 2;

    private readonly CodeBodies _bodies;
    private readonly Func<IOperation, bool, TraceStep> _visit;
    private readonly Scope _outside = new();
    private readonly TraceAnswers? _answers;
    private int _steps;
    private bool _isIncomplete;

    /// <summary>
    /// Whether the step that is judged stands in a call that was entered: what it is given there is not what another call gives it.
    /// </summary>
    public bool IsInCall { get; private set; }

    /// <param name="bodies">The code that values are looked for in.</param>
    /// <param name="visit">Judges each step. It is also told whether the value begins there as far as can be seen.</param>
    public ValueTrace(CodeBodies bodies, Func<IOperation, bool, TraceStep> visit)
    {
        _bodies = bodies;
        _visit = visit;
    }

    /// <param name="bodies">The code that values are looked for in.</param>
    /// <param name="visit">Judges each step, always alike.</param>
    /// <param name="answers">What is known already of values that no call stands around.</param>
    public ValueTrace(CodeBodies bodies, Func<IOperation, bool, TraceStep> visit, TraceAnswers answers)
        : this(bodies, visit) => _answers = answers;

    /// <param name="value">The value in question.</param>
    /// <param name="bodies">The code it is looked for in.</param>
    /// <param name="visit">Judges each step. It is also told whether the value begins there as far as can be seen.</param>
    public static bool Finds(IOperation value, CodeBodies bodies, Func<IOperation, bool, TraceStep> visit) =>
        new ValueTrace(bodies, visit).Finds(value);

    /// <summary>
    /// Whether what is looked for is behind a value. What this trace has met before, behind another value, is not looked at again.
    /// </summary>
    public bool Finds(IOperation value)
    {
        // By a stack of its own: a chain of thousands of calls is as deep a tree. It holds the way from the value to what is looked at.
        var way = new Stack<Stage>();
        way.Push(new Stage(new ValueList([value], 0), null, null, IsShared: false, Start: 0));
        while (way.Count > 0 && _steps < StepLimit)
        {
            var (values, frame, _, _, _) = way.Peek();
            if (!values.TryTake(out var next))
            {
                way.Pop();
                continue;
            }

            _bodies.Look();
            if (frame is null && _answers?.Of(next) is { } known)
            {
                if (known)
                    return Found(way, next);
                continue;
            }

            if (!(frame?.Scope ?? _outside).Seen.Add(next))
                continue;
            _steps++;
            _bodies.TakeStep();
            var (madeOf, inner, isShared) = Next(next, frame);
            IsInCall = frame is not null;
            switch (_visit(next, madeOf.Count == 0))
            {
                case TraceStep.Found:
                    return Found(way, next);
                case TraceStep.Stop:
                    continue;
            }

            // The first of them is the next to be looked at.
            if (isShared && inner is null && _answers?.IsGivenUp(madeOf) is true)
                _isIncomplete = true;
            else if (madeOf.Count > 0)
                way.Push(new Stage(isShared ? ListOf(madeOf, inner) : new ValueList(madeOf, 0), inner, next, isShared, _steps));
        }

        if (way.Count > 0)
            GiveUp(way);
        else if (!_isIncomplete)
            RememberEmpty();
        return false;
    }

    /// <summary>
    /// Of a value that was given up nothing is remembered but that: what was seen on the way to where it ended is not empty. A
    /// variable that took most of the steps would take as many each time that it is named.
    /// </summary>
    private void GiveUp(Stack<Stage> way)
    {
        if (way.LastOrDefault(stage => stage is { Frame: null, IsShared: true }) is { Start: < StepLimit / 2 } outermost)
            _answers?.GiveUp(outermost.Values.All);
    }

    private void RememberEmpty()
    {
        if (_answers is null)
            return;
        _answers.AddEmpty(_outside.Seen);
        foreach (var list in _outside.Lists)
            _answers.Pass(list.Key, list.Value.Taken);
    }

    /// <summary>
    /// The values of a variable: one list for all that name it, so that what one of them has met, the next one need not pass again.
    /// </summary>
    private ValueList ListOf(IReadOnlyList<IOperation> values, Frame? frame)
    {
        var lists = (frame?.Scope ?? _outside).Lists;
        if (!lists.TryGetValue(values, out var list))
            lists[values] = list = new ValueList(values, frame is null && _answers is not null ? _answers.PassedOf(values) : 0);
        return list;
    }

    /// <summary>All on the way to what was found hold it.</summary>
    private bool Found(Stack<Stage> way, IOperation found)
    {
        if (_answers is null)
            return true;
        // Of each stage, the call that its values stand in.
        foreach (var (_, frame, of, _, _) in way)
        {
            if (frame is null)
                _answers.AddHolder(found);
            if (of is not null)
                found = of;
        }

        return true;
    }

    /// <summary>
    /// Whether a value passes through an operation as it is, or one of several does: conversions, branches, assignments, <c>await</c>,
    /// <c>?.</c>. What else keeps a value depends on what is looked for.
    /// </summary>
    public static bool Passes(IOperation operation) =>
        operation is IConversionOperation or ICoalesceOperation or IConditionalOperation or ISwitchExpressionOperation
            or IAssignmentOperation or IAwaitOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation;

    /// <summary>
    /// What a value was made of, the call that this stands in, and whether other values are made of the same list.
    /// </summary>
    private (IReadOnlyList<IOperation> Values, Frame? Frame, bool IsShared) Next(IOperation value, Frame? frame)
    {
        switch (value)
        {
            case ILocalReferenceOperation reference:
                return (_bodies.Assigned(reference.Local), frame, true);
            case IParameterReferenceOperation reference:
                return OfParameter(reference.Parameter, frame);
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } reference
                and (IFieldReferenceOperation or IPropertyReferenceOperation):
                return (_bodies.Held(reference.Member), null, true);
            case IInvocationOperation invocation
                when (frame?.Depth ?? 0) < CallLimit && _bodies.Returned(invocation.TargetMethod) is { } returned:
                return (returned, new Frame(invocation, frame), false);
            case IConditionalAccessInstanceOperation:
                return (Accessed(value), frame, false);
            case IConditionalAccessOperation access:
                return ([access.WhenNotNull], frame, false);
            case IConditionalOperation conditional:
                return (conditional.WhenFalse is { } otherwise ? [conditional.WhenTrue, otherwise] : [conditional.WhenTrue], frame, false);
            case ISwitchExpressionOperation choice:
                return (choice.Arms.Select(arm => arm.Value).ToList(), frame, false);
            case IAssignmentOperation assignment:
                return ([assignment.Value], frame, false);
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation or IThrowOperation:
                return ([], frame, false);
            default:
                return (value.ChildOperations.ToList(), frame, false);
        }
    }

    private (IReadOnlyList<IOperation> Values, Frame? Frame, bool IsShared) OfParameter(IParameterSymbol parameter, Frame? frame)
    {
        for (var current = frame; current is not null; current = current.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(
                current.Call.TargetMethod.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition))
                return (current.Call.Arguments.Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal)
                    .Select(argument => argument.Value).ToList(), current.Outer, false);
        }

        return (_bodies.Given(parameter), null, true);
    }

    private static IReadOnlyList<IOperation> Accessed(IOperation placeholder)
    {
        for (var (child, current) = (placeholder, placeholder.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == child)
                return [access.Operation];
        }

        return [];
    }

    /// <summary>A call that was entered, by which the callee's parameters are known.</summary>
    private sealed class Frame(IInvocationOperation call, Frame? outer)
    {
        public IInvocationOperation Call { get; } = call;

        public Frame? Outer { get; } = outer;

        /// <summary>How many calls deep this is.</summary>
        public int Depth { get; } = outer is null ? 1 : outer.Depth + 1;

        /// <summary>What was met in this call.</summary>
        public Scope Scope { get; } = new();
    }

    /// <summary>What was met in a call, or outside of all that were entered.</summary>
    private sealed class Scope
    {
        public HashSet<IOperation> Seen { get; } = [];

        public Dictionary<IReadOnlyList<IOperation>, ValueList> Lists { get; } = [];
    }

    /// <summary>Values that are taken one after the other.</summary>
    private sealed class ValueList(IReadOnlyList<IOperation> values, int taken)
    {
        public IReadOnlyList<IOperation> All => values;

        /// <summary>How many have been.</summary>
        public int Taken { get; private set; } = taken;

        public bool TryTake(out IOperation value)
        {
            value = Taken < values.Count ? values[Taken++] : null!;
            return value is not null;
        }
    }

    /// <summary>What is left of the values that a value was made of, and the call that they stand in.</summary>
    /// <param name="Values">The values.</param>
    /// <param name="Frame">The call.</param>
    /// <param name="Of">What was made of them.</param>
    /// <param name="IsShared">Whether they are those of a variable.</param>
    /// <param name="Start">How many steps were taken before.</param>
    private sealed record Stage(ValueList Values, Frame? Frame, IOperation? Of, bool IsShared, int Start);
}
