using System.Collections.Concurrent;

namespace JwtAnalyzers.Code.Memory;

/// <summary>The same as <see cref="Remembered{TKey, TValue}"/> for many questions to one thing, each by its name.</summary>
internal sealed class RememberedAnswers<TKey, TValue>
    where TKey : class
{
    private readonly Remembered<TKey, ConcurrentDictionary<string, TValue>> _known =
        new((_, _) => new ConcurrentDictionary<string, TValue>(StringComparer.Ordinal));

    public TValue Of(TKey key, string question, Func<TValue> workOut)
    {
        var answers = _known.Of(key);
        return answers.TryGetValue(question, out var known) ? known : answers.GetOrAdd(question, workOut());
    }
}
