using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>What a body is read for. What a callback calls is read for the same as the callback.</summary>
[Flags]
internal enum BodyRole
{
    /// <summary>For what it does to the objects of the libraries.</summary>
    None = 0,

    /// <summary>It is asked about a token.</summary>
    Callback = 1,

    /// <summary>It is run on a <see cref="CallbackProbe"/>, where the time stands still.</summary>
    Probe = 2,

    /// <summary>Code hands it a token that it has read itself; no library asks it about one.</summary>
    ReadsTokenItself = 4,
}

/// <summary>
/// One body, and what is met in it beside the states of its paths. <see cref="FlowAnalysis"/> runs its blocks, and the <see
/// cref="PathEvaluator"/> of each path asks it what the body is read for and tells it what it meets. It starts no analysis itself.
/// </summary>
internal sealed class FlowBody
{
    /// <summary>How many calls deep a callback or a member is followed.</summary>
    public const int DepthLimit = 3;

    private readonly BodyRole _role;
    private readonly FlowBody? _outer;
    private readonly Dictionary<ISymbol, ObjectOrigin> _options;
    private AssignedVariables? _assigned;

    private FlowBody(FlowContext context, ControlFlowGraph graph, int depth, BodyRole role, FlowBody? outer = null)
    {
        Context = context;
        Graph = graph;
        Depth = depth;
        _role = role;
        _outer = outer;
        _options = outer?._options ?? new Dictionary<ISymbol, ObjectOrigin>(SymbolEqualityComparer.Default);
    }

    /// <summary>A member's body, so many calls away from the one that a finding is looked for in.</summary>
    public static FlowBody OfMember(FlowContext context, ControlFlowGraph graph, int depth) => new(context, graph, depth, BodyRole.None);

    /// <summary>A function nested in this body, that is read for what it does to objects as this body is.</summary>
    public FlowBody Nested(ControlFlowGraph graph) => new(Context, graph, Depth, BodyRole.None, this)
        { Calls = Calls, This = This, CallsToThis = CallsToThis };

    /// <summary>A body that a call in this one leads to, read for what it does to the objects here.</summary>
    /// <param name="graph">Its code.</param>
    /// <param name="calls">The call.</param>
    /// <param name="instance">
    /// What it is called on; <see langword="null"/> where that is what the caller is called on, or not known.
    /// </param>
    /// <param name="callsToThis">The calls by which what it is called on is known.</param>
    public FlowBody Entered(ControlFlowGraph graph, CallPath calls, AbstractValue? instance, CallPath? callsToThis) =>
        new(Context, graph, Depth, BodyRole.None) { Calls = calls, This = instance, CallsToThis = callsToThis };

    /// <summary>A function of this body, that a call elsewhere leads to.</summary>
    public FlowBody EnteredFunction(ControlFlowGraph graph, CallPath calls) =>
        new(Context, graph, Depth, BodyRole.None, this) { Calls = calls, This = This, CallsToThis = CallsToThis };

    /// <summary>A function that is run as a callback, or as one that a callback calls.</summary>
    public FlowBody Called(ControlFlowGraph graph, BodyRole role) => new(Context, graph, Depth + 1, _role | BodyRole.Callback | role);

    public FlowContext Context { get; }

    public ControlFlowGraph Graph { get; }

    public int Depth { get; }

    /// <summary>The calls that lead here; <see langword="null"/> in the body that findings are looked for in.</summary>
    public CallPath? Calls { get; private init; }

    /// <summary>
    /// The object that the body is called on, where a call leads here that is on one; else the body's own <c>this</c>, of which nothing is
    /// known but what it does to it.
    /// </summary>
    public AbstractValue? This { get; private init; }

    /// <summary>The calls by which <c>this</c> is known: other than those of the body where it goes on with its caller's.</summary>
    public CallPath? CallsToThis { get; private init; }

    /// <inheritdoc cref="BodyRole.Callback"/>
    public bool IsCallback => (_role & BodyRole.Callback) != 0;

    /// <inheritdoc cref="BodyRole.Probe"/>
    public bool IsProbe => (_role & BodyRole.Probe) != 0;

    /// <inheritdoc cref="BodyRole.ReadsTokenItself"/>
    public bool ReadsTokenItself => (_role & BodyRole.ReadsTokenItself) != 0;

    /// <summary>What came of it for each state in which calls entered it.</summary>
    public Dictionary<FlowState, FlowAnalysis> Runs { get; } = [];

    /// <summary>The functions nested in the body, with the states in which they are made or called.</summary>
    public NestedFunctions Functions { get; } = new();

    /// <summary>The states in which a token was validated by an object.</summary>
    public HashSet<Validation> Validations { get; } = [];

    /// <summary>Whether the body may throw, or call something that may, because of what the token is.</summary>
    public bool MayRejectByThrowing { get; private set; }

    /// <summary>
    /// Remembers that the body may refuse a token: it throws, or hands the token to code that is not known (half-typed, dynamic), which may
    /// be a check.
    /// </summary>
    public void RejectIf(bool mayReject) => MayRejectByThrowing |= mayReject;

    /// <summary>
    /// Whether a function nested in this body assigns a variable of it: what calls that function, and when, is not known.
    /// </summary>
    public bool IsAssignedElsewhere(ISymbol variable)
    {
        if (variable is not (ILocalSymbol or IParameterSymbol))
            return false;
        _assigned ??= AssignedVariables.Around(Graph.OriginalOperation);
        return _assigned.IsAssignedByFunctionIn(Graph.OriginalOperation, variable);
    }

    /// <summary>The object that an expression of this body makes.</summary>
    public ObjectIdentity IdentityOf(SyntaxNode creation) => new(creation, null) { Calls = Calls };

    /// <summary>The calls that lead to the body which declares a variable: a function has those of the body around it, too.</summary>
    public CallPath? CallsTo(ISymbol variable) =>
        _outer is not null && Calls != _outer.Calls && variable.DeclaringSyntaxReferences is [var declared, ..]
        && !Graph.OriginalOperation.Syntax.Span.Contains(declared.Span)
            ? _outer.CallsTo(variable)
            : Calls;

    /// <summary>
    /// What a variable's object is worth that this body did not make: a lambda's parameter as the method says that is given the lambda.
    /// </summary>
    public ObjectOrigin OriginOf(ISymbol variable) => _options.TryGetValue(variable, out var origin) ? origin : ObjectOrigin.Reached;

    public void RecordOptions(IParameterSymbol parameter, ObjectOrigin origin) => _options[parameter] = origin;

    public void RecordFunction(IFlowAnonymousFunctionOperation function, FlowState state) =>
        Functions.Record(function, state.WithoutCaptures());

    public void RecordCall(IMethodSymbol localFunction, FlowState state) => Functions.Record(localFunction, state.WithoutCaptures());

    public void RecordValidation(FlowState state, IEnumerable<AbstractValue> arguments)
    {
        foreach (var argument in arguments.OfType<ObjectValue>())
            Validations.Add(new Validation(argument.Identity, state.WithoutCaptures()));
    }
}

/// <summary>A token is validated by an object, in a state.</summary>
internal sealed record Validation(ObjectIdentity Object, FlowState State);
