using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>A function that may refuse a token after the library has accepted it.</summary>
/// <param name="Origin">What gives it: an assignment.</param>
/// <param name="NeverTokens">The types that the token it is told of never has, by their names.</param>
internal sealed record EventCheck(SyntaxNode Origin, ImmutableArray<string> NeverTokens);
