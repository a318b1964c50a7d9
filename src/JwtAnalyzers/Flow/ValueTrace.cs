using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

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

    private readonly BodySet _bodies;
    private readonly Func<IOperation, bool, TraceStep> _visit;
    private readonly HashSet<(IOperation, Frame?)> _seen = [];

    private ValueTrace(BodySet bodies, Func<IOperation, bool, TraceStep> visit)
    {
        _bodies = bodies;
        _visit = visit;
    }

    /// <param name="value">The value in question.</param>
    /// <param name="bodies">The code it is looked for in.</param>
    /// <param name="visit">Judges each step. It is also told whether the value begins there as far as can be seen.</param>
    public static bool Finds(IOperation value, BodySet bodies, Func<IOperation, bool, TraceStep> visit)
    {
        try
        {
            return new ValueTrace(bodies, visit).Run(value, null);
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private bool Run(IOperation value, Frame? frame)
    {
        if (_seen.Count >= StepLimit || !_seen.Add((value, frame)))
            return false;
        RuntimeHelpers.EnsureSufficientExecutionStack();

        var next = Next(value, frame).ToList();
        return _visit(value, next.Count == 0) switch
        {
            TraceStep.Found => true,
            TraceStep.Stop => false,
            _ => next.Any(step => Run(step.Value, step.Frame)),
        };
    }

    private IEnumerable<(IOperation Value, Frame? Frame)> Next(IOperation value, Frame? frame)
    {
        switch (value)
        {
            case ILocalReferenceOperation reference:
                return In(frame, _bodies.Assigned(reference.Local));
            case IParameterReferenceOperation reference:
                return OfParameter(reference.Parameter, frame);
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } reference and (IFieldReferenceOperation or IPropertyReferenceOperation):
                return In(null, _bodies.Held(reference.Member));
            case IInvocationOperation invocation when Depth(frame) < CallLimit && _bodies.Returned(invocation.TargetMethod) is { } returned:
                return In(new Frame(invocation, frame), returned);
            case IConditionalAccessInstanceOperation:
                return In(frame, Accessed(value));
            case IConditionalAccessOperation access:
                return In(frame, [access.WhenNotNull]);
            case IConditionalOperation conditional:
                return In(frame, conditional.WhenFalse is { } otherwise ? [conditional.WhenTrue, otherwise] : [conditional.WhenTrue]);
            case ISwitchExpressionOperation choice:
                return In(frame, choice.Arms.Select(arm => arm.Value));
            case IAssignmentOperation assignment:
                return In(frame, [assignment.Value]);
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation or IThrowOperation:
                return [];
            default:
                return In(frame, value.ChildOperations);
        }
    }

    private IEnumerable<(IOperation, Frame?)> OfParameter(IParameterSymbol parameter, Frame? frame)
    {
        for (var current = frame; current is not null; current = current.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(current.Call.TargetMethod.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition))
                return In(current.Outer, current.Call.Arguments.Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal).Select(argument => argument.Value));
        }

        return In(null, _bodies.Given(parameter));
    }

    private static IEnumerable<(IOperation, Frame?)> In(Frame? frame, IEnumerable<IOperation> values) => values.Select(value => (value, frame));

    private static IEnumerable<IOperation> Accessed(IOperation placeholder)
    {
        for (var (child, current) = (placeholder, placeholder.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == child)
                return [access.Operation];
        }

        return [];
    }

    private static int Depth(Frame? frame) => frame is null ? 0 : 1 + Depth(frame.Outer);

    /// <summary>A call that was entered, by which the callee's parameters are known.</summary>
    private sealed class Frame(IInvocationOperation call, Frame? outer)
    {
        public IInvocationOperation Call { get; } = call;

        public Frame? Outer { get; } = outer;
    }
}
