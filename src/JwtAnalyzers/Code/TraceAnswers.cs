using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>
/// The answers to one question that is asked of many values of a member, which are made of each other: what was followed for one of them is
/// not followed again for the next. For judges that judge a step by nothing but itself, in whatever call it stands. One kind for each
/// question, by <see cref="CodeBodies.Memory{T}"/>.
/// </summary>
internal class TraceAnswers
{
    private readonly Dictionary<IOperation, bool> _known = [];
    private readonly Dictionary<IReadOnlyList<IOperation>, int> _passed = [];
    private readonly HashSet<IReadOnlyList<IOperation>> _givenUp = [];

    /// <summary>Whether what is looked for is behind a value, as <see cref="ValueTrace"/> finds it.</summary>
    public bool Finds(IOperation value, CodeBodies bodies, Func<IOperation, bool, TraceStep> visit) =>
        new ValueTrace(bodies, visit, this).Finds(value);

    /// <summary>What is known of a value.</summary>
    public bool? Of(IOperation value) => _known.TryGetValue(value, out var holds) ? holds : null;

    /// <summary>How many of the values of a variable are known to be empty: it is not gone through for each use of it.</summary>
    public int PassedOf(IReadOnlyList<IOperation> values) => _passed.TryGetValue(values, out var passed) ? passed : 0;

    /// <summary>Behind none of these is what is looked for.</summary>
    public void AddEmpty(IEnumerable<IOperation> values)
    {
        foreach (var value in values)
            _known[value] = false;
    }

    /// <summary>Behind so many of the values of a variable there is none.</summary>
    public void Pass(IReadOnlyList<IOperation> values, int count) => _passed[values] = count;

    /// <summary>The values of a variable are made of too much: they are not gone through again for each use of it.</summary>
    public void GiveUp(IReadOnlyList<IOperation> values) => _givenUp.Add(values);

    public bool IsGivenUp(IReadOnlyList<IOperation> values) => _givenUp.Contains(values);

    /// <summary>Behind this is what is looked for.</summary>
    public void AddHolder(IOperation value) => _known[value] = true;
}
