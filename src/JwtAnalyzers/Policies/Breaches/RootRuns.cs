using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>What was found from one member on, through all that it calls.</summary>
/// <param name="Found">Where it is reported is the matter of the member in which that stands.</param>
/// <param name="Entered">The code of the members that calls led into, each with the first such call in the member itself.</param>
internal sealed record RootRun(ImmutableArray<PlacedBreach> Found, ImmutableDictionary<SyntaxNode, LeadingCall> Entered)
{
    public static RootRun None { get; } = new(ImmutableArray<PlacedBreach>.Empty, ImmutableDictionary<SyntaxNode, LeadingCall>.Empty);

    /// <summary>What was found in a body, with the call that leads there.</summary>
    public IEnumerable<PlacedBreach> In(SyntaxNode body)
    {
        var found = Found.Where(placed => IsIn(placed.Place.Origin, body));
        return Entered.TryGetValue(body, out var call)
            ? found.Select(placed => placed with { Calls = ImmutableArray.Create(call) })
            : found;
    }

    // A program of statements is a whole file, and the types in it have members of their own.
    private static bool IsIn(SyntaxNode place, SyntaxNode body) =>
        place.SyntaxTree == body.SyntaxTree && body.Span.Contains(place.Span)
            && (body is not CompilationUnitSyntax || place.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is null);
}

/// <summary>
/// What was found from each member of a compilation on. Worked out from nothing but the compilation, once for all members that are judged
/// there, on whatever thread asks first.
/// </summary>
internal sealed class RootRuns
{
    private readonly ConcurrentDictionary<(ISymbol Root, TimeSpan ClockSkewLimit), RootRun> _known = new(new ByRoot());

    public RootRun Of(ISymbol root, TimeSpan clockSkewLimit, Func<RootRun> find) =>
        _known.TryGetValue((root, clockSkewLimit), out var known) ? known : _known.GetOrAdd((root, clockSkewLimit), find());

    private sealed class ByRoot : IEqualityComparer<(ISymbol Root, TimeSpan ClockSkewLimit)>
    {
        public bool Equals((ISymbol Root, TimeSpan ClockSkewLimit) x, (ISymbol Root, TimeSpan ClockSkewLimit) y) =>
            x.ClockSkewLimit == y.ClockSkewLimit && SymbolEqualityComparer.Default.Equals(x.Root, y.Root);

        public int GetHashCode((ISymbol Root, TimeSpan ClockSkewLimit) key) => SymbolEqualityComparer.Default.GetHashCode(key.Root);
    }
}
