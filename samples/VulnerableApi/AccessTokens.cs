using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

internal sealed record TokenPair(string AccessToken, string RefreshToken);

internal sealed class AccessTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    public string Issue(User user) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddMinutes(15),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = user.Name,
            ["role"] = user.Role,
            ["jti"] = Guid.NewGuid().ToString(),
        },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });
}
