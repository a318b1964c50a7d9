using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Safeguards;

/// <summary>JWT5008: sign-in protection switched off.</summary>
[Trait("rule", "JWT5008")]
public sealed class SignInTests
{
    [Theory]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.UsePkce = false; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"token\"; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectResponseType.IdTokenToken; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ProtocolValidator.RequireNonce = false; }); // JWT5008")]
    [InlineData("var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireNonce = false }; // JWT5008")]
    [InlineData("var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireState = false }; // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"code token\"; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ProtocolValidator.RequireState = false; }); // JWT5008")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.UsePkce = true; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"code\"; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"id_token\"; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"code id_token\"; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ProtocolValidator.RequireStateValidation = false; });")]
    [InlineData("var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireStateValidation = false };")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.UsePkce = condition; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { if (environment.IsDevelopment()) o.UsePkce = false; });")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = configuration[\"type\"]!; });")]
    [InlineData("services.AddAuthentication().AddOAuth(\"x\", o => { o.UsePkce = false; });")]
    [InlineData("if (environment.IsDevelopment()) { var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireNonce = false }; }")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);

    // Not served by every registry: its names.
    [Fact]
    public Task The_clients_of_an_identity_server_are_looked_at() => Findings.MatchComments("""
        using Duende.IdentityServer.Models;
        namespace Duende.IdentityServer.Models { class Client { public bool AllowPlainTextPkce { get; set; } public bool RequirePkce { get; set; } = true; public bool AllowAccessTokensViaBrowser { get; set; } } }
        class Other { public bool AllowPlainTextPkce { get; set; } }
        class Subject
        {
            Client A() => new() { AllowPlainTextPkce = true }; // JWT5008
            Client B() => new() { AllowAccessTokensViaBrowser = true }; // JWT5008
            Client C() => new() { AllowPlainTextPkce = false, RequirePkce = true };
            Client D() => new() { RequirePkce = false };
            Other E() => new() { AllowPlainTextPkce = true };
        }
        """);
}
