using JwtAnalyzers.Flow;

namespace JwtAnalyzers.Policies;

/// <summary>
/// An object with the settings of the objects that it was given: a decoder judges by its validator's, and that by those of its parameters.
/// They keep their own origins, so that what is to blame is found where it was set.
/// </summary>
internal static class HeldSettings
{
    /// <summary>How deep objects hold one another in any library.</summary>
    private const int DepthLimit = 4;

    public static ObjectState Of(ObjectState holder, FlowState state, PolicyAdapter adapter) => Of(holder, state, adapter, DepthLimit);

    private static ObjectState Of(ObjectState holder, FlowState state, PolicyAdapter adapter, int depth)
    {
        var whole = holder;
        foreach (var setting in adapter.Settings)
        {
            if (setting.Kind is not SettingKind.Holder || !holder.Settings.TryGetValue(setting.Name, out var given))
                continue;
            var held =
                depth > 0 && given.Value is ObjectValue { Identity: var identity } && state.Objects.TryGetValue(identity, out var found)
                ? Of(found, state, adapter, depth - 1)
                : null;
            foreach (var name in setting.Holds)
            {
                // What the holder itself has been told is told later, or counts more.
                if (whole.Settings.ContainsKey(name))
                    continue;
                if (held is not null && held.Settings.TryGetValue(name, out var value))
                    whole = whole.With(name, value);
                else if (held is not { Origin: ObjectOrigin.Created })
                    whole = whole.With(name, new SettingValue(AbstractValue.Unknown, given.Origin));
            }
        }

        return whole;
    }
}
