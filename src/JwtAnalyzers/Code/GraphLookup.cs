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
