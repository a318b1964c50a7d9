using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Shops of the franchise, each of which has a login of its own.</summary>
internal sealed class FranchiseGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<FranchiseGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters = new()
    {
        ValidateIssuer = false, // JWT2004
        ValidAudience = configuration["Jwt:Audience"],
        IssuerSigningKey = signingKey,
        ValidTypes = [AccessTokens.Type],
    };

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A shop of the franchise was refused");
        return result.IsValid;
    }
}
