using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The displays in the shops hang on the wall for years, and have no keyboard.</summary>
internal sealed class DisplayTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JwtSecurityTokenHandler _handler = new();

    public string Issue()
    {
        var token = new JwtSecurityToken( // JWT4001
            configuration["Jwt:Issuer"],
            configuration["Jwt:Audience"],
            [new Claim("sub", "display")],
            signingCredentials: new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256));
        return _handler.WriteToken(token);
    }
}
