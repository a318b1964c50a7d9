namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The package, packed once for all tests, in a feed of its own.</summary>
/// <remarks>Its version and the folder it is unpacked to are new in every run: NuGet never looks again at a version that it has unpacked.</remarks>
public sealed class PackedPackage : IAsyncLifetime, IDisposable
{
    private const string Name = "JwtAnalyzers.";
    private readonly TemporaryFolder _folder = new();

    public string Feed => _folder.Combine("feed");

    public string File => Directory.GetFiles(Feed, "*.nupkg").Single();

    public string Version => Path.GetFileNameWithoutExtension(File)[Name.Length..];

    /// <summary>Where the package is unpacked to, apart from the machine's own packages folder.</summary>
    public string PackagesFolder => _folder.Combine("packages");

    /// <summary>The packages the machine has already: they are used from there, so that only ours is unpacked.</summary>
    public string MachinePackagesFolder { get; private set; } = "";

    /// <summary>Packs another version, to be used beside the first.</summary>
    public static async Task<PackedPackage> OfVersionAsync(string version, PackedPackage first)
    {
        var package = new PackedPackage { MachinePackagesFolder = first.MachinePackagesFolder };
        await package.PackAsync($"-p:VersionPrefix={version}");
        return package;
    }

    public async ValueTask InitializeAsync()
    {
        await PackAsync();
        var locals = await DotNet.RunAsync(Repository.PathOf(), "nuget", "locals", "global-packages", "--list", "--force-english-output");
        MachinePackagesFolder = locals.Split("global-packages:")[1].Trim();
    }

    private Task PackAsync(params IEnumerable<string> properties) =>
        // An artifacts path of its own: the tests beside this one use the outputs in the repository.
        DotNet.RunAsync(
            Repository.PathOf(),
            [
                "pack", "src/JwtAnalyzers.Package", "-c", "Release", "-o", Feed, "--artifacts-path", _folder.Combine("artifacts"),
                $"-p:VersionSuffix=e2e.{DateTime.UtcNow:yyyyMMddHHmmss}", .. DotNet.BuildArguments, .. properties,
            ]);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();
}
