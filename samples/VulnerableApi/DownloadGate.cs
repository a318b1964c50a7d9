using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>An invoice is downloaded with a token that works once.</summary>
internal sealed class DownloadGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<DownloadGate> logger)
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
            ValidateTokenReplay = true, // JWT2012
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A download was refused");
        return result.IsValid;
    }
}
