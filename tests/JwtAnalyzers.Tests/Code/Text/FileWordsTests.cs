using CsCheck;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Code.Text;

/// <summary>Whether a file may name something is answered without its text: never no where it does, and mostly no where it does not.</summary>
public sealed class FileWordsTests
{
    private static readonly string[] Parts = ["exp", "Exp", "é𝒳", "a\u0301b", "_k1", "@int", "x", "9", "ValidTo", "\\u0041ud", "\\x41", "\\\\", "\"", " ", ".", "\n", "(", "/*", "*/", "ß", "\u200c"];

    [Fact]
    public void Whatever_is_named_may_be_named() =>
        Gen.Int[0, Parts.Length - 1].Select(index => Parts[index]).Array[0, 2500].Select(parts => string.Concat(parts)).Sample(text =>
        {
            var tree = Parse(text);
            foreach (var token in tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens())
            {
                // A name right behind a number (9exp) does not compile, and is one word with it.
                var isPartOfNumber = token.GetPreviousToken() is var before && before.IsKind(SyntaxKind.NumericLiteralToken) && before.Span.End == token.SpanStart;
                if (token.IsKind(SyntaxKind.IdentifierToken) && !token.IsMissing && !isPartOfNumber)
                    Assert.True(MayName(tree, token.ValueText), token.ValueText);
            }
        }, iter: 300);

    [Theory]
    [InlineData("""class C { string s = "aud"; }""", "aud")]
    [InlineData("""class C { string s = "\u0061ud"; }""", "aud")]
    [InlineData("""class C { string s = "\U00000061ud"; }""", "aud")]
    [InlineData("""class C { string s = "\x61ud"; }""", "aud")]
    [InlineData("""class C { int \u0061ud; }""", "aud")]
    [InlineData("""class C { int @aud; }""", "aud")]
    [InlineData("class C { int a\u200cud; }", "aud")]
    [InlineData("class aud", "aud")]
    [InlineData("aud", "aud")]
    [InlineData("class C { int a\u0301ud; }", "a\u0301ud")]
    public void However_it_is_spelled(string code, string name) => Assert.True(MayName(Parse(code), name));

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(8191)]
    public void An_escape_across_the_pieces_in_which_a_text_is_read(int before) => Assert.True(MayName(Parse($"{new string(' ', before)}\\u0061ud"), "aud"));

    [Fact]
    public void A_word_that_is_not_there_is_mostly_known_not_to_be()
    {
        var tree = Parse(string.Join("\n", Enumerable.Range(0, 2000).Select(index => $"    public int Property{index % 200} => _field{index % 100} + Compute{index % 50}(value, other);")));
        var taken = Enumerable.Range(0, 1000).Count(index => MayName(tree, $"Absent{index}"));
        Assert.InRange(taken, 0, 200);
        Assert.All(Enumerable.Range(0, 200), index => Assert.True(MayName(tree, $"Property{index}")));
    }

    [Fact]
    public void An_empty_file_names_nothing() => Assert.False(MayName(Parse(""), "aud"));

    private static bool MayName(SyntaxTree tree, string name) => FileWords.MayName(tree, name, TestContext.Current.CancellationToken);

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(SourceText.From(text), cancellationToken: TestContext.Current.CancellationToken);
}
