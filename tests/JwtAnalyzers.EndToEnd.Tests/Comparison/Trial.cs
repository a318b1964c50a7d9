using System.Text.Json;

namespace JwtAnalyzers.EndToEnd.Tests.Comparison;

/// <summary>A project outside the repository, built once with an analyzer.</summary>
internal static class Trial
{
    /// <summary>The security findings of the analyzer in the project, in order. Suggestions count: the log has them, and an IDE shows them.</summary>
    public static async Task<IReadOnlyList<Finding>> FindingsAsync(Analyzer analyzer, bool allRules, string project, PackedPackage package)
    {
        using var folder = new TemporaryFolder();
        folder.CopySources(project, "Project");
        File.Delete(folder.Combine("Project", ".editorconfig")); // the sample's settings are for ours
        File.WriteAllText(folder.Combine(".editorconfig"), "root = true\n");
        File.WriteAllText(folder.Combine("Directory.Build.targets"), "<Project />");
        File.Copy(Repository.PathOf("Directory.Packages.props"), folder.Combine("Directory.Packages.props"));
        File.WriteAllText(folder.Combine("NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{package.PackagesFolder}" /></config>
              <packageSources><add key="JwtAnalyzers.EndToEnd" value="{package.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{package.MachinePackagesFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(folder.Combine("all.globalconfig"), $"is_global = true\n{string.Concat(analyzer.Ids.Select(id => $"dotnet_diagnostic.{id}.severity = warning\n"))}");
        File.WriteAllText(folder.Combine("Directory.Build.props"), $"""
            <Project>
              <ItemGroup>
                {(analyzer.Package.Split('/') is [var name, var version] ? $"""<PackageReference Include="{name}" VersionOverride="{version}" PrivateAssets="all" />""" : "")}
                {(allRules ? """<GlobalAnalyzerConfigFiles Include="$(MSBuildThisFileDirectory)all.globalconfig" />""" : "")}
              </ItemGroup>
            </Project>
            """);

        var log = folder.Combine("build.sarif");
        await DotNet.RunAsync(folder.Combine("Project"), ["build", $"-p:ErrorLog={log}%2Cversion=2.1", .. DotNet.BuildArguments]);
        var security = SecurityRules(log);
        return
        [
            .. SarifLog.Read(log, folder.Combine("Project"))
                .Where(finding => security.Contains(finding.Rule) && analyzer.Ids.Contains(finding.Rule))
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Rule, StringComparer.Ordinal),
        ];
    }

    /// <summary>The rules that their authors call security rules.</summary>
    private static HashSet<string> SecurityRules(string log)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(log));
        return
        [
            .. from run in document.RootElement.GetProperty("runs").EnumerateArray()
               from rule in run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
               where rule.TryGetProperty("properties", out var properties) && properties.TryGetProperty("category", out var category)
                   && (category.GetString() == "Security" || category.GetString()!.Contains("Vulnerability") || category.GetString()!.Contains("Hotspot"))
               select rule.GetProperty("id").GetString()!,
        ];
    }
}
