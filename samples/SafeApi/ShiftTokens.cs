using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The till gets a new token every half hour of a shift.</summary>
internal sealed class ShiftTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly JsonWebTokenHandler _handler = new();

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow + Lifetime,
        Claims = new Dictionary<string, object> { ["sub"] = "till" },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });
}
