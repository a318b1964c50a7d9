using System.Reflection;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The repository under test. Its path comes from the build: source paths are rewritten in deterministic builds.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);
}
