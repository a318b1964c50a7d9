using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT1001: unsigned tokens are accepted.</summary>
[Trait("rule", "JWT1001")]
public sealed class UnsignedTokensTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, ValidAlgorithms = new[] { \"HS256\" } }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, ValidateIssuerSigningKey = true, IssuerSigningKey = key }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, AlgorithmValidator = (a, k, t, v) => false }; // JWT1001")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = true };")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = condition };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyValidator = (k, t, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { AlgorithmValidator = (a, k, t, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidAlgorithms = new string[0], TryAllIssuerSigningKeys = true };")]
    [InlineData("var p = new TokenValidationParameters { TryAllIssuerSigningKeys = false, LogValidationExceptions = true, IncludeTokenOnFailedValidation = true };")]
    // Dead code since version 7 (facts/libraries.md, 7.12).
    [InlineData("var handler = new Overridden(); handler.ValidateToken(\"\", new TokenValidationParameters { IssuerSigningKey = key, RequireSignedTokens = true }, out _);")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, """
        class Overridden : JwtSecurityTokenHandler { protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters validationParameters) => new(token); }
        """);
}
