using CsCheck;
using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests.Tokens;

public sealed class NumericDateTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0e999999999", 0)]
    [InlineData("1", 10_000_000)]
    [InlineData("-1", -10_000_000)]
    [InlineData("1300819380", 13_008_193_800_000_000)]
    [InlineData("1300819380.5", 13_008_193_805_000_000)]
    [InlineData("1300819380.00000019", 13_008_193_800_000_001)] // cut off, not rounded
    [InlineData("1.3e9", 13_000_000_000_000_000)]
    [InlineData("13000000000e-1", 13_000_000_000_000_000)]
    [InlineData("0.0000001", 1)]
    [InlineData("0.00000001", 0)]
    [InlineData("1e-999999999999", 0)]
    [InlineData("922337203685.4775807", long.MaxValue)]
    [InlineData("922337203685.4775808", long.MaxValue)]
    [InlineData("99999999999999999999999999", long.MaxValue)]
    [InlineData("1e400", long.MaxValue)]
    [InlineData("1E+99999999999999", long.MaxValue)]
    [InlineData("-1e400", long.MinValue)]
    public void Reads(string json, long ticks)
    {
        Assert.True(NumericDate.TryRead(JsonReader.Read(json, JsonReaderOptions.Token).Value!, out var date));
        Assert.Equal(ticks, date.Ticks);
    }

    [Theory]
    [InlineData("\"1300819380\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void Refuses_what_is_no_number(string json) =>
        Assert.False(NumericDate.TryRead(JsonReader.Read(json, JsonReaderOptions.Token).Value!, out _));

    [Fact]
    public void Agrees_with_decimal_arithmetic() =>
        Gen.Select(Gen.Long[-900_000_000_000, 900_000_000_000], Gen.Int[0, 9_999_999]).Sample((seconds, fraction) =>
        {
            var text = FormattableString.Invariant($"{seconds}.{fraction:D7}");
            var expected = decimal.ToInt64(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * 10_000_000m);
            NumericDate.TryRead(JsonReader.Read(text, JsonReaderOptions.Token).Value!, out var date);
            return date.Ticks == expected;
        });

    [Fact]
    public void Adding_never_wraps_around()
    {
        Assert.Equal(long.MaxValue, new NumericDate(1).Plus(TimeSpan.MaxValue).Ticks);
        Assert.Equal(long.MinValue, new NumericDate(-2).Plus(TimeSpan.MinValue).Ticks);
        Assert.Equal(-1, new NumericDate(long.MaxValue).Plus(TimeSpan.MinValue).Ticks);
        Assert.Equal(long.MaxValue, new NumericDate(long.MaxValue).Plus(TimeSpan.FromTicks(1)).Ticks);
    }

    [Fact]
    public void The_epoch_is_zero() => Assert.Equal(0, NumericDate.From(DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(5))).Ticks);
}
