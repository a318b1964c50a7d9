namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>What the README has people put into <c>Directory.Build.targets</c> breaks a build in CI, and leaves a log for each project and framework.</summary>
public sealed class ContinuousIntegrationTests(PackedPackage package)
{
    [Fact]
    public async Task What_is_proved_breaks_the_build_and_is_in_the_log()
    {
        using var consumer = await Consumer.UninstalledAsync(
            "Pipeline",
            package,
            ("Directory.Build.targets", Readme.Block("ci: Directory.Build.targets")),
            ("Pipeline.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.IdentityModel.Tokens" />
                    <PackageReference Include="JwtAnalyzers" VersionOverride="{package.Version}" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """),
            ("Parameters.cs", """
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
                """));

        // An environment variable is a property, too.
        var (exitCode, transcript) = await DotNet.TryRunAsync(consumer.ProjectFolder, ["build", "-c", "Release", "--no-incremental", "-p:CI=true", .. DotNet.BuildArguments]);

        Assert.True(exitCode != 0 && transcript.Contains("error JWT2001"), transcript);
        var finding = Assert.Single(
            SarifLog.Read(Path.Combine(consumer.ProjectFolder, "artifacts", "sarif", "Pipeline.net10.0.sarif"), consumer.ProjectFolder),
            finding => finding.Rule.StartsWith("JWT", StringComparison.Ordinal));
        Assert.Equal("Parameters.cs(10): JWT2001, error", $"{finding}, {finding.Level}");
    }
}
