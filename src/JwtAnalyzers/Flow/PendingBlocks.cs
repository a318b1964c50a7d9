namespace JwtAnalyzers.Flow;

/// <summary>The blocks of a graph that are still to be run, the first of them first.</summary>
internal sealed class PendingBlocks
{
    // From the last to the first: what is taken stands at the end.
    private readonly List<int> _blocks = [];

    public int Count => _blocks.Count;

    public void Add(int ordinal)
    {
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle] > ordinal)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == _blocks.Count || _blocks[low] != ordinal)
            _blocks.Insert(low, ordinal);
    }

    public int TakeFirst()
    {
        var first = _blocks[_blocks.Count - 1];
        _blocks.RemoveAt(_blocks.Count - 1);
        return first;
    }
}
