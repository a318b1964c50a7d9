using JwtAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>The edits of one object initializer: its members and the commas between them are changed together.</summary>
internal static class InitializerEdits
{
    public static void AddTo(List<TextChange> changes, InitializerExpressionSyntax initializer,
        IReadOnlyDictionary<ExpressionSyntax, AssignmentRepair> repairs, SourceText text)
    {
        var members = initializer.Expressions;
        var removed = Enumerable.Range(0, members.Count).Where(index => IsRemoved(members[index], repairs)).ToList();
        foreach (var (first, last) in Runs(members, DeleteTail(changes, members, removed, text), text))
            DeleteRun(changes, members, first, last, text);

        for (var index = 0; index < members.Count; index++)
        {
            if (!repairs.TryGetValue(members[index], out var repair) || IsRemoved(members[index], repairs))
                continue;
            if (repair.IsRemoval)
            {
                changes.Add(new TextChange(members[index].Span, repair.Addition!.Text));
                continue;
            }

            changes.Add(TextEdits.Assign(repair.Site.Assignment, repair.Value, text));
            if (repair.Addition is { } addition)
                AddAfter(changes, members, index, addition.Text, text);
        }
    }

    /// <summary>Whether nothing takes the member's place.</summary>
    private static bool IsRemoved(ExpressionSyntax member, IReadOnlyDictionary<ExpressionSyntax, AssignmentRepair> repairs) =>
        repairs.TryGetValue(member, out var repair) && repair is { IsRemoval: true, Addition: null };

    /// <summary>
    /// <c>{ A = 1, B = 2 }</c> without B must lose the comma after A. Behind the last member of a line a comma may stay, as people write
    /// it there anyway, and with a directive or comment in between it is safer.
    /// </summary>
    private static List<int> DeleteTail(
        List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, List<int> removed, SourceText text)
    {
        var firstOfTail = members.Count;
        while (firstOfTail > 0 && removed.Contains(firstOfTail - 1))
            firstOfTail--;
        if (firstOfTail == 0 || firstOfTail == members.Count || members.SeparatorCount == members.Count)
            return removed;

        var start = members[firstOfTail - 1].Span.End;
        var isCommaAtEndOfLine = IsOnLineOf(start, members.GetSeparator(firstOfTail - 1).SpanStart, text)
            && !IsOnLineOf(start, members[firstOfTail].SpanStart, text);
        if (isCommaAtEndOfLine
            || Enumerable.Range(firstOfTail, members.Count - firstOfTail).Any(index => HasWordsBefore(members, index, text)))
            return removed;

        changes.Add(new TextChange(TextSpan.FromBounds(start, members.Last().Span.End), ""));
        return removed.Where(index => index < firstOfTail).ToList();
    }

    /// <summary>Members that stand next to each other, with nothing but a comma between them.</summary>
    private static List<(int First, int Last)> Runs(SeparatedSyntaxList<ExpressionSyntax> members, List<int> removed, SourceText text)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var index in removed)
        {
            if (runs.Count > 0 && runs[runs.Count - 1].Last == index - 1 && !HasWordsBefore(members, index, text))
                runs[runs.Count - 1] = (runs[runs.Count - 1].First, index);
            else
                runs.Add((index, index));
        }

        return runs;
    }

    private static void DeleteRun(
        List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, int first, int last, SourceText text)
    {
        var span = TextSpan.FromBounds(members[first].SpanStart, members[last].Span.End);
        if (last >= members.SeparatorCount)
        {
            changes.Add(TextEdits.Delete(text, span));
            return;
        }

        var comma = members.GetSeparator(last);
        if (!TextEdits.HasWordsBetween(text, span.End, comma.SpanStart))
        {
            changes.Add(TextEdits.Delete(text, TextSpan.FromBounds(span.Start, comma.Span.End)));
            return;
        }

        changes.Add(new TextChange(span, ""));
        changes.Add(new TextChange(comma.Span, ""));
    }

    private static bool HasWordsBefore(SeparatedSyntaxList<ExpressionSyntax> members, int index, SourceText text) =>
        TextEdits.HasWordsBetween(text, members[index - 1].Span.End, members[index].SpanStart, except: ',');

    private static bool IsOnLineOf(int position, int other, SourceText text) => text.Lines.IndexOf(position) == text.Lines.IndexOf(other);

    /// <summary>A line of its own where the member has one, else right behind it.</summary>
    private static void AddAfter(
        List<TextChange> changes, SeparatedSyntaxList<ExpressionSyntax> members, int index, string addition, SourceText text)
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
