using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The profile page belongs to whoever the token names.</summary>
internal sealed class ProfileGate(UserStore users, IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<ProfileGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<User?> UserOfAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
        });
        if (!result.IsValid)
        {
            logger.LogWarning(result.Exception, "A profile was refused");
            return null;
        }

        return users.FindByName(((JsonWebToken)result.SecurityToken).Subject);
    }
}
