namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The table of <c>rules.md</c>: what a project says itself, beside what the mode says. Each row is a build.</summary>
public sealed class PrecedenceTests(PackedPackage package)
{
    // JWT2003 and JWT5006 are a proved rule and a pattern that are warnings, JWT2007 is a suggestion, JWT2011 is off.
    private const string Program = """
        using Microsoft.IdentityModel.Logging;
        using Microsoft.IdentityModel.Tokens;

        public static class Parameters
        {
            public static TokenValidationParameters AnyAudience(SecurityKey key)
            {
                IdentityModelEventSource.ShowPII = true;
                return new TokenValidationParameters
                {
                    IssuerSigningKey = key,
                    ValidIssuer = "https://login.example",
                    ValidateAudience = false,
                };
            }
        }
        """;

    [Fact]
    public async Task A_project_has_the_last_word()
    {
        using var consumer = await Consumer.FromSourcesAsync(
            "Precedence",
            package,
            ("Precedence.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.IdentityModel.Tokens" />
                  </ItemGroup>
                </Project>
                """),
            ("Parameters.cs", Program));

        async Task IsAsync(string expected, string editorConfig = "", string globalConfig = "", params string[] properties)
        {
            consumer.Write(".editorconfig", $"root = true\n{editorConfig}");
            consumer.Write(".globalconfig", $"is_global = true\n{globalConfig}");
            var levels = await consumer.LevelsAsync(properties.Select(property => $"-p:{property}"));
            Assert.Equal(expected, string.Join(' ', levels));
        }

        // Modes, from the command line.
        await IsAsync("JWT2003:warning JWT5006:warning");
        await IsAsync("JWT2003:error JWT5006:warning", properties: "JwtAnalyzersMode=Strict");
        await IsAsync("JWT2003:error JWT5006:warning", properties: "JwtAnalyzersMode=strict");
        await IsAsync("JWT2003:warning JWT2011:warning JWT5006:warning", properties: "JwtAnalyzersMode=Audit");
        await IsAsync("", properties: "JwtAnalyzersMode=None");
        await IsAsync("JWT0001:warning JWT2003:warning JWT5006:warning", properties: "JwtAnalyzersMode=Strickt");
        await IsAsync("JWT0002:warning JWT2003:error JWT5006:warning", properties: ["JwtAnalyzersMode=Strict", "JwtAnalyzersVerify=true"]);

        // From the other places a property can stand in.
        consumer.Write("Directory.Build.props", "<Project><PropertyGroup><JwtAnalyzersMode>Strict</JwtAnalyzersMode></PropertyGroup></Project>");
        await IsAsync("JWT2003:error JWT5006:warning");
        consumer.Write("Precedence.csproj", consumer.Read("Precedence.csproj").Replace("</TargetFramework>", "</TargetFramework><JwtAnalyzersMode>Audit</JwtAnalyzersMode>"));
        await IsAsync("JWT2003:warning JWT2011:warning JWT5006:warning");
        await IsAsync("", properties: "JwtAnalyzersMode=None");
        consumer.Write("Precedence.csproj", consumer.Read("Precedence.csproj").Replace("<JwtAnalyzersMode>Audit</JwtAnalyzersMode>", ""));
        consumer.Write("Directory.Build.props", "<Project />");

        // The project's own words beside them.
        const string Silent = "dotnet_diagnostic.JWT2003.severity = none";
        const string Category = "dotnet_analyzer_diagnostic.category-Security.severity = error";
        await IsAsync("JWT5006:warning", editorConfig: $"[*.cs]\n{Silent}", properties: "JwtAnalyzersMode=Strict");
        await IsAsync("JWT5006:warning", globalConfig: Silent, properties: "JwtAnalyzersMode=Strict");
        await IsAsync("JWT2003:error JWT5006:error", editorConfig: $"[*.cs]\n{Category}");
        await IsAsync("JWT2003:warning JWT2011:warning JWT5006:warning", editorConfig: $"[*.cs]\n{Category}", properties: "JwtAnalyzersMode=Audit");
        await IsAsync("JWT5006:warning", properties: ["JwtAnalyzersMode=Strict", "NoWarn=JWT2003"]);
        await IsAsync("JWT2003:error JWT5006:warning", properties: "WarningsAsErrors=JWT2003");
        await IsAsync("JWT2003:warning JWT5006:error", properties: ["TreatWarningsAsErrors=true", "WarningsNotAsErrors=JWT2003"]);
        await IsAsync("", properties: "RunAnalyzersDuringBuild=false");
    }

    // One program, one key, one kind of token: JWT2016 in the place of JWT2003.
    private const string OwnKey = """
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        var key = new SymmetricSecurityKey(System.Security.Cryptography.RandomNumberGenerator.GetBytes(64));
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256) });
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = "i", ValidateAudience = false, IssuerSigningKey = key });
        return result.IsValid ? 0 : 1;
        """;

    [Fact]
    public async Task Advice_stays_a_suggestion_whatever_is_set_for_the_attack_that_it_lacks()
    {
        using var consumer = await Consumer.FromSourcesAsync(
            "Advice",
            package,
            ("Advice.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <OutputType>Exe</OutputType>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.IdentityModel.JsonWebTokens" />
                  </ItemGroup>
                </Project>
                """),
            ("Program.cs", OwnKey));

        async Task IsAsync(string expected, string editorConfig = "", params string[] properties)
        {
            consumer.Write(".editorconfig", $"root = true\n{editorConfig}");
            Assert.Equal(expected, string.Join(' ', await consumer.LevelsAsync(properties.Select(property => $"-p:{property}"))));
        }

        await IsAsync("");
        await IsAsync("", properties: "JwtAnalyzersMode=Strict");
        await IsAsync("", editorConfig: "[*.cs]\ndotnet_analyzer_diagnostic.category-Security.severity = error");
        await IsAsync("", editorConfig: "[*.cs]\ndotnet_diagnostic.JWT2003.severity = error", properties: "TreatWarningsAsErrors=true");
        await IsAsync("JWT2016:error", editorConfig: "[*.cs]\ndotnet_diagnostic.JWT2016.severity = error");
        consumer.Write(".editorconfig", "root = true");
        Assert.Contains("JWT2016:warning", await consumer.LevelsAsync("-p:JwtAnalyzersMode=Audit"));
    }
}
