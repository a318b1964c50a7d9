using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>Edits of lines and values that leave comments, directives and line ends as they are.</summary>
internal static class TextEdits
{
    /// <summary>Gives the assignment another value; a compound assignment becomes a plain one.</summary>
    public static TextChange Assign(AssignmentExpressionSyntax assignment, string value, SourceText text)
    {
        var start = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            ? assignment.Right.SpanStart
            : assignment.OperatorToken.SpanStart;
        var comments = string.Concat(assignment.Right.DescendantTrivia()
            .Where(trivia => assignment.Right.Span.Contains(trivia.Span) && IsComment(trivia))
            .Select(trivia =>
                trivia + (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
                    ? LineBreak(text, trivia.SpanStart) + Indentation(text, assignment.SpanStart)
                    : " ")));
        var operation = start == assignment.OperatorToken.SpanStart ? "= " : "";
        return new TextChange(TextSpan.FromBounds(start, assignment.Right.Span.End), operation + comments + value);
    }

    /// <summary>Deletes a span and the space that it leaves: its lines where it fills them, else the blanks on one side.</summary>
    public static TextChange Delete(SourceText text, TextSpan span)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        var end = span.End;
        while (end < last.End && IsBlank(text[end]))
            end++;

        if (IsFirstOnLine(text, span.Start))
            return Without(end == last.End
                ? TextSpan.FromBounds(first.Start, EndWithOneOfTwoBlankLines(text, first, last))
                : TextSpan.FromBounds(span.Start, end));
        if (end < last.End)
            return Without(TextSpan.FromBounds(span.Start, end));

        var start = span.Start;
        while (start > first.Start && IsBlank(text[start - 1]))
            start--;
        return Without(TextSpan.FromBounds(start, span.End));
    }

    public static bool IsFirstOnLine(SourceText text, int position) =>
        Enumerable.Range(text.Lines.GetLineFromPosition(position).Start, position - text.Lines.GetLineFromPosition(position).Start)
            .All(index => IsBlank(text[index]));

    /// <summary>Whether nothing but blanks and comments that end on this line follow the token on its line.</summary>
    public static bool IsLastOnLine(SourceText text, SyntaxToken token) =>
        token.FullSpan.End == text.Lines.GetLineFromPosition(token.Span.End).EndIncludingLineBreak;

    /// <summary>The blanks that the line of a position starts with.</summary>
    public static string Indentation(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && IsBlank(text[end]))
            end++;
        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>The line break that the text uses at a position.</summary>
    public static string LineBreak(SourceText text, int position)
    {
        var number = text.Lines.IndexOf(position);
        foreach (var line in text.Lines.Skip(number).Concat(text.Lines.Take(number).Reverse()))
        {
            if (line.End < line.EndIncludingLineBreak)
                return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return "\n";
    }

    /// <summary>Whether comments or directives stand between two places.</summary>
    public static bool HasWordsBetween(SourceText text, int start, int end, char except = '\0') =>
        Enumerable.Range(start, end - start).Any(index => !char.IsWhiteSpace(text[index]) && text[index] != except);

    /// <summary>Whether a directive stands inside the span, or text that one switches off.</summary>
    public static bool HasDirective(SyntaxNode root, TextSpan span) =>
        root.ContainsDirectives && !span.IsEmpty
        && root.DescendantTrivia(span).Any(trivia => trivia.IsDirective && span.OverlapsWith(trivia.FullSpan));

    private static int EndWithOneOfTwoBlankLines(SourceText text, TextLine first, TextLine last)
    {
        var hasBlankAround = first.LineNumber > 0 && IsBlankLine(text, first.LineNumber - 1)
            && last.LineNumber + 1 < text.Lines.Count - 1 && IsBlankLine(text, last.LineNumber + 1);
        return hasBlankAround ? text.Lines[last.LineNumber + 1].EndIncludingLineBreak : last.EndIncludingLineBreak;
    }

    private static bool IsBlankLine(SourceText text, int number) => string.IsNullOrWhiteSpace(text.Lines[number].ToString());

    private static TextChange Without(TextSpan span) => new(span, "");

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
