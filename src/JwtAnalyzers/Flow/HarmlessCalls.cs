using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Calls in a callback that look at a token without deciding about it: logging, text, collections. Anything else may be a check.
/// </summary>
internal static class HarmlessCalls
{
    private static readonly string[] Namespaces = ["System", "Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net"];

    // Members of these namespaces that throw because of what they are given.
    private static readonly string[] Checks =
    [
        "Throw", "Assert", "Verify", "Validate", "Parse", "First", "Single", "Fail", "Demand", "Ensure", "Equal", "Get", "Last",
        "ElementAt",
    ];

    public static bool Contains(IMethodSymbol method, ILibraryKnowledge libraries) =>
        method.MethodKind is not MethodKind.DelegateInvoke
        && Namespaces.Any(method.IsInNamespace)
        && !Checks.Any(check => method.Name.StartsWith(check, StringComparison.Ordinal))
        && !libraries.MayCheck(method);
}
