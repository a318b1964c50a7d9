using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.CodeFixes.Values;

/// <summary>What a pass over one document knows where it looks for a value.</summary>
/// <param name="Declared">What it reads at start-up already: what it calls a variable is taken, and what it reads is not read
/// again.</param>
/// <param name="Model">The document's.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record RepairPass(IEnumerable<StartUpRead> Declared, SemanticModel Model, CancellationToken Cancellation);
