using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// Makes all edits of a document in one pass, in a document, a project or a solution. The batch fixer would merge the texts of
/// separate fixes, and drops those that meet in one initializer.
/// </summary>
internal sealed class PolicyFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly PolicyFixAllProvider Instance = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var repair = await DocumentRepair.CreateAsync(
            document,
            diagnostics.Where(diagnostic => diagnostic.Id == fixAllContext.CodeActionEquivalenceKey).ToImmutableArray(),
            fixAllContext.CancellationToken).ConfigureAwait(false);
        return repair.Apply();
    }
}
