using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>The lambdas and local functions of one body, each with the paths that lead to where it is made or called.</summary>
internal sealed class NestedFunctions
{
    private readonly Dictionary<IFlowAnonymousFunctionOperation, PathSet> _anonymous = [];
    private readonly Dictionary<IMethodSymbol, PathSet> _local = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _followed = [];

    public void Record(IFlowAnonymousFunctionOperation function, FlowState state) => Record(_anonymous, function, state);

    public void Record(IMethodSymbol localFunction, FlowState state) => Record(_local, localFunction, state);

    /// <summary>A call of a function was followed into it: what it does is known there, and is not looked at apart from that.</summary>
    public void SetFollowed(SyntaxNode function) => _followed.Add(function);

    /// <summary>
    /// The graphs of the functions that name a setting, with the states they start in. A local function that no code was seen to call
    /// starts where the body ends.
    /// </summary>
    public IEnumerable<(ControlFlowGraph Graph, IEnumerable<FlowState> Entry)> Graphs(
        ControlFlowGraph outer, IEnumerable<FlowState> exits, FlowContext context)
    {
        foreach (var pair in _anonymous)
        {
            if (!_followed.Contains(pair.Key.Syntax) && IsOfInterest(pair.Key.Syntax, context)
                && GraphOf(outer, pair.Key, context) is { } graph)
            {
                var code = outer.OriginalOperation;
                var later = AssignedVariables.Around(code).AssignedAfter(pair.Key.Syntax.Span.End, code);
                yield return (graph,
                    WithoutLaterValues(pair.Value.Paths, later, context).Select(path => OwnObjects.AsInTheEnd(path, exits)));
            }
        }

        foreach (var function in outer.LocalFunctions)
        {
            if (function.DeclaringSyntaxReferences is not [var reference]
                || _followed.Contains(reference.GetSyntax(context.Cancellation))
                || !IsOfInterest(reference.GetSyntax(context.Cancellation), context))
                continue;
            if (GraphOf(outer, function, context) is { } graph)
                yield return (graph, _local.TryGetValue(function, out var paths) ? paths.Paths : exits.DefaultIfEmpty(FlowState.Empty));
        }
    }

    public static ControlFlowGraph? GraphOf(ControlFlowGraph graph, IFlowAnonymousFunctionOperation function, FlowContext context) =>
        graph.GetAnonymousFunctionControlFlowGraphInScope(function, context.Cancellation);

    public static ControlFlowGraph? GraphOf(ControlFlowGraph graph, IMethodSymbol localFunction, FlowContext context)
    {
        for (var current = graph; current is not null; current = current.Parent)
        {
            if (current.LocalFunctions.Contains(localFunction.OriginalDefinition, SymbolEqualityComparer.Default))
                return current.GetLocalFunctionControlFlowGraph(localFunction.OriginalDefinition, context.Cancellation);
        }

        return null;
    }

    /// <summary>A lambda sees its variables as they are when it runs, which may be after a later assignment.</summary>
    private static IEnumerable<FlowState> WithoutLaterValues(
        ImmutableArray<FlowState> states, IReadOnlyCollection<ISymbol> later, FlowContext context)
    {
        context.Count(states.Length * later.Count);
        return later.Count == 0
            ? states
            : states.Select(state => later.Aggregate(state, (known, variable) => known.With(variable, AbstractValue.Unknown))).ToList();
    }

    private static bool IsOfInterest(SyntaxNode syntax, FlowContext context) =>
        context.Index.Of(syntax.SyntaxTree, context.Cancellation).Hits(syntax.Span)
            || (context.FollowsCalls && NamesOfSetters.IsAnyIn(syntax.SyntaxTree, syntax.Span, context));

    private static void Record<TKey>(Dictionary<TKey, PathSet> functions, TKey function, FlowState state)
    {
        if (!functions.TryGetValue(function, out var paths))
            functions[function] = paths = new PathSet();
        paths.Add(state);
    }
}
