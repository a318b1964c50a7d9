using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT1002: the signature is never verified. In events: <see cref="TrustedClaims.AuthenticationEventTests"/>.</summary>
[Trait("rule", "JWT1002")]
public sealed class SignatureNotVerifiedTests
{
    [Theory]
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
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = null };")]
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
        """);
}
