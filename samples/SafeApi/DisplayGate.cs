using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>What the screens in the shop windows show. Where they have a key of their own, it is in the configuration.</summary>
internal sealed class DisplayGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<DisplayGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = configuration["Display:Key"] is { Length: > 0 } key ? [signingKey, new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key))] : [signingKey],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A screen was refused");
        return result.IsValid;
    }
}
