using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>Seconds since 1970-01-01T00:00:00Z without leap seconds, fractions allowed (RFC 7519 section 2).</summary>
/// <remarks>
/// What does not fit is the farthest past or future there is, never a wrap-around: an <c>exp</c> of 1e400 is no reason to fail,
/// nor is one of -1e400 a reason to accept.
/// </remarks>
/// <param name="Ticks">The distance from 1970-01-01T00:00:00Z in units of 100 ns.</param>
public readonly record struct NumericDate(long Ticks) : IComparable<NumericDate>
{
    private const long EpochTicks = 621_355_968_000_000_000;
    private const int TickDigits = 7;
    private const int LongDigits = 19;
    private const int LargestExponent = 1_000_000;

    /// <summary>The same instant.</summary>
    public static NumericDate From(DateTimeOffset time) => new(time.UtcTicks - EpochTicks);

    /// <summary>The date that a JSON number stands for, exact to 100 ns and cut off beyond.</summary>
    /// <returns>False where the value is not a number.</returns>
    public static bool TryRead(JsonValue value, out NumericDate date)
    {
        date = default;
        if (value.Kind != JsonKind.Number)
            return false;
        date = new NumericDate(TicksOf(value.Text));
        return true;
    }

    /// <summary>The date later by this much, or the farthest one where there is none so far.</summary>
    public NumericDate Plus(TimeSpan time)
    {
        var sum = unchecked(Ticks + time.Ticks);
        var overflows = ((Ticks ^ sum) & (time.Ticks ^ sum)) < 0;
        return new NumericDate(overflows ? (time.Ticks > 0 ? long.MaxValue : long.MinValue) : sum);
    }

    /// <inheritdoc />
    public int CompareTo(NumericDate other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(NumericDate left, NumericDate right) => left.Ticks < right.Ticks;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(NumericDate left, NumericDate right) => left.Ticks > right.Ticks;

    /// <summary>Whether the left one is earlier or the same.</summary>
    public static bool operator <=(NumericDate left, NumericDate right) => left.Ticks <= right.Ticks;

    /// <summary>Whether the left one is later or the same.</summary>
    public static bool operator >=(NumericDate left, NumericDate right) => left.Ticks >= right.Ticks;

    /// <summary>
    /// Reads the digits by hand: the framework's parsers round to what a double or decimal holds, and differ between
    /// .NET Framework and .NET in what they do beyond.
    /// </summary>
    private static long TicksOf(string number)
    {
        var isNegative = number[0] == '-';
        var digits = new List<char>(LongDigits);
        var scale = TickDigits;
        var inFraction = false;
        var index = isNegative ? 1 : 0;
        for (; index < number.Length && number[index] is not ('e' or 'E'); index++)
        {
            if (number[index] == '.')
            {
                inFraction = true;
                continue;
            }

            if (inFraction)
                scale--;
            if (digits.Count > 0 || number[index] != '0')
                digits.Add(number[index]);
        }

        if (digits.Count == 0)
            return 0;

        var length = digits.Count + scale + ExponentOf(number, index + 1);
        if (length <= 0)
            return 0;
        if (length > LongDigits)
            return isNegative ? long.MinValue : long.MaxValue;

        var ticks = 0UL;
        for (var digit = 0; digit < length; digit++)
            ticks = (ticks * 10) + (digit < digits.Count ? (ulong)(digits[digit] - '0') : 0);
        if (ticks > long.MaxValue)
            return isNegative ? long.MinValue : long.MaxValue;
        return isNegative ? -(long)ticks : (long)ticks;
    }

    /// <summary>The exponent, held within a size that no length of a text can make up for.</summary>
    private static int ExponentOf(string number, int start)
    {
        if (start >= number.Length)
            return 0;
        var exponent = 0;
        for (var index = start; index < number.Length; index++)
        {
            if (number[index] is >= '0' and <= '9')
                exponent = Math.Min((exponent * 10) + (number[index] - '0'), LargestExponent);
        }

        return number[start] == '-' ? -exponent : exponent;
    }
}
