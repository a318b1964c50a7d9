using System.Collections.Immutable;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The paths that lead to one point, each with its own <see cref="FlowState"/>. At most <see cref="Limit"/> are told apart;
/// beyond that they are merged into one in which whatever differs is unknown, and it stays one.
/// </summary>
internal sealed class PathSet
{
    public const int Limit = 8;

    private readonly HashSet<FlowState> _paths = [];
    private bool _isMerged;
    private bool _wasFull;

    public ImmutableArray<FlowState> Paths { get; private set; } = ImmutableArray<FlowState>.Empty;

    /// <summary>Adds a path. False where it says nothing new.</summary>
    public bool Add(FlowState path)
    {
        if (_isMerged)
            return ReplaceBy(Paths[0].Merge(path));
        if (!_paths.Add(path))
            return false;
        if (_paths.Count <= Limit)
        {
            Paths = Paths.Add(path);
            return true;
        }

        // Paths that differ in variables only are one path first: what the objects are like is what counts.
        var byObjects = Paths.Add(path).GroupBy(state => state, ObjectsComparer.Instance).Select(MergeAll).ToList();
        _isMerged = _wasFull || byObjects.Count > Limit / 2;
        _wasFull = true;
        if (_isMerged)
            byObjects = [MergeAll(byObjects)];
        _paths.Clear();
        _paths.UnionWith(byObjects);
        Paths = byObjects.ToImmutableArray();
        return true;
    }

    private static FlowState MergeAll(IEnumerable<FlowState> states) => states.Aggregate((left, right) => left.Merge(right));

    private bool ReplaceBy(FlowState merged)
    {
        if (merged.Equals(Paths[0]))
            return false;
        Paths = ImmutableArray.Create(merged);
        return true;
    }

    private sealed class ObjectsComparer : IEqualityComparer<FlowState>
    {
        public static readonly ObjectsComparer Instance = new();

        public bool Equals(FlowState x, FlowState y) => DictionaryEquality.AreEqual(x.Objects, y.Objects) && x.DecidedByToken == y.DecidedByToken;

        public int GetHashCode(FlowState state) => DictionaryEquality.Hash(state.Objects);
    }
}
