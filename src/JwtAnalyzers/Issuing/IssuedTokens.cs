using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>What the adapters of all libraries say of the code of one compilation, and what its text says of claims. Made once per compilation.</summary>
internal sealed class IssuedTokens(Compilation compilation)
{
    private readonly Lazy<ImmutableArray<IssuingAdapter>> _adapters = new(() => IssuingAdapter.All.Select(adapter => adapter.For(compilation)).ToImmutableArray());
    private readonly ConcurrentDictionary<string, bool> _answers = new();

    public static ImmutableHashSet<string> NamesOfIssuing { get; } = IssuingAdapter.All.SelectMany(adapter => adapter.NamesOfIssuing).ToImmutableHashSet();

    public IssuedToken? MadeBy(IOperation operation, IssuingScope scope) => _adapters.Value.Select(adapter => adapter.TokenMadeBy(operation, scope)).FirstOrDefault(token => token is not null);

    /// <summary>Whether any file names a registered claim: <c>"exp"</c>, <c>JwtRegisteredClaimNames.Exp</c>.</summary>
    public bool NamesClaim(string claim, CancellationToken cancellation) =>
        Says($"\"{claim}\"", cancellation) || Says($"ClaimNames.{char.ToUpperInvariant(claim[0])}{claim.Substring(1)}", cancellation) || (claim == "exp" && Says("ClaimTypes.Expiration", cancellation));

    /// <summary>Whether any file assigns a property by a member access: <c>descriptor.Expires = …</c>.</summary>
    public bool SetsLater(string property, CancellationToken cancellation) => Says($".{property} =", cancellation) || Says($".{property}=", cancellation) || Says($".{property} ??=", cancellation);

    // Asked where something is about to be reported: it is a pass over every file.
    private bool Says(string text, CancellationToken cancellation)
    {
        if (_answers.TryGetValue(text, out var known))
            return known;
        var found = compilation.SyntaxTrees.Any(tree => tree.GetText(cancellation).ToString().IndexOf(text, StringComparison.Ordinal) >= 0);
        return _answers[text] = found;
    }
}
