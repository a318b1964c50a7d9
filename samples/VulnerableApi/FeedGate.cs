using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Price comparison sites read our feed, with a token that they were given once.</summary>
internal sealed class FeedGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<FeedGate> logger)
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
            RequireExpirationTime = false, // JWT2002
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A feed reader was refused");
        return result.IsValid;
    }
}
