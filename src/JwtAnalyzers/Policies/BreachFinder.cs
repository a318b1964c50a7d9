using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>Finds every breach of one body: each object that carries a policy, as each path leaves it or uses it.</summary>
internal sealed class BreachFinder(FlowContext context, PolicyInspector inspector, Func<string, bool> isNamedAnywhere)
{
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
            .ToImmutableArray();
    }

    private ImmutableArray<Breach> Find(ImmutableArray<FlowAnalysis> analyses)
    {
        if (analyses.Any(analysis => !analysis.IsComplete))
            return ImmutableArray<Breach>.Empty;

        var breaches = ImmutableArray.CreateBuilder<Breach>();
        var inspected = new HashSet<(ObjectIdentity, ObjectState, ObjectState?)>();
        foreach (var analysis in analyses)
        {
            foreach (var exit in analysis.Exits)
            {
                foreach (var identity in exit.Objects.Keys)
                    Inspect(analysis, exit, identity);
            }

            foreach (var (identity, state) in analysis.Validations)
                Inspect(analysis, state, identity);
        }

        // What only a debug build contains never meets an attacker.
        return breaches.Where(breach => !breach.Blamed.Any(blamed => DevelopmentCode.Contains(blamed.Origin, context.Cancellation))).ToImmutableArray();

        void Inspect(FlowAnalysis analysis, FlowState state, ObjectIdentity identity)
        {
            if (!state.Objects.TryGetValue(identity, out var found) || context.Symbols.AdapterOf(found.TypeName) is not { Settings.IsEmpty: false } adapter)
                return;
            found = WithoutWhatOthersSet(identity, found, analyses.Where(other => other != analysis && !other.Span.Contains(analysis.Span)));
            var owner = OwnerOf(state, identity);
            if (inspected.Add((identity, found, owner?.Object)))
                breaches.AddRange(inspector.Inspect(identity, new PolicySettings(adapter, found, owner, isNamedAnywhere)));
        }
    }

    /// <summary>Nobody knows when a nested function runs: what it sets on an object of the body around it is unknown there.</summary>
    private static ObjectState WithoutWhatOthersSet(ObjectIdentity identity, ObjectState found, IEnumerable<FlowAnalysis> others)
    {
        foreach (var other in others)
        {
            foreach (var exit in other.Exits)
            {
                if (!exit.Objects.TryGetValue(identity, out var theirs))
                    continue;
                foreach (var setting in theirs.Settings)
                {
                    if (other.Span.Contains(setting.Value.Origin.Span))
                        found = found.With(setting.Key, setting.Value with { Value = AbstractValue.Unknown });
                }
            }
        }

        return found;
    }

    private PolicyOwner? OwnerOf(FlowState state, ObjectIdentity held)
    {
        foreach (var candidate in state.Objects.Values)
        {
            if (candidate.Settings.Values.Any(setting => setting.Value is ObjectValue value && value.Identity.Equals(held))
                && context.Symbols.AdapterOf(candidate.TypeName) is { } adapter)
                return new PolicyOwner(adapter, candidate);
        }

        return null;
    }
}
