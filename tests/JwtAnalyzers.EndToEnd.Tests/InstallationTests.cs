namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The ways in which a package comes into builds that are more than one project for one framework.</summary>
public sealed class InstallationTests(PackedPackage package)
{
    private const string Parameters = """
        using Microsoft.IdentityModel.Tokens;

        public static class Parameters
        {
            public static TokenValidationParameters Lenient(SecurityKey key) => new TokenValidationParameters
            {
                IssuerSigningKey = key,
                ValidateLifetime = false,
                ValidIssuer = "https://login.example",
                ValidAudience = "https://api.example",
            };
        }
        """;

    private const string Library = """<ItemGroup><PackageReference Include="Microsoft.IdentityModel.Tokens" /></ItemGroup>""";

    [Fact]
    public async Task A_global_package_reference_reaches_every_framework_of_a_project()
    {
        using var consumer = await Consumer.UninstalledAsync(
            "Global",
            package,
            ("Global.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>
                  </PropertyGroup>
                  {Library}
                </Project>
                """),
            ("Parameters.cs", Parameters));
        consumer.AddToPackages($"""<GlobalPackageReference Include="JwtAnalyzers" Version="{package.Version}" />""");
        await consumer.RestoreAsync();

        // One log a framework: with one name for both, the second would overwrite the first.
        Assert.Equal(
            ["net10.0 JWT2001:warning", "netstandard2.0 JWT2001:warning"],
            await consumer.LevelsByFrameworkAsync("net10.0", "netstandard2.0"));
    }

    [Fact]
    public async Task Two_versions_in_one_build_do_not_collide()
    {
        using var other = await PackedPackage.OfVersionAsync("0.0.9", package);
        string Project(string version) => $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <ErrorLog>$(MSBuildProjectDirectory)/findings.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.IdentityModel.Tokens" Version="8.23.0" />
                <PackageReference Include="JwtAnalyzers" Version="{version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """;
        using var consumer = await Consumer.UninstalledAsync(
            "Both",
            package,
            ("One/One.csproj", Project(package.Version)),
            ("One/Parameters.cs", Parameters),
            ("Other/Other.csproj", Project(other.Version)),
            ("Other/Parameters.cs", Parameters),
            ("Both.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Other/Other.csproj" /></Solution>"""));
        consumer.AddFeed(other.Feed);
        await consumer.RestoreAsync();

        // With the compiler server, which loads both into one process.
        Assert.Equal(
            ["One JWT0002", "One JWT2001", "Other JWT0002", "Other JWT2001"],
            await consumer.SharedCompilationFindingsAsync("One", "Other"));
    }
}
