using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The depot lets suppliers in, unless what they carry was reported lost: the list is read again for each, so that a loss counts at once.</summary>
internal sealed class DepotGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<DepotGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
        {
            logger.LogWarning(result.Exception, "The depot stayed closed");
            return false;
        }

        if (!IsRevoked(result.SecurityToken.Id))
            return true;
        logger.LogWarning("The depot stayed closed to a token that was reported lost");
        return false;
    }

    private bool IsRevoked(string? id) => configuration.GetSection("Jwt:LostTokens").GetChildren().Any(lost => lost.Value == id);
}
