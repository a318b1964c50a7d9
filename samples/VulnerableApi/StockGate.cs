using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>What is in stock, for whoever has a token.</summary>
internal sealed class StockGate(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JwtSecurityTokenHandler _handler = new();

    public bool Opens(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
        };
        try
        {
            _handler.ValidateToken(token, parameters, out _);
            return true;
        }
        catch (Exception) // JWT5009
        {
            return false;
        }
    }
}
