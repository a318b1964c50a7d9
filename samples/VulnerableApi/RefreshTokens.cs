using System.Collections.Concurrent;
using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

internal sealed record RefreshRequest(string AccessToken, string RefreshToken);

/// <summary>Opaque refresh tokens, good for one use. Only their hash is kept.</summary>
internal sealed class RefreshTokens(IConfiguration configuration, SymmetricSecurityKey signingKey)
{
    private readonly ConcurrentDictionary<string, (User User, DateTime Expires)> _issued = new();
    private readonly JwtSecurityTokenHandler _handler = new();

    public string Issue(User user)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _issued[Hash(token)] = (user, DateTime.UtcNow.AddDays(1));
        return token;
    }

    /// <summary>The expired access token says whose session it is, and the refresh token proves it.</summary>
    public User? Redeem(RefreshRequest request) =>
        Use(request.RefreshToken) is { } user && user.Name == OwnerOf(request.AccessToken) ? user : null;

    private string? OwnerOf(string accessToken)
    {
        try
        {
            _handler.ValidateToken(accessToken, new TokenValidationParameters
            {
                ValidIssuer = configuration["Jwt:Issuer"],
                ValidAudience = configuration["Jwt:Audience"],
                IssuerSigningKey = signingKey,
                ValidTypes = [AccessTokens.Type],
                ValidateLifetime = false, // JWT2007
            }, out var token);
            return ((JwtSecurityToken)token).Subject;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException) // JWT5009
        {
            return null;
        }
    }

    private User? Use(string token) =>
        _issued.TryRemove(Hash(token), out var issued) && issued.Expires > DateTime.UtcNow ? issued.User : null;

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}
