using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>A member card is a token that our shops' terminals show at the door.</summary>
internal sealed class MemberCards(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly JsonWebTokenHandler _handler = new();

    public string Issue(User user) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "member-card+jwt",
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddMinutes(15),
        Subject = new ClaimsIdentity(ClaimsOf(user)),
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
    });

    private static IEnumerable<Claim> ClaimsOf(User user)
    {
        yield return new Claim("sub", user.Name);
        yield return new Claim("jti", Guid.NewGuid().ToString());
        // Changes when the password does: the terminal then asks again.
        yield return new Claim("stamp", user.PasswordHash); // JWT4003
    }
}
