using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies.Mitigations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>Finds every breach of one body: each object that carries a policy, as each path leaves it or uses it.</summary>
/// <param name="context">What the dataflow needs to know.</param>
/// <param name="libraries">What the libraries say of policies.</param>
/// <param name="inspector">Attacks the policies.</param>
/// <param name="compilation">Looked at for what other code does to the same tokens and options, where something is about to be blamed.</param>
/// <param name="configuration">The files that the compiler is handed beside the code, looked at there, too.</param>
/// <param name="issued">Says what code issues.</param>
/// <param name="tokensOutliveLimit">Whether the compilation issues tokens that live longer than a token may.</param>
internal sealed class BreachFinder(FlowContext context, PolicyLibraries libraries, PolicyInspector inspector, Compilation compilation, ImmutableArray<AdditionalText> configuration, IssuedTokens issued, Func<bool> tokensOutliveLimit)
{
    private const int ObjectLimit = 200_000;

    private readonly RestOfCode _rest = RestOfCode.Of(compilation, configuration, issued, context.Members, context.Cancellation);

    private static readonly ILookup<ObjectIdentity, PolicyOwner?> NoOwners = Array.Empty<ObjectIdentity>().ToLookup(identity => identity, _ => (PolicyOwner?)null);

    public ImmutableArray<Breach> Find(ControlFlowGraph graph) => Find(FlowAnalysis.Run(context, graph, [FlowState.Empty]));

    /// <summary>The breaches of the objects made by an initializer, as the type's constructors leave them.</summary>
    public ImmutableArray<Breach> Find(ControlFlowGraph initializer, IReadOnlyList<ControlFlowGraph> constructors)
    {
        if (constructors.Count == 0)
            return Find(initializer);

        var made = FlowAnalysis.Run(context, initializer, [FlowState.Empty]);
        var span = initializer.OriginalOperation.Syntax.Span;
        return constructors
            .SelectMany(constructor => Find(FlowAnalysis.Run(context, constructor, made[0].Exits)))
            .Where(breach => breach.Blamed.All(blamed => span.Contains(blamed.Origin.Span)))
            .Concat(Find(made.RemoveAt(0))) // the initializer's own lambdas
            .ToImmutableArray();
    }

    /// <summary>The breaches of a method that overrides a check of a library.</summary>
    public ImmutableArray<Breach> FindInOverride(ControlFlowGraph graph, IMethodSymbol method, PolicyAdapter adapter, ImmutableArray<CallbackProbe> probes)
    {
        var syntax = graph.OriginalOperation.Syntax;
        var behavior = CallbackTrial.Of(context, graph, method, probes);
        var handler = new ObjectState(
            method.ContainingType.Name,
            ObjectOrigin.Created,
            Creation: null,
            ImmutableDictionary<string, SettingValue>.Empty.Add(method.Name, new SettingValue(new CallbackValue(behavior), syntax)));
        return inspector.Inspect(new ObjectIdentity(syntax, null), new PolicySettings(adapter, handler, owner: null, IsNamedAnywhere)).Where(breach => !IsSpared(breach, [breach])).ToImmutableArray();
    }

    private ImmutableArray<Breach> Find(ImmutableArray<FlowAnalysis> analyses)
    {
        if (analyses.Any(analysis => !analysis.IsComplete))
            return ImmutableArray<Breach>.Empty;

        // Nested functions by the hundred, each of which sees objects by the hundred: given up, as what takes too many visits is.
        if (analyses.Sum(analysis => analysis.Exits.Sum(exit => (long)exit.Objects.Count) + analysis.Validations.Sum(validation => (long)validation.State.Objects.Count)) > ObjectLimit)
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

        return breaches.Select(WithoutWhatCodeChecks).Where(breach => !IsSpared(breach, breaches)).Select(breach => IsRefresh(breach, breaches) ? breach with { Rule = Rules.RefreshWithExpiredToken } : breach).ToImmutableArray();

        void Inspect(FlowAnalysis analysis, FlowState state, ObjectIdentity identity)
        {
            if (!state.Objects.TryGetValue(identity, out var found) || libraries.AdapterOf(found.TypeName) is not { } adapter || !adapter.IsPolicy(found.TypeName))
                return;
            found = HeldSettings.Of(others.WithoutWhatOthersSet(identity, found, analysis), state, adapter);
            if (state.DecidedByToken)
                found = WithoutKeysOfToken(found);
            if (!ReferenceEquals(owners?.State, state))
                owners = (state, OwnersIn(state));
            var owner = owners!.Value.Of[identity].FirstOrDefault();
            if (inspected.Add(new Inspected(identity, found, owner?.Object)))
                breaches.AddRange(inspector.Inspect(identity, new PolicySettings(adapter, found, owner, owner is null || found.Origin is ObjectOrigin.CompletedUnlessOff ? IsNamed : IsNamedAnywhere) { TokensOutliveLimit = tokensOutliveLimit(), Rest = _rest }));
        }
    }

    // Who has not made the options may find a validator that a library has given them, by a call in another place.
    private bool IsNamedAnywhere(string setting) => IsNamed(setting) || (libraries.IsCompleted(setting) && libraries.Completions.Any(name => NameUses.In(compilation, name, context.Cancellation).Count > 0));

    private bool IsPolicy(ITypeSymbol type) => libraries.TrackedTypeName(type) is { } name && libraries.AdapterOf(name)?.IsPolicy(name) is true;

    private bool IsNamed(string name) => context.Index.IsNamedIn(compilation, name, context.Cancellation);

    // What a library leaves to the code may be checked anywhere: whoever calls this may do it, or a library that this is a callback of.
    private Breach WithoutWhatCodeChecks(Breach breach) => breach.Rule.IsAboutAbsence
        ? breach with { Blamed = breach.Blamed.Where(blamed => !IsInCallback(blamed.Origin) && !ComparedNames.AreIn(compilation, blamed.ClaimReads, context.Cancellation) && !AuthorizationPolicyCheck.Compares(blamed.ClaimReads, compilation, context.Members, context.Cancellation)).ToImmutableArray() }
        : breach;

    private bool IsInCallback(SyntaxNode origin) => origin.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(function =>
        function.Parent is AssignmentExpressionSyntax { Left: var setting } && libraries.TakesCallback(setting is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : setting.ToString()));

    // What only a debug build contains never meets an attacker. Where the code checks the claim itself, the library need not.
    private bool IsSpared(Breach breach, IEnumerable<Breach> all) =>
        breach.Blamed.IsEmpty
        || breach.Rule.IsAboutAbsence && breach.Blamed.All(blamed => HandedToCallers.Contains(blamed.Origin, compilation, context.Cancellation))
        || breach.Blamed.All(blamed => SwitchedOnWherePresent.Decides(blamed.Origin))
        || OpenedOnly.Is(breach.Object.Site, breach.Opening, compilation, context.Cancellation)
        || breach.Blamed.Any(blamed => DebugCode.Contains(blamed.Origin, context.Cancellation))
        || breach.Blamed.All(blamed => (!blamed.ClaimReads.IsEmpty || breach.Rule == Rules.KeyOfTokenTrusted) && ProofOfPossession.Contains(blamed.Origin))
        || breach.Blamed.All(blamed => (!blamed.ClaimReads.IsEmpty || breach.Rule == Rules.KeyOfTokenTrusted) && SignedDocument.Contains(blamed.Origin, context.Cancellation))
        || breach.Blamed.All(blamed => LaterCheck.Follows(blamed.Origin, blamed.ClaimReads, context.Cancellation))
        || breach.Blamed.All(blamed => AuthorizationPolicyCheck.Compares(blamed.ClaimReads, compilation, context.Members, context.Cancellation))
        || breach.Blamed.All(blamed => ValidationStages.Refuse(blamed.Origin, blamed.Setting, blamed.ClaimReads, AttacksBy(blamed, breach, all), IsPolicy, compilation, context.Members, context.Cancellation))
        || breach.Blamed.All(blamed => LaterSetup.Repairs(blamed.Origin, blamed.SameCheck, !blamed.IsDelegate, compilation, context.Members, context.Cancellation));

    // The attack, and the worse ones that the same setting lets in: who switches a whole check off makes it elsewhere, as he sees fit. A token of OpenIddict's own need not end.
    private static IEnumerable<string> AttacksBy(BlamedSetting setting, Breach breach, IEnumerable<Breach> all) => Rules.ProvedOnPolicies.TakeWhile(rule => rule != breach.Rule)
        .Where(worse => all.Any(other => other.Rule == worse && other.Blamed.Any(blamed => blamed.Origin == setting.Origin && blamed.Setting == setting.Setting)))
        .Append(breach.Rule)
        .SelectMany(rule => rule.Attacks);

    // Where a refresh token decides, an expired token is as good as any, provided that the issuer signed it.
    private bool IsRefresh(Breach breach, IEnumerable<Breach> all) =>
        breach is { IsHeldByOptions: false } && breach.Rule == Rules.ExpiredTokensAccepted
        && breach.Blamed.All(blamed => RefreshExchange.Contains(blamed.Origin, compilation, context.Cancellation))
        && !all.Any(other => other.Object.Equals(breach.Object) && (other.Rule == Rules.UnsignedTokensAccepted || other.Rule == Rules.SignatureNotVerified));

    /// <summary>Where code has asked the token it reads something before it validates it, that may have been whether its key is one to trust.</summary>
    private static ObjectState WithoutKeysOfToken(ObjectState found) => found.Settings.Where(setting => setting.Value.Value.HoldsKeyOfToken)
        .Aggregate(found, (state, setting) => state.With(setting.Key, setting.Value with { Value = AbstractValue.Unknown }));

    /// <summary>Whether an object was the value of another's property at first, and that was given another value: then nobody uses it.</summary>
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
         from setting in candidate.Settings.Values
         where setting.Value is ObjectValue
         orderby setting.Origin.SpanStart
         select (Held: ((ObjectValue)setting.Value).Identity, Owner: libraries.AdapterOf(candidate.TypeName) is { } adapter ? new PolicyOwner(adapter, candidate, state) : null))
        .ToLookup(pair => pair.Held, pair => (PolicyOwner?)pair.Owner)!;

    private sealed record Inspected(ObjectIdentity Identity, ObjectState Object, ObjectState? Owner);
}
