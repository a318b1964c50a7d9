using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>Removes a method with its documentation and the comment right above it.</summary>
internal static class MemberRemoval
{
    /// <summary>The method whose name takes up the span, or <see langword="null"/> where it cannot be taken out cleanly.</summary>
    public static MethodDeclarationSyntax? Find(SyntaxNode root, TextSpan name) =>
        root.FullSpan.Contains(name)
        && root.FindToken(name.Start).Parent is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method
        && method.Identifier.Span == name
        && !method.ContainsDiagnostics
        && !method.ContainsDirectives
            ? method
            : null;

    public static TextChange Of(MethodDeclarationSyntax method, SourceText text)
    {
        var start = method.SpanStart;
        // What is about the method stands above it without a blank line between.
        foreach (var trivia in method.GetLeadingTrivia().Reverse())
        {
            var isAbout = trivia.HasStructure || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
                || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
            if (isAbout)
                start = trivia.SpanStart;
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && IsBlankLine(text, trivia.SpanStart))
                break;
        }

        // A documentation comment begins after its slashes.
        var line = text.Lines.GetLineFromPosition(start);
        if (text.ToString(TextSpan.FromBounds(line.Start, start)).Trim() is "///" or "/**")
            start = line.Start + TextEdits.Indentation(text, start).Length;
        return TextEdits.Delete(text, TextSpan.FromBounds(start, method.Span.End));
    }

    private static bool IsBlankLine(SourceText text, int position) =>
        string.IsNullOrWhiteSpace(text.Lines.GetLineFromPosition(position).ToString());
}
