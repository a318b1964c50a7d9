using JwtAnalyzers.Analyzers.Proved;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2015: a setting has no effect. With JWT2003, JWT2004 and JWT5001, as <c>Authentication:Schemes</c> of a configuration file raises them.</summary>
[Trait("rule", "JWT2015")]
public sealed class SchemeSettingsTests
{
    private static string InScheme(string settings, string scheme = "Bearer") => $$"""
        {
          "Authentication": {
            "Schemes": {
              "{{scheme}}": {
        {{settings}}
              }
            }
          }
        }
        """;

    private static string AnApi(string registration, string more = "") => $$"""
        using Microsoft.AspNetCore.Authentication;
        var builder = WebApplication.CreateBuilder(args);
        {{registration}}
        builder.Build().Run();
        {{more}}
        """;

    [Theory]
    [InlineData("\"ValidateAudience\": false // JWT2003")]
    [InlineData("\"validateaudience\": \"FALSE\" // JWT2003")]
    [InlineData("\"ValidateIssuer\": false // JWT2004")]
    [InlineData("\"ValidateIssuer\": false, // JWT2004\n\"ValidateAudience\": false // JWT2003")]
    [InlineData("\"ValidIssuer\": \"https://issuer.example\", \"ValidateAudience\": false // JWT2003")]
    [InlineData("\"Authority\": \"http://login.internal\", \"RequireHttpsMetadata\": false // JWT5001")]
    [InlineData("\"RequireHttpsMetadata\": false, // JWT5001\n\"Authority\": \"https://login.example\"")]
    [InlineData("\"RequireHttpsMetadata\": false, // JWT5001\n\"MetadataAddress\": \"http://login.internal/.well-known/openid-configuration\"")]
    [InlineData("\"ValidateLifetime\": false // JWT2015")]
    [InlineData("\"ClockSkew\": \"00:00:00\" // JWT2015")]
    [InlineData("\"ValidAlgorithms\": [ \"RS256\", // JWT2015\n\"PS256\" ]")]
    [InlineData("\"ValidTypes\": [ \"at+jwt\" ] // JWT2015")]
    [InlineData("\"TokenValidationParameters\": { \"ValidateLifetime\": true, // JWT2015\n\"ClockSkew\": \"0\" }")]
    [InlineData("\"RequireSignedTokens\": false // JWT2015")]
    public Task Fires(string settings) => SettingsFindings.MatchComments(InScheme(settings));

    [Theory]
    [InlineData("\"ValidateAudience\": true, \"ValidateIssuer\": true, \"RequireHttpsMetadata\": true, \"Authority\": \"http://login.internal\"")]
    [InlineData("\"ValidIssuer\": \"https://issuer.example\", \"ValidAudiences\": [ \"https://api.example\" ], \"MapInboundClaims\": false, \"SaveToken\": false")]
    [InlineData("\"ValidateAudience\": null")]
    [InlineData("\"ValidateAudience\": \"no\"")]
    [InlineData("\"ValidateAudience\": \"#{ValidateAudience}#\"")]
    [InlineData("\"ValidateAudience\": { \"x\": false }")]
    // the keys come from nowhere, or from this machine
    [InlineData("\"RequireHttpsMetadata\": false")]
    [InlineData("\"RequireHttpsMetadata\": false, \"Authority\": \"\"")]
    [InlineData("\"RequireHttpsMetadata\": false, \"Authority\": \"http://localhost:8080\"")]
    [InlineData("\"RequireHttpsMetadata\": false, \"Authority\": \"http://127.0.0.1:8080\"")]
    // what is in effect anyway
    [InlineData("\"ValidateLifetime\": true, \"RequireSignedTokens\": true, \"RequireExpirationTime\": \"True\", \"ClockSkew\": \"00:05:00\", \"ValidateIssuerSigningKey\": true")]
    public Task Is_silent(string settings) => SettingsFindings.MatchComments(InScheme(settings));

    private const string BothOff = "\"ValidateIssuer\": false, \"ValidateAudience\": false, \"RequireHttpsMetadata\": false, \"Authority\": \"http://login.internal\"";

    [Theory]
    // other sections
    [InlineData("{ \"Jwt\": { \"ValidateAudience\": false } }")]
    [InlineData("{ \"Authentication\": { \"ValidateAudience\": false, \"Bearer\": { \"ValidateAudience\": false } } }")]
    [InlineData("{ \"Authentication\": { \"Schemes\": { \"ValidateAudience\": false } } }")]
    [InlineData("{ \"Schemes\": { \"Bearer\": { \"ValidateAudience\": false } } }")]
    [InlineData("{ \"X\": { \"Authentication\": { \"Schemes\": { \"Bearer\": { \"ValidateAudience\": false } } } } }")]
    // a scheme that nobody registers
    [InlineData("{ \"Authentication\": { \"Schemes\": { \"Cookies\": { \"ValidateAudience\": false, \"ValidateLifetime\": false } } } }")]
    [InlineData("{ \"Authentication\": { \"Schemes\": { \"Partner\": { \"ValidateAudience\": false, \"ValidateLifetime\": false } } } }")]
    public Task Is_silent_elsewhere(string json) => SettingsFindings.MatchComments(json);

    [Theory]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(\"Bearer\");")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(JwtBearerDefaults.AuthenticationScheme);")]
    [InlineData("builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options => options.MapInboundClaims = false);")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters.NameClaimType = \"sub\");")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => { options.Events ??= new(); options.Events.OnForbidden = _ => Task.CompletedTask; });")]
    public Task Fires_for_a_scheme_that_is_registered(string registration) =>
        SettingsFindings.MatchComments(InScheme($"{BothOff} // JWT2003 JWT2004 JWT5001"), AnApi(registration));

    [Fact]
    public Task Fires_for_a_scheme_of_another_name() => SettingsFindings.MatchComments(
        InScheme($"{BothOff} // JWT2003 JWT2004 JWT5001", "Partner"), AnApi("builder.Services.AddAuthentication().AddJwtBearer(Names.Partner, _ => { });", "static class Names { public const string Partner = \"Partner\"; }"));

    [Theory]
    // code runs later and has the last word
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = Setup.Parameters());", "static class Setup { public static TokenValidationParameters Parameters() => throw new(); }")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => { options.TokenValidationParameters = new() { ValidIssuer = \"https://issuer.example\", ValidAudience = \"https://api.example\" }; options.RequireHttpsMetadata = true; });")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => { options.TokenValidationParameters.ValidateIssuer = true; options.TokenValidationParameters.ValidateAudience = true; options.RequireHttpsMetadata = true; });")]
    [InlineData("builder.Services.AddAuthentication().AddJwtBearer(options => { options.TokenValidationParameters.IssuerValidator = Setup.Issuer; options.TokenValidationParameters.AudienceValidator = Setup.Audience; options.RequireHttpsMetadata = !builder.Environment.IsDevelopment(); });",
        "static class Setup { public static string Issuer(string issuer, SecurityToken token, TokenValidationParameters parameters) => issuer == \"https://a.example\" ? issuer : throw new SecurityTokenInvalidIssuerException(); public static bool Audience(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => audiences.Contains(\"a\"); }")]
    public Task Is_silent_where_code_may_have_the_last_word(string registration, string more = "") =>
        SettingsFindings.MatchComments(InScheme(more.Contains("Setup.Parameters", StringComparison.Ordinal) ? BothOff : BothOff.Replace("http://login.internal", registration.Contains("RequireHttps", StringComparison.Ordinal) ? "http://login.internal" : "http://localhost", StringComparison.Ordinal)), AnApi(registration, more));

    [Fact]
    public Task Is_silent_where_an_event_looks_at_the_claims() => SettingsFindings.MatchComments(
        InScheme("\"ValidateIssuer\": false, \"ValidateAudience\": false"),
        AnApi("builder.Services.AddAuthentication().AddJwtBearer(options => options.Events = new() { OnTokenValidated = context => { if (context.Principal!.FindFirst(\"iss\")?.Value != \"https://a.example\") context.Fail(\"issuer\"); return Task.CompletedTask; } });"));

    [Fact]
    public Task Is_silent_without_a_scheme_of_JwtBearer() => SettingsFindings.MatchComments(InScheme($"{BothOff}, \"ValidateLifetime\": false"), AnApi("builder.Services.AddAuthentication().AddCookie();"));

    [Fact]
    public Task Where_code_binds_the_section_itself_everything_in_it_may_have_an_effect() => SettingsFindings.MatchComments(
        InScheme("\"ValidateLifetime\": false, \"TokenValidationParameters\": { \"ValidAlgorithms\": [ \"RS256\" ] }"),
        AnApi("builder.Services.AddAuthentication().AddJwtBearer(options => builder.Configuration.GetSection(\"Authentication:Schemes:Bearer\").Bind(options));"));

    [Fact]
    public Task Environments_are_layers() => SettingsFindings.MatchComments(
    [
        ("appsettings.json", InScheme("\"Authority\": \"http://login.internal\", \"ValidateIssuer\": false, \"ValidateAudience\": false // JWT2004")),
        ("appsettings.Production.json", InScheme("\"RequireHttpsMetadata\": false, \"ValidateAudience\": true // JWT5001")),
        ("appsettings.Staging.json", InScheme("\"ValidateAudience\": false // JWT2003")),
        ("appsettings.Development.json", InScheme("\"ValidateIssuer\": false, \"ValidateAudience\": false, \"RequireHttpsMetadata\": false, \"ValidateLifetime\": false")),
    ]);

    [Fact]
    public async Task The_message_names_effect_and_cause()
    {
        var findings = await SettingsFindings.Of([new SettingsText("appsettings.json", InScheme($"{BothOff}, \"ClockSkew\": \"00:00:00\""))]);
        Assert.Equal(
            [
                "'ClockSkew' has no effect in 'Authentication:Schemes': tokens are accepted for five minutes after they have expired",
                "Tokens for any audience are accepted because 'ValidateAudience' is false: a token that was issued for another service works here",
                "Tokens from other issuers are accepted because 'ValidateIssuer' is false: whoever else has a key that this code trusts can issue tokens here",
                "Whoever is on the network can hand out signing keys of their own because 'RequireHttpsMetadata' is false: the signing keys may be fetched over http",
            ],
            findings.Select(finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("foreign-audience", "JWT2004 JWT2009")] // the lesser rule speaks where the worse one is silent
    [InlineData("foreign-issuer", "JWT2003")]
    [InlineData("unsigned", "JWT2003 JWT2004")]
    public async Task Findings_follow_from_attacks_and_not_from_names(string attack, string expected)
    {
        var catalogue = attack == "foreign-issuer" ? AttackCatalogue.Default.Without(attack).Without("lookalike-issuer") : AttackCatalogue.Default.Without(attack);
        var findings = await SettingsFindings.Of(
            [new SettingsText("appsettings.json", InScheme("\"ValidateIssuer\": false, \"ValidateAudience\": false"))], SettingsFindings.AnApi, [new SchemeSettingsAnalyzer(catalogue)]);
        Assert.Equal(expected.Split(' '), findings.Select(finding => finding.Id).Order());
    }

    /// <summary>The measurement behind it: what ASP.NET Core makes of the section.</summary>
    [Fact]
    public void ASPNET_Core_takes_what_we_say_it_takes_and_nothing_else()
    {
        var values = new Dictionary<string, string?>
        {
            ["ValidateIssuer"] = "false",
            ["ValidateAudience"] = "false",
            ["Authority"] = "http://login.internal",
            ["RequireHttpsMetadata"] = "false",
            ["ValidateLifetime"] = "false",
            ["RequireExpirationTime"] = "false",
            ["RequireSignedTokens"] = "false",
            ["RequireAudience"] = "false",
            ["ValidateIssuerSigningKey"] = "false",
            ["ValidateTokenReplay"] = "true",
            ["ClockSkew"] = "01:00:00",
            ["ValidAlgorithms:0"] = "RS256",
            ["ValidTypes:0"] = "at+jwt",
            ["TokenValidationParameters:ValidateLifetime"] = "false",
        };
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"{Library.Schemes.Section}:Bearer:{pair.Key}", pair.Value)));
        builder.Services.AddAuthentication().AddJwtBearer();
        using var services = builder.Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Bearer");
        var parameters = options.TokenValidationParameters;

        Assert.False(options.RequireHttpsMetadata);
        Assert.False(parameters.ValidateIssuer);
        Assert.False(parameters.ValidateAudience);
        Assert.True(parameters.ValidateLifetime);
        Assert.True(parameters.RequireExpirationTime);
        Assert.True(parameters.RequireSignedTokens);
        Assert.True(parameters.RequireAudience);
        Assert.True(parameters.ValidateIssuerSigningKey);
        Assert.False(parameters.ValidateTokenReplay);
        Assert.Equal(TimeSpan.FromMinutes(5), parameters.ClockSkew);
        Assert.Empty(parameters.ValidAlgorithms ?? []);
        Assert.Empty(parameters.ValidTypes ?? []);
        Assert.Equal(Library.Schemes.Ignored.Keys.Order(), values.Keys.Select(key => key.Split(':')[0]).Except(["ValidateIssuer", "ValidateAudience", "Authority", "RequireHttpsMetadata"]).Order());
    }
}
