namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>What <c>dotnet format</c> does to a project with the package, as far as it is told.</summary>
public sealed class FormatTests(PackedPackage package)
{
    private const string EditorConfig = ".editorconfig";

    [Fact]
    public async Task Without_a_word_it_applies_what_needs_no_setting_and_with_one_the_rest()
    {
        using var consumer = await Consumer.FromSourcesAsync(
            "Shop",
            package,
            ("Shop.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.AspNetCore.Authentication.JwtBearer" />
                  </ItemGroup>
                </Project>
                """),
            ("Program.cs", Readme.Block("walkthrough: Program.cs")));
        var before = consumer.Read("Program.cs");

        // A rule that is no warning is left out, one by one or all of them.
        consumer.Write(EditorConfig, "[*.cs]\ndotnet_diagnostic.JWT2001.severity = suggestion\n");
        await FormatAsync(consumer);
        Assert.Equal(before, consumer.Read("Program.cs"));

        consumer.Write(EditorConfig, "");
        await FormatAsync(consumer);
        Assert.Equal(before.Replace("ValidateLifetime = false", "ValidateLifetime = true"), consumer.Read("Program.cs"));

        await FormatAsync(consumer, new Dictionary<string, string> { ["JwtAnalyzersFixAllMayNeedSettings"] = "true" }, "analyzers", "--diagnostics", "JWT2003");
        Assert.Contains("builder.Configuration[\"Jwt:Audience\"] ?? throw", consumer.Read("Program.cs"));
        Assert.Contains("fT3-kq9Zr", consumer.Read("Program.cs"));

        consumer.Write(EditorConfig, Readme.Block("walkthrough: .editorconfig"));
        await FormatAsync(consumer);
        Assert.DoesNotContain("fT3-kq9Zr", consumer.Read("Program.cs"));
        Assert.Empty(await consumer.BuildAsync());
    }

    private static async Task FormatAsync(Consumer consumer, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var transcript = await DotNet.RunAsync(consumer.ProjectFolder, environment, ["format", .. arguments, "--no-restore"]);
        TestContext.Current.TestOutputHelper?.WriteLine(transcript);
    }
}
