using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The one dataflow that all rules share: forward over the control-flow graph of one body, each path with its own state,
/// and through the functions nested in it. Afterwards it knows the paths that leave the body, the values returned, and
/// the states in which tokens were validated.
/// </summary>
internal sealed class FlowAnalysis
{
    /// <summary>A body that needs more visits of blocks than this is given up: a slow build is worse than a missed finding.</summary>
    private const int VisitLimit = 20_000;

    /// <summary>The same for a body with all functions nested in it. The members that it names are worked out apart, each within the same bounds: <see cref="MemberValues"/>.</summary>
    private const int VisitLimitOfAll = 4 * VisitLimit;

    /// <summary>How many calls deep a callback is followed.</summary>
    private const int DepthLimit = 3;

    private readonly ControlFlowGraph _graph;
    private readonly int _depth;
    private readonly NestedFunctions _functions;
    private readonly Dictionary<ISymbol, ObjectOrigin> _options;
    private readonly PathSet _exits = new();
    private AssignedVariables? _assigned;
    private int _visits;

    private FlowAnalysis(FlowContext context, ControlFlowGraph graph, int depth, bool isCallback, Dictionary<ISymbol, ObjectOrigin>? options = null)
    {
        Context = context;
        _graph = graph;
        _depth = depth;
        IsCallback = isCallback;
        _functions = new NestedFunctions();
        _options = options ?? new Dictionary<ISymbol, ObjectOrigin>(SymbolEqualityComparer.Default);
    }

    public FlowContext Context { get; }

    /// <summary>Whether the body is a callback that is asked about a token.</summary>
    public bool IsCallback { get; }

    /// <summary>Whether the body is a callback that is run on a <see cref="CallbackProbe"/>, where the time stands still.</summary>
    public bool IsProbe { get; private init; }

    /// <summary>Whether the body is followed because code hands it a token that it has read itself, rather than asked about one by a library.</summary>
    public bool ReadsTokenItself { get; private init; }

    /// <summary>Whether the whole body was read. If not, nothing may be concluded.</summary>
    public bool IsComplete => _visits <= VisitLimit && Context.Visits <= VisitLimitOfAll;

    /// <summary>The text of the body.</summary>
    public TextSpan Span => _graph.OriginalOperation.Syntax.Span;

    /// <summary>The states in which control leaves the body other than by an exception.</summary>
    public ImmutableArray<FlowState> Exits => _exits.Paths;

    /// <summary>The states in which a token was validated by an object.</summary>
    public HashSet<Validation> Validations { get; } = [];

    /// <summary>The values the body returns.</summary>
    public HashSet<AbstractValue> Returns { get; } = [];

    /// <summary>Whether the body may throw, or call something that may, because of what the token is.</summary>
    public bool MayRejectByThrowing { get; private set; }

    /// <summary>Reads a body and every function nested in it. The first result is that of the body itself.</summary>
    public static ImmutableArray<FlowAnalysis> Run(FlowContext context, ControlFlowGraph graph, IEnumerable<FlowState> entry)
    {
        var outer = new FlowAnalysis(context, graph, depth: 0, isCallback: false);
        outer.Run(entry);
        var results = ImmutableArray.CreateBuilder<FlowAnalysis>();
        outer.AddWithNested(results);
        return results.ToImmutable();
    }

    private void AddWithNested(ImmutableArray<FlowAnalysis>.Builder results)
    {
        results.Add(this);
        foreach (var (graph, entry) in _functions.Graphs(_graph, Exits, Context))
        {
            var nested = new FlowAnalysis(Context, graph, _depth, isCallback: false, _options);
            nested.Run(entry);
            nested.AddWithNested(results);
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
            Context.RanOutOfStack = true;
        }
    }

    /// <summary>Runs from one block to the fixed point, within a <c>finally</c> region or the whole graph, and returns the states that leave it.</summary>
    private ImmutableArray<FlowState> RunBlocks(int start, IEnumerable<FlowState> entry, ControlFlowRegion? region)
    {
        var blocks = new Dictionary<int, PathSet>();
        var pending = new PendingBlocks();
        var leaving = new PathSet();

        void Enter(int ordinal, FlowState state)
        {
            if (!blocks.TryGetValue(ordinal, out var paths))
                blocks[ordinal] = paths = new PathSet();
            if (paths.Add(state))
                pending.Add(ordinal);
        }

        foreach (var state in entry)
            Enter(start, state);

        while (pending.Count > 0 && IsComplete)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            var ordinal = pending.TakeFirst();
            Count(blocks[ordinal].Paths);
            var block = _graph.Blocks[ordinal];
            if (block.Kind is BasicBlockKind.Exit)
            {
                foreach (var path in blocks[ordinal].Paths)
                    leaving.Add(path);
                continue;
            }

            foreach (var path in blocks[ordinal].Paths)
                RunBlock(block, path, region, Enter, leaving);
        }

        return leaving.Paths;
    }

    private void Count(ImmutableArray<FlowState> paths) => _visits += Context.Count(paths.Sum(path => path.Variables.Count + path.Objects.Count) / paths.Length);

    private void RunBlock(BasicBlock block, FlowState path, ControlFlowRegion? region, Action<int, FlowState> enter, PathSet leaving)
    {
        EnterHandlers(block, path, enter);
        var evaluator = new PathEvaluator(this, path);
        foreach (var operation in block.Operations)
            evaluator.Evaluate(operation);

        var value = block.BranchValue is null ? null : evaluator.Evaluate(block.BranchValue);
        EnterHandlers(block, evaluator.State, enter);
        if (block.ConditionKind is ControlFlowConditionKind.None)
        {
            Follow(block.FallThroughSuccessor, evaluator.State, value, region, enter, leaving);
            return;
        }

        var jumpsWhen = block.ConditionKind is ControlFlowConditionKind.WhenTrue;
        var condition = value is ConstantValue { Value: bool known } ? known : (bool?)null;
        if (condition != !jumpsWhen)
            Follow(block.ConditionalSuccessor, Assume(evaluator.State, block.BranchValue, value, jumpsWhen), value, region, enter, leaving);
        if (condition != jumpsWhen)
            Follow(block.FallThroughSuccessor, Assume(evaluator.State, block.BranchValue, value, !jumpsWhen), value, region, enter, leaving);
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
            ILocalReferenceOperation reference => state.With(reference.Local, AbstractValue.Of(outcome, value?.DependsOnTokenInput is true)),
            IParameterReferenceOperation reference => state.With(reference.Parameter, AbstractValue.Of(outcome, value?.DependsOnTokenInput is true)),
            _ => state,
        };
    }

    private void Follow(ControlFlowBranch? branch, FlowState state, AbstractValue? value, ControlFlowRegion? region, Action<int, FlowState> enter, PathSet leaving)
    {
        switch (branch?.Semantics)
        {
            case null:
            case ControlFlowBranchSemantics.Rethrow or ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.ProgramTermination:
                MayRejectByThrowing |= state.DecidedByToken;
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                if (region is not null)
                    leaving.Add(state);
                return;
            case ControlFlowBranchSemantics.Return when value is not null:
                Returns.Add(value);
                break;
        }

        if (branch.Destination is not { } destination)
            return;

        IEnumerable<FlowState> states = [state];
        foreach (var final in branch.FinallyRegions)
            states = RunBlocks(final.FirstBlockOrdinal, states, final);
        foreach (var next in states)
            enter(destination.Ordinal, Forget(branch.LeavingRegions, next));
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
    private void EnterHandlers(BasicBlock block, FlowState state, Action<int, FlowState> enter)
    {
        // Around the root of a lambda's graph lie the regions of the body it stands in, whose blocks are not of this graph.
        for (var region = block.EnclosingRegion; region != _graph.Root && region?.EnclosingRegion is { } parent; region = parent)
        {
            if (region.Kind is not ControlFlowRegionKind.Try || parent.Kind is not ControlFlowRegionKind.TryAndCatch)
                continue;
            foreach (var handler in parent.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                    enter(handler.FirstBlockOrdinal, state.WithoutCaptures());
            }
        }
    }

    // What the evaluator asks and records

    /// <summary>Whether a function nested in this body assigns a variable of it: who runs that, and when, is not known.</summary>
    public bool IsAssignedElsewhere(ISymbol variable)
    {
        if (variable is not (ILocalSymbol or IParameterSymbol))
            return false;
        _assigned ??= AssignedVariables.Around(_graph.OriginalOperation);
        return _assigned.IsAssignedByFunctionIn(_graph.OriginalOperation, variable);
    }

    /// <summary>What a variable's object is worth that this body did not make: a lambda's parameter as the method says that is given the lambda.</summary>
    public ObjectOrigin OriginOf(ISymbol variable) => _options.TryGetValue(variable, out var origin) ? origin : ObjectOrigin.Reached;

    public void RecordOptions(IParameterSymbol parameter, ObjectOrigin origin) => _options[parameter] = origin;

    public void RecordFunction(IFlowAnonymousFunctionOperation function, FlowState state) => _functions.Record(function, state.WithoutCaptures());

    public void RecordCall(IMethodSymbol localFunction, FlowState state) => _functions.Record(localFunction, state.WithoutCaptures());

    public void RecordValidation(FlowState state, IEnumerable<AbstractValue> arguments)
    {
        foreach (var argument in arguments.OfType<ObjectValue>())
            Validations.Add(new Validation(argument.Identity, state.WithoutCaptures()));
    }

    /// <summary>
    /// The constant or callback that a member is whenever it is asked: a getter or a method by what it returns, a readonly field
    /// or get-only property by its initializer and what the constructors make of it.
    /// </summary>
    public AbstractValue ConstantOf(ISymbol member) =>
        _depth == 0 ? Context.Values.Constant(member, Context, fresh => In(fresh).FindConstant(member)) : FindConstant(member);

    private FlowAnalysis In(FlowContext context) => new(context, _graph, depth: 0, isCallback: false);

    private AbstractValue FindConstant(ISymbol member)
    {
        if (Context.Constants.TryGetValue(member, out var known))
            return known;
        if (_depth >= DepthLimit || member.IsVirtual || member.IsAbstract || member.IsOverride)
            return AbstractValue.Unknown;

        Context.Constants[member] = AbstractValue.Unknown; // what a member that needs itself sees
        var values = PossibleValues(member).Distinct().Take(2).ToList();
        return Context.Constants[member] = values is [ConstantValue or CallbackValue] ? values[0] : AbstractValue.Unknown;
    }

    private IEnumerable<AbstractValue> PossibleValues(ISymbol member)
    {
        if (Context.Members.Computation(member, Context.Cancellation) is { } computation)
            return RunMember(computation, [FlowState.Empty]) is { } body ? body.Returns : new HashSet<AbstractValue> { AbstractValue.Unknown };
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
            || Context.Members.Constructors(member.ContainingType, member.IsStatic, Context.Cancellation) is not { } constructors)
            return [AbstractValue.Unknown];

        IEnumerable<FlowState> made = [FlowState.Empty];
        if (Context.Members.Initializer(member, Context.Cancellation) is { } initializer)
            made = ExitsOf(initializer, made);
        if (constructors.Any(constructor => !constructor.IsAfterAnother))
            made = constructors.Where(constructor => !constructor.IsAfterAnother).SelectMany(constructor => ExitsOf(constructor.Body, made)).ToList();

        return made.Concat(constructors.Where(constructor => constructor.IsAfterAnother).SelectMany(constructor => ExitsOf(constructor.Body, made)))
            .Select(exit => exit.Variables.TryGetValue(member, out var value) ? value : AbstractValue.Unknown);
    }

    private IEnumerable<FlowState> ExitsOf(ControlFlowGraph graph, IEnumerable<FlowState> entry) =>
        RunMember(graph, entry) is { } member ? member.Exits : new[] { FlowState.Empty };

    private FlowAnalysis? RunMember(ControlFlowGraph graph, IEnumerable<FlowState> entry)
    {
        var member = new FlowAnalysis(Context, graph, _depth + 1, isCallback: false);
        member.Run(entry);
        return member.IsComplete ? member : null;
    }

    /// <summary>What a callback does with a token, and where that is not plain, with each of the probes.</summary>
    public CallbackBehavior Classify(IOperation target, FlowState state, ITypeSymbol? delegateType)
    {
        if (target is IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } named } && _depth == 0 && state.IsOfLocals)
            return Context.Values.Behavior(named, delegateType, Context, fresh => In(fresh).FindBehavior(target, FlowState.Empty, delegateType));
        return FindBehavior(target, state, delegateType);
    }

    private CallbackBehavior FindBehavior(IOperation target, FlowState state, ITypeSymbol? delegateType)
    {
        var (graph, method) = target switch
        {
            IFlowAnonymousFunctionOperation function => (NestedFunctions.GraphOf(_graph, function, Context), function.Symbol),
            IMethodReferenceOperation reference => (GraphOf(reference.Method), reference.Method),
            _ => (null, null),
        };
        return graph is null || method is null || _depth >= DepthLimit
            ? CallbackBehavior.CanReject
            : Classify(graph, method, state, Context.Libraries.ProbesOf(delegateType), parameter => Context.Libraries.InputOf(delegateType, parameter.Ordinal));
    }

    /// <summary>What a method that a handler calls to check a token does with it.</summary>
    public static CallbackBehavior Classify(FlowContext context, ControlFlowGraph graph, IMethodSymbol method, ImmutableArray<CallbackProbe> probes) =>
        new FlowAnalysis(context, graph, depth: 0, isCallback: false).Classify(graph, method, FlowState.Empty, probes, _ => TokenInputValue.Instance);

    private CallbackBehavior Classify(ControlFlowGraph graph, IMethodSymbol method, FlowState state, ImmutableArray<CallbackProbe> probes, Func<IParameterSymbol, AbstractValue> input)
    {
        var callback = RunCallback(graph, method, method.Parameters.Select(input), state);
        if (!callback.IsComplete)
            return CallbackBehavior.CanReject;
        if (!callback.MayRejectByThrowing && (method.ReturnsVoid || method.ReturnType.HasFullName("System.Threading.Tasks.Task")))
            return new CallbackBehavior(probes.IsEmpty || callback.Exits.IsEmpty ? CallbackResult.OnlyListens : CallbackResult.AlwaysTrue) { HasBranches = HasBranches(graph) };
        if (callback.LetsPass(method, whatever: true) is true)
        {
            // A claim that is there counts as present here. Whether its absence is noticed, only a probe tells.
            var tried = ClassifyByProbes(graph, method, state, probes);
            return tried.LetsPass.Count == tried.Tried ? new CallbackBehavior(CallbackResult.AlwaysTrue) { HasBranches = HasBranches(graph) } : tried;
        }

        if (!callback.MayRejectByThrowing && callback.Returns.Count == 1 && callback.Returns.Single() is ParsedTokenValue parsed)
            return new CallbackBehavior(CallbackResult.ParsedToken, parsed.TypeName);
        if (!callback.MayRejectByThrowing && KeyReturnedBy(callback) is { } key)
            return new CallbackBehavior(key);
        return probes.IsEmpty ? CallbackBehavior.CanReject : ClassifyByProbes(graph, method, state, probes);
    }

    private static bool HasBranches(ControlFlowGraph graph) => graph.Blocks.Any(block => block.ConditionKind is not ControlFlowConditionKind.None);

    /// <summary>Whose key a callback returns on every path. Of several, a library tries each.</summary>
    private static CallbackResult? KeyReturnedBy(FlowAnalysis callback)
    {
        var keys = callback.Returns.Select(KeyIn).ToList();
        if (keys.Count == 0 || keys.Contains(null))
            return null;
        return keys.Contains(KeyMaterial.NamedByIssuer) ? CallbackResult.KeyNamedByIssuer : keys.Contains(KeyMaterial.NamedByToken) ? CallbackResult.KeyNamedByToken : CallbackResult.KeyOfToken;
    }

    private static KeyMaterial? KeyIn(AbstractValue value) => value switch
    {
        KeyMaterialValue { IsKeyOfToken: true, Material: var material } => material,
        CollectionValue { Elements: var elements } => elements.Select(KeyIn).FirstOrDefault(key => key is not null),
        _ => null,
    };

    private CallbackBehavior ClassifyByProbes(ControlFlowGraph graph, IMethodSymbol method, FlowState state, ImmutableArray<CallbackProbe> probes)
    {
        var texts = graph.OriginalOperation.DescendantsAndSelf()
            .Select(operation => operation.ConstantValue is { HasValue: true, Value: string { Length: > 0 } text } ? text : null)
            .OfType<string>().Distinct().ToList();
        var verdicts = (from probe in probes
                        from arguments in probe.Arguments(texts)
                        let values = method.Parameters.Select((_, index) => index < arguments.Length ? arguments[index] : TokenInputValue.Instance)
                        select new { probe.Name, Passes = RunCallback(graph, method, values, state, isProbe: true).LetsPass(method) }).ToList();
        return CallbackBehavior.CanReject with
        {
            Tried = verdicts.Select(verdict => verdict.Name).Distinct().Count(),
            LetsPass = ValueList.Of(verdicts.Where(verdict => verdict.Passes is true).Select(verdict => verdict.Name).Distinct().ToArray()),
            IsPure = verdicts.All(verdict => verdict.Passes is not null) && verdicts.Any(verdict => verdict is { Name: CallbackProbe.Honest, Passes: true }),
        };
    }

    /// <summary>
    /// Whether this body, run as a callback, lets the token pass; <see langword="null"/> where that is not known. A verdict is a Boolean, or else an exception;
    /// where nothing is known of the token, other results (an issuer, a key) must not depend on it.
    /// </summary>
    private bool? LetsPass(IMethodSymbol method, bool whatever = false)
    {
        if (!IsComplete || MayRejectByThrowing)
            return IsComplete && Exits.IsEmpty && !whatever ? false : null;
        if (Exits.IsEmpty)
            return false;
        if (method.ReturnType.SpecialType is not SpecialType.System_Boolean)
            return method.ReturnType.SpecialType is SpecialType.System_String || method.ReturnsVoid ? true : null;
        return Returns.All(value => value.IsConstant(true)) ? true : Returns.All(value => value.IsConstant(false)) ? false : null;
    }

    /// <summary>The token was given to something that is not known: half-typed code, a dynamic call. It may be a check.</summary>
    public void Distrust() => MayRejectByThrowing = true;

    /// <summary>The result of a call in a callback: followed where it is declared here; else, if it is given the token, taken for a check unless it is known to be none.</summary>
    public AbstractValue Judge(IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        if (_depth < DepthLimit && GraphOf(method) is { } graph)
        {
            var callee = RunCallback(graph, method, arguments, FlowState.Empty);
            MayRejectByThrowing |= callee.MayRejectByThrowing || !callee.IsComplete;
            return callee.Returns.Count == 1 ? callee.Returns.Single() : AbstractValue.FromToken;
        }

        if (!instance.DependsOnTokenInput && !arguments.Any(argument => argument.DependsOnTokenInput))
            return AbstractValue.Unknown;
        MayRejectByThrowing |= !HarmlessCalls.Contains(method);
        return AbstractValue.FromToken;
    }

    /// <summary>The result of a call that is given a token which this code has read itself, or a part of it, and whether the call may refuse it.</summary>
    public (AbstractValue Value, bool MayRefuse) Follow(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        if (_depth >= DepthLimit || !arguments.Any(argument => argument is ParsedTokenValue or KeyPointerValue) || GraphOf(method) is not { } graph)
            return (AbstractValue.FromToken, !HarmlessCalls.Contains(method));
        var callee = RunCallback(graph, method, arguments, FlowState.Empty, readsTokenItself: true);
        return (callee.Returns.Count == 1 ? callee.Returns.Single() : AbstractValue.FromToken, callee.MayRejectByThrowing || !callee.IsComplete);
    }

    /// <summary>A function that a callback hands on is taken to run there, whoever is given it: what it does with the token counts, and so does a key that it returns.</summary>
    /// <param name="target">The function.</param>
    /// <param name="state">The path that leads to it.</param>
    /// <param name="first">What it is given first, where that is known.</param>
    public AbstractValue JudgeFunction(IOperation target, FlowState state, AbstractValue? first = null)
    {
        if (target is IMethodReferenceOperation { Method: var method })
        {
            Judge(method, AbstractValue.Unknown, method.Parameters.Select(_ => AbstractValue.FromToken).ToList());
        }
        else if (target is IFlowAnonymousFunctionOperation { Symbol: var symbol } function && _depth < DepthLimit
            && NestedFunctions.GraphOf(_graph, function, Context) is { } graph)
        {
            var inner = RunCallback(graph, symbol, symbol.Parameters.Select(parameter => parameter.Ordinal == 0 && first is not null ? first : AbstractValue.FromToken), state);
            MayRejectByThrowing |= inner.MayRejectByThrowing || !inner.IsComplete;
            if (inner.Returns.Count == 1 && inner.Returns.Single() is { IsKeyOfToken: true } key)
                return key;
        }
        else
        {
            MayRejectByThrowing = true;
        }

        return AbstractValue.FromToken;
    }

    private FlowAnalysis RunCallback(ControlFlowGraph graph, IMethodSymbol method, IEnumerable<AbstractValue> arguments, FlowState state, bool isProbe = false, bool readsTokenItself = false)
    {
        var callback = new FlowAnalysis(Context, graph, _depth + 1, isCallback: true) { IsProbe = isProbe || IsProbe, ReadsTokenItself = readsTokenItself || ReadsTokenItself };
        var entry = state.WithoutCaptures() with { DecidedByToken = false };
        var index = 0;
        foreach (var argument in arguments.Take(method.Parameters.Length))
            entry = entry.With(method.Parameters[index++], argument);
        callback.Run([entry]);
        return callback;
    }

    private ControlFlowGraph? GraphOf(IMethodSymbol method) =>
        method.MethodKind is MethodKind.LocalFunction
            ? NestedFunctions.GraphOf(_graph, method, Context)
            : method.IsVirtual || method.IsAbstract || method.IsOverride
                ? null
                : Context.Members.Body(method.OriginalDefinition, Context.Cancellation);
}

/// <summary>A token is validated by an object, in a state.</summary>
internal sealed record Validation(ObjectIdentity Object, FlowState State);
