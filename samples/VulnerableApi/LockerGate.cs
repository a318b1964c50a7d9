using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>What lies in the parcel lockers. Their maker's manual says which key to use.</summary>
internal sealed class LockerGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<LockerGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly SymmetricSecurityKey _lockerKey = new(Encoding.UTF8.GetBytes("a-string-secret-at-least-256-bits-long")); // JWT3002

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = [signingKey, _lockerKey],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A locker was refused");
        return result.IsValid;
    }
}
