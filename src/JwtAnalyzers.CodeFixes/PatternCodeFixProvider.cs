using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Issuing;
using JwtAnalyzers.CodeFixes.Keys;
using JwtAnalyzers.CodeFixes.Patterns;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes;

/// <summary>The fixes of the rules that know an insecure shape of code: one action for each diagnostic, or none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PatternCodeFixProvider))]
public sealed class PatternCodeFixProvider : CodeFixProvider
{
    /// <summary>Which repair fixes which rule.</summary>
    internal static readonly ImmutableDictionary<string, PatternRepair> Repairs = ImmutableDictionary<string, PatternRepair>.Empty
        .Add(Rules.UnsignedTokenIssued.Id, new SignatureRepair())
        .Add(Rules.EverlastingTokenIssued.Id, new ExpiryRepair())
        .Add(Rules.IssuedTokenUnaddressed.Id, new AddressRepair())
        .Add(Rules.IssuedTokenWithoutId.Id, new TokenIdRepair())
        .Add(Rules.KeyInSource.Id, new KeyInSourceRepair())
        .Add(Rules.WeakKey.Id, new WeakKeyRepair())
        .Add(Rules.PredictableKey.Id, new PredictableKeyRepair())
        .Add(Rules.ValidationResultIgnored.Id, new ValidationResultRepair())
        .Add(Rules.TokenInUnprotectedCookie.Id, new TokenCookieRepair())
        .Add(Rules.TokenLogged.Id, new TokenLogRepair())
        .Add(Rules.VariableTimeComparison.Id, new VariableTimeRepair());

    private static readonly DocumentFixAllProvider FixAll = new(async (document, diagnostics, mayNeedSettings, cancellation) =>
        (await RepairAsync(document, diagnostics, mayNeedSettings, cancellation).ConfigureAwait(false)).Document);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Repairs.Keys.ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => FixAll;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (repaired, title) = await RepairAsync(context.Document, ImmutableArray.Create(diagnostic), mayNeedSettings: true,
                context.CancellationToken).ConfigureAwait(false);

            // The rule id alone, whatever the shape: `dotnet format` takes the key of one action and silently leaves what has another.
            if (title is not null)
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(repaired), equivalenceKey: diagnostic.Id), diagnostic);
        }
    }

    /// <summary>
    /// The document with every edit that can be made cleanly, made once; and the title of the first. What needs a setting is left out where
    /// that is not wanted.
    /// </summary>
    private static async Task<(Document Document, string? Title)> RepairAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, bool mayNeedSettings, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return (document, null);
        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        if (!EditableText.IsWrittenByHand(document, model.SyntaxTree, root))
            return (document, null);

        var changes = new List<TextChange>();
        string? title = null;
        var site = new RepairSite(model, root, text, cancellationToken);
        foreach (var diagnostic in diagnostics.InOrderOfText())
        {
            if (!EditableText.IsItsOwnSource(model.SyntaxTree, diagnostic.Location.SourceSpan, cancellationToken)
                || Repairs[diagnostic.Id].Edit(diagnostic, site) is not { } edit
                || (edit.NeedsSetting && !mayNeedSettings)
                || edit.Changes.Any(
                    change => TextEdits.HasDirective(root, change.Span) || changes.Any(other => other.Span.OverlapsWith(change.Span))))
                continue;
            changes.AddRange(edit.Changes);
            site.Declared.AddRange(edit.Reads);
            title ??= edit.Title;
        }

        changes.AddRange(
            StartUpRead.Declarations(site.Declared).OrderBy(change => StartUpRead.OrderOf(change.NewText), StringComparer.Ordinal));
        return (changes.Count == 0
            ? document
            : document.WithText(text.WithChanges(
                changes.OrderBy(change => change.Span.Start).Select(change => KeptComments.With(change, root, text)))), title);
    }
}
