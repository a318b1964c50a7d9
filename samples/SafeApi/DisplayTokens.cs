using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The displays in the shops get a new token by themselves, long before this one expires.</summary>
internal sealed class DisplayTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JwtSecurityTokenHandler _handler = new();

    public string Issue()
    {
        var token = new JwtSecurityToken(
            configuration["Jwt:Issuer"],
            configuration["Jwt:Audience"],
            [new Claim("sub", "display")],
            expires: DateTime.UtcNow.AddMinutes(60),
            signingCredentials: new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256));
        return _handler.WriteToken(token);
    }
}
