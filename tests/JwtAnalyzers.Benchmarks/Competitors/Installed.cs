using JwtAnalyzers.Analyzers.Proved;

namespace JwtAnalyzers.Benchmarks.Competitors;

/// <summary>Analyzers as a compiler is given them.</summary>
/// <param name="Name">What they are called in a report.</param>
/// <param name="Assemblies">Paths.</param>
/// <param name="Configuration">Paths of their global configuration files.</param>
/// <param name="Only">The one analyzer of them whose time counts, where it is not all.</param>
internal sealed record AnalyzerSet(string Name, IReadOnlyList<string> Assemblies, IReadOnlyList<string> Configuration, string? Only = null);

/// <summary>The sets that are on this machine.</summary>
internal static class Installed
{
    /// <summary>The folder of the SDK: of the newest, beside the runtime that this process runs on.</summary>
    public static string Sdk { get; } = Directory
        .GetDirectories(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../sdk")))
        .OrderBy(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version()).Last();

    public static IEnumerable<AnalyzerSet> Sets(IEnumerable<string> others)
    {
        var analyzers = Path.Combine(Sdk, "Sdks/Microsoft.NET.Sdk/analyzers");
        yield return new AnalyzerSet("gated, three checks", [typeof(GatedAnalyzer).Assembly.Location], [], nameof(GatedAnalyzer));
        yield return new AnalyzerSet("JwtAnalyzers", [typeof(PolicyAnalyzer).Assembly.Location, typeof(Validation.ReferenceValidator).Assembly.Location], []);
        yield return new AnalyzerSet("NetAnalyzers, default set",
            [Path.Combine(analyzers, "Microsoft.CodeAnalysis.NetAnalyzers.dll"), Path.Combine(analyzers, "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll")],
            [Path.Combine(analyzers, "build/config/analysislevel_10_default.globalconfig")]);
        foreach (var other in others)
        {
            if (other.Split('=', 2) is not [var name, var paths])
                throw new ArgumentException($"'{other}' is not of the form Name=a.dll;b.dll.");
            yield return new AnalyzerSet(name, paths.Split(';'), []);
        }
    }
}
