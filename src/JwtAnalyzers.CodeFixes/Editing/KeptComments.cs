using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>
/// Puts the comments that stand inside replaced or deleted code in front of what takes its place: the author wrote down why, and only they
/// can tell whether it still holds.
/// </summary>
internal static class KeptComments
{
    public static TextChange With(TextChange change, SyntaxNode root, SourceText text)
    {
        var replacement = change.NewText ?? "";
        var comments = change.Span.IsEmpty
            ? []
            : root.DescendantTrivia(change.Span).Where(trivia => IsComment(trivia) && change.Span.Contains(trivia.FullSpan))
                .Select(trivia => (Text: trivia.ToFullString().TrimEnd(), EndsLine: EndsLine(trivia)))
                .Where(comment => !replacement.Contains(comment.Text)).ToList();
        if (comments.Count == 0)
            return change;

        var lineBreak = TextEdits.LineBreak(text, change.Span.Start);
        var indentation = TextEdits.Indentation(text, change.Span.Start);
        if (replacement.Length == 0 && AreWholeLines(change.Span, text))
            return new TextChange(change.Span, string.Concat(comments.Select(comment => indentation + comment.Text + lineBreak)));

        var kept = new StringBuilder();
        if (change.Span.Start > 0 && !char.IsWhiteSpace(text[change.Span.Start - 1]))
            kept.Append(' ');
        foreach (var comment in comments)
            kept.Append(comment.Text).Append(comment.EndsLine ? lineBreak + indentation : " ");
        // Nothing follows on the line: the line's own end will do.
        if (replacement.Length == 0 && (change.Span.End == text.Length || text[change.Span.End] is '\r' or '\n'))
            kept.Length -= comments[comments.Count - 1].EndsLine ? lineBreak.Length + indentation.Length : 1;
        return new TextChange(change.Span, kept + replacement);
    }

    private static bool AreWholeLines(TextSpan span, SourceText text) =>
        text.Lines.GetLineFromPosition(span.Start).Start == span.Start
        && (span.End == text.Length || text.Lines.GetLineFromPosition(span.End).Start == span.End);

    private static bool IsComment(SyntaxTrivia trivia) =>
        EndsLine(trivia) || trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool EndsLine(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;
}
