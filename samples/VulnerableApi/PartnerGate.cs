using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Partners bring a token that they got for one of their own services.</summary>
internal sealed class PartnerGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<PartnerGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters = Parameters(configuration["Jwt:Issuer"], signingKey);

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A partner was refused");
        return result.IsValid;
    }

    private static TokenValidationParameters Parameters(string? issuer, SecurityKey key) => new()
    {
        ValidIssuer = issuer,
        IssuerSigningKey = key,
        ValidTypes = [AccessTokens.Type],
        ValidateAudience = false // JWT2003
    };
}
