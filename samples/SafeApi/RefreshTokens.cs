using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Shop;

internal sealed record RefreshRequest(string RefreshToken);

/// <summary>Opaque refresh tokens, good for one use. Only their hash is kept.</summary>
internal sealed class RefreshTokens
{
    private readonly ConcurrentDictionary<string, (User User, DateTime Expires)> _issued = new();

    public string Issue(User user)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _issued[Hash(token)] = (user, DateTime.UtcNow.AddDays(1));
        return token;
    }

    public User? Redeem(RefreshRequest request) =>
        _issued.TryRemove(Hash(request.RefreshToken), out var issued) && issued.Expires > DateTime.UtcNow ? issued.User : null;

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}
