using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Conventions;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>A stranger does what the README says, word for word: the package from a folder, warnings, fixes, and a build that breaks.</summary>
public sealed partial class WalkthroughTests(PackedPackage package)
{
    [Fact]
    public async Task What_the_readme_says_happens()
    {
        using var consumer = await Consumer.UninstalledAsync("Stranger", package);
        var shop = Path.Combine(consumer.ProjectFolder, "Shop");
        consumer.ManagesVersionsInProjects();

        // The folder's package is a pre-release, which is not taken unless it is named.
        foreach (var command in Lines(Readme.Block("walkthrough")).Where(line => !line.StartsWith("cd ", StringComparison.Ordinal)))
        {
            await RunAsync(
                command.StartsWith("dotnet new", StringComparison.Ordinal) ? consumer.ProjectFolder : shop,
                command.EndsWith(" JwtAnalyzers", StringComparison.Ordinal) ? $"{command} --version {package.Version}" : command);
        }

        File.WriteAllText(Path.Combine(shop, "Program.cs"), Readme.Block("walkthrough: Program.cs"));

        var warnings = Findings((await DotNet.TryRunAsync(shop, ["build", "--no-incremental", .. DotNet.NoServers])).Transcript);
        GeneratedFile.AssertHas("README.md", "walkthrough", $"```\n{string.Join('\n', warnings)}\n```");

        var strict = await DotNet.TryRunAsync(shop, ["build", "--no-incremental", "-p:JwtAnalyzersMode=Strict", .. DotNet.NoServers]);
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains("error JWT", strict.Transcript);

        File.WriteAllText(Path.Combine(shop, ".editorconfig"), Readme.Block("walkthrough: .editorconfig"));
        await RunAsync(shop, Readme.FormatCommand);

        var fixedBuild = await DotNet.TryRunAsync(shop, ["build", "--no-incremental", "-p:JwtAnalyzersMode=Strict", .. DotNet.NoServers]);
        Assert.True(fixedBuild.ExitCode == 0, $"{fixedBuild.Transcript}\n{await File.ReadAllTextAsync(Path.Combine(shop, "Program.cs"), TestContext.Current.CancellationToken)}");
        Assert.Empty(Findings(fixedBuild.Transcript));
        Assert.DoesNotContain("fT3-kq9Zr", await File.ReadAllTextAsync(Path.Combine(shop, "Program.cs"), TestContext.Current.CancellationToken));
    }

    private static Task RunAsync(string folder, string command) => DotNet.RunAsync(folder, command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);

    /// <summary>The findings as a build prints them, each once, without the folder and the help link.</summary>
    private static IEnumerable<string> Findings(string transcript) => Finding().Matches(transcript)
        .Select(match => $"{match.Groups["place"]}: {match.Groups["text"]}")
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<place>\w+\.cs\(\d+,\d+\)): (?<text>(?:warning|error) JWT\d{4}: .*?)(?: \(https?:[^)]*\))? \[", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
