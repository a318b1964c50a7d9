using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Parcels come back through our own people, and through the carrier, who signs with a key of its own.</summary>
internal sealed class ParcelGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ParcelGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly RSA _carrier = PublicKey(configuration);

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = [signingKey, new RsaSecurityKey(_carrier)],
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A parcel was refused");
        return result.IsValid;
    }

    private static RSA PublicKey(IConfiguration configuration)
    {
        var key = RSA.Create();
        key.ImportFromPem(configuration["Jwt:CarrierKey"]);
        return key;
    }
}
