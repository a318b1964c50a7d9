using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>The same code as other people write it: with other line breaks, tabs, comments in any place, conditions and regions around it.</summary>
internal static partial class TextVariants
{
    /// <summary>Any variant.</summary>
    /// <param name="text">The code.</param>
    /// <param name="near">The lines that comments and the like are put in or next to, counted from zero.</param>
    public static Gen<string> Of(string text, IReadOnlyList<int> near) => Gen.Frequency(
        (1, Gen.Const(text.ReplaceLineEndings("\r\n"))),
        (1, Gen.Const(WithTabs(text))),
        (1, Gen.Const(text.TrimEnd('\r', '\n'))),
        (1, WithMixedLineBreaks(text)),
        (4, WithWords(text, near)),
        (1, WithDirective(text, near)),
        (1, WithWords(text, near).Select(words => words.ReplaceLineEndings("\r\n"))));

    /// <summary>Every line ends in its own way.</summary>
    private static Gen<string> WithMixedLineBreaks(string text) =>
        Gen.OneOf<string>("\n", "\r\n", "\n").Array[text.Count(character => character == '\n')].Select(breaks =>
        {
            var next = 0;
            return LineBreak().Replace(text.ReplaceLineEndings("\n"), _ => breaks[next++]);
        });

    private static string WithTabs(string text) => Indentation().Replace(text, match => new string('\t', match.Length / 4) + new string(' ', match.Length % 4));

    /// <summary>Comments, line breaks, blank lines, regions and conditions put at a few places between tokens; what the code means stays the same.</summary>
    private static Gen<string> WithWords(string text, IReadOnlyList<int> near)
    {
        var places = Places(text, near);
        if (places.Count == 0)
            return Gen.Const(text);
        return Gen.Select(Gen.OneOf(places.ToArray()), Gen.OneOf(Words)).Array[1, 4].Select(chosen => chosen
            .DistinctBy(each => each.Item1)
            .OrderByDescending(each => each.Item1)
            .Select((each, index) => (Place: each.Item1, Word: each.Item2.Replace("#", index.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)))
            .Aggregate(text, (changed, each) => changed.Insert(each.Place, each.Word)));
    }

    // A # is replaced by a number, so that no two comments are equal.
    private static readonly string[] Words =
    [
        "/* note # */ ", "/* note # */", "// note #\n", "\n// note #\n", "\n/* note #\n   of two lines */\n", "\n", "\n\n", "// note #\n\n// and #\n", "  ",
    ];

    private static readonly string[] Directives = ["\n#region part\n#endregion\n", "\n#pragma warning disable CS0618\n", "\n#if UNKNOWN\nnot C sharp\n#endif\n", "\n#nullable enable\n"];

    /// <summary>A directive, with a line of its own, at one place between tokens.</summary>
    private static Gen<string> WithDirective(string text, IReadOnlyList<int> near)
    {
        var places = Places(text, near);
        return places.Count == 0 ? Gen.Const(text) : Gen.Select(Gen.OneOf(places.ToArray()), Gen.OneOf(Directives)).Select((place, directive) => text.Insert(place, directive));
    }

    /// <summary>Before which characters anything may stand that is no token.</summary>
    private static List<int> Places(string text, IReadOnlyList<int> near)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        var lines = root.GetText().Lines;
        return [.. root.DescendantTokens()
            .Where(token => token.Span.Length > 0 && !token.Parent!.AncestorsAndSelf().Any(node => node is InterpolatedStringContentSyntax)
                && !token.IsKind(SyntaxKind.InterpolatedStringEndToken) && !token.IsKind(SyntaxKind.InterpolatedRawStringEndToken))
            .Select(token => token.SpanStart)
            .Where(place => near.Any(line => Math.Abs(lines.IndexOf(place) - line) <= 1))
            .Distinct()];
    }

    [GeneratedRegex("\n")]
    private static partial Regex LineBreak();

    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
