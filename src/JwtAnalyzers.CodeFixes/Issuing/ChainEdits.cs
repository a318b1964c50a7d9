using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>Calls that are put in a chain, right behind what it begins with: in a line of their own where the next one has one.</summary>
internal static class ChainEdits
{
    public static ImmutableArray<TextChange> Add(
        ExpressionSyntax start, IReadOnlyList<(PartSlot Slot, string Value)> parts, SourceText text)
    {
        var dot = start.GetLastToken().GetNextToken();
        var before = dot.IsKind(SyntaxKind.DotToken) && TextEdits.IsFirstOnLine(text, dot.SpanStart)
            ? TextEdits.LineBreak(text, start.Span.End) + TextEdits.Indentation(text, dot.SpanStart)
            : "";
        return ImmutableArray.Create(new TextChange(new TextSpan(start.Span.End, 0),
            string.Concat(parts.Select(part => $"{before}.{part.Slot.Method}(\"{part.Slot.Name}\", {part.Value})"))));
    }
}
