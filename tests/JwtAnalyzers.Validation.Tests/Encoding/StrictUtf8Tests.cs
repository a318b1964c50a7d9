using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tests.Encoding;

public sealed class StrictUtf8Tests
{
    [Fact]
    public void Round_trips_every_plane()
    {
        const string text = "a\u00e9\u20ac\U0001F511";
        Assert.True(StrictUtf8.TryEncode(text, out var bytes));
        Assert.True(StrictUtf8.TryDecode(bytes, out var decoded));
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })] // overlong
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a surrogate
    [InlineData(new byte[] { 0xE2, 0x82 })] // truncated
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // beyond U+10FFFF
    public void Refuses(byte[] bytes) => Assert.False(StrictUtf8.TryDecode(bytes, out _));

    [Fact]
    public void Refuses_to_encode_a_lone_surrogate() => Assert.False(StrictUtf8.TryEncode("\ud800", out _));
}
