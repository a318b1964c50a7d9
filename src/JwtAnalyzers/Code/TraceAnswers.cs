using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>
/// The answers to one question that is asked of many values of a member, which are made of each other: what was followed for one of them is
/// not followed again for the next. For judges that judge a step by nothing but itself, in whatever call it stands. One kind for each
/// question, by <see cref="CodeBodies.Memory{T}"/>.
/// </summary>
internal class TraceAnswers
{
    // By operation, and by list: a variable that nothing was found in is not gone through for each use of it.
    private readonly Dictionary<object, bool> _known = [];

    /// <summary>Whether what is looked for is behind a value, as <see cref="ValueTrace"/> finds it.</summary>
    public bool Finds(IOperation value, CodeBodies bodies, Func<IOperation, bool, TraceStep> visit) =>
        new ValueTrace(bodies, visit, this).Finds(value);

    /// <summary>What is known of a value or of the values of a variable.</summary>
    public bool? Of(object values) => _known.TryGetValue(values, out var holds) ? holds : null;

    /// <summary>Behind none of these is what is looked for.</summary>
    public void Add(IEnumerable<IOperation> values, IEnumerable<IReadOnlyList<IOperation>> lists)
    {
        foreach (var value in values)
            _known[value] = false;
        foreach (var list in lists)
            _known[list] = false;
    }

    /// <summary>Behind this is what is looked for.</summary>
    public void AddHolder(IOperation value) => _known[value] = true;
}
