using System.IO.Compression;

namespace JwtAnalyzers.EndToEnd.Tests.Loading;

/// <summary>The assemblies out of the package load and run in the oldest Roslyn that is supported and in the newest.</summary>
public sealed class LoadingTests(PackedPackage package)
{
    private const string Source = """
        using Microsoft.IdentityModel.Tokens;

        public static class Parameters
        {
            public static TokenValidationParameters Lenient(SecurityKey key) => new TokenValidationParameters
            {
                IssuerSigningKey = key,
                ValidIssuer = "https://login.example",
                ValidAudience = "https://api.example",
                ValidateLifetime = false,
            };
        }
        """;

    [Theory]
    [InlineData("4.8.0", "8.0.0")]
    [InlineData("5.12.0", "10.0.10")]
    public async Task The_packed_assemblies_run_in(string roslyn, string composition)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(package.File, folder.Path, TestContext.Current.CancellationToken);
        var context = new RoslynContext(roslyn, composition, folder.Combine("analyzers", "dotnet", "cs"));

        string[] platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))];

        Assert.Equal(
            [$"Roslyn {roslyn[..^2]}", "JWT2001 in line 10", $"{Readme.RulesWithFix.Count} rules with a fix"],
            await context.AnalyzeAsync(Source, [.. platform, RoslynContext.Library]));
    }
}
