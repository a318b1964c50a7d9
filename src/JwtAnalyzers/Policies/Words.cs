using System.Globalization;

namespace JwtAnalyzers.Policies;

/// <summary>Values as a message says them.</summary>
internal static class Words
{
    private static readonly (long Ticks, string Unit)[] Units =
    [
        (TimeSpan.TicksPerDay, "day"),
        (TimeSpan.TicksPerHour, "hour"),
        (TimeSpan.TicksPerMinute, "minute"),
        (TimeSpan.TicksPerSecond, "second"),
    ];

    /// <summary>A length of time in the largest unit that measures it without a remainder: "36 hours".</summary>
    public static string Of(TimeSpan span)
    {
        if (span == TimeSpan.MaxValue)
            return "without limit";
        foreach (var (ticks, unit) in Units)
        {
            if (span.Ticks % ticks == 0)
                return Count(span.Ticks / ticks, unit);
        }

        return span.ToString("c", CultureInfo.InvariantCulture);
    }

    private static string Count(long count, string unit) =>
        string.Format(CultureInfo.InvariantCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, unit);
}
