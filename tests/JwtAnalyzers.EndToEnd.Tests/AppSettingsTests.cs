namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The package brings the configuration files to the compiler, whatever the project's SDK, and what a project says of them counts. Each row is a build.</summary>
public sealed class AppSettingsTests(PackedPackage package)
{
    private const string Secret = "hN4wZq7RtB2xKp9sVc6MjL3yFd8GaE5uTb";
    private const string Fires = "appsettings.json(4): JWT3003";

    // A byte order mark, a comment and a trailing comma: .NET reads them all.
    private const string Settings = $$"""
        {{"\ufeff"}}{
          // of the shop
          "Jwt": {
            "Key": "{{Secret}}",
          }
        }
        """;

    private static string Project(string sdk, string items = "") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.IdentityModel.Tokens" />
            {items}
          </ItemGroup>
        </Project>
        """;

    private Task<Consumer> ConsumerAsync(string project) => Consumer.FromSourcesAsync(
        "Settings", package, ("Settings.csproj", project), ("Program.cs", "System.Console.WriteLine(typeof(Microsoft.IdentityModel.Tokens.SecurityKey));"), ("appsettings.json", Settings));

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "")]
    [InlineData("Microsoft.NET.Sdk.Worker", "")]
    [InlineData("Microsoft.NET.Sdk", "")]
    [InlineData("Microsoft.NET.Sdk.Web", "<AdditionalFiles Include=\"appsettings.json\" />")]
    [InlineData("Microsoft.NET.Sdk.Web", "<AdditionalFiles Include=\"*.json\" /><AdditionalFiles Include=\"$(MSBuildProjectDirectory)/appsettings.json\" />")]
    public async Task A_key_in_a_configuration_file_is_reported_once(string sdk, string items)
    {
        using var consumer = await ConsumerAsync(Project(sdk, items));

        Assert.Equal([Fires], await consumer.BuildAsync());
    }

    [Fact]
    public async Task The_project_has_the_last_word()
    {
        using var consumer = await ConsumerAsync(Project("Microsoft.NET.Sdk.Web"));
        consumer.Write("appsettings.Development.json", Settings);

        async Task IsAsync(string expected, string editorConfig = "", string globalConfig = "", params string[] properties)
        {
            consumer.Write(".editorconfig", $"root = true\n{editorConfig}");
            consumer.Write(".globalconfig", $"is_global = true\n{globalConfig}");
            Assert.Equal(expected, string.Join(' ', await consumer.LevelsAsync(properties.Select(property => $"-p:{property}"))));
        }

        const string Silent = "dotnet_diagnostic.JWT3003.severity = none";
        await IsAsync("JWT3003:warning");
        await IsAsync("", properties: "JwtAnalyzersAnalyzeAppSettings=false");
        await IsAsync("JWT3003:warning", editorConfig: $"[*]\n{Silent}\n[appsettings.json]\n{Silent}");
        await IsAsync("JWT3003:warning", editorConfig: "[*]\ndotnet_analyzer_diagnostic.category-Security.severity = error");
        await IsAsync("", globalConfig: Silent);
        await IsAsync("JWT3003:error", globalConfig: "dotnet_diagnostic.JWT3003.severity = error");
        await IsAsync("", properties: "NoWarn=JWT3003");
        await IsAsync("JWT3003:error", properties: "WarningsAsErrors=JWT3003");
        await IsAsync("JWT3003:error", properties: "JwtAnalyzersMode=Strict");
        await IsAsync("", editorConfig: "[appsettings.json]\njwt_analyzers.ignore = true");
        await IsAsync("JWT3003:warning JWT3003:warning", editorConfig: "[appsettings.Development.json]\njwt_analyzers.analyze_development_settings = true");
        await IsAsync("JWT3003:warning JWT3003:warning", globalConfig: "jwt_analyzers.analyze_development_settings = true");
    }
}
