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
    private readonly HashSet<IOperation> _seen = [];
    private int _steps;

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
        // By a stack of its own: a chain of thousands of calls is as deep a tree.
        var pending = new Stack<(IOperation Value, Frame? Frame)>([(value, null)]);
        while (pending.Count > 0)
        {
            var (next, frame) = pending.Pop();
            if (_steps >= StepLimit || !(frame?.Seen ?? _seen).Add(next))
                continue;
            _steps++;
            _bodies.TakeStep();

            var (madeOf, inner) = Next(next, frame);
            var values = madeOf.ToList();
            IsInCall = frame is not null;
            switch (_visit(next, values.Count == 0))
            {
                case TraceStep.Found:
                    return true;
                case TraceStep.Stop:
                    continue;
            }

            // The first of them is the next to be looked at.
            for (var index = values.Count - 1; index >= 0; index--)
                pending.Push((values[index], inner));
        }

        return false;
    }

    /// <summary>
    /// Whether a value passes through an operation as it is, or one of several does: conversions, branches, assignments, <c>await</c>,
    /// <c>?.</c>. What else keeps a value depends on what is looked for.
    /// </summary>
    public static bool Passes(IOperation operation) =>
        operation is IConversionOperation or ICoalesceOperation or IConditionalOperation or ISwitchExpressionOperation
            or IAssignmentOperation or IAwaitOperation or IConditionalAccessOperation or IConditionalAccessInstanceOperation;

    /// <summary>What a value was made of, and the call that this stands in.</summary>
    private (IEnumerable<IOperation> Values, Frame? Frame) Next(IOperation value, Frame? frame)
    {
        switch (value)
        {
            case ILocalReferenceOperation reference:
                return (_bodies.Assigned(reference.Local), frame);
            case IParameterReferenceOperation reference:
                return OfParameter(reference.Parameter, frame);
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } reference
                and (IFieldReferenceOperation or IPropertyReferenceOperation):
                return (_bodies.Held(reference.Member), null);
            case IInvocationOperation invocation
                when (frame?.Depth ?? 0) < CallLimit && _bodies.Returned(invocation.TargetMethod) is { } returned:
                return (returned, new Frame(invocation, frame));
            case IConditionalAccessInstanceOperation:
                return (Accessed(value), frame);
            case IConditionalAccessOperation access:
                return ([access.WhenNotNull], frame);
            case IConditionalOperation conditional:
                return (conditional.WhenFalse is { } otherwise ? [conditional.WhenTrue, otherwise] : [conditional.WhenTrue], frame);
            case ISwitchExpressionOperation choice:
                return (choice.Arms.Select(arm => arm.Value), frame);
            case IAssignmentOperation assignment:
                return ([assignment.Value], frame);
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation or IThrowOperation:
                return ([], frame);
            default:
                return (value.ChildOperations, frame);
        }
    }

    private (IEnumerable<IOperation> Values, Frame? Frame) OfParameter(IParameterSymbol parameter, Frame? frame)
    {
        for (var current = frame; current is not null; current = current.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(
                current.Call.TargetMethod.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition))
                return (current.Call.Arguments.Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal)
                    .Select(argument => argument.Value), current.Outer);
        }

        return (_bodies.Given(parameter), null);
    }

    private static IEnumerable<IOperation> Accessed(IOperation placeholder)
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
        public HashSet<IOperation> Seen { get; } = [];
    }
}
