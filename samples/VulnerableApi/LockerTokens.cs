using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Opens a locker with a parcel, whoever runs the lockers.</summary>
internal sealed class LockerTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor // JWT4004
    {
        Issuer = configuration["Jwt:Issuer"],
        Claims = new Dictionary<string, object> { ["sub"] = "locker" },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });
}
