using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The people at the phone bring a token of their own.</summary>
internal sealed class SupportGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<SupportGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> OpensAsync(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
        };
        try
        {
            await _handler.ValidateTokenAsync(token, parameters); // JWT1005
            return true;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            logger.LogWarning(exception, "A call to support was refused");
            return false;
        }
    }
}
