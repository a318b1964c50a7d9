using System.IdentityModel.Tokens.Jwt;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>What the two handlers of Microsoft.IdentityModel make of a token.</summary>
internal static class IdentityModelOracle
{
    /// <summary>A scene at the real time, which is the only one the handlers know.</summary>
    public static AttackScene RealScene(SigningKey issuer, SigningKey attacker) => new()
    {
        Now = DateTimeOffset.UtcNow,
        Issuer = "https://login.contoso.example",
        Audience = "orders",
        IssuerKey = issuer,
        AttackerKey = attacker,
    };

    public static TokenValidationParameters DefaultParameters(AttackScene scene) => new()
    {
        IssuerSigningKey = KeyOf(scene.IssuerKey.VerificationKey),
        ValidIssuer = scene.Issuer,
        ValidAudience = scene.Audience,
    };

    public static SecurityKey KeyOf(VerificationKey key) => new Microsoft.IdentityModel.Tokens.JsonWebKey(key.ToJson());

    public static async Task<bool> JsonWebTokenHandlerAccepts(string token, TokenValidationParameters parameters) =>
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid;

    public static bool JwtSecurityTokenHandlerAccepts(string token, TokenValidationParameters parameters)
    {
        try
        {
            new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
            return true;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            return false;
        }
    }
}
