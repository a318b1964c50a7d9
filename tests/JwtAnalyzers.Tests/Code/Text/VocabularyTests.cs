using System.Text.RegularExpressions;
using CsCheck;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Code.Text;

/// <summary>The text of a file is read once, and every index finds in it what a search for whole words would find.</summary>
public sealed class VocabularyTests
{
    private static readonly string[] Names = ["ValidateLifetime", "Valid", "x", "Grün", "_key1", "RequireSignedTokens", "vocabulary_tests"];
    private static readonly string[] Rest = [" ", ".", "\n", "(", "\"", "ß", "9", "é", "𝒳", "Val", "idate"];

    [Fact]
    public void Finds_whole_words_as_a_search_does() =>
        Gen.OneOf(Gen.Int[0, Names.Length - 1].Select(index => Names[index]), Gen.Int[0, Rest.Length - 1].Select(index => Rest[index])).Array[0, 3000]
            .Select(parts => string.Concat(parts))
            .Sample(AssertFindsWhatASearchFinds, iter: 200);

    [Theory]
    [InlineData(4090)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(8190)]
    public void Finds_a_word_across_the_pieces_in_which_a_text_is_read(int before) =>
        AssertFindsWhatASearchFinds($"{new string(' ', before)}ValidateLifetime{new string(' ', 5000)}ValidateLifetime");

    [Fact]
    public void A_word_that_is_learned_later_is_found_in_a_file_that_was_read_before()
    {
        var tree = CSharpSyntaxTree.ParseText("class learned_later { int learned_before; }", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([26], new NameIndex(["learned_before"]).Of(tree, TestContext.Current.CancellationToken).Positions);
        Assert.Equal([6], new NameIndex(["learned_later"]).Of(tree, TestContext.Current.CancellationToken).Positions);
    }

    private static void AssertFindsWhatASearchFinds(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(text), cancellationToken: TestContext.Current.CancellationToken);
        var hits = new NameIndex([.. Names]).Of(tree, TestContext.Current.CancellationToken);
        var expected = Regex.Matches(text, @"(?:(?![\ud800-\udfff])[\p{L}\p{Nd}_])+").Where(word => Names.Contains(word.Value)).ToList();
        Assert.Equal(expected.Select(word => word.Index), hits.Positions);
        Assert.Equal(expected.Select(word => word.Value).Distinct().Order(), hits.Names.Order());
    }
}
