using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

internal static class SigningKey
{
    public static SymmetricSecurityKey From(IConfiguration configuration) =>
        new(Encoding.UTF8.GetBytes(configuration["Jwt:Key"] ?? throw new InvalidOperationException("Set Jwt:Key to at least 32 random characters.")));
}
