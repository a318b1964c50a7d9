using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>What is on order, for the tills. The old ones sign their tokens themselves.</summary>
internal sealed class TillGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<TillGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly SymmetricSecurityKey _tillKey = new(Encoding.UTF8.GetBytes("tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4")); // JWT3001

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = [signingKey, _tillKey],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A till was refused");
        return result.IsValid;
    }
}
