using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tokens;

/// <summary>What leaves a trace of a failure for those who run the program.</summary>
internal static class Traces
{
    private static readonly string[] Words = ["Log", "Write", "Trace", "Track", "Capture", "Audit", "Report", "Record", "Publish", "Warn", "Error", "Information", "Debug", "Critical", "Fatal", "Verbose", "Notify", "Metric", "Increment"];

    private static readonly string[] Namespaces = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net", "System.Diagnostics"];

    public static bool IsLog(IMethodSymbol method) =>
        Words.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal)) || Namespaces.Any(method.IsInNamespace) || method.ContainingType.HasFullName("System.Console");
}
