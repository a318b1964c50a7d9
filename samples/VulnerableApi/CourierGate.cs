using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Couriers ask what to fetch. Their old scanners have tokens that name no audience.</summary>
internal sealed class CourierGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<CourierGate> logger)
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
            RequireAudience = false, // JWT2009
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A courier was refused");
        return result.IsValid;
    }
}
