using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>A claim that reaches a token.</summary>
/// <param name="Place">Where it is made.</param>
/// <param name="Name">What gives its name; <see langword="null"/> where that is a property's, or part of a text.</param>
/// <param name="FixedName">The name where the code itself is the name: <c>new { password }</c>.</param>
/// <param name="Value">What it says.</param>
/// <param name="ValueType">The kind of value that a <c>Claim</c> is told to have, if it is.</param>
internal sealed record IssuedClaim(IOperation Place, IOperation? Name, string? FixedName, IOperation Value, IOperation? ValueType = null);
