namespace JwtAnalyzers.EndToEnd.Tests;

public sealed class ConsumerWithoutJwtTests(PackedPackage package)
{
    [Fact]
    public async Task A_project_without_a_JWT_library_builds_without_a_warning()
    {
        using var consumer = await Consumer.FromSourcesAsync(
            "Plain",
            package,
            ("Plain.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>netstandard2.0</TargetFramework>
                  </PropertyGroup>
                </Project>
                """),
            ("Parameters.cs", """
                namespace Plain
                {
                    public class TokenValidationParameters { public bool ValidateLifetime { get; set; } }

                    public static class Parameters
                    {
                        public static readonly TokenValidationParameters Lenient = new TokenValidationParameters { ValidateLifetime = false };
                    }
                }
                """));

        Assert.Empty(await consumer.BuildAsync("-warnaserror"));
    }
}
