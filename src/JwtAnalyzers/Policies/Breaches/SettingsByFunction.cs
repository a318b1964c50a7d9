using System.Collections.Immutable;
using JwtAnalyzers.Flow;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>What a body and each function nested in it set on the objects that they share.</summary>
internal sealed class SettingsByFunction
{
    private readonly Dictionary<ObjectIdentity, List<SettingByFunction>> _set = [];

    public SettingsByFunction(ImmutableArray<FlowAnalysis> functions)
    {
        if (functions.Length < 2)
            return;
        foreach (var function in functions)
        {
            foreach (var found in function.Exits.SelectMany(exit => exit.Objects))
            {
                foreach (var setting in found.Value.Settings)
                {
                    if (!function.Span.Contains(setting.Value.Origin.Span))
                        continue;
                    if (!_set.TryGetValue(found.Key, out var set))
                        _set[found.Key] = set = [];
                    set.Add(new SettingByFunction(function, setting.Key, setting.Value));
                }
            }
        }
    }

    /// <summary>
    /// When a nested function runs is not known: what it sets on an object of the body around it is unknown there, and what that
    /// body sets after the function, or to it, is unknown in the function.
    /// </summary>
    public ObjectState WithoutWhatOthersSet(ObjectIdentity identity, ObjectState found, FlowAnalysis here)
    {
        if (!_set.TryGetValue(identity, out var set))
            return found;
        var body = here.Span;
        foreach (var (function, setting, value) in set)
        {
            if (function != here && (!function.Span.Contains(body) || value.Origin.Span.End >= body.End))
                found = found.With(setting, value with { Value = AbstractValue.Unknown });
        }

        return found;
    }

    private sealed record SettingByFunction(FlowAnalysis Function, string Setting, SettingValue Value);
}
