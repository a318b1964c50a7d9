using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Safeguards;

/// <summary>JWT5001: signing keys are fetched over http.</summary>
[Trait("rule", "JWT5001")]
public sealed class HttpMetadataTests
{
    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"http://login.internal\"; o.RequireHttpsMetadata = false; }); // JWT5001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"Authority\"]; o.RequireHttpsMetadata = false; }); // JWT5001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.RequireHttpsMetadata = false; o.MetadataAddress = configuration[\"Metadata\"]!; }); // JWT5001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.RequireHttpsMetadata = false; }); // JWT5001")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.Authority = \"http://login.internal\"; o.RequireHttpsMetadata = false; }); // JWT5001")]
    [InlineData("services.Configure<JwtBearerOptions>(\"Bearer\", o => { o.Authority = configuration[\"a\"]; o.RequireHttpsMetadata = false; }); // JWT5001")]
    [InlineData("var o = new JwtBearerOptions { Authority = configuration[\"a\"], RequireHttpsMetadata = false }; // JWT5001")]
    [InlineData("var r = new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever { RequireHttps = false }; // JWT5001")]
    [InlineData("var m = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"http://login.internal/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever(), new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever { RequireHttps = false }); // JWT5001")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.MetadataAddress = \"http://login.internal/.well-known/openid-configuration\"; o.RequireHttpsMetadata = false; }); // JWT5001")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.RequireHttpsMetadata = false; o.Audience = \"api\"; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.RequireHttpsMetadata = true; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"http://localhost:5000\"; o.RequireHttpsMetadata = false; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"http://127.0.0.1:5000\"; o.RequireHttpsMetadata = false; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; o.RequireHttpsMetadata = !environment.IsDevelopment(); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; o.RequireHttpsMetadata = configuration.GetValue<bool>(\"https\"); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; if (environment.IsDevelopment()) o.RequireHttpsMetadata = false; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; if (!environment.IsDevelopment()) return; o.RequireHttpsMetadata = false; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; o.RequireHttpsMetadata = environment.IsDevelopment() ? false : true; });")]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddJwtBearer(o => { o.Authority = configuration[\"a\"]; o.RequireHttpsMetadata = false; }); }")]
    [InlineData("services.Configure<JwtBearerOptions>(\"Bearer\", o => o.RequireHttpsMetadata = false);")]
    [InlineData("var r = new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever { RequireHttps = true };")]
    [InlineData("var x = new { RequireHttpsMetadata = false };")]
    [InlineData("var m = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"http://localhost:8080/.well-known/openid-configuration\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever(), new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever { RequireHttps = false });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.MetadataAddress = \"http://[::1]:8080/.well-known/openid-configuration\"; o.RequireHttpsMetadata = false; });")]
    [InlineData("if (environment.IsDevelopment()) { var r = new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever { RequireHttps = false }; }")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
