using JwtAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>The edits of an assignment that is a statement, or the body of a lambda or member.</summary>
internal static class StatementEdits
{
    public static void AddTo(List<TextChange> changes, AssignmentRepair repair, SourceText text)
    {
        var site = repair.Site;
        if (!repair.IsRemoval)
            changes.Add(TextEdits.Assign(site.Assignment, repair.Value, text));
        else if (repair.Addition is not null && (site.Place is SitePlace.Statement || repair.Null is null))
        {
            changes.Add(new TextChange(site.Expression.Span, repair.Addition.Text));
            return;
        }
        else if (site.Place is SitePlace.Statement)
            changes.Add(TextEdits.Delete(text, site.Owner.Span));
        else if (repair.Null is { } nothing)
            changes.Add(TextEdits.Assign(site.Assignment, nothing, text));
        else
            Empty(changes, site);

        if (repair.Addition is { } addition)
            AddAfter(changes, site, addition.Text, text);
    }

    /// <summary>A value that cannot be null, where a statement must stand: an empty block.</summary>
    private static void Empty(List<TextChange> changes, AssignmentSite site) => changes.Add(site.Place switch
    {
        SitePlace.EmbeddedStatement => new TextChange(site.Owner.Span, "{ }"),
        SitePlace.LambdaBody => new TextChange(site.Expression.Span, "{ }"),
        _ => new TextChange(TextSpan.FromBounds(site.Owner.SpanStart, Semicolon(site).Span.End), "{ }"),
    });

    private static void AddAfter(List<TextChange> changes, AssignmentSite site, string addition, SourceText text)
    {
        switch (site.Place)
        {
            case SitePlace.Statement:
                changes.Add(HasOwnLine(site.Owner, text)
                    ? Insert(EndOfLine(site.Owner, text),
                        TextEdits.LineBreak(text, site.Owner.SpanStart) + TextEdits.Indentation(text, site.Owner.SpanStart) + addition
                        + ";")
                    : Insert(site.Owner.Span.End, $" {addition};"));
                break;

            case SitePlace.EmbeddedStatement when HasOwnLine(site.Owner, text):
                var lineBreak = TextEdits.LineBreak(text, site.Owner.SpanStart);
                var inner = TextEdits.Indentation(text, site.Owner.SpanStart);
                var outer = TextEdits.Indentation(text, site.Owner.Parent!.SpanStart);
                changes.Add(Insert(text.Lines.GetLineFromPosition(site.Owner.SpanStart).Start, outer + "{" + lineBreak));
                changes.Add(Insert(EndOfLine(site.Owner, text), $"{lineBreak}{inner}{addition};{lineBreak}{outer}}}"));
                break;

            case SitePlace.EmbeddedStatement:
                changes.Add(Insert(site.Owner.SpanStart, "{ "));
                changes.Add(Insert(site.Owner.Span.End, $" {addition}; }}"));
                break;

            case SitePlace.LambdaBody:
                changes.Add(Insert(site.Expression.SpanStart, "{ "));
                changes.Add(Insert(site.Expression.Span.End, $"; {addition}; }}"));
                break;

            default:
                changes.Add(new TextChange(((ArrowExpressionClauseSyntax)site.Owner).ArrowToken.Span, "{"));
                changes.Add(Insert(Semicolon(site).Span.End, $" {addition}; }}"));
                break;
        }
    }

    private static SyntaxToken Semicolon(AssignmentSite site) =>
        site.Owner.Parent!.ChildTokens().Last(token => token.IsKind(SyntaxKind.SemicolonToken));

    private static bool HasOwnLine(SyntaxNode statement, SourceText text) =>
        TextEdits.IsFirstOnLine(text, statement.SpanStart) && TextEdits.IsLastOnLine(text, statement.GetLastToken());

    private static int EndOfLine(SyntaxNode node, SourceText text) => text.Lines.GetLineFromPosition(node.Span.End).End;

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
