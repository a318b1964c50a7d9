using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT1001: unsigned tokens are accepted.</summary>
public sealed class UnsignedTokensTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, ValidAlgorithms = new[] { \"HS256\" } }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, ValidateIssuerSigningKey = true, IssuerSigningKey = key }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, AlgorithmValidator = (a, k, t, v) => false }; // JWT1001")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, parameters) => new JsonWebToken(token) }; // JWT1002")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, parameters) => new JwtSecurityToken(token) }; // JWT1002")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); return jwt; } }; // JWT1002")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => new JsonWebTokenHandler().ReadToken(token) }; // JWT1002")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidatorUsingConfiguration = (token, _, _) => new JsonWebToken(token) }; // JWT1002")]
    // A SignatureValidator is asked before the algorithms are (facts/libraries.md, 8.16).
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => new JsonWebToken(token), ValidAlgorithms = new[] { \"HS256\" } }; // JWT1002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token)); // JWT1002")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.UseSecurityTokenValidators = true; o.TokenValidationParameters.SignatureValidator = (token, _) => new JwtSecurityToken(token); }); // JWT1002")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = true };")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = condition };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyValidator = (k, t, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { AlgorithmValidator = (a, k, t, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidAlgorithms = new string[0], TryAllIssuerSigningKeys = true };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = null };")]
    [InlineData("var p = new TokenValidationParameters { TryAllIssuerSigningKeys = false, LogValidationExceptions = true, IncludeTokenOnFailedValidation = true };")]
    // Dead code since version 7 (facts/libraries.md, 7.12).
    [InlineData("var handler = new Overridden(); handler.ValidateToken(\"\", new TokenValidationParameters { IssuerSigningKey = key, RequireSignedTokens = true }, out _);")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { Verify(token); return new JsonWebToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => { var jwt = new JsonWebToken(token); if (jwt.EncodedSignature != Sign(jwt)) throw new SecurityTokenInvalidSignatureException(); return jwt; } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => null };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, _) => throw new SecurityTokenException() };")]
    // With ValidateIssuerSigningKey, IDX10253 refuses what the validator returns.
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, SignatureValidator = (token, _) => new JsonWebToken(token) };")]
    // JwtBearer 8 and later refuses a JwtSecurityToken from a SignatureValidator (IDX10506): nobody gets in.
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.SignatureValidator = (token, _) => new JwtSecurityToken(token));")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, """
        static void Verify(string token) { if (token.Length < 9) throw new SecurityTokenException(); }
        static string Sign(JsonWebToken token) => token.EncodedHeader;
        class Overridden : JwtSecurityTokenHandler { protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters validationParameters) => new(token); }
        """);
}
