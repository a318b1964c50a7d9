using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Suppliers sign with keys of their own, and send them along.</summary>
internal sealed class SupplierGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<SupplierGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeyResolver = (_, securityToken, _, _) => // JWT1007
                ((JsonWebToken)securityToken).TryGetHeaderValue("jwk", out JsonElement key) ? [new JsonWebKey(key.GetRawText())] : [signingKey],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A supplier was refused");
        return result.IsValid;
    }
}
