using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The bodies that calls led into from the one in which findings are looked for. What is met in a body is gathered over all the states in
/// which the same call enters it.
/// </summary>
internal sealed class EnteredBodies
{
    /// <summary>How many calls deep a body is followed.</summary>
    public const int DepthLimit = 4;

    private const int Limit = 64;

    private readonly Dictionary<CallPath, FlowBody> _bodies = [];
    private readonly List<FlowBody> _inOrder = [];
    private SyntaxNode? _start;

    /// <summary>Begins with the body in which findings are looked for.</summary>
    public void Start(SyntaxNode body)
    {
        _start = body;
        _bodies.Clear();
        _inOrder.Clear();
    }

    public IReadOnlyList<FlowBody> All => _inOrder;

    /// <summary>The body that a call leads into; <see langword="null"/> where there would be too many.</summary>
    public FlowBody? At(CallPath calls, Func<FlowBody?> make)
    {
        if (_bodies.TryGetValue(calls, out var known))
            return known;
        if (_inOrder.Count == Limit || make() is not { } body || body.Graph.OriginalOperation.Syntax == _start)
            return null;
        _bodies[calls] = body;
        _inOrder.Add(body);
        return body;
    }
}
