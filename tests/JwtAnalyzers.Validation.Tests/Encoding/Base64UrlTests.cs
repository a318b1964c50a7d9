using CsCheck;
using JwtAnalyzers.Validation.Encoding;
using Platform = System.Buffers.Text.Base64Url;

namespace JwtAnalyzers.Validation.Tests.Encoding;

public sealed class Base64UrlTests
{
    [Fact]
    public void Encodes_as_the_platform_does_and_decodes_what_it_encoded() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var text = Base64Url.Encode(bytes);
            Assert.Equal(Platform.EncodeToString(bytes), text);
            Assert.True(Base64Url.TryDecode(text, out var decoded));
            Assert.Equal(bytes, decoded);
        });

    [Fact]
    public void Accepts_only_the_one_spelling_that_encoding_gives() =>
        Gen.String[Gen.Char["ABYZabyz0189-_+/=. \n\u00e9"], 0, 12].Sample(text =>
        {
            var isAccepted = Base64Url.TryDecode(text, out var bytes);
            // The platform's decoder is lenient in padding and white space: where ours accepts, both must agree.
            Assert.Equal(IsCanonical(text), isAccepted);
            if (isAccepted)
                Assert.Equal(Platform.DecodeFromChars(text), bytes);
            else
                Assert.Empty(bytes);
        });

    [Theory]
    [InlineData("A")] // no byte sequence has this length
    [InlineData("AAAAA")]
    [InlineData("AB")] // stray bits
    [InlineData("AAB")]
    [InlineData("AA==")] // padding
    [InlineData("AA A")]
    [InlineData("AA\n")]
    [InlineData("A+/A")] // base64, not base64url
    [InlineData("AAA\u0141")] // its low byte is the letter A
    public void Refuses(string text) => Assert.False(Base64Url.TryDecode(text, out _));

    [Fact]
    public void Decodes_a_part_of_a_text()
    {
        Assert.True(Base64Url.TryDecode("xx.AQID.yy", 3, 4, out var bytes));
        Assert.Equal([1, 2, 3], bytes);
    }

    private static bool IsCanonical(string text)
    {
        if (text.Any(character => !(char.IsAsciiLetterOrDigit(character) || character is '-' or '_')) || !Platform.IsValid(text))
            return false;
        return Platform.EncodeToString(Platform.DecodeFromChars(text)) == text;
    }
}
