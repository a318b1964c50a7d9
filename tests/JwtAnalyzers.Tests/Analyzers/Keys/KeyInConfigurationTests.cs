using System.Text;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>JWT3003: a signing key is in a configuration file.</summary>
[Trait("rule", "JWT3003")]
public sealed class KeyInConfigurationTests
{
    private const string Secret = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";

    /// <summary>Code that makes a key of what an expression reads.</summary>
    private static string Reading(string expression, string types = "", string members = "") => $$"""
        using System.Text;
        class Subject(IConfiguration configuration)
        {
            {{members}}
            public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes({{expression}}));
        }
        {{types}}
        """;

    [Theory]
    [InlineData("configuration[\"Shop:Pass\"]!")]
    [InlineData("configuration[\"shop:PASS\"]!")]
    [InlineData("configuration.GetSection(\"Shop\")[\"Pass\"]!")]
    [InlineData("configuration.GetSection(\"Shop:Pass\").Value!")]
    [InlineData("configuration.GetRequiredSection(\"Shop\").GetSection(\"Pass\").Value!")]
    [InlineData("configuration.GetValue<string>(\"Shop:Pass\")!")]
    [InlineData("configuration.GetSection(\"Shop\").GetValue<string>(\"Pass\")!")]
    [InlineData("configuration.GetSection(\"Shop:Pass\").Get<string>()!")]
    [InlineData("configuration[\"Shop:Pass\"] ?? throw new InvalidOperationException()")]
    [InlineData("configuration[Names.Section + \":Pass\"]!", "static class Names { public const string Section = \"Shop\"; }")]
    [InlineData("configuration[$\"{Names.Section}:Pass\"]!", "static class Names { public const string Section = \"Shop\"; }")]
    [InlineData("configuration[$\"{nameof(Shop)}:{nameof(Shop.Pass)}\"]!", "class Shop { public string Pass { get; set; } = \"\"; }")]
    [InlineData("configuration.GetSection(typeof(Shop).Name)[\"Pass\"]!", "class Shop { }")]
    [InlineData("configuration.GetSection(Names.Section)[\"Pass\"]!", "static class Names { public static readonly string Section = \"Shop\"; }")]
    public Task Fires_where_the_code_makes_a_key_of_the_setting(string expression, string types = "") => SettingsFindings.MatchComments(
        $$"""
        {
          "Shop": {
            "Name": "{{Secret}}",
            "Pass": "{{Secret}}" // JWT3003
          }
        }
        """, Reading(expression, types));

    [Theory]
    [InlineData("configuration.GetSection(\"Shop:Pass\").Get<string[]>()!", " // JWT3003")]
    [InlineData("configuration.GetSection(\"Shop\").GetSection(\"Pass\").Get<List<string>>()!.Where(text => text.Length > 0)", " // JWT3003")]
    [InlineData("configuration.GetSection(\"Shop:Names\").Get<string[]>()!", "")]
    [InlineData("configuration.GetSection(\"Shop:Pas\").Get<string[]>()!", "")]
    [InlineData("configuration.GetSection(\"Shop:Pass\").Get<string[]>()!.Select(name => configuration[name]!)", "")]
    public Task A_list_of_keys(string expression, string mark) => SettingsFindings.MatchComments(
        $$"""
        {
          "Shop": {
            "Pass": [
              "{{Secret}}",{{mark}}
              "{{Secret}}"{{mark}}
            ]
          }
        }
        """, $$"""
        using System.Text;
        class Subject(IConfiguration configuration)
        {
            IEnumerable<SecurityKey> Keys() => {{expression}}.Select(text => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)));
        }
        """);

    [Theory]
    [InlineData("var section = configuration.GetSection(\"Shop\"); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(section[\"Pass\"]!));")]
    [InlineData("var text = configuration[\"Shop:Pass\"]; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text!));")]
    [InlineData("var settings = configuration.GetSection(\"Shop\").Get<Settings>()!; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Pass));")]
    [InlineData("var settings = new Settings(); configuration.Bind(\"Shop\", settings); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Pass));")]
    [InlineData("var settings = new Settings(); configuration.GetSection(\"Shop\").Bind(settings); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Pass));")]
    [InlineData("return From(configuration[\"Shop:Pass\"]!); static SecurityKey From(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));")]
    [InlineData("return Keys.From(configuration[\"Shop:Pass\"]!);")]
    public Task Fires_where_the_value_takes_a_detour(string statements) => SettingsFindings.MatchComments(
        $$"""
        { "Shop": { "Pass": "{{Secret}}" } } // JWT3003
        """, $$"""
        using System.Text;
        class Settings { public string Pass { get; set; } = ""; }
        static class Keys { public static SecurityKey From(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }
        class Subject { public SecurityKey Key(IConfiguration configuration) { {{statements}} } }
        """);

    [Theory]
    [InlineData("services.Configure<Settings>(configuration.GetSection(\"Shop\"));")]
    [InlineData("services.Configure<Settings>(\"name\", configuration.GetSection(\"Shop\"));")]
    [InlineData("services.AddOptions<Settings>().Bind(configuration.GetSection(\"Shop\"));")]
    [InlineData("services.AddOptions<Settings>().BindConfiguration(\"Shop\");")]
    [InlineData("services.AddOptions<Settings>().BindConfiguration(Settings.Section).ValidateOnStart();")]
    [InlineData("services.Configure<Settings>(options => configuration.GetSection(\"Shop\").Bind(options));")]
    [InlineData("services.AddSingleton(configuration.GetSection(\"Shop\").Get<Settings>()!);")]
    [InlineData("var all = configuration.Get<Whole>()!; services.AddSingleton(all.Shop);")]
    public Task Fires_where_a_settings_class_is_bound_in_another_file(string statements) => SettingsFindings.MatchComments(
        $$"""
        {
          "Other": { "Pass": "{{Secret}}" },
          "Shop": { "Pass": "{{Secret}}", "Title": "{{Secret}}" } // JWT3003
        }
        """, $$"""
        using System.Text;
        record Settings { public const string Section = "Shop"; public string Pass { get; init; } = ""; public string Title { get; init; } = ""; }
        class Whole { public Settings Shop { get; set; } = new(); }
        class Issuing(IOptions<Settings> options) { public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Pass)); }
        class Start { void Run(IServiceCollection services, IConfiguration configuration) { {{statements}} } }
        """);

    [Fact]
    public Task Fires_under_the_name_that_an_attribute_gives_a_property() => SettingsFindings.MatchComments(
        $$"""
        { "Shop": { "pass-phrase": "{{Secret}}" } } // JWT3003
        """, """
        using System.Text;
        class Settings { [ConfigurationKeyName("pass-phrase")] public string Pass { get; set; } = ""; }
        class Issuing(IOptions<Settings> options) { public SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Pass)); }
        class Start { void Run(IServiceCollection services, IConfiguration configuration) => services.Configure<Settings>(configuration.GetSection("Shop")); }
        """);

    [Theory]
    [InlineData("\"Jwt\": { \"Key\": \"SECRET\" }")]
    [InlineData("\"JwtSettings\": { \"Secret\": \"SECRET\" }")]
    [InlineData("\"jwt_settings\": { \"secret_key\": \"SECRET\" }")]
    [InlineData("\"Jwt:Key\": \"SECRET\"")]
    [InlineData("\"Authentication\": { \"Jwt\": { \"SigningKey\": \"SECRET\" } }")]
    [InlineData("\"AppSettings\": { \"JwtSecret\": \"SECRET\" }")]
    [InlineData("\"Tokens\": { \"Key\": \"SECRET\" }")]
    [InlineData("\"TokenOptions\": { \"SecurityKey\": \"SECRET\" }")]
    [InlineData("\"Authentication\": { \"Schemes\": { \"Bearer\": { \"SigningKeys\": [ { \"Issuer\": \"x\", \"Value\": \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\" } ] } } }")]
    [InlineData("\"authentication:schemes:internal:signingkeys\": [ { \"value\": \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\" } ]")]
    [InlineData("\"Token\": { \"Key\": \"X8fk2-Qa93j-ZZ81k-0dk3f-aa81k-33kd9\" }")]
    [InlineData("\"Jwt\": { \"Secret\": \"/Qk3jd81/kdk39aKd93kdI3k9dkE93kdI39dk/d9=\" }")]
    [InlineData("\"Token\": { \"Key\": \"Tr0ub4dor-and-3-other-words-of-mine-88\" }")]
    public Task Fires_under_conventional_names(string json) =>
        SettingsFindings.MatchComments($"{{ {json.Replace("SECRET", Secret, StringComparison.Ordinal)} }} // JWT3003");

    [Theory]
    // stands for a secret
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("***")]
    [InlineData("********************************")]
    [InlineData("<your key>")]
    [InlineData("<YOUR-SECRET-KEY-OF-AT-LEAST-32-CHARACTERS>")]
    [InlineData("${JWT_KEY}")]
    [InlineData("${JWT_KEY:-}")]
    [InlineData("#{Jwt.Key}#")]
    [InlineData("#{JwtKey}")]
    [InlineData("__JWT_KEY__")]
    [InlineData("__JwtSigningKeyFromTheReleasePipeline__")]
    [InlineData("%JWT_KEY%")]
    [InlineData("$(JwtKey)")]
    [InlineData("{{ .Values.jwtKey }}")]
    [InlineData("{jwt-key-goes-into-user-secrets}")]
    [InlineData("[set by the deployment pipeline]")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/jwt-key/)")]
    [InlineData("@Microsoft.KeyVault(VaultName=shop;SecretName=jwt-key)")]
    [InlineData("see user secrets")]
    [InlineData("Set in user-secrets, never commit this")]
    [InlineData("stored in Azure Key Vault as jwt-key")]
    [InlineData("from environment variable JWT__KEY")]
    [InlineData("changeme")]
    [InlineData("CHANGE_ME")]
    [InlineData("TODO")]
    [InlineData("your-key-here")]
    [InlineData("xxxxxxxx")]
    // names or shows where it is
    [InlineData("https://shop.vault.azure.net/keys/jwt")]
    [InlineData("/run/secrets/jwt-signing-key")]
    [InlineData("certificates/signing-key.pem")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:jwt-key")]
    [InlineData("keyvault:jwt-signing-key")]
    [InlineData("arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/abcd")]
    [InlineData("alias/orders-jwt-signing")]
    [InlineData("secret/data/orders/jwt-signing")]
    [InlineData("/orders/prod/jwt-signing-key")]
    // is public
    [InlineData("-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\\n-----END PUBLIC KEY-----")]
    [InlineData("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==")]
    public Task Is_silent_on_what_is_no_secret(string value) => SettingsFindings.MatchComments($$"""{ "Jwt": { "Key": "{{value}}" } }""");

    [Theory]
    [InlineData("")]
    [InlineData("***")]
    [InlineData("<base64 of 32 random bytes>")]
    [InlineData("${SIGNING_KEY}")]
    [InlineData("#{SigningKey}#")]
    [InlineData("see user secrets")]
    public Task Is_silent_on_what_is_no_secret_of_a_scheme(string value) =>
        SettingsFindings.MatchComments($$"""{ "Authentication": { "Schemes": { "Bearer": { "SigningKeys": [ { "Issuer": "https://issuer.example", "Value": "{{value}}" } ] } } } }""");

    [Theory]
    [InlineData("\"Jwt\": { \"Issuer\": \"SECRET\", \"Audience\": \"SECRET\", \"KeyId\": \"SECRET\", \"Kid\": \"SECRET\", \"PublicKey\": \"SECRET\", \"KeyVaultName\": \"SECRET\", \"SecretName\": \"SECRET\" }")]
    [InlineData("\"Jwt\": { \"Key\": null }")]
    [InlineData("\"Jwt\": { \"Key\": true }")]
    [InlineData("\"Jwt\": { \"Key\": {} }")]
    [InlineData("\"Jwt\": { \"Key\": { \"Path\": \"SECRET\" } }")]
    [InlineData("\"Jwt\": { \"Key\": \"RS256\" }")]
    [InlineData("\"Token\": { \"Key\": \"Authorization\" }")]
    [InlineData("\"Bearer\": { \"Key\": \"X-Access-Token\" }")]
    [InlineData("\"Tokens\": { \"Key\": \"access_token\" }")]
    [InlineData("\"Jwt\": { \"Key\": \"X-Forwarded-Authorization\" }")]
    [InlineData("\"Smtp\": { \"Key\": \"SECRET\", \"Secret\": \"SECRET\" }")]
    [InlineData("\"Google\": { \"ClientSecret\": \"SECRET\" }")]
    [InlineData("\"Key\": \"SECRET\", \"Secret\": \"SECRET\"")]
    [InlineData("\"ConnectionStrings\": { \"Jwt\": \"SECRET\" }")]
    [InlineData("\"Cache\": { \"TokenKey\": \"SECRET\" }")]
    [InlineData("\"Authentication\": { \"Schemes\": { \"Bearer\": { \"SigningKeys\": [ { \"Issuer\": \"SECRET\" } ], \"ValidIssuer\": \"SECRET\" } } }")]
    public Task Is_silent_on_other_settings(string json) =>
        SettingsFindings.MatchComments($"{{ {json.Replace("SECRET", Secret, StringComparison.Ordinal)} }}");

    [Theory]
    // no key is made of it
    [InlineData("configuration[\"Shop:Pass\"] is null ? \"\" : configuration[\"Shop:Other\"]!")]
    [InlineData("System.IO.File.ReadAllText(configuration[\"Shop:Pass\"]!)")]
    [InlineData("Environment.GetEnvironmentVariable(configuration[\"Shop:Pass\"]!)!")]
    [InlineData("Vault.Read(configuration[\"Shop:Pass\"]!)", "static class Vault { public static string Read(string name) => System.IO.File.ReadAllText(name); }")]
    // it is not known which setting
    [InlineData("configuration.GetSection(Console.ReadLine()!)[\"Pass\"]!")]
    [InlineData("configuration[Console.ReadLine() + \":Pass\"]!")]
    public Task Is_silent_where_the_code_makes_no_key_of_the_setting(string expression, string types = "") => SettingsFindings.MatchComments(
        $$"""{ "Shop": { "Pass": "{{Secret}}" }, "Pass": "{{Secret}}" }""", Reading(expression, types));

    [Fact]
    public Task Is_silent_where_only_development_makes_a_key_of_the_setting() => SettingsFindings.MatchComments(
        $$"""{ "Shop": { "Pass": "{{Secret}}" } }""", """
        using System.Text;
        class Subject
        {
            public SecurityKey Key(IConfiguration configuration, IWebHostEnvironment environment, SecurityKey ofVault) =>
                environment.IsDevelopment() ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration["Shop:Pass"]!)) : ofVault;
        }
        """);

    [Theory]
    [InlineData("appsettings.json", true)]
    [InlineData("appsettings.Production.json", true)]
    [InlineData("appsettings.Staging.json", true)]
    [InlineData("AppSettings.JSON", true)]
    [InlineData("config/appsettings.json", true)]
    [InlineData("appsettings.Development.json", false)]
    [InlineData("appsettings.development.json", false)]
    [InlineData("appsettings.Local.json", false)]
    [InlineData("appsettings.IntegrationTests.json", false)]
    [InlineData("package.json", false)]
    [InlineData("launchSettings.json", false)]
    [InlineData("appsettings.xml", false)]
    public async Task Looks_at_configuration_files_that_a_deployed_program_reads(string name, bool fires)
    {
        var json = $$"""{ "Jwt": { "Key": "{{Secret}}" } }""";
        Assert.Equal(fires ? ["JWT3003"] : [], (await SettingsFindings.Of([new SettingsText($"/project/{name}", json)])).Select(finding => finding.Id));
        Assert.Equal(fires ? ["JWT3003"] : [], (await SettingsFindings.Of([new SettingsText($@"C:\project\{name}", json)])).Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("appsettings.Development.json", "appsettings.Development.json/jwt_analyzers.analyze_development_settings", "true", true)]
    [InlineData("appsettings.Development.json", "jwt_analyzers.analyze_development_settings", "true", true)]
    [InlineData("appsettings.Development.json", "jwt_analyzers.analyze_development_settings", "false", false)]
    [InlineData("appsettings.json", "appsettings.json/jwt_analyzers.ignore", "true", false)]
    [InlineData("appsettings.json", "appsettings.Other.json/jwt_analyzers.ignore", "true", true)]
    [InlineData("appsettings.json", "appsettings.json/jwt_analyzers.ignore", "false", true)]
    [InlineData("appsettings.json", "build_property.IsTestProject", "true", false)]
    public async Task Options_decide(string name, string key, string value, bool fires) =>
        Assert.Equal(fires ? ["JWT3003"] : [], (await SettingsFindings.Of([new SettingsText(name, $$"""{ "Jwt": { "Key": "{{Secret}}" } }""")], SettingsFindings.AnApi, (key, value))).Select(finding => finding.Id));

    [Theory]
    [InlineData("{ \"Jwt\": { \"Key\": \"SECRET\" }")]
    [InlineData("{ \"Jwt\": { \"Key\": \"SECRET\" } } }")]
    [InlineData("[ { \"Jwt:Key\": \"SECRET\" } ]")]
    [InlineData("\"Jwt:Key\"")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ 'Jwt': { 'Key': 'SECRET' } }")]
    [InlineData("{ \"\": { \":\": \"\", \"::\": [[[]]] } }")]
    public Task Is_silent_on_what_is_no_configuration_file(string json) => SettingsFindings.MatchComments(json.Replace("SECRET", Secret, StringComparison.Ordinal));

    [Fact]
    public async Task Is_silent_on_a_file_too_large_to_be_one() =>
        Assert.Empty(await SettingsFindings.Of([new SettingsText("appsettings.json", $$"""{ "Jwt": { "Key": "{{Secret}}" } }""" + new string(' ', 1_000_000))]));

    [Fact]
    public async Task Every_beginning_of_a_file_is_read_without_an_exception()
    {
        var json = $$"""{ "Jwt": { "Key": "{{Secret}}" }, "Authentication": { "Schemes": { "Bearer": { "ValidateIssuer": false, "SigningKeys": [ { "Value": "AAAA" } ] } } } }""";
        await SettingsFindings.Of(Enumerable.Range(0, json.Length).Select(length => new SettingsText($"/{length}/appsettings.json", json[..length])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Marks_the_value_and_nothing_else(bool hasByteOrderMark)
    {
        var json = $$"""
            // of the shop
            {
              /* € */ "Jwt": { "Key" :  "{{Secret}}", },
            }
            """.ReplaceLineEndings("\r\n");
        using var bytes = new MemoryStream([.. hasByteOrderMark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(json)]);
        var finding = Assert.Single(await SettingsFindings.Of([new SettingsText("/project/appsettings.json", SourceText.From(bytes))]));

        var span = finding.Location.GetLineSpan();
        Assert.Equal("/project/appsettings.json", span.Path);
        Assert.Equal((2, 28), (span.StartLinePosition.Line, span.StartLinePosition.Character));
        Assert.Equal((2, 28 + Secret.Length + 2), (span.EndLinePosition.Line, span.EndLinePosition.Character));
        Assert.Equal(LocationKind.ExternalFile, finding.Location.Kind);
    }

    [Fact]
    public async Task Shows_where_the_code_makes_a_key_of_the_setting()
    {
        var finding = Assert.Single(await SettingsFindings.Of([new SettingsText("appsettings.json", $$"""{ "Shop": { "Pass": "{{Secret}}" } }""")], Reading("configuration[\"Shop:Pass\"]!")));
        Assert.Equal("Subject.cs", Assert.Single(finding.AdditionalLocations).GetLineSpan().Path);
    }

    [Fact]
    public async Task Says_nothing_of_the_secret()
    {
        foreach (var secret in new[] { Secret, "correct horse battery staple", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "superSecretKey@345superSecretKey@345" })
        {
            var finding = Assert.Single(await SettingsFindings.Of([new SettingsText("appsettings.json", $$"""{ "Jwt": { "Key": "{{secret}}" } }""")]));
            Assert.All(finding.Properties.Values.Append(finding.GetMessage()).Append(finding.ToString()).Append(finding.Descriptor.Title.ToString()), text => Assert.DoesNotContain(secret, text));
            Assert.All(secret.Split(' '), word => Assert.DoesNotContain(word, finding.GetMessage()));
        }
    }
}
