using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>What comes back. Labels are signed with a key that lives as long as the process.</summary>
internal sealed class ReturnsGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ReturnsGate> logger)
{
    private readonly SymmetricSecurityKey _labelKey = new(RandomNumberGenerator.GetBytes(64));
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = [signingKey, _labelKey],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A label was refused");
        return result.IsValid;
    }
}
