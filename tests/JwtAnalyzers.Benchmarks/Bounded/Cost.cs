using System.Globalization;

namespace JwtAnalyzers.Benchmarks.Bounded;

/// <summary>What one analysis, or one run of the compiler alone, took.</summary>
/// <param name="Seconds">Processor time.</param>
/// <param name="Megabytes">What was allocated.</param>
/// <param name="Findings">How many were reported.</param>
/// <param name="Slowest">The analyzers whose actions took longest, or where it was when it died.</param>
/// <param name="End">How it ended; empty where it came to its end.</param>
internal sealed record Cost(double Seconds, double Megabytes, int Findings, string Slowest, string End)
{
    /// <summary>It was cancelled, and stopped.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It was cancelled, and did not stop.</summary>
    public const string Deaf = "deaf";

    /// <summary>The process ended: a stack overflow.</summary>
    public const string Died = "died";

    /// <summary>The compiler reports errors.</summary>
    public const string Errors = "errors";

    /// <summary>An analyzer threw; what, comes after.</summary>
    public const string Threw = "threw";

    public bool IsWhole => End.Length == 0;

    public bool IsCrash => End is Died || End.StartsWith(Threw, StringComparison.Ordinal);

    public bool IsEndless => End is Cancelled or Deaf;

    public override string ToString() =>
        string.Join('\t', Seconds.ToString("R", CultureInfo.InvariantCulture), Megabytes.ToString("R", CultureInfo.InvariantCulture), Findings.ToString(CultureInfo.InvariantCulture), Flat(Slowest), Flat(End));

    public static Cost Parse(string line) => line.Split('\t') is [var seconds, var megabytes, var findings, var slowest, var end]
        ? new Cost(double.Parse(seconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture), int.Parse(findings, CultureInfo.InvariantCulture), slowest, end)
        : throw new FormatException(line);

    private static string Flat(string text) => text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
