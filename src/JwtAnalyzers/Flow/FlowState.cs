using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>Everything known on one path: what the variables hold, and what was done to each object. A value.</summary>
/// <param name="Variables">Locals, parameters, and the fields and properties of the type itself.</param>
/// <param name="Captures">The compiler's temporaries; see <see cref="CapturedValue"/>.</param>
/// <param name="Objects">The objects of the libraries.</param>
/// <param name="DecidedByToken">Whether a condition on this path depended on the token that a callback is asked about.</param>
internal sealed record FlowState(
    ImmutableDictionary<ISymbol, AbstractValue> Variables,
    ImmutableDictionary<CaptureId, CapturedValue> Captures,
    ImmutableDictionary<ObjectIdentity, ObjectState> Objects,
    bool DecidedByToken)
{
    public static FlowState Empty { get; } = new(
        ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default),
        ImmutableDictionary<CaptureId, CapturedValue>.Empty,
        ImmutableDictionary<ObjectIdentity, ObjectState>.Empty,
        DecidedByToken: false);

    public FlowState With(ISymbol variable, AbstractValue value) =>
        this with { Variables = value is UnknownValue { DependsOnToken: false } ? Variables.Remove(variable) : Variables.SetItem(variable, value) };

    public FlowState With(ObjectIdentity identity, ObjectState state) => this with { Objects = Objects.SetItem(identity, state) };

    public FlowState With(CaptureId capture, CapturedValue value) => this with { Captures = Captures.SetItem(capture, value) };

    /// <summary>The state after an object was given to code that cannot be seen and may have changed it, and whatever it holds.</summary>
    public FlowState Surrender(ObjectIdentity identity)
    {
        if (!Objects.TryGetValue(identity, out var given) || given.Origin is ObjectOrigin.Unknown && given.Settings.IsEmpty)
            return this;

        var state = With(identity, given with { Origin = ObjectOrigin.Unknown, Settings = given.Settings.Clear() });
        foreach (var setting in given.Settings.Values)
        {
            if (setting.Value is ObjectValue held)
                state = state.Surrender(held.Identity);
        }

        return state;
    }

    /// <summary>The state without temporaries, which mean nothing in another control-flow graph or after their region.</summary>
    public FlowState WithoutCaptures() => Captures.IsEmpty ? this : this with { Captures = Empty.Captures };

    public bool Equals(FlowState? other) =>
        other is not null && DecidedByToken == other.DecidedByToken
        && DictionaryEquality.AreEqual(Objects, other.Objects)
        && DictionaryEquality.AreEqual(Variables, other.Variables)
        && DictionaryEquality.AreEqual(Captures, other.Captures);

    public override int GetHashCode() =>
        unchecked((((DictionaryEquality.Hash(Objects) * 31) + DictionaryEquality.Hash(Variables)) * 31) + DictionaryEquality.Hash(Captures));

    /// <summary>What holds on both paths. What differs becomes unknown.</summary>
    public FlowState Merge(FlowState other) => new(
        Common(Variables, other.Variables),
        Common(Captures, other.Captures),
        MergeObjects(Objects, other.Objects),
        DecidedByToken || other.DecidedByToken);

    private static ImmutableDictionary<TKey, TValue> Common<TKey, TValue>(ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull =>
        left.RemoveRange(left.Where(pair => !right.TryGetValue(pair.Key, out var value) || !Equals(pair.Value, value)).Select(pair => pair.Key).ToArray());

    private static ImmutableDictionary<ObjectIdentity, ObjectState> MergeObjects(
        ImmutableDictionary<ObjectIdentity, ObjectState> left, ImmutableDictionary<ObjectIdentity, ObjectState> right)
    {
        var merged = left;
        foreach (var pair in right)
        {
            // An object that only one path has met is as that path left it.
            merged = merged.SetItem(pair.Key, left.TryGetValue(pair.Key, out var mine) ? Merge(mine, pair.Value) : pair.Value);
        }

        return merged;
    }

    private static ObjectState Merge(ObjectState left, ObjectState right)
    {
        var settings = left.Settings;
        foreach (var pair in left.Settings)
        {
            if (!right.Settings.TryGetValue(pair.Key, out var value) || !value.Value.Equals(pair.Value.Value))
                settings = settings.SetItem(pair.Key, pair.Value with { Value = AbstractValue.Unknown });
        }

        foreach (var pair in right.Settings)
        {
            if (!left.Settings.ContainsKey(pair.Key))
                settings = settings.SetItem(pair.Key, pair.Value with { Value = AbstractValue.Unknown });
        }

        var origin = left.Origin == right.Origin ? left.Origin : ObjectOrigin.Unknown;
        return left with { Settings = settings, Origin = origin };
    }
}

/// <summary>
/// A temporary of the control-flow graph: the value it holds, and, where it stands for a place to assign to
/// (<c>p.X = condition ? a : b</c> captures <c>p.X</c> before the branch), that place.
/// </summary>
internal readonly record struct CapturedValue(AbstractValue Value, Place? Place);

/// <summary>A setting of an object, or a variable: something an assignment can change.</summary>
internal sealed record Place(ObjectIdentity? Object, ISymbol Symbol)
{
    public bool Equals(Place? other) =>
        other is not null && Equals(Object, other.Object) && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
}
