using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The calls that lead from the body in which findings are looked for into another, the innermost first. What a body makes is told apart
/// by it: a factory that is called twice makes two objects. A value.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="Function">What is called: a method, a function, or the initializer of a member.</param>
/// <param name="Outer">The calls around it; <see langword="null"/> in the body itself.</param>
internal sealed record CallPath(SyntaxNode Call, ISymbol Function, CallPath? Outer)
{
    /// <summary>How many calls there are.</summary>
    public int Depth { get; } = (Outer?.Depth ?? 0) + 1;

    /// <summary>The call in the body that findings are looked for in.</summary>
    public CallPath First => Outer?.First ?? this;

    /// <summary>Whether a function is being run already: what needs itself is not followed.</summary>
    public bool Contains(ISymbol function)
    {
        for (var path = this; path is not null; path = path.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(path.Function, function))
                return true;
        }

        return false;
    }

    public bool Equals(CallPath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && ReferenceEquals(Call, other.Call) && SymbolEqualityComparer.Default.Equals(Function, other.Function)
            && Equals(Outer, other.Outer));

    public override int GetHashCode() => unchecked((Call.SpanStart * 31) + Depth);
}
