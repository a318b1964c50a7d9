using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>The methods that leave a trace for the operator of the program.</summary>
internal static class Logging
{
    /// <summary>The libraries that programs log with.</summary>
    public static readonly string[] Libraries = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net"];

    /// <summary>How the names of the methods begin that log something, of one's own or of a library.</summary>
    public static readonly string[] Levels = ["Log", "Verbose", "Trace", "Debug", "Warn", "Error", "Fatal", "Critical"];

    // What else tells an operator that something happened.
    private static readonly string[] Words =
    [
        .. Levels, "Information", "WriteLine", "WriteEntry", "WriteEvent", "Track", "Capture", "Audit", "Report", "Record", "Publish",
        "Notify", "Metric", "Increment",
    ];

    private static readonly string[] Namespaces = [.. Libraries, "System.Diagnostics"];

    public static bool IsLog(string method) => Words.Any(word => method.StartsWith(word, StringComparison.Ordinal));

    public static bool IsLog(IMethodSymbol method) =>
        IsLog(method.Name) || Namespaces.Any(method.IsInNamespace) || method.ContainingType.HasFullName("System.Console");
}
