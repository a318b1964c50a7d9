using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>
/// The code that a value was put together in: an expression, and the trails of what stands in it. Values share the trails of what they are
/// made of, so that a chain of variables, each made of the one before, holds each expression once.
/// </summary>
internal sealed class Trail(SyntaxNode? code, ImmutableArray<Trail> before)
{
    public static Trail Of(SyntaxNode code) => new(code, ImmutableArray<Trail>.Empty);

    /// <summary>The trail of a value that several pieces of code may give.</summary>
    public static Trail Of(IEnumerable<Trail> trails) => new(null, ImmutableArray.CreateRange(trails));

    /// <summary>Each piece of code once, without what stands in another that led to it.</summary>
    public IEnumerable<SyntaxNode> Code(CancellationToken cancellation)
    {
        var met = new HashSet<Trail> { this };
        var left = new Stack<(Trail Trail, SyntaxNode? Around)>([(this, null)]);
        while (left.Count > 0)
        {
            Walk.Step(cancellation);
            var (trail, around) = left.Pop();
            if (trail.Node is { } node && !IsIn(node, around))
                yield return around = node;
            foreach (var earlier in trail.Before)
            {
                if (met.Add(earlier))
                    left.Push((earlier, around));
            }
        }
    }

    private SyntaxNode? Node => code;

    private ImmutableArray<Trail> Before => before;

    private static bool IsIn(SyntaxNode node, SyntaxNode? around) =>
        around is not null && node.SyntaxTree == around.SyntaxTree && around.Span.Contains(node.Span);
}
