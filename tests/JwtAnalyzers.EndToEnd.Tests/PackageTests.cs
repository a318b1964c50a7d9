using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace JwtAnalyzers.EndToEnd.Tests;

public sealed class PackageTests(PackedPackage package)
{
    // What the package format itself adds (ECMA-376 part 2, Open Packaging Conventions).
    private static readonly string[] FormatEntries = ["_rels/", "package/", "[Content_Types].xml"];

    [Fact]
    public async Task It_holds_the_three_assemblies_and_nothing_that_a_consumer_would_reference()
    {
        await using var archive = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "JwtAnalyzers.nuspec",
                "LICENSE",
                "README.md",
                "analyzers/dotnet/cs/JwtAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/JwtAnalyzers.Validation.dll",
                "analyzers/dotnet/cs/JwtAnalyzers.dll",
                "build/JwtAnalyzers.props",
                "buildTransitive/JwtAnalyzers.props",
                "configuration/Audit.globalconfig",
                "configuration/None.globalconfig",
                "configuration/Strict.globalconfig",
                "configuration/Verify.globalconfig",
            ],
            archive.Entries.Select(entry => entry.FullName)
                .Where(name => !FormatEntries.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_a_development_dependency_without_dependencies()
    {
        await using var archive = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);
        await using var stream = await archive.GetEntry("JwtAnalyzers.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var metadata = (await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken)).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("JwtAnalyzers", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Null(Value("dependencies"));
        Assert.Null(Value("frameworkAssemblies"));
    }

    [Theory]
    [InlineData("JwtAnalyzers")]
    [InlineData("JwtAnalyzers.CodeFixes")]
    [InlineData("JwtAnalyzers.Validation")]
    public async Task Each_assembly_has_the_version_of_the_package_and_its_symbols_inside(string name)
    {
        await using var archive = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await using (var stream = await archive.GetEntry($"analyzers/dotnet/cs/{name}.dll")!.OpenAsync(TestContext.Current.CancellationToken))
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        using var assembly = new PEReader(bytes);

        // Two versions of an analyzer in one compiler process collide where their assembly versions are the same.
        Assert.Equal($"{package.Version.Split('-')[0]}.0", assembly.GetMetadataReader().GetAssemblyDefinition().Version.ToString());
        Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }
}
