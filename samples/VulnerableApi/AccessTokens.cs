using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

internal sealed record TokenPair(string AccessToken, string RefreshToken);

internal sealed class AccessTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    /// <summary>The <c>typ</c> of an access token (RFC 9068 section 2.1): no other token of the issuer can take its place.</summary>
    public const string Type = "at+jwt";

    private readonly JsonWebTokenHandler _handler = new();

    public string Issue(User user) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = Type,
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
