using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>Finds every breach of one body: each object that carries a policy, as each path leaves it or uses it.</summary>
/// <param name="context">What the dataflow needs to know.</param>
/// <param name="libraries">What the libraries say of policies.</param>
/// <param name="inspector">Attacks the policies.</param>
/// <param name="compilation">
/// Looked at for what other code does to the same tokens and options, where something is about to be blamed.
/// </param>
/// <param name="rest">The same, as adapters ask for it.</param>
/// <param name="tokensOutliveLimit">Whether the compilation issues tokens that live longer than a token may.</param>
internal sealed class BreachFinder(
    FlowContext context,
    PolicyLibraries libraries,
    PolicyInspector inspector,
    Compilation compilation,
    RestOfCode rest,
    Func<bool> tokensOutliveLimit)
{
    private const int ObjectLimit = 200_000;

    private const string FromThenOn = ", from the first refresh on and wherever else these parameters are used";

    private static readonly ILookup<ObjectIdentity, PolicyOwner?> NoOwners =
        Array.Empty<ObjectIdentity>().ToLookup(identity => identity, _ => (PolicyOwner?)null);

    private static readonly ImmutableArray<FlowState> FromNothing = ImmutableArray.Create(FlowState.Empty);

    private readonly Dictionary<SyntaxNode, SyntaxNode> _entered = [];

    /// <summary>The code of the members that calls led into, each with the first such call in the body that was read.</summary>
    public IReadOnlyDictionary<SyntaxNode, SyntaxNode> Entered => _entered;

    public ImmutableArray<Breach> Find(ControlFlowGraph graph) => Find(Run(graph, FromNothing));

    /// <summary>The breaches of a method that nothing is seen to call: whoever does may leave out what has a default.</summary>
    public ImmutableArray<Breach> FindByDefaults(ControlFlowGraph graph, IMethodSymbol method) => Find(Run(
        graph,
        ImmutableArray.Create(method.Parameters
            .Where(parameter => parameter.HasExplicitDefaultValue && parameter.Type.SpecialType is SpecialType.System_Boolean)
            .Aggregate(FlowState.Empty, (state, parameter) => state.With(parameter, AbstractValue.Of(parameter.ExplicitDefaultValue))))));

    /// <summary>The breaches of the objects made by an initializer, as the type's constructors leave them.</summary>
    public ImmutableArray<Breach> Find(ControlFlowGraph initializer, IReadOnlyList<ControlFlowGraph> constructors)
    {
        if (constructors.Count == 0)
            return Find(initializer);

        var made = Run(initializer, FromNothing);
        var span = initializer.OriginalOperation.Syntax.Span;
        return constructors
            .SelectMany(constructor => Find(Run(constructor, made[0].Exits)))
            .Where(breach => breach.Blamed.All(blamed => span.Contains(blamed.Origin.Span) || IsEntered(blamed.Origin)))
            .Concat(Find(made.RemoveAt(0))) // the initializer's own lambdas
            .ToImmutableArray();
    }

    /// <summary>The breaches of a method that overrides a check of a library.</summary>
    public ImmutableArray<Breach> FindInOverride(
        ControlFlowGraph graph,
        IMethodSymbol method,
        PolicyAdapter adapter,
        ImmutableArray<CallbackProbe> probes)
    {
        var syntax = graph.OriginalOperation.Syntax;
        var behavior = CallbackTrial.Of(context, graph, method, probes);
        var handler = new ObjectState(
            method.ContainingType.Name,
            ObjectOrigin.Created,
            Creation: null,
            ImmutableDictionary<string, SettingValue>.Empty.Add(method.Name, new SettingValue(new CallbackValue(behavior), syntax)));
        return Harmful(
            [.. inspector.Inspect(new ObjectIdentity(syntax, null), new PolicySettings(adapter, handler, owner: null, IsNamedAnywhere))])
            .Select(breach => breach.Breach)
            .ToImmutableArray();
    }

    private bool IsEntered(SyntaxNode place) => place.AncestorsAndSelf().Any(_entered.ContainsKey);

    /// <summary>Reads a body, with the members that it calls if that does not take too much.</summary>
    private ImmutableArray<FlowAnalysis> Run(ControlFlowGraph graph, ImmutableArray<FlowState> entry)
    {
        var analyses = FlowAnalysis.Run(context, graph, entry);
        if (context.Entered.All.Count == 0)
            return analyses;
        if (IsTooMuch(analyses))
            return FlowAnalysis.Run(context.ForBody(context.Cancellation) with { FollowsCalls = false }, graph, entry);
        // Of what never ends, no end is judged.
        foreach (var body in analyses[0].Exits.IsEmpty ? [] : context.Entered.All)
        {
            var syntax = body.Graph.OriginalOperation.Syntax;
            if (!_entered.ContainsKey(syntax))
                _entered[syntax] = body.Calls!.First.Call;
        }

        return analyses;
    }

    private static bool IsTooMuch(ImmutableArray<FlowAnalysis> analyses) =>
        analyses.Any(analysis => !analysis.IsComplete) || analyses.Sum(ObjectsOf) > ObjectLimit;

    private ImmutableArray<Breach> Find(ImmutableArray<FlowAnalysis> analyses)
    {
        if (IsTooMuch(analyses))
            return ImmutableArray<Breach>.Empty;

        var others = new SettingsByFunction(analyses);
        (FlowState State, ILookup<ObjectIdentity, PolicyOwner?> Of)? owners = null;
        var breaches = ImmutableArray.CreateBuilder<Breach>();
        var inspected = new HashSet<Inspected>();
        foreach (var analysis in analyses)
        {
            foreach (var exit in analysis.Exits)
            {
                foreach (var identity in exit.Objects.Keys)
                {
                    if (!IsReplaced(identity, exit))
                        Inspect(analysis, exit, identity);
                }
            }

            foreach (var (identity, state) in analysis.Validations)
                Inspect(analysis, state, identity);
        }

        return Harmful(breaches).Select(InContext).ToImmutableArray();

        void Inspect(FlowAnalysis analysis, FlowState state, ObjectIdentity identity)
        {
            if (!state.Objects.TryGetValue(identity, out var found) || libraries.AdapterOf(found.TypeName) is not { } adapter
                || !adapter.IsPolicy(found.TypeName))
                return;
            found = HeldSettings.Of(others.WithoutWhatOthersSet(identity, found, analysis), state, adapter);
            if (state.DecidedByToken)
                found = WithoutKeysOfToken(found);
            if (!ReferenceEquals(owners?.State, state))
                owners = (state, OwnersIn(state));
            var owner = owners!.Value.Of[identity].FirstOrDefault();
            if (inspected.Add(new Inspected(identity, found, owner?.Object)))
                breaches.AddRange(
                    inspector.Inspect(
                        identity,
                        new PolicySettings(
                            adapter, found, owner,
                            owner is null || found.Origin is ObjectOrigin.CompletedUnlessOff ? IsNamed : IsNamedAnywhere)
                            { TokensOutliveLimit = tokensOutliveLimit(), Rest = rest }));
        }
    }

    // Nested functions by the hundred, each of which sees objects by the hundred: given up, as what takes too many visits is.
    private static long ObjectsOf(FlowAnalysis analysis) =>
        analysis.Exits.Sum(exit => (long)exit.Objects.Count)
        + analysis.Validations.Sum(validation => (long)validation.State.Objects.Count);

    // Options that were made elsewhere may have a validator that a library has given them, by a call in another place.
    private bool IsNamedAnywhere(string setting) =>
        IsNamed(setting)
            || (libraries.IsCompleted(setting)
                && libraries.Completions.Any(name => NameUses.In(compilation, name, context.Cancellation).Count > 0));

    private bool IsNamed(string name) => context.Index.IsNamedIn(compilation, name, context.Cancellation);

    private IEnumerable<MitigationCase> Harmful(IReadOnlyList<Breach> breaches) =>
        breaches.Select(breach => KnownMitigations.Unmitigated(new MitigationCase(breach, breaches, compilation, libraries, context)))
            .OfType<MitigationCase>();

    // Where a refresh token decides, an expired token is as good as any, provided that the issuer signed it, and that it is accepted
    // nowhere else.
    private static Breach InContext(MitigationCase found)
    {
        var breach = found.Breach;
        if (breach is not { IsHeldByOptions: false, Rule.InRefresh: { } rule }
            || found.All.Any(other => other.Object.Equals(breach.Object) && other.Rule.IsAboutSignature)
            || !RefreshParameters.AreOfExchange(found))
            return breach;
        return RefreshParameters.AreShared(found)
            ? breach with { Blamed = breach.Blamed.Select(blamed => blamed with { Cause = blamed.Cause + FromThenOn }).ToImmutableArray() }
            : breach with { Rule = rule };
    }

    /// <summary>
    /// Where code has asked the token it reads something before it validates it, that may have been whether its key is one to
    /// trust.
    /// </summary>
    private static ObjectState WithoutKeysOfToken(ObjectState found) => found.Settings.Where(setting => setting.Value.Value.HoldsKeyOfToken)
        .Aggregate(found, (state, setting) => state.With(setting.Key, setting.Value with { Value = AbstractValue.Unknown }));

    /// <summary>
    /// Whether an object was the value of another's property at first, and that was given another value: then it is not used.
    /// </summary>
    private static bool IsReplaced(ObjectIdentity identity, FlowState state)
    {
        var dot = identity.Member.LastIndexOf('.');
        return dot >= 0
            && state.Objects.TryGetValue(identity with { Member = identity.Member.Substring(0, dot) }, out var owner)
            && owner.ValueOf(identity.Member.Substring(dot + 1)) is ObjectValue { Identity: var current } && !current.Equals(identity);
    }

    /// <summary>The options that hold each object; of several, those that were given it first in the source.</summary>
    private ILookup<ObjectIdentity, PolicyOwner?> OwnersIn(FlowState state) => state.Objects.Count < 2 ? NoOwners :
        (from candidate in state.Objects.Values
         where !candidate.IsOwn
         from setting in candidate.Settings.Values
         where setting.Value is ObjectValue
         orderby setting.Origin.SpanStart
         select (Held: ((ObjectValue)setting.Value).Identity,
             Owner: libraries.AdapterOf(candidate.TypeName) is { } adapter ? new PolicyOwner(adapter, candidate, state) : null))
        .ToLookup(pair => pair.Held, pair => (PolicyOwner?)pair.Owner)!;

    private sealed record Inspected(ObjectIdentity Identity, ObjectState Object, ObjectState? Owner);
}
