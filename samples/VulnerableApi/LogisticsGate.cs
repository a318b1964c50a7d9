using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The warehouses of our partner, whose tokens are signed with the key of a certificate.</summary>
internal sealed class LogisticsGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<LogisticsGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly X509SecurityKey _partner = new(X509Certificate2.CreateFromPem(configuration["Jwt:LogisticsCertificate"]));

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKeys = [signingKey, _partner],
            ValidateIssuerSigningKey = false, // JWT2014
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A warehouse was refused");
        return result.IsValid;
    }
}
