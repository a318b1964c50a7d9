using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>
/// What the shipped assemblies refer to must be there in the oldest compiler they run in. A newer reference is no build error: the
/// compiler says CS8032 or CS9057, and no rule runs.
/// </summary>
public sealed class ShippedReferencesTests
{
    private const string OldestRoslyn = "4.8.0";

    private static readonly string[] CompilerPackages = ["common", "csharp"];
    private static readonly string[] WorkspacePackages = ["workspaces.common", "csharp.workspaces"];

    [Fact]
    public void The_validator_refers_to_netstandard_only() =>
        Assert.Equal(["netstandard, 2.0.0.0"], References(Shipped.Validation.Location).Select(Describe));

    [Fact]
    public void The_analyzers_refer_to_what_the_oldest_compiler_brings() =>
        AssertBrought(Shipped.Analyzers, Brought(CompilerPackages), "JwtAnalyzers.Validation");

    [Fact]
    public void The_fixes_refer_to_what_the_oldest_workspace_brings() =>
        AssertBrought(Shipped.CodeFixes, Brought([.. CompilerPackages, .. WorkspacePackages]), "JwtAnalyzers", "JwtAnalyzers.Validation");

    [Fact]
    public void The_oldest_compiler_brings_what_we_believe_it_does()
    {
        var brought = Brought(CompilerPackages);
        Assert.Equal(new Version(4, 8, 0, 0), brought["Microsoft.CodeAnalysis"]);
        Assert.Equal(new Version(7, 0, 0, 0), brought["System.Collections.Immutable"]);
        Assert.Equal(new Version(7, 0, 0, 0), brought["System.Reflection.Metadata"]);
    }

    [Fact]
    public void Analyzers_know_nothing_of_workspaces() =>
        Assert.DoesNotContain(References(Shipped.Analyzers.Location), reference => reference.Name!.Contains("Workspaces", StringComparison.Ordinal));

    [Fact]
    public void Nothing_refers_to_System_Composition() =>
        Assert.All(Shipped.Assemblies, assembly => Assert.DoesNotContain(References(assembly.Location), reference => reference.Name!.StartsWith("System.Composition", StringComparison.Ordinal)));

    [Fact]
    public void All_have_the_whole_version_of_the_package() =>
        Assert.Single(Shipped.Assemblies.Select(assembly => assembly.GetName().Version).Distinct());

    private static void AssertBrought(Assembly assembly, ImmutableDictionary<string, Version> brought, params string[] own)
    {
        var version = assembly.GetName().Version!;
        Assert.All(References(assembly.Location), reference => Assert.True(
            own.Contains(reference.Name) ? reference.Version == version : brought.TryGetValue(reference.Name!, out var there) && reference.Version <= there,
            $"{assembly.GetName().Name} refers to {Describe(reference)}; Roslyn {OldestRoslyn} brings {(brought.TryGetValue(reference.Name!, out var found) ? found : "none")}."));
    }

    /// <summary>The assemblies of these packages and all that they refer to themselves, each with its version.</summary>
    private static ImmutableDictionary<string, Version> Brought(IEnumerable<string> packages)
    {
        var files = packages.SelectMany(package => Directory.GetFiles(Path.Combine(PackageRoot, $"microsoft.codeanalysis.{package}", OldestRoslyn, "lib", "netstandard2.0"), "Microsoft.CodeAnalysis*.dll")).ToList();
        return files.Select(AssemblyName.GetAssemblyName).Concat(files.SelectMany(References))
            .GroupBy(name => name.Name!, name => name.Version!)
            .ToImmutableDictionary(versions => versions.Key, versions => versions.Max()!);
    }

    private static IEnumerable<AssemblyName> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).ToList();
    }

    private static string Describe(AssemblyName name) => $"{name.Name}, {name.Version}";

    private static string PackageRoot => typeof(ShippedReferencesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackageRoot").Value!;
}
