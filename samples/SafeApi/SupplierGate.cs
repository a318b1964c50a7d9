using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Suppliers sign with keys that they have given us before.</summary>
internal sealed class SupplierGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<SupplierGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly IList<JsonWebKey> _keys = new JsonWebKeySet(configuration["Jwt:SupplierKeys"]).Keys;

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeyResolver = (_, _, keyId, _) => _keys.Where(key => key.KeyId == keyId).DefaultIfEmpty<SecurityKey>(signingKey),
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A supplier was refused");
        return result.IsValid;
    }
}
