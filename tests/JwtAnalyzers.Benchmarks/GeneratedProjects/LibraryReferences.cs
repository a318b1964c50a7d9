using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>What a generated project references: .NET and ASP.NET Core by their reference assemblies, as in a build, with or without the JWT libraries.</summary>
internal static class LibraryReferences
{
    private static readonly string[] JwtLibraries = ["Microsoft.IdentityModel.", "System.IdentityModel.", "Microsoft.AspNetCore.Authentication.JwtBearer"];

    private static readonly string[] NotOfProjects = ["JwtAnalyzers", "BenchmarkDotNet", "Perfolizer", "Microsoft.CodeAnalysis"];

    // Written by the project file.
    private static readonly string[] OfThisProject = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt"));

    /// <summary>The same objects for every compilation, as in a compiler server: reading metadata is nobody's cost here.</summary>
    public static ImmutableArray<MetadataReference> WithoutJwt { get; } = References(path => path.Contains(".App.Ref", StringComparison.Ordinal));

    public static ImmutableArray<MetadataReference> WithJwt { get; } = WithoutJwt.AddRange(References(path => JwtLibraries.Any(Path.GetFileName(path).StartsWith)));

    /// <summary>All that this project references and people's projects do: for code of anybody.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
        References(path => !NotOfProjects.Any(Path.GetFileName(path).StartsWith));

    private static ImmutableArray<MetadataReference> References(Func<string, bool> isWanted) =>
        [.. OfThisProject.Where(isWanted).Select(path => MetadataReference.CreateFromFile(path))];
}
