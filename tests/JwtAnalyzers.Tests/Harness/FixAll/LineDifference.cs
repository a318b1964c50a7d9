using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>Lines that were replaced by others, each with its line break; counted from zero, the end not included.</summary>
internal readonly record struct LineDifference(int Start, int End, int NewStart, int NewEnd)
{
    /// <summary>The fewest lines that tell two texts apart.</summary>
    public static IReadOnlyList<LineDifference> Between(SourceText before, SourceText after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var (end, newEnd) = (old.Length, now.Length);
        while (end > start && newEnd > start && old[end - 1] == now[newEnd - 1])
            (end, newEnd) = (end - 1, newEnd - 1);

        // How many lines both have in common from a place on (longest common subsequence).
        var common = new int[end - start + 1, newEnd - start + 1];
        for (var i = end - 1; i >= start; i--)
        {
            for (var j = newEnd - 1; j >= start; j--)
                common[i - start, j - start] = old[i] == now[j] ? common[i - start + 1, j - start + 1] + 1 : Math.Max(common[i - start + 1, j - start], common[i - start, j - start + 1]);
        }

        var differences = new List<LineDifference>();
        var (at, newAt) = (start, start);
        while (at < end || newAt < newEnd)
        {
            var (from, newFrom) = (at, newAt);
            while ((at < end || newAt < newEnd) && !(at < end && newAt < newEnd && old[at] == now[newAt]))
            {
                if (newAt == newEnd || (at < end && common[at - start + 1, newAt - start] >= common[at - start, newAt - start + 1]))
                    at++;
                else
                    newAt++;
            }

            differences.Add(new LineDifference(from, at, newFrom, newAt));
            while (at < end && newAt < newEnd && old[at] == now[newAt])
                (at, newAt) = (at + 1, newAt + 1);
        }

        return differences;
    }

    public static async Task<string> DescribeAsync(Document before, Document after)
    {
        var (first, second) = (await before.GetTextAsync(TestContext.Current.CancellationToken), await after.GetTextAsync(TestContext.Current.CancellationToken));
        var (lines, others) = (Lines(first), Lines(second));
        return string.Concat(Between(first, second).SelectMany(difference =>
            lines[difference.Start..difference.End].Select(line => $"    - {line.Trim()}\n").Concat(others[difference.NewStart..difference.NewEnd].Select(line => $"    + {line.Trim()}\n"))));
    }

    public static string[] Lines(SourceText text) => [.. text.Lines.Select(line => text.ToString(line.SpanIncludingLineBreak))];
}
