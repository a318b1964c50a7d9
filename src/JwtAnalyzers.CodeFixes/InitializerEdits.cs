using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes;

/// <summary>The edits of one object initializer: its members and the commas between them are changed together.</summary>
internal static class InitializerEdits
{
    public static void AddTo(List<TextChange> changes, InitializerExpressionSyntax initializer, IReadOnlyDictionary<ExpressionSyntax, AssignmentRepair> repairs, SourceText text)
    {
        var members = initializer.Expressions;
        var removed = Enumerable.Range(0, members.Count).Where(index => IsRemoved(members[index], repairs)).ToList();
        removed = DeleteTail(changes, members, removed, text);
        foreach (var index in removed)
            DeleteMember(changes, members, index, text);

        for (var index = 0; index < members.Count; index++)
        {
            if (!repairs.TryGetValue(members[index], out var repair) || IsRemoved(members[index], repairs))
                continue;
            if (repair.IsRemoval)
            {
                changes.Add(new TextChange(members[index].Span, repair.Addition!.Text));
                continue;
            }

            changes.Add(TextEdits.Assign(repair.Site.Assignment, "true", text));
            if (repair.Addition is { } addition)
                AddAfter(changes, members, index, addition.Text, text);
        }
    }

    /// <summary>Whether nothing takes the member's place.</summary>
    private static bool IsRemoved(ExpressionSyntax member, IReadOnlyDictionary<ExpressionSyntax, AssignmentRepair> repairs) =>
        repairs.TryGetValue(member, out var repair) && repair is { IsRemoval: true, Addition: null };

    /// <summary>
    /// <c>{ A = 1, B = 2 }</c> without B must lose the comma after A. Over several lines a comma at the end is allowed and usual, and
    /// with a directive or comment in between it is safer.
    /// </summary>
    private static List<int> DeleteTail(List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, List<int> removed, SourceText text)
    {
        var firstOfTail = members.Count;
        while (firstOfTail > 0 && removed.Contains(firstOfTail - 1))
            firstOfTail--;
        if (firstOfTail == 0 || firstOfTail == members.Count || members.SeparatorCount == members.Count)
            return removed;

        var start = members[firstOfTail - 1].Span.End;
        var isOnOneLine = text.Lines.IndexOf(start) == text.Lines.IndexOf(members[firstOfTail].SpanStart);
        if (!isOnOneLine || Enumerable.Range(firstOfTail, members.Count - firstOfTail).Any(index => TextEdits.HasWordsBetween(text, members[index - 1].Span.End, members[index].SpanStart, except: ',')))
            return removed;

        changes.Add(new TextChange(TextSpan.FromBounds(start, members.Last().Span.End), ""));
        return removed.Where(index => index < firstOfTail).ToList();
    }

    private static void DeleteMember(List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, int index, SourceText text)
    {
        var member = members[index];
        if (index >= members.SeparatorCount)
        {
            changes.Add(TextEdits.Delete(text, member.Span));
            return;
        }

        var comma = members.GetSeparator(index);
        if (!TextEdits.HasWordsBetween(text, member.Span.End, comma.SpanStart))
        {
            changes.Add(TextEdits.Delete(text, TextSpan.FromBounds(member.SpanStart, comma.Span.End)));
            return;
        }

        changes.Add(new TextChange(member.Span, ""));
        changes.Add(new TextChange(comma.Span, ""));
    }

    /// <summary>A line of its own where the member has one, else right behind it.</summary>
    private static void AddAfter(List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, int index, string addition, SourceText text)
    {
        var member = members[index];
        var comma = index < members.SeparatorCount ? members.GetSeparator(index) : default;
        var last = comma == default ? member.GetLastToken() : comma;
        var line = text.Lines.GetLineFromPosition(member.Span.End);
        var hasOwnLine = TextEdits.IsFirstOnLine(text, member.SpanStart) && last.SpanStart < line.End && TextEdits.IsLastOnLine(text, last);
        if (!hasOwnLine)
        {
            changes.Add(new TextChange(new TextSpan(member.Span.End, 0), ", " + addition));
            return;
        }

        var added = TextEdits.LineBreak(text, member.Span.End) + TextEdits.Indentation(text, member.SpanStart) + addition;
        if (last == comma)
            changes.Add(new TextChange(new TextSpan(line.End, 0), added + ","));
        else if (line.End == member.Span.End)
            changes.Add(new TextChange(new TextSpan(line.End, 0), "," + added));
        else
        {
            changes.Add(new TextChange(new TextSpan(member.Span.End, 0), ","));
            changes.Add(new TextChange(new TextSpan(line.End, 0), added));
        }
    }
}
