using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>What the adapters of all libraries say of the code of one compilation, and what its text says of claims. Made once per compilation.</summary>
internal sealed class IssuedTokens(Compilation compilation)
{
    private readonly Lazy<ImmutableArray<IssuingAdapter>> _adapters = new(() => IssuingAdapter.All.Select(adapter => adapter.For(compilation)).ToImmutableArray());

    public static ImmutableHashSet<string> NamesOfIssuing { get; } = IssuingAdapter.All.SelectMany(adapter => adapter.NamesOfIssuing).ToImmutableHashSet();

    public IssuedToken? MadeBy(IOperation operation, IssuingScope scope) => !BodySet.IsAct(operation) ? null : _adapters.Value.Select(adapter => adapter.TokenMadeBy(operation, scope)).FirstOrDefault(token => token is not null);

    /// <summary>Whether any file names a registered claim: <c>"exp"</c>, <c>JwtRegisteredClaimNames.Exp</c>.</summary>
    public bool NamesClaim(string claim, CancellationToken cancellation) =>
        Says($"\"{claim}\"", cancellation) || Says($"ClaimNames.{char.ToUpperInvariant(claim[0])}{claim.Substring(1)}", cancellation) || (claim == "exp" && Says("ClaimTypes.Expiration", cancellation));

    /// <summary>Whether any file assigns a property by a member access: <c>descriptor.Expires = …</c>.</summary>
    public bool SetsLater(string property, CancellationToken cancellation) => Says($".{property} =", cancellation) || Says($".{property}=", cancellation) || Says($".{property} ??=", cancellation);

    private bool Says(string text, CancellationToken cancellation) => CompilationText.Says(compilation, text, cancellation);
}
