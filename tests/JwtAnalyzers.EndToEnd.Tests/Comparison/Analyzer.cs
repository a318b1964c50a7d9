namespace JwtAnalyzers.EndToEnd.Tests.Comparison;

/// <summary>An analyzer as people install it.</summary>
/// <param name="Name">What it is called, with its version.</param>
/// <param name="Package">The package to install, as <c>name/version</c>; empty where the SDK brings it.</param>
/// <param name="Ids">The ids that its rules may have. All of them are switched on where everything is asked for: a rule that is off by default is not what it can't do.</param>
internal sealed record Analyzer(string Name, string Package, IEnumerable<string> Ids)
{
    public static Analyzer Ours(PackedPackage package) =>
        new($"JwtAnalyzers {package.Version.Split('-')[0]}", $"JwtAnalyzers/{package.Version}", [.. Enumerable.Range(1000, 5000).Select(number => $"JWT{number}")]);

    public static async Task<IReadOnlyList<Analyzer>> OthersAsync() =>
    [
        new($"NetAnalyzers of SDK {await SdkVersionAsync()}", "", [.. Enumerable.Range(1000, 5000).Select(number => $"CA{number}")]),
        // The last major version under an open-source licence.
        new("SonarAnalyzer.CSharp 9.32.0", "SonarAnalyzer.CSharp/9.32.0.97167", [.. Enumerable.Range(100, 9900).Select(number => $"S{number}")]),
        new("SecurityCodeScan.VS2019 5.6.7", "SecurityCodeScan.VS2019/5.6.7", [.. Enumerable.Range(1, 99).Select(number => $"SCS{number:0000}")]),
    ];

    private static async Task<string> SdkVersionAsync() => (await DotNet.RunAsync(Repository.PathOf(), "--version")).Trim().Split('\n')[^1].Trim();
}
