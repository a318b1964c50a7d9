using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code;

/// <summary>The methods that leave a trace for those who run the program.</summary>
internal static class Logging
{
    private static readonly string[] Words = ["Log", "WriteLine", "WriteEntry", "WriteEvent", "Trace", "Track", "Capture", "Audit", "Report", "Record", "Publish", "Warn", "Error", "Information", "Debug", "Critical", "Fatal", "Verbose", "Notify", "Metric", "Increment"];

    private static readonly string[] Namespaces = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net", "System.Diagnostics"];

    public static bool IsLog(string method) => Words.Any(word => method.StartsWith(word, StringComparison.Ordinal));

    public static bool IsLog(IMethodSymbol method) =>
        IsLog(method.Name) || Namespaces.Any(method.IsInNamespace) || method.ContainingType.HasFullName("System.Console");
}
