using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Vouchers are for whoever has a token of ours.</summary>
internal sealed class VoucherGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<VoucherGate> logger)
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
            logger.LogWarning(result.Exception, "A voucher was refused");
        return result.IsValid;
    }
}
