using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tokens;

/// <summary>Calls that write for people to read: loggers, the console, the debugger's output.</summary>
internal static class LogCalls
{
    private static readonly string[] Namespaces = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net"];
    private static readonly string[] Types = ["System.Console", "System.Diagnostics.Debug", "System.Diagnostics.Trace"];
    private static readonly string[] Levels = ["Log", "Verbose", "Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Critical", "BeginScope", "Write"];

    public static bool Contains(IMethodSymbol method) =>
        Levels.Any(level => method.Name.StartsWith(level, StringComparison.Ordinal))
        && (Namespaces.Any(method.IsInNamespace) || Types.Any(type => method.ContainingType.HasFullName(type)));
}
