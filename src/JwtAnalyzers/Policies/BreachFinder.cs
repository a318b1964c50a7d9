using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>Finds every breach of one body: each object that carries a policy, as each path leaves it or uses it.</summary>
internal sealed class BreachFinder(FlowContext context, PolicyInspector inspector, Func<string, bool> isNamedAnywhere)
{
    public ImmutableArray<Breach> Find(ControlFlowGraph graph)
    {
        var analyses = FlowAnalysis.Run(context, graph);
        if (analyses.Any(analysis => !analysis.IsComplete))
            return ImmutableArray<Breach>.Empty;

        var breaches = ImmutableArray.CreateBuilder<Breach>();
        var inspected = new HashSet<(ObjectIdentity, ObjectState, ObjectState?)>();
        foreach (var analysis in analyses)
        {
            foreach (var exit in analysis.Exits)
            {
                foreach (var identity in exit.Objects.Keys)
                    Inspect(exit, identity);
            }

            foreach (var (identity, state) in analysis.Validations)
                Inspect(state, identity);
        }

        // What only a debug build contains never meets an attacker.
        return breaches.Where(breach => !breach.Blamed.Any(blamed => DevelopmentCode.Contains(blamed.Origin, context.Cancellation))).ToImmutableArray();

        void Inspect(FlowState state, ObjectIdentity identity)
        {
            if (!state.Objects.TryGetValue(identity, out var found) || context.Symbols.AdapterOf(found.TypeName) is not { Settings.IsEmpty: false } adapter)
                return;
            var owner = OwnerOf(state, identity);
            if (inspected.Add((identity, found, owner?.Object)))
                breaches.AddRange(inspector.Inspect(identity, new PolicySettings(adapter, found, owner, isNamedAnywhere)));
        }
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
