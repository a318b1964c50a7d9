namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The package makes <c>IsTestProject</c> visible to the compiler: without its props the analyzers would not know.</summary>
public sealed class TestProjectTests(PackedPackage package)
{
    [Theory]
    [InlineData("false", "Parameters.cs(8): JWT2001")]
    [InlineData("true")]
    public async Task A_test_project_is_spared(string isTestProject, params string[] expected)
    {
        using var consumer = await Consumer.FromSourcesAsync(
            "Tests",
            package,
            ("Tests.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <IsTestProject>{isTestProject}</IsTestProject>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.IdentityModel.Tokens" />
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
                        ValidateLifetime = false,
                        ValidIssuer = "https://login.example",
                        ValidAudience = "https://api.example",
                    };
                }
                """));

        Assert.Equal(expected, await consumer.BuildAsync());
    }
}
