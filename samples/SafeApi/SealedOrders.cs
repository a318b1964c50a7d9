using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>Orders for the warehouse, in a token that only the warehouse can read.</summary>
internal sealed class SealedOrders(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private static readonly RsaSecurityKey Warehouse = new(RSA.Create(2048));
    private readonly JsonWebTokenHandler _handler = new();

    public string Issue(User user) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "orders+jwt",
        Issuer = configuration["Jwt:Issuer"],
        Audience = configuration["Jwt:Audience"],
        Expires = DateTime.UtcNow.AddMinutes(15),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = user.Name,
            ["orders"] = Orders.Report.ToString() ?? "",
            ["jti"] = Guid.NewGuid().ToString(),
        },
        SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
        EncryptingCredentials = new EncryptingCredentials(Warehouse, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512),
    });
}
