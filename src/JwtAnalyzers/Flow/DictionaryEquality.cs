using System.Collections.Immutable;

namespace JwtAnalyzers.Flow;

/// <summary>Equality by content, which immutable dictionaries lack and the fixed point of the dataflow rests on.</summary>
internal static class DictionaryEquality
{
    public static bool AreEqual<TKey, TValue>(ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Count != right.Count)
            return false;
        foreach (var pair in left)
        {
            if (!right.TryGetValue(pair.Key, out var value) || !EqualityComparer<TValue>.Default.Equals(pair.Value, value))
                return false;
        }

        return true;
    }

    /// <summary>A hash that does not depend on the order of the entries.</summary>
    public static int Hash<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        var hash = dictionary.Count;
        foreach (var pair in dictionary)
            hash = unchecked(hash + ((dictionary.KeyComparer.GetHashCode(pair.Key) * 397) ^ (pair.Value?.GetHashCode() ?? 0)));
        return hash;
    }
}
