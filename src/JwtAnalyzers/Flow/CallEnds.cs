using System.Collections.Immutable;

namespace JwtAnalyzers.Flow;

/// <summary>How a call may end: what is known then, and what it gives.</summary>
internal readonly record struct CallEnd(FlowState State, AbstractValue Value);

/// <summary>
/// The ways through one block of code whose calls may end in several ways. The block is run once for each way, and each run takes one end
/// of each call; the ends are worked out once.
/// </summary>
internal sealed class CallEnds
{
    private readonly List<(ImmutableArray<CallEnd> Ends, int Taken)> _calls = [];
    private int _ways = 1;
    private int _next;

    /// <summary>The end of the next call on this way.</summary>
    /// <param name="find">Works the ends out, at least one, where the call is met for the first time.</param>
    public CallEnd Take(Func<ImmutableArray<CallEnd>> find)
    {
        if (_next == _calls.Count)
        {
            var ends = find();
            // A point tells no more paths apart.
            if (_ways * ends.Length > PathSet.Limit)
                ends = ImmutableArray.Create(ends.Aggregate(Merge));
            _ways *= ends.Length;
            _calls.Add((ends, 0));
        }

        var (all, taken) = _calls[_next++];
        return all[taken];
    }

    /// <summary>Turns to the next way. False where all were taken.</summary>
    public bool TakeNextWay()
    {
        _next = 0;
        while (_calls.Count > 0)
        {
            var last = _calls.Count - 1;
            var (ends, taken) = _calls[last];
            if (taken + 1 < ends.Length)
            {
                _calls[last] = (ends, taken + 1);
                return true;
            }

            // What comes after an end differs from what comes after another.
            _ways /= ends.Length;
            _calls.RemoveAt(last);
        }

        return false;
    }

    private static CallEnd Merge(CallEnd left, CallEnd right) => new(
        left.State.Merge(right.State),
        left.Value.Equals(right.Value)
            ? left.Value
            : AbstractValue.UnknownOf(left.Value.DependsOnTokenInput || right.Value.DependsOnTokenInput));
}
