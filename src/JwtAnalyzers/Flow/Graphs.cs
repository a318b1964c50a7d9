using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Finds the control-flow graph, or the part of it, that a piece of source became.</summary>
internal static class Graphs
{
    /// <summary>The graph of the innermost function that holds a piece of source.</summary>
    public static ControlFlowGraph Innermost(ControlFlowGraph graph, SyntaxNode syntax, CancellationToken cancellation)
    {
        foreach (var local in graph.LocalFunctions)
        {
            if (local.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == syntax.SyntaxTree && reference.Span.Contains(syntax.Span)))
                return Innermost(graph.GetLocalFunctionControlFlowGraph(local, cancellation), syntax, cancellation);
        }

        foreach (var function in graph.Blocks.SelectMany(Operations).SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
        {
            if (function.Syntax.SyntaxTree == syntax.SyntaxTree && function.Syntax.Span.Contains(syntax.Span))
                return Innermost(graph.GetAnonymousFunctionControlFlowGraph(function, cancellation), syntax, cancellation);
        }

        return graph;
    }

    /// <summary>The blocks where the handlers of the innermost <c>try</c> with catches begin that holds a piece of source, in the order of the catches.</summary>
    public static IReadOnlyList<int> HandlersAround(ControlFlowGraph graph, SyntaxNode syntax, int catches)
    {
        var block = graph.Blocks.FirstOrDefault(block => Operations(block).Any(operation => operation.DescendantsAndSelf().Any(part => part.Syntax == syntax)));
        for (var region = block?.EnclosingRegion; region != graph.Root && region?.EnclosingRegion is { } parent; region = parent)
        {
            if (region.Kind is ControlFlowRegionKind.Try && parent.Kind is ControlFlowRegionKind.TryAndCatch && parent.NestedRegions.Length == catches + 1)
                return parent.NestedRegions.Skip(1).Select(handler => handler.Kind is ControlFlowRegionKind.FilterAndHandler ? handler.NestedRegions.Last().FirstBlockOrdinal : handler.FirstBlockOrdinal).ToList();
        }

        return [];
    }

    private static IEnumerable<IOperation> Operations(BasicBlock block) => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;
}
