using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The paths to each block on the way to the fixed point, and the blocks that are still to be run, in a <c>finally</c> region or the whole
/// graph.
/// </summary>
internal sealed class BlockStates(ControlFlowRegion? region)
{
    private readonly Dictionary<int, PathSet> _paths = [];
    private readonly PathSet _leaving = new();

    /// <summary>The <c>finally</c> region; <see langword="null"/> for the whole graph.</summary>
    public ControlFlowRegion? Region { get; } = region;

    /// <summary>The blocks to which a new path leads.</summary>
    public PendingBlocks Pending { get; } = new();

    /// <summary>The paths that leave the region or the graph.</summary>
    public ImmutableArray<FlowState> Leaving => _leaving.Paths;

    public ImmutableArray<FlowState> PathsTo(int ordinal) => _paths[ordinal].Paths;

    /// <summary>A path leads to a block.</summary>
    public void Enter(int ordinal, FlowState state)
    {
        if (!_paths.TryGetValue(ordinal, out var paths))
            _paths[ordinal] = paths = new PathSet();
        if (paths.Add(state))
            Pending.Add(ordinal);
    }

    /// <summary>A path leaves the region or the graph.</summary>
    public void Leave(FlowState state) => _leaving.Add(state);
}
