using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Suppliers get a token with their yearly contract.</summary>
internal sealed class SupplierTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    public string Issue() => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddYears(1), // JWT4002
        Claims = new Dictionary<string, object> { ["sub"] = "supplier" },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });
}
