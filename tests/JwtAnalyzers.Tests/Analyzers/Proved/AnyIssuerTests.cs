using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2004: tokens from any issuer are accepted.</summary>
[Trait("rule", "JWT2004")]
public sealed class AnyIssuerTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateIssuer = false; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { ValidIssuer = \"https://a.example\", ValidateIssuer = false }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, token, parameters) => issuer }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => null! }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (_, _, _) => \"https://a.example\" }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = delegate { return \"\"; } }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => { Console.WriteLine(issuer); return issuer; } }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer.StartsWith(\"https://login.example\") ? issuer : throw new SecurityTokenInvalidIssuerException() }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => { if (!issuer.StartsWith(\"https://login.example\", StringComparison.OrdinalIgnoreCase)) throw new SecurityTokenInvalidIssuerException(); return issuer; } }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => { if (!issuer.Contains(\"https://login.example\")) throw new SecurityTokenInvalidIssuerException(); return issuer; } }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer.Length > 0 ? issuer : issuer }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidatorUsingConfiguration = (issuer, _, _, _) => issuer }; // JWT2004")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer == \"a\" ? issuer : throw new Exception(), IssuerValidatorUsingConfiguration = (issuer, _, _, _) => issuer }; // JWT2004")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.Audience = \"api\"; o.TokenValidationParameters.ValidateIssuer = false; }); // JWT2017")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateIssuer = false; }); // JWT2017")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = condition };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = !environment.IsDevelopment() };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = configuration.GetValue<bool>(\"x\") };")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsDevelopment()) p.ValidateIssuer = false;")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = (issuer, _, _) => issuer == \"https://a.example\" ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = (issuer, token, parameters) => Validators.ValidateIssuer(issuer, token, parameters) };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer == \"https://login.example\" ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => { if (!string.Equals(issuer, \"https://login.example\", StringComparison.Ordinal)) throw new SecurityTokenInvalidIssuerException(); return issuer; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => { if (issuer != \"https://a.example\" && issuer != \"https://b.example\") throw new SecurityTokenInvalidIssuerException(); return issuer; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer.StartsWith(\"https://login.example/\") ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer.StartsWith(configuration[\"Issuer\"]!) ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => issuer.StartsWith(\"https://login.example\") && issuer.EndsWith(\"/v2.0\") ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, _) => new[] { \"https://a.example\", \"https://b.example\" }.Contains(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, token, _) => ((JsonWebToken)token).GetClaim(\"tid\").Value == \"1\" ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, _, parameters) => parameters.ValidIssuers.Contains(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException() };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false }; new JwtSecurityTokenHandler().ValidateToken(\"\", p, out var token); if (token.Issuer != \"https://a.example\") throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateIssuer = false; o.Events = new JwtBearerEvents { OnTokenValidated = context => { if (context.Principal!.FindFirst(\"iss\")!.Value != \"a\") context.Fail(\"\"); return Task.CompletedTask; } }; });")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
