using System.Runtime.CompilerServices;

namespace JwtAnalyzers.Code.Memory;

/// <summary>
/// What was worked out of a thing (a compilation, a file, an operation), for all analyzers, as long as the thing lives. No lock is held
/// meanwhile, so that one answer may need another: where two threads work the same out, the first answer stays. What is cancelled leaves
/// none.
/// </summary>
internal sealed class Remembered<TKey, TValue>(Func<TKey, CancellationToken, TValue> workOut)
    where TKey : class
{
    private readonly ConditionalWeakTable<TKey, Answer> _known = new();

    public TValue Of(TKey key, CancellationToken cancellation = default)
    {
        if (_known.TryGetValue(key, out var known))
            return known.Value;
        var found = new Answer(workOut(key, cancellation));
        return _known.GetValue(key, _ => found).Value;
    }

    private sealed class Answer(TValue value)
    {
        public TValue Value { get; } = value;
    }
}
