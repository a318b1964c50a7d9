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
    Captures Captures,
    ImmutableDictionary<ObjectIdentity, ObjectState> Objects,
    bool DecidedByToken)
{
    public static FlowState Empty { get; } = new(
        ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default),
        Captures.None,
        ImmutableDictionary<ObjectIdentity, ObjectState>.Empty,
        DecidedByToken: false);

    // Kept while the dictionary they are of is the same, also in the states that are made from this one.
    private KnownHash? _hashOfVariables;
    private KnownHash? _hashOfObjects;

    public FlowState With(ISymbol variable, AbstractValue value) =>
        value is UnknownValue { DependsOnToken: false }
            ? this with { Variables = Variables.Remove(variable) }
            : this with { Variables = Variables.SetItem(variable, value) };

    public FlowState With(ObjectIdentity identity, ObjectState state) => this with { Objects = Objects.SetItem(identity, state) };

    public FlowState With(CaptureId capture, CapturedValue value) => this with { Captures = Captures.With(capture, value) };

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

    /// <summary>The same of an object of an own type; the objects of a library that it holds stay as they are.</summary>
    public FlowState SurrenderMembers(ObjectIdentity identity) =>
        Objects.TryGetValue(identity, out var given)
            ? With(identity, given with
            {
                Origin = ObjectOrigin.Unknown,
                Settings = given.Settings.RemoveRange(
                    given.Settings.Where(setting => setting.Value.Value is not ObjectValue).Select(setting => setting.Key).ToList()),
            })
            : this;

    /// <summary>
    /// An object was filled from the configuration, and whatever it holds: any of their settings may have got a value, but no delegate has.
    /// </summary>
    public FlowState Fill(ObjectIdentity identity)
    {
        // Objects may hold each other.
        var state = this;
        var met = new HashSet<ObjectIdentity> { identity };
        var left = new Stack<ObjectIdentity>(met);
        while (left.Count > 0)
        {
            var filled = left.Pop();
            if (!Objects.TryGetValue(filled, out var given))
                continue;
            var origin = given.Origin is ObjectOrigin.Created ? ObjectOrigin.Reached : given.Origin;
            var replaceable = given.Settings
                .Where(setting => setting.Value.Value is not (ObjectValue or CallbackValue))
                .Select(setting => setting.Key);
            state = state.With(filled, given with { Origin = origin, Settings = given.Settings.RemoveRange(replaceable) });
            foreach (var setting in given.Settings.Values)
            {
                if (setting.Value is ObjectValue { Identity: var held } && met.Add(held))
                    left.Push(held);
            }
        }

        return state;
    }

    /// <summary>Whether nothing is known but what only the body itself can name: its variables, and what it makes or is given.</summary>
    public bool IsOfLocals =>
        Variables.Keys.All(variable => variable is ILocalSymbol or IParameterSymbol)
            && Objects.Keys.All(identity => identity.Site is not null || identity.Root is ILocalSymbol or IParameterSymbol);

    /// <summary>The state without temporaries, which mean nothing in another control-flow graph or after their region.</summary>
    public FlowState WithoutCaptures() => Captures.IsEmpty ? this : this with { Captures = Captures.None };

    public bool Equals(FlowState? other) =>
        other is not null && DecidedByToken == other.DecidedByToken
        && HasSameObjects(other)
        && HasSameVariables(other)
        && Captures.Equals(other.Captures);

    public override int GetHashCode() =>
        unchecked((((HashOfObjects() * 31) + KnownHash.Of(Variables, ref _hashOfVariables)) * 31) + Captures.GetHashCode());

    public int HashOfObjects() => KnownHash.Of(Objects, ref _hashOfObjects);

    public bool HasSameObjects(FlowState other) =>
        KnownHash.MayBeEqual(Objects, ref _hashOfObjects, other.Objects, ref other._hashOfObjects)
            && DictionaryEquality.AreEqual(Objects, other.Objects);

    private bool HasSameVariables(FlowState other) =>
        KnownHash.MayBeEqual(Variables, ref _hashOfVariables, other.Variables, ref other._hashOfVariables)
            && DictionaryEquality.AreEqual(Variables, other.Variables);

    /// <summary>What holds on both paths. What differs becomes unknown.</summary>
    public FlowState Merge(FlowState other) => new(
        Common(Variables, other.Variables),
        Captures.Common(other.Captures),
        MergeObjects(Objects, other.Objects),
        DecidedByToken || other.DecidedByToken);

    private static ImmutableDictionary<TKey, TValue> Common<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull =>
        ReferenceEquals(left, right)
            ? left
            : left.RemoveRange(left
                .Where(pair => !right.TryGetValue(pair.Key, out var value) || !Equals(pair.Value, value))
                .Select(pair => pair.Key)
                .ToArray());

    private static ImmutableDictionary<ObjectIdentity, ObjectState> MergeObjects(
        ImmutableDictionary<ObjectIdentity, ObjectState> left, ImmutableDictionary<ObjectIdentity, ObjectState> right)
    {
        if (ReferenceEquals(left, right))
            return left;
        var merged = left;
        foreach (var pair in right)
        {
            // An object that only one path has met is as that path left it.
            if (!left.TryGetValue(pair.Key, out var mine))
                merged = merged.SetItem(pair.Key, pair.Value);
            else if (!ReferenceEquals(mine, pair.Value))
                merged = merged.SetItem(pair.Key, Merge(mine, pair.Value));
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
/// The hash of a dictionary, remembered with it: a body of thousands of variables has as many in each state, and the states of a point are
/// compared with each other again and again.
/// </summary>
internal sealed class KnownHash
{
    // Fewer are as soon compared.
    private const int Few = 16;

    private readonly object _dictionary;
    private readonly int _hash;

    private KnownHash(object dictionary, int hash)
    {
        _dictionary = dictionary;
        _hash = hash;
    }

    public static int Of<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, ref KnownHash? known)
        where TKey : notnull
    {
        if (known?._dictionary != dictionary)
            known = new KnownHash(dictionary, DictionaryEquality.Hash(dictionary));
        return known._hash;
    }

    /// <summary>False where the hashes tell that two dictionaries are not equal.</summary>
    public static bool MayBeEqual<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> left, ref KnownHash? ofLeft, ImmutableDictionary<TKey, TValue> right, ref KnownHash? ofRight)
        where TKey : notnull =>
        left.Count == right.Count && (left.Count <= Few || ReferenceEquals(left, right) || Of(left, ref ofLeft) == Of(right, ref ofRight));
}

/// <summary>A setting of an object, or a variable: something an assignment can change.</summary>
internal sealed record Place(ObjectIdentity? Object, ISymbol Symbol)
{
    public bool Equals(Place? other) =>
        other is not null && Equals(Object, other.Object) && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
}
