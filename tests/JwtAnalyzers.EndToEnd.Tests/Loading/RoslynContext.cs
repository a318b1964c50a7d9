using System.Reflection;
using System.Runtime.Loader;

namespace JwtAnalyzers.EndToEnd.Tests.Loading;

/// <summary>A compiler of one version in this process, with the assemblies of the package beside it, as the compiler of an SDK has them.</summary>
/// <remarks><see cref="HostedAnalysis"/> is loaded once more in here: it was built against the oldest version, and runs on the one of this context.</remarks>
internal sealed class RoslynContext(string roslynVersion, string compositionVersion, string analyzersFolder) : AssemblyLoadContext($"Roslyn {roslynVersion}")
{
    private static readonly string Packages = typeof(RoslynContext).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "NuGetPackageRoot").Value!;

    private readonly string[] _folders =
    [
        analyzersFolder,
        .. new[] { "common", "csharp", "workspaces.common", "csharp.workspaces" }.Select(name => LibraryFolder($"microsoft.codeanalysis.{name}", roslynVersion)),
        LibraryFolder("system.composition.attributedmodel", compositionVersion),
    ];

    /// <summary>The assembly of the library that the analysed code uses.</summary>
    public static string Library { get; } = Path.Combine(LibraryFolder("microsoft.identitymodel.tokens", "8.23.0"), "Microsoft.IdentityModel.Tokens.dll");

    public Task<string[]> AnalyzeAsync(string source, string[] references)
    {
        var host = LoadFromAssemblyPath(typeof(HostedAnalysis).Assembly.Location).GetType(typeof(HostedAnalysis).FullName!)!;
        return (Task<string[]>)host.GetMethod(nameof(HostedAnalysis.RunAsync))!.Invoke(null, [analyzersFolder, source, references])!;
    }

    protected override Assembly? Load(AssemblyName name) =>
        _folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")).FirstOrDefault(File.Exists) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <summary>The newest that this runtime takes.</summary>
    private static string LibraryFolder(string package, string version) =>
        new[] { "net10.0", "net9.0", "net8.0", "net7.0", "netstandard2.0" }.Select(framework => Path.Combine(Packages, package, version, "lib", framework)).First(Directory.Exists);
}
