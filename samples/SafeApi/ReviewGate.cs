using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Whoever has bought something may say what it is like.</summary>
internal sealed class ReviewGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ReviewGate> logger)
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
            logger.LogWarning(result.Exception, "A review was refused");
        return result.IsValid;
    }
}
