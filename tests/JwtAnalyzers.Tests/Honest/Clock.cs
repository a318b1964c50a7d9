namespace JwtAnalyzers.Tests.Honest;

internal static class Clock
{
    /// <summary>The time in some seconds from now, as tokens say it.</summary>
    public static long In(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();
}
