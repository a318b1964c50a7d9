using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Guests may look at the prices, with a token that nobody else can write.</summary>
internal sealed class GuestTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    private SigningCredentials Credentials => new(signingKey, SecurityAlgorithms.HmacSha256);

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddMinutes(15),
        Claims = new Dictionary<string, object> { ["sub"] = "guest" },
        SigningCredentials = Credentials,
    });
}
