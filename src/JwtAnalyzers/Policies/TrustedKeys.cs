using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>Where the keys come from that a policy trusts.</summary>
/// <param name="Given">The expressions that give it keys.</param>
/// <param name="Authority">The address that it fetches keys from, where it does.</param>
/// <param name="HasOther">Whether it may have others: of a delegate, or of an object that is not seen.</param>
internal sealed record TrustedKeys(ImmutableArray<SyntaxNode> Given, AbstractValue? Authority, bool HasOther)
{
    /// <summary>Keys of which nothing is known.</summary>
    public static TrustedKeys Unknown { get; } = new(ImmutableArray<SyntaxNode>.Empty, null, HasOther: true);
}
