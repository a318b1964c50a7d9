using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>What a fix has done to a document beyond what it is for.</summary>
internal static class Harm
{
    public static async Task<IEnumerable<string>> OfAsync(Document before, Document after, ImmutableArray<Diagnostic> findings)
    {
        var (old, now) = (await before.GetTextAsync(TestContext.Current.CancellationToken), await after.GetTextAsync(TestContext.Current.CancellationToken));
        var (oldRoot, newRoot) = ((await before.GetSyntaxRootAsync(TestContext.Current.CancellationToken))!, (await after.GetSyntaxRootAsync(TestContext.Current.CancellationToken))!);
        var differences = LineDifference.Between(old, now);
        var places = new ReportedPlaces(oldRoot, old, findings);
        return differences.Where(difference => !places.Allow(difference, now)).Select(difference => $"changes line {difference.Start + 1}, which nothing is reported in")
            .Concat(Lost(Comments(oldRoot), Comments(newRoot)).Where(comment => !IsAboutRemovedMethod(oldRoot, findings, comment)).Select(comment => $"loses the comment '{comment}'"))
            .Concat(Directives(oldRoot).SequenceEqual(Directives(newRoot)) ? [] : ["changes directives"])
            .Concat(differences.SelectMany(difference => LineBreaks(old, now, difference)))
            .Concat(EndsInLineBreak(old) == EndsInLineBreak(now) ? [] : ["changes the end of the file"])
            .Concat(Preamble(old) == Preamble(now) ? [] : ["changes the encoding"])
            .Select(harm => $"{before.Name}: {harm}");
    }

    private static IEnumerable<string> Comments(SyntaxNode root) => root.DescendantTrivia(descendIntoTrivia: true)
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax)
        .Select(trivia => string.Join('\n', trivia.ToFullString().Split('\n').Select(line => line.Trim())));

    private static IEnumerable<string> Directives(SyntaxNode root) => root.DescendantTrivia(descendIntoTrivia: true).Where(trivia => trivia.IsDirective).Select(trivia => trivia.ToFullString().Trim());

    public static IEnumerable<string> Lost(IEnumerable<string> before, IEnumerable<string> after)
    {
        var left = after.GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count());
        foreach (var text in before)
        {
            if (left.TryGetValue(text, out var count) && count > 0)
                left[text] = count - 1;
            else
                yield return text;
        }
    }

    /// <summary>What is said of a method, or in it, goes with the method.</summary>
    private static bool IsAboutRemovedMethod(SyntaxNode root, ImmutableArray<Diagnostic> findings, string comment) => findings
        .Where(finding => finding.Location.SourceTree == root.SyntaxTree)
        .Select(finding => root.FindToken(finding.Location.SourceSpan.Start).Parent)
        .OfType<MethodDeclarationSyntax>()
        .Any(method => Comments(method).Contains(comment));

    /// <summary>A new line ends like one that it replaces or stands beside.</summary>
    private static IEnumerable<string> LineBreaks(SourceText before, SourceText after, LineDifference difference)
    {
        var around = LineDifference.Lines(before)[Math.Max(difference.Start - 1, 0)..Math.Min(difference.End + 1, before.Lines.Count)].Select(LineBreak).ToHashSet();
        return LineDifference.Lines(after)[difference.NewStart..difference.NewEnd]
            .Where((line, index) => LineBreak(line) is { Length: > 0 } lineBreak && !around.Contains(lineBreak))
            .Select(line => $"ends a line in {string.Join(' ', LineBreak(line).Select(character => $"{(int)character:X2}"))}: {line.Trim()}");
    }

    private static string LineBreak(string line) => line[line.TrimEnd('\r', '\n', '\u0085', '\u2028', '\u2029').Length..];

    private static bool EndsInLineBreak(SourceText text) => text.Length > 0 && text[^1] is '\n' or '\r';

    private static string Preamble(SourceText text) => $"{text.Encoding?.WebName} {Convert.ToHexString(text.Encoding is { } encoding ? encoding.GetPreamble() : Encoding.UTF8.Preamble[..0].ToArray())}";
}
