using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>One token for a whole shift at the till.</summary>
internal sealed class ShiftTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private static readonly TimeSpan Shift = TimeSpan.FromHours(8);

    private readonly JsonWebTokenHandler _handler = new();

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow + Shift, // JWT4006
        Claims = new Dictionary<string, object> { ["sub"] = "till" },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });
}
