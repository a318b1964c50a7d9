using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using JwtAnalyzers.Options;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// Makes all edits of a document in one pass, in a document, a project or a solution. The batch fixer would merge the texts of
/// separate fixes, and drops those that meet in one initializer.
/// </summary>
/// <param name="repair">Repairs what the diagnostics of one document say, with or without what needs a setting that the user has to make
/// before the program starts again.</param>
internal sealed class DocumentFixAllProvider(Func<Document, ImmutableArray<Diagnostic>, bool, CancellationToken, Task<Document>> repair)
    : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        await repair(
            document,
            diagnostics.Where(diagnostic => IsAskedFor(diagnostic, fixAllContext)).ToImmutableArray(),
            await MayNeedSettingsAsync(document, fixAllContext).ConfigureAwait(false),
            fixAllContext.CancellationToken).ConfigureAwait(false);

    // `dotnet format` without a word applies every fix to the whole solution, and the user sees no titles: a program that does not start
    // afterwards is no formatting. A user who fixes one document sees it.
    private static async Task<bool> MayNeedSettingsAsync(Document document, FixAllContext context) =>
        context.Scope is not (FixAllScope.Project or FixAllScope.Solution)
        || (await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false) is { } file
            && AnalysisOptions.FixesMayNeedSettings(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider, file));

    // An IDE names every id that the provider fixes, and the one that is asked for by its key. `dotnet format` names the one id, and
    // with it the key of whichever diagnostic came first, of any id, or none: then the ids say it all.
    private static bool IsAskedFor(Diagnostic diagnostic, FixAllContext context) =>
        context.CodeActionEquivalenceKey is { } key && context.DiagnosticIds.Contains(key)
            ? diagnostic.Id == key
            : context.DiagnosticIds.Contains(diagnostic.Id);
}
