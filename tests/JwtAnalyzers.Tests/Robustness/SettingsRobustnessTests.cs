using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Analyzers.Proved;
using JwtAnalyzers.Analyzers.TokenLiterals;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>No code and no configuration file makes the analyzers of configuration files throw: code as it is while somebody types.</summary>
public sealed class SettingsRobustnessTests
{
    private const string Sample = """
        using System.Text;
        class Settings { [ConfigurationKeyName("pass")] public string Pass { get; set; } = ""; public Settings Inner { get; set; } = null!; }
        class Subject(IConfiguration configuration, IOptions<Settings> options)
        {
            private readonly IConfigurationSection _section = configuration.GetSection("Shop");
            SecurityKey Bound() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Inner.Pass));
            SecurityKey Read() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_section["Pass"] ?? configuration.GetValue<string>("Other")!));
            void Run(IServiceCollection services)
            {
                services.Configure<Settings>(configuration.GetSection(nameof(Settings))); configuration.Bind("Shop", new Settings());
                services.AddOptions<Settings>().BindConfiguration($"{nameof(Settings)}:x"); var all = configuration.Get<Settings>();
                services.AddAuthentication().AddJwtBearer("Bearer", o => o.TokenValidationParameters.NameClaimType = "eyJhbGciOi.eyJ.x");
            }
        }
        """;

    private const string Json = """
        { "Shop": { "Pass": "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4" }, "Authentication": { "Schemes": { "Bearer": { "ValidateIssuer": false, "SigningKeys": [ { "Value": "%" } ] } } } }
        """;

    [Fact]
    public async Task Broken_code_does_not_throw()
    {
        foreach (var text in BrokenCode.Of(Sample, oneOf: 20))
            await SettingsFindings.RunAsync([new SettingsText("appsettings.json", Json)], Findings.Compile(text), [new KeyAnalyzer(), new SchemeSettingsAnalyzer(), new LiteralTokenAnalyzer()]);
    }

    [Fact]
    public async Task A_file_as_deep_as_it_is_long_does_not_throw()
    {
        foreach (var json in new[] { new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), new string('{', 500_000), $"{{\"Jwt\":{{\"Key\":\"{new string('\\', 900_001)}\"}}}}" })
            Assert.Empty(await SettingsFindings.Of([new SettingsText("appsettings.json", json)]));
    }
}
