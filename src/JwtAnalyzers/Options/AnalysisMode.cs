using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>What the MSBuild property <c>JwtAnalyzersMode</c> says, by which the package picks a set of severities.</summary>
internal static class AnalysisMode
{
    public const string Property = "JwtAnalyzersMode";

    /// <summary>What counts where the property is empty.</summary>
    public const string Default = "Recommended";

    public static readonly ImmutableArray<string> All = ImmutableArray.Create(Default, "Strict", "Audit", "None");

    /// <summary>What the project says, whether or not there is such a mode.</summary>
    public static string Of(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue("build_property." + Property, out var mode) && mode.Trim() is { Length: > 0 } text
            ? text
            : Default;

    // MSBuild's comparison, which picks the severities, has no regard for case either.
    public static bool Exists(string mode) => All.Contains(mode, StringComparer.OrdinalIgnoreCase);
}
