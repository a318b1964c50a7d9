using System.Net;
using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Conventions;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>
/// A stranger does what the README says, word for word: the package from a folder, warnings, fixes, a build that breaks,
/// and a program that is attacked before and after.
/// </summary>
public sealed partial class WalkthroughTests(PackedPackage package)
{
    private const string Honest = "honest";
    private const string NewKey = "\"$(openssl rand -base64 48)\"";

    private static readonly Endpoint Me = new(HttpMethod.Get, "/me", "");

    // What the README's table shows of all that is presented.
    private static readonly (string Words, string Token)[] Shown =
    [
        ("an honest one", Honest),
        ("expired", "expired"),
        ("without an expiry", "no-expiry"),
        ("for another audience", "foreign-audience"),
        ("signed with the key in the source", ForgedTokens.ReadInSource),
        ("signed with another key", "wrong-key"),
    ];

    [Fact]
    public async Task What_the_readme_says_happens()
    {
        using var consumer = await Consumer.UninstalledAsync("Stranger", package);
        var shop = Path.Combine(consumer.ProjectFolder, "Shop");
        consumer.ManagesVersionsInProjects();
        // Where user secrets are kept, on every system: not among those of the machine.
        var secrets = new Dictionary<string, string> { ["APPDATA"] = Path.Combine(consumer.ProjectFolder, "secrets") };

        // The folder's package is a pre-release, which is not taken unless it is named.
        foreach (var command in Lines(Readme.Block("walkthrough")).Where(line => !line.StartsWith("cd ", StringComparison.Ordinal)))
        {
            await RunAsync(
                command.StartsWith("dotnet new", StringComparison.Ordinal) ? consumer.ProjectFolder : shop,
                command.EndsWith(" JwtAnalyzers", StringComparison.Ordinal) ? $"{command} --version {package.Version}" : command);
        }

        var program = Readme.Block("walkthrough: Program.cs");
        var published = new ShopSettings
        {
            Issuer = Issuer().Match(program).Groups["text"].Value,
            Key = KeyInSource().Match(program).Groups["text"].Value,
        };
        File.WriteAllText(Path.Combine(shop, "Program.cs"), program);

        var warnings = Findings((await DotNet.TryRunAsync(shop, ["build", "--no-incremental", .. DotNet.BuildArguments])).Transcript);
        GeneratedFile.AssertHas("README.md", "walkthrough", $"```\n{string.Join('\n', warnings)}\n```");

        // Every token that gets in is honest, or announced by a warning.
        var before = await AcceptedAsync(shop, secrets, published, published);
        Assert.Equal(Sorted(Announced(warnings).Concat(AlwaysAccepted)), Sorted(before));

        var strict = await DotNet.TryRunAsync(shop, ["build", "--no-incremental", "-p:JwtAnalyzersMode=Strict", .. DotNet.BuildArguments]);
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains("error JWT", strict.Transcript);

        File.WriteAllText(Path.Combine(shop, ".editorconfig"), Readme.Block("walkthrough: .editorconfig"));
        await RunAsync(shop, Readme.FormatCommand);

        // The first command gives the secrets a name, which is compiled in: it comes before the build.
        var commands = Lines(Readme.Block("walkthrough: settings")).ToList();
        Assert.Equal(["dotnet user-secrets init", "dotnet run"], [commands[0], commands[^1]]);
        await RunAsync(shop, commands[0]);

        var fixedBuild = await DotNet.TryRunAsync(shop, ["build", "--no-incremental", "-p:JwtAnalyzersMode=Strict", .. DotNet.BuildArguments]);
        Assert.True(fixedBuild.ExitCode == 0, $"{fixedBuild.Transcript}\n{await File.ReadAllTextAsync(Path.Combine(shop, "Program.cs"), TestContext.Current.CancellationToken)}");
        Assert.Empty(Findings(fixedBuild.Transcript));
        Assert.DoesNotContain(
            published.Key, await File.ReadAllTextAsync(Path.Combine(shop, "Program.cs"), TestContext.Current.CancellationToken));

        var chosen = new ShopSettings();
        foreach (var command in commands[1..^1])
        {
            var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(shop, secrets));
            Assert.Contains($"Set '{command.Split(' ')[3]}' in the configuration.", missing.Message);
            await DotNet.RunAsync(shop, secrets, Arguments(command.Replace(NewKey, chosen.Key)));
        }

        var audience = commands.Single(command => command.Contains(" Jwt:Audience ")).Split(' ')[^1];
        var settings = published with { Key = chosen.Key, Audience = audience };
        var after = await AcceptedAsync(shop, secrets, settings, published with { Audience = audience });
        Assert.Equal(Sorted(AlwaysAccepted), Sorted(after));

        var answers = Shown.Select(row => $"| {row.Words} | {Status(before, row.Token)} | {Status(after, row.Token)} |");
        string[] table = ["| token | before the fixes | after |", "| --- | --- | --- |", .. answers, "| none | 401 | 401 |"];
        GeneratedFile.AssertHas("README.md", "answers", string.Join('\n', table));
    }

    // The honest one. Any type is: JWT2011 is off by default.
    private static IEnumerable<string> AlwaysAccepted => VulnerableApiTests.AttacksByRule["JWT2011"].Append(Honest);

    private static IEnumerable<string> Announced(IEnumerable<string> warnings) =>
        warnings.SelectMany(warning => VulnerableApiTests.AttacksByRule[RuleId().Match(warning).Value]);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

    private static string Status(IReadOnlyList<string> accepted, string token) => accepted.Contains(token) ? "200" : "401";

    /// <summary>Starts what was built, and presents an honest token, the forged ones and one that is signed with the published key.</summary>
    /// <returns>The names of those that got in.</returns>
    private static async Task<IReadOnlyList<string>> AcceptedAsync(
        string folder, IReadOnlyDictionary<string, string> secrets, ShopSettings settings, ShopSettings published)
    {
        Dictionary<string, string> tokens = new(ForgedTokens.For(settings))
        {
            [ForgedTokens.ReadInSource] = ForgedTokens.For(published)[Honest],
        };
        using var api = await StartAsync(folder, secrets);
        Assert.Equal(HttpStatusCode.Unauthorized, await api.StatusOfAsync(Me.Path));
        Assert.Equal("Hello, alice!", await api.GetAsync(Me, tokens[Honest]));
        return await Siege.AcceptedAsync(api, Me, tokens);
    }

    // As "dotnet run" does it, in the development environment of the launch profile, but on a free port.
    private static Task<RunningApi> StartAsync(string folder, IReadOnlyDictionary<string, string> secrets) =>
        RunningApi.StartAsync(folder, ["run", "--no-build", "--", "--urls", "http://127.0.0.1:0"], secrets);

    private static Task RunAsync(string folder, string command) => DotNet.RunAsync(folder, Arguments(command));

    private static string[] Arguments(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>The findings as a build prints them, each once, without the folder and the help link.</summary>
    private static IEnumerable<string> Findings(string transcript) => Finding().Matches(transcript)
        .Select(match => $"{match.Groups["place"]}: {match.Groups["text"]}")
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<place>\w+\.cs\(\d+,\d+\)): (?<text>(?:warning|error) JWT\d{4}: .*?)(?: \(https?:[^)]*\))? \[", RegexOptions.Multiline)]
    private static partial Regex Finding();

    [GeneratedRegex(@"JWT\d{4}")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"ValidIssuer = ""(?<text>[^""]+)""")]
    private static partial Regex Issuer();

    [GeneratedRegex(@"GetBytes\(""(?<text>[^""]+)""\)")]
    private static partial Regex KeyInSource();
}
