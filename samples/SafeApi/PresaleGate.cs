using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Who may buy early has a token that is valid from the start of the sale.</summary>
internal sealed class PresaleGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<PresaleGate> logger)
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
            logger.LogWarning(result.Exception, "A buyer was refused");
        return result.IsValid;
    }
}
