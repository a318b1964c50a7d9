using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT1007: the token brings its own key.</summary>
public sealed class KeyOfTokenTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new SecurityKey[] { new JsonWebKey(((JwtSecurityToken)jwt).Header[\"jwk\"].ToString()) } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var header = ((JwtSecurityToken)jwt).Header; return new[] { new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2(Convert.FromBase64String(header.X5c))) }; } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var url = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jku\"); var json = new System.Net.Http.HttpClient().GetStringAsync(url).Result; return new JsonWebKeySet(json).GetSigningKeys(); } }; // JWT1007")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolverUsingConfiguration = (token, jwt, kid, parameters, c) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] }; // JWT1007")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))]); // JWT1007")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [key] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => parameters.IssuerSigningKeys.Where(each => each.KeyId == kid) };")]
    [InlineData("var keys = new Dictionary<string, SecurityKey>(); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => keys.TryGetValue(kid, out var found) ? [found] : [] };")]
    [InlineData("Func<string, string> load = _ => \"\"; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new JsonWebKey(load(kid))] };")]
    [InlineData("Func<string, byte[]> load = _ => []; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [new SymmetricSecurityKey(load(kid))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var jwk = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"); if (jwk != configuration[\"Pinned\"]) throw new SecurityTokenException(); return [new JsonWebKey(jwk)]; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => { var jwk = ((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"); return new JsonWebKey(jwk).KeyId == \"1\" ? [new JsonWebKey(jwk)] : []; } };")]
    [InlineData("Func<string, JsonWebKey> check = _ => null!; var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => [check(((JsonWebToken)jwt).GetHeaderValue<string>(\"jwk\"))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => new JsonWebKeySet(configuration[\"Keys\"]).GetSigningKeys() };")]
    [InlineData("var manager = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(\"https://a.example\", new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever()); var p = new TokenValidationParameters { IssuerSigningKeyResolver = (token, jwt, kid, parameters) => manager.GetConfigurationAsync().Result.SigningKeys };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
