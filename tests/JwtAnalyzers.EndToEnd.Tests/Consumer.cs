namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>Somebody's project, outside the repository, that installs the package from a feed as its users do.</summary>
internal sealed class Consumer : IDisposable
{
    // An analyzer that throws, cannot be loaded, or is too new for this compiler: the build is green all the same.
    private static readonly string[] AnalyzerFailures = ["AD0001", "CS8032", "CS9057"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _name;

    private Consumer(string name) => _name = name;

    public string ProjectFolder => _folder.Combine(_name);

    public string BuiltAssembly => Path.Combine(ProjectFolder, "bin", "Debug", "net10.0", $"{_name}.dll");

    public static async Task<Consumer> FromSampleAsync(string sample, PackedPackage package)
    {
        var consumer = new Consumer(sample);
        consumer._folder.CopySources(Repository.PathOf("samples", sample), sample);
        await consumer.PrepareAsync(package);
        await DotNet.RunAsync(consumer.ProjectFolder, "add", "package", "JwtAnalyzers", "--version", package.Version);
        return consumer;
    }

    public static async Task<Consumer> FromSourcesAsync(string name, PackedPackage package, params (string File, string Text)[] sources)
    {
        var consumer = await UninstalledAsync(name, package, sources);
        await DotNet.RunAsync(consumer.ProjectFolder, "add", "package", "JwtAnalyzers", "--version", package.Version);
        return consumer;
    }

    /// <summary>A folder in which the package can be installed, and is not yet.</summary>
    public static async Task<Consumer> UninstalledAsync(string name, PackedPackage package, params (string File, string Text)[] sources)
    {
        var consumer = new Consumer(name);
        Directory.CreateDirectory(consumer.ProjectFolder);
        foreach (var (file, text) in sources)
            consumer.Write(file, text);
        await consumer.PrepareAsync(package);
        return consumer;
    }

    /// <summary>Builds, and gives every warning and error of the compiler, and every finding of ours whatever its level, as <c>File.cs(12): JWT1001</c>, in order.</summary>
    /// <exception cref="InvalidOperationException">The build failed, or the analyzers did not run as they should.</exception>
    public async Task<IReadOnlyList<string>> BuildAsync(params IEnumerable<string> arguments)
    {
        var log = _folder.Combine("build.sarif");
        File.Delete(log);
        // --no-incremental: a compiler that does not run reports nothing.
        var transcript = await DotNet.RunAsync(
            ProjectFolder, ["build", "--no-restore", "--no-incremental", $"-p:ErrorLog={log}%2Cversion=2.1", .. DotNet.BuildArguments, .. arguments]);
        if (AnalyzerFailures.Any(transcript.Contains))
            throw new InvalidOperationException(transcript);
        return
        [
            .. SarifLog.Read(log, ProjectFolder)
                .Where(finding => finding.Level is "warning" or "error" || finding.Rule.StartsWith("JWT", StringComparison.Ordinal))
                .Select(finding => finding.ToString())
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the log of the last build says of each of our rules: its id, its help link and its tags.</summary>
    public IReadOnlyList<(string Id, string Help, string Tags)> LoggedRules() => SarifLog.RulesIn(_folder.Combine("build.sarif"));

    /// <summary>Builds, whether or not that ends well, and gives our findings with their levels, as <c>JWT1001:warning</c>, in order. Notes are left out.</summary>
    public async Task<IReadOnlyList<string>> LevelsAsync(params IEnumerable<string> arguments)
    {
        var log = _folder.Combine("levels.sarif");
        File.Delete(log);
        await DotNet.TryRunAsync(ProjectFolder, ["build", "--no-restore", "--no-incremental", $"-p:ErrorLog={log}%2Cversion=2.1", .. DotNet.BuildArguments, .. arguments]);
        return
        [
            .. SarifLog.Read(log, ProjectFolder)
                .Where(finding => finding.Rule.StartsWith("JWT", StringComparison.Ordinal) && finding.Level is "warning" or "error")
                .Select(finding => $"{finding.Rule}:{finding.Level}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The same for each framework of a project, as <c>net10.0 JWT1001:warning</c>.</summary>
    public async Task<IReadOnlyList<string>> LevelsByFrameworkAsync(params string[] frameworks)
    {
        List<string> levels = [];
        foreach (var framework in frameworks)
            levels.AddRange((await LevelsAsync("-f", framework)).Select(level => $"{framework} {level}"));
        return levels;
    }

    /// <summary>Builds all projects of a folder at once, in one compiler process, and gives the findings that each logs in <c>findings.sarif</c>, with JWT0002, by which each says that it ran.</summary>
    /// <exception cref="InvalidOperationException">The build failed, or the analyzers did not run as they should.</exception>
    public async Task<IReadOnlyList<string>> SharedCompilationFindingsAsync(params string[] projects)
    {
        var transcript = await DotNet.RunAsync(ProjectFolder, "build", "--no-restore", "--no-incremental", "-m:1", "-p:UseSharedCompilation=true", "-p:JwtAnalyzersVerify=true");
        if (AnalyzerFailures.Any(transcript.Contains))
            throw new InvalidOperationException(transcript);
        return [.. projects.SelectMany(project => SarifLog.Read(Path.Combine(ProjectFolder, project, "findings.sarif"), ProjectFolder).Select(finding => $"{project} {finding.Rule}")).Where(finding => finding.Contains("JWT")).Order(StringComparer.Ordinal)];
    }

    public Task RestoreAsync() => DotNet.RunAsync(ProjectFolder, "restore");

    /// <summary>Adds an item to the central list of packages.</summary>
    public void AddToPackages(string item) => Replace("Directory.Packages.props", "</Project>", $"<ItemGroup>{item}</ItemGroup></Project>");

    /// <summary>What <c>dotnet new</c> makes names its versions itself.</summary>
    public void ManagesVersionsInProjects() => File.WriteAllText(_folder.Combine("Directory.Packages.props"), "<Project />");

    public void AddFeed(string folder) => Replace("NuGet.config", "</packageSources>", $"""<add key="another" value="{folder}" /></packageSources>""");

    private void Replace(string file, string what, string by) => File.WriteAllText(_folder.Combine(file), File.ReadAllText(_folder.Combine(file)).Replace(what, by));

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text)
    {
        var path = Path.Combine(ProjectFolder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Reads a file of the project.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(ProjectFolder, file));

    /// <summary>Puts another sample's version of a file in the place of this one's.</summary>
    public void TakeFrom(string sample, string file) =>
        File.Copy(Repository.PathOf("samples", sample, file), Path.Combine(ProjectFolder, file), overwrite: true);

    /// <summary>Applies every fix of these rules, those that need a setting, too.</summary>
    /// <exception cref="InvalidOperationException">Something was left unfixed: <c>dotnet format</c> calls that a warning, and ends well.</exception>
    public async Task FormatAsync(params IEnumerable<string> rules)
    {
        Write(".globalconfig", "is_global = true\njwt_analyzers.fix_all_may_need_settings = true\n");
        var transcript = await DotNet.RunAsync(
            ProjectFolder, ["format", "analyzers", "--no-restore", "--severity", "info", "--verbosity", "normal", "--diagnostics", .. rules]);
        if (transcript.Contains("Unable to fix") || transcript.Contains("Failed to apply code fix"))
            throw new InvalidOperationException(transcript);
    }

    public void Dispose() => _folder.Dispose();

    private async Task PrepareAsync(PackedPackage package)
    {
        // The configured sources of the machine are kept; the packages it has are a fallback folder, so that nothing is downloaded twice.
        await File.WriteAllTextAsync(_folder.Combine("NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{package.PackagesFolder}" /></config>
              <packageSources><add key="JwtAnalyzers.EndToEnd" value="{package.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{package.MachinePackagesFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(_folder.Combine(".editorconfig"), "root = true\n");
        File.WriteAllText(_folder.Combine("Directory.Build.props"), "<Project />");
        File.WriteAllText(_folder.Combine("Directory.Build.targets"), "<Project />");
        File.Copy(Repository.PathOf("Directory.Packages.props"), _folder.Combine("Directory.Packages.props"));
    }
}
