using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>A method, lambda or local function with its code, to be run on what a callback is given or hands on.</summary>
internal sealed record CalledFunction(ControlFlowGraph Graph, IMethodSymbol Method)
{
    /// <summary>
    /// The function that a delegate is made of; <see langword="null"/> where its code is not to be had, or is too many calls away.
    /// </summary>
    public static CalledFunction? Of(IOperation target, FlowBody caller) => target switch
    {
        IFlowAnonymousFunctionOperation function when caller.Depth < FlowBody.DepthLimit =>
            NestedFunctions.GraphOf(caller.Graph, function, caller.Context) is { } graph ? new(graph, function.Symbol) : null,
        IMethodReferenceOperation reference => Of(reference.Method, caller),
        _ => null,
    };

    /// <summary>A method; <see langword="null"/> where its code is not to be had, or not the only one, or is too many calls away.</summary>
    public static CalledFunction? Of(IMethodSymbol method, FlowBody caller)
    {
        if (caller.Depth >= FlowBody.DepthLimit)
            return null;
        var graph = method.MethodKind is MethodKind.LocalFunction
            ? NestedFunctions.GraphOf(caller.Graph, method, caller.Context)
            : GraphOf(method, caller.Context);
        return graph is null ? null : new(graph, method);
    }

    /// <summary>The code of a method that is no local function.</summary>
    private static ControlFlowGraph? GraphOf(IMethodSymbol method, FlowContext context) =>
        method.IsVirtual || method.IsAbstract || method.IsOverride
            ? null
            : context.Members.Body(method.OriginalDefinition, context.Cancellation);

    /// <summary>Runs the function as one that is asked about a token.</summary>
    /// <param name="caller">The body that calls it, or that hands it to a library.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="state">What is known where it is made.</param>
    /// <param name="role">What it is read for beside that which the caller is read for.</param>
    public FlowAnalysis Run(FlowBody caller, IEnumerable<AbstractValue> arguments, FlowState state, BodyRole role = BodyRole.Callback)
    {
        var entry = state.WithoutCaptures() with { DecidedByToken = false };
        var index = 0;
        foreach (var argument in arguments.Take(Method.Parameters.Length))
            entry = entry.With(Method.Parameters[index++], argument);
        return FlowAnalysis.RunAlone(caller.Called(Graph, role), [entry]);
    }
}
