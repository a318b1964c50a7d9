using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>Finds the control-flow graph, or the part of it, that a piece of source became.</summary>
internal static class GraphLookup
{
    // Where one handler of a body is asked for, each of them is.
    private static readonly Remembered<ControlFlowGraph, List<IFlowAnonymousFunctionOperation>> Functions =
        new((graph, _) => FunctionsOf(graph));

    private static readonly Remembered<ControlFlowGraph, Dictionary<SyntaxNode, BasicBlock>> Places = new((graph, _) => PlacesOf(graph));

    private static readonly Remembered<ControlFlowGraph, List<(int First, int Last)>> Repeats = new((graph, _) => RepeatsOf(graph));

    /// <summary>The graph of the innermost function that holds a piece of source.</summary>
    public static ControlFlowGraph Innermost(ControlFlowGraph graph, SyntaxNode syntax, CancellationToken cancellation)
    {
        foreach (var local in graph.LocalFunctions)
        {
            if (local.DeclaringSyntaxReferences.Any(
                reference => reference.SyntaxTree == syntax.SyntaxTree && reference.Span.Contains(syntax.Span)))
                return Innermost(graph.GetLocalFunctionControlFlowGraph(local, cancellation), syntax, cancellation);
        }

        foreach (var function in Functions.Of(graph))
        {
            if (function.Syntax.SyntaxTree == syntax.SyntaxTree && function.Syntax.Span.Contains(syntax.Span))
                return Innermost(graph.GetAnonymousFunctionControlFlowGraph(function, cancellation), syntax, cancellation);
        }

        return graph;
    }

    /// <summary>
    /// The blocks where the handlers of the innermost <c>try</c> with catches begin that holds a piece of source, in the order of the
    /// catches.
    /// </summary>
    public static IReadOnlyList<int> HandlersAround(ControlFlowGraph graph, SyntaxNode syntax, int catches)
    {
        Places.Of(graph).TryGetValue(syntax, out var block);
        for (var region = block?.EnclosingRegion; region != graph.Root && region?.EnclosingRegion is { } parent; region = parent)
        {
            if (region.Kind is ControlFlowRegionKind.Try && parent.Kind is ControlFlowRegionKind.TryAndCatch
                && parent.NestedRegions.Length == catches + 1)
                return parent.NestedRegions.Skip(1)
                    .Select(handler => handler.Kind is ControlFlowRegionKind.FilterAndHandler
                        ? handler.NestedRegions.Last().FirstBlockOrdinal
                        : handler.FirstBlockOrdinal).ToList();
        }

        return [];
    }

    /// <summary>Whether a path through a graph may come to a piece of source again, after it has passed it.</summary>
    public static bool MayRepeat(ControlFlowGraph graph, SyntaxNode syntax) =>
        !Places.Of(graph).TryGetValue(syntax, out var block)
        || Repeats.Of(graph).Any(repeat => repeat.First <= block.Ordinal && block.Ordinal <= repeat.Last);

    // What lies between a jump back and where it goes. Those that lie in another or beside it are one with it: loops may be many.
    private static List<(int First, int Last)> RepeatsOf(ControlFlowGraph graph)
    {
        var found = new List<(int First, int Last)>();
        foreach (var (first, last) in
            from block in graph.Blocks
            from branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor }
            where branch?.Destination is not null && branch.Destination.Ordinal <= block.Ordinal
            let destination = branch!.Destination!.Ordinal
            orderby destination
            select (destination, block.Ordinal))
        {
            if (found.Count > 0 && found[found.Count - 1] is var before && first <= before.Last + 1)
                found[found.Count - 1] = (before.First, Math.Max(before.Last, last));
            else
                found.Add((first, last));
        }

        return found;
    }

    private static List<IFlowAnonymousFunctionOperation> FunctionsOf(ControlFlowGraph graph) =>
        graph.Blocks.SelectMany(Operations).OfType<IFlowAnonymousFunctionOperation>().ToList();

    /// <summary>The block where each piece of source is met first.</summary>
    private static Dictionary<SyntaxNode, BasicBlock> PlacesOf(ControlFlowGraph graph)
    {
        var places = new Dictionary<SyntaxNode, BasicBlock>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in Operations(block))
            {
                if (!places.ContainsKey(operation.Syntax))
                    places.Add(operation.Syntax, block);
            }
        }

        return places;
    }

    private static IEnumerable<IOperation> Operations(BasicBlock block) =>
        (block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
            .SelectMany(operation => operation.DescendantsAndSelf());
}
