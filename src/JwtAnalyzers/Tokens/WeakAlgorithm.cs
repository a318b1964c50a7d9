using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tokens;

/// <summary>An algorithm that tokens are made with and that does not keep what it promises.</summary>
/// <param name="Place">What chooses it.</param>
/// <param name="Cause">The choice, in words that go on from "because".</param>
/// <param name="Effect">What an attacker can do, in words.</param>
internal sealed record WeakAlgorithm(IOperation Place, string Cause, string Effect);
