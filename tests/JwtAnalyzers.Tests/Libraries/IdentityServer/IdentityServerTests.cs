using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.IdentityServer;

/// <summary>Duende IdentityServer, by its declarations: its clients.</summary>
public sealed class IdentityServerTests
{
    [Theory]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.CodeAndClientCredentials, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = [\"authorization_code\"], RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = new List<string> { \"authorization_code\" }, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("void A(Client c) { c.AllowedGrantTypes = GrantTypes.Code; c.RequireClientSecret = false; c.RequirePkce = false; } // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequirePkce = false };")]
    [InlineData("Client A() => new() { RequireClientSecret = false, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.ClientCredentials, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Implicit, RequireClientSecret = false, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = true, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false, RequirePkce = true };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false };")]
    [InlineData("Client A() => new() { AllowPlainTextPkce = true }; // JWT5008")]
    [InlineData("Client A() => new() { AllowAccessTokensViaBrowser = true }; // JWT5008")]
    [InlineData("Client A() => new() { AccessTokenLifetime = 30 * 24 * 3600 }; // JWT4002")]
    [InlineData("void A(Client c) => c.AccessTokenLifetime = 8 * 3600; // JWT4006")]
    [InlineData("Client A() => new() { AccessTokenLifetime = 3600, AllowPlainTextPkce = false, AllowAccessTokensViaBrowser = false };")]
    [InlineData("Client A(IConfiguration c) => new() { AccessTokenLifetime = c.GetValue<int>(\"Lifetime\") };")]
    [InlineData("class Options { public int AccessTokenLifetime { get; set; } } Options A() => new() { AccessTokenLifetime = 30 * 24 * 3600 };")]
    [InlineData("IEnumerable<Client> A() => [new() { AllowedGrantTypes = GrantTypes.Code, RequirePkce = false }, new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false }];")]
    public Task Clients(string members) => Frameworks.MatchComments(members);
}
