using System.Collections.Immutable;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The paths that lead to one point, each with its own <see cref="FlowState"/>. At most <see cref="Limit"/> are told apart.
/// Beyond that, first paths that differ in variables only are one, since what the objects are like is what counts; then
/// all are one, in which whatever differs is unknown. There is no way back, so that a fixed point is reached.
/// </summary>
internal sealed class PathSet
{
    public const int Limit = 8;

    private IEqualityComparer<FlowState> _distinction = EqualityComparer<FlowState>.Default;

    public ImmutableArray<FlowState> Paths { get; private set; } = ImmutableArray<FlowState>.Empty;

    /// <summary>Adds a path. False where it says nothing new.</summary>
    public bool Add(FlowState path)
    {
        for (var i = 0; i < Paths.Length; i++)
        {
            if (!_distinction.Equals(Paths[i], path))
                continue;
            if (ReferenceEquals(_distinction, EqualityComparer<FlowState>.Default))
                return false;
            var merged = Paths[i].Merge(path);
            if (merged.Equals(Paths[i]))
                return false;
            Paths = Paths.SetItem(i, merged);
            return true;
        }

        Paths = Paths.Add(path);
        if (Paths.Length > Limit)
            Distinguish(ByObjects.Instance);
        if (Paths.Length > Limit)
            Distinguish(Nothing.Instance);
        return true;
    }

    private void Distinguish(IEqualityComparer<FlowState> distinction)
    {
        _distinction = distinction;
        Paths = Paths.GroupBy(path => path, distinction).Select(group => group.Aggregate((left, right) => left.Merge(right)))
            .ToImmutableArray();
    }

    private sealed class ByObjects : IEqualityComparer<FlowState>
    {
        public static readonly ByObjects Instance = new();

        public bool Equals(FlowState x, FlowState y) => x.DecidedByToken == y.DecidedByToken && x.HasSameObjects(y);

        public int GetHashCode(FlowState state) => state.HashOfObjects();
    }

    private sealed class Nothing : IEqualityComparer<FlowState>
    {
        public static readonly Nothing Instance = new();

        public bool Equals(FlowState x, FlowState y) => true;

        public int GetHashCode(FlowState state) => 0;
    }
}
