using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT5008: sign-in protection switched off.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.UsePkce = false; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = \"token\"; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ResponseType = Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectResponseType.IdTokenToken; }); // JWT5008")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.ProtocolValidator.RequireNonce = false; }); // JWT5008")]
    [InlineData("var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireNonce = false }; // JWT5008")]
    [InlineData("var v = new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator { RequireState = false }; // JWT5008")]
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
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
