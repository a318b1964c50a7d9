using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Guests may look at the prices: who would forge a token for that?</summary>
internal sealed class GuestTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    private SigningCredentials Credentials => new(signingKey, SecurityAlgorithms.HmacSha256);

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor // JWT1003
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddMinutes(15),
        Claims = new Dictionary<string, object> { ["sub"] = "guest" },
    });
}
