using System.IdentityModel.Tokens.Jwt;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>What the two handlers of Microsoft.IdentityModel make of a token.</summary>
internal static class IdentityModelOracle
{
    public static readonly byte[] IssuerSecret = [.. Enumerable.Range(1, 64).Select(value => (byte)value)];

    /// <summary>A scene with real keys at the real time, which is the only one the handlers know.</summary>
    public static AttackScene RealScene() => new()
    {
        Now = DateTimeOffset.UtcNow,
        Issuer = "https://login.contoso.example",
        Audience = "orders",
        IssuerKey = new Validation.Algorithms.SymmetricSigningKey("HS256", IssuerSecret),
        AttackerKey = new Validation.Algorithms.SymmetricSigningKey("HS256", [.. Enumerable.Range(2, 64).Select(value => (byte)value)]),
    };

    public static TokenValidationParameters DefaultParameters(AttackScene scene) => new()
    {
        IssuerSigningKey = new SymmetricSecurityKey(IssuerSecret),
        ValidIssuer = scene.Issuer,
        ValidAudience = scene.Audience,
    };

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
