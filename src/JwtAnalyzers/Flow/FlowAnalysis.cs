using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The one dataflow that all rules share: forward over the control-flow graph of one body, each path with its own state, up to the fixed
/// point, and through the functions nested in it. Afterwards it knows the paths that leave the body, the values returned, and the states in
/// which tokens were validated. What an operation does to a path is the matter of <see cref="PathEvaluator"/>.
/// </summary>
internal sealed class FlowAnalysis
{
    /// <summary>A body that needs more visits of blocks than this is given up: a slow build is worse than a missed finding.</summary>
    private const int VisitLimit = 20_000;

    /// <summary>
    /// The same for a body with all functions nested in it. The members that it names are worked out apart, each within the same bounds:
    /// <see cref="MemberValues"/>.
    /// </summary>
    private const int VisitLimitOfAll = 4 * VisitLimit;

    private readonly FlowBody _body;
    private readonly PathSet _exits = new();
    private int _visits;

    private FlowAnalysis(FlowBody body) => _body = body;

    /// <summary>Whether the whole body was read. If not, nothing may be concluded.</summary>
    public bool IsComplete => _visits <= VisitLimit && _body.Context.Visits <= VisitLimitOfAll;

    /// <summary>The text of the body.</summary>
    public TextSpan Span => _body.Graph.OriginalOperation.Syntax.Span;

    /// <summary>The states in which control leaves the body other than by an exception.</summary>
    public ImmutableArray<FlowState> Exits => _exits.Paths;

    /// <inheritdoc cref="FlowBody.Validations"/>
    public HashSet<Validation> Validations => _body.Validations;

    /// <summary>The values the body returns.</summary>
    public HashSet<AbstractValue> Returns { get; } = [];

    /// <inheritdoc cref="FlowBody.MayRejectByThrowing"/>
    public bool MayRejectByThrowing => _body.MayRejectByThrowing;

    /// <summary>Reads a body and every function nested in it. The first result is that of the body itself.</summary>
    public static ImmutableArray<FlowAnalysis> Run(FlowContext context, ControlFlowGraph graph, IEnumerable<FlowState> entry)
    {
        var results = ImmutableArray.CreateBuilder<FlowAnalysis>();
        context.Entered.Start(graph.OriginalOperation.Syntax);
        RunAlone(FlowBody.OfMember(context, graph, depth: 0), entry).AddWithNested(results);
        // What is nested in one may enter more.
        for (var index = 0; index < context.Entered.All.Count; index++)
            new FlowAnalysis(context.Entered.All[index]).AddWithNested(results);
        return results.ToImmutable();
    }

    /// <summary>Reads a body, and of the functions nested in it those alone that it calls or that are given a token.</summary>
    public static FlowAnalysis RunAlone(FlowBody body, IEnumerable<FlowState> entry)
    {
        var analysis = new FlowAnalysis(body);
        analysis.Run(entry);
        return analysis;
    }

    private void AddWithNested(ImmutableArray<FlowAnalysis>.Builder results)
    {
        results.Add(this);
        foreach (var (graph, entry) in _body.Functions.Graphs(_body.Graph, Exits, _body.Context))
        {
            RunAlone(_body.Nested(graph), entry).AddWithNested(results);
            if (!IsComplete)
                return;
        }
    }

    private void Run(IEnumerable<FlowState> entry)
    {
        try
        {
            foreach (var exit in RunBlocks(0, entry, region: null))
                _exits.Add(exit.WithoutCaptures());
        }
        catch (InsufficientExecutionStackException)
        {
            // A sum of thousands of terms is as deep a tree, and an overflow would end the compiler.
            _visits = VisitLimit + 1;
            _body.Context.RanOutOfStack = true;
        }
    }

    /// <summary>
    /// Runs from one block to the fixed point, within a <c>finally</c> region or the whole graph, and returns the states that leave it.
    /// </summary>
    private ImmutableArray<FlowState> RunBlocks(int start, IEnumerable<FlowState> entry, ControlFlowRegion? region)
    {
        var blocks = new BlockStates(region);
        foreach (var state in entry)
            blocks.Enter(start, state);

        while (blocks.Pending.Count > 0 && IsComplete)
        {
            _body.Context.Cancellation.ThrowIfCancellationRequested();
            var ordinal = blocks.Pending.TakeFirst();
            Count(blocks.PathsTo(ordinal));
            var block = _body.Graph.Blocks[ordinal];
            if (block.Kind is BasicBlockKind.Exit)
            {
                foreach (var path in blocks.PathsTo(ordinal))
                    blocks.Leave(path);
                continue;
            }

            foreach (var path in blocks.PathsTo(ordinal))
                RunBlock(block, path, blocks);
        }

        return blocks.Leaving;
    }

    private void Count(ImmutableArray<FlowState> paths) =>
        _visits += _body.Context.Count(paths.Sum(path => path.Variables.Count + path.Objects.Count) / paths.Length);

    private void RunBlock(BasicBlock block, FlowState path, BlockStates blocks)
    {
        EnterHandlers(block, path, blocks);
        var ends = new CallEnds();
        do
        {
            Run(block, new PathEvaluator(_body, path, ends), blocks);
        }
        while (ends.TakeNextWay() && IsComplete);
    }

    private void Run(BasicBlock block, PathEvaluator evaluator, BlockStates blocks)
    {
        foreach (var operation in block.Operations)
            evaluator.Evaluate(operation);

        var value = block.BranchValue is null ? null : evaluator.Evaluate(block.BranchValue);
        EnterHandlers(block, evaluator.State, blocks);
        if (block.ConditionKind is ControlFlowConditionKind.None)
        {
            Follow(block.FallThroughSuccessor, evaluator.State, value, blocks);
            return;
        }

        var jumpsWhen = block.ConditionKind is ControlFlowConditionKind.WhenTrue;
        var condition = value is ConstantValue { Value: bool known } ? known : (bool?)null;
        if (condition != !jumpsWhen)
            Follow(block.ConditionalSuccessor, Assume(evaluator.State, block.BranchValue, value, jumpsWhen), value, blocks);
        if (condition != jumpsWhen)
            Follow(block.FallThroughSuccessor, Assume(evaluator.State, block.BranchValue, value, !jumpsWhen), value, blocks);
    }

    /// <summary>A path remembers which way a flag went, so that two tests of the same flag agree.</summary>
    private static FlowState Assume(FlowState state, IOperation? condition, AbstractValue? value, bool outcome)
    {
        if (value is { DependsOnTokenInput: true })
            state = state with { DecidedByToken = true };
        if (value is ConstantValue)
            return state;
        return condition switch
        {
            ILocalReferenceOperation reference =>
                state.With(reference.Local, AbstractValue.Of(outcome, value?.DependsOnTokenInput is true)),
            IParameterReferenceOperation reference =>
                state.With(reference.Parameter, AbstractValue.Of(outcome, value?.DependsOnTokenInput is true)),
            _ => state,
        };
    }

    private void Follow(ControlFlowBranch? branch, FlowState state, AbstractValue? value, BlockStates blocks)
    {
        switch (branch?.Semantics)
        {
            case null:
            case ControlFlowBranchSemantics.Rethrow or ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.ProgramTermination:
                _body.RejectIf(state.DecidedByToken);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                if (blocks.Region is not null)
                    blocks.Leave(state);
                return;
            case ControlFlowBranchSemantics.Return when value is not null:
                Returns.Add(value);
                if (_body.Calls is { Function: var function })
                    state = state.With(function, value);
                break;
        }

        if (branch.Destination is not { } destination)
            return;

        IEnumerable<FlowState> states = [state];
        foreach (var final in branch.FinallyRegions)
            states = RunBlocks(final.FirstBlockOrdinal, states, final);
        foreach (var next in states)
            blocks.Enter(destination.Ordinal, Forget(branch.LeavingRegions, next));
    }

    private static FlowState Forget(ImmutableArray<ControlFlowRegion> regions, FlowState state)
    {
        if (state.Captures.IsEmpty)
            return state;
        foreach (var region in regions)
        {
            foreach (var capture in region.CaptureIds)
                state = state with { Captures = state.Captures.Without(capture) };
        }

        return state;
    }

    /// <summary>An exception can leave a block of a <c>try</c> before and after its operations.</summary>
    private void EnterHandlers(BasicBlock block, FlowState state, BlockStates blocks)
    {
        // Around the root of a lambda's graph lie the regions of the body it stands in, whose blocks are not of this graph.
        for (var region = block.EnclosingRegion; region != _body.Graph.Root && region?.EnclosingRegion is { } parent; region = parent)
        {
            if (region.Kind is not ControlFlowRegionKind.Try || parent.Kind is not ControlFlowRegionKind.TryAndCatch)
                continue;
            foreach (var handler in parent.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                    blocks.Enter(handler.FirstBlockOrdinal, state.WithoutCaptures());
            }
        }
    }
}
