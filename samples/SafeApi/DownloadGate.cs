using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>An invoice is downloaded with a token that works once.</summary>
internal sealed class DownloadGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<DownloadGate> logger)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly UsedTokens _used = new();

    public async Task<bool> OpensAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration["Jwt:Issuer"],
            ValidAudience = configuration["Jwt:Audience"],
            IssuerSigningKey = signingKey,
            ValidTypes = [AccessTokens.Type],
            ValidateTokenReplay = true,
            TokenReplayCache = _used,
        });
        if (!result.IsValid)
            logger.LogWarning(result.Exception, "A download was refused");
        return result.IsValid;
    }
}

/// <summary>Remembers tokens for as long as they could be used again. Where the API runs more than once, a database does this.</summary>
internal sealed class UsedTokens : ITokenReplayCache
{
    // Tokens are accepted for five minutes after they expired: the default of ClockSkew.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Issuer, string Id), DateTime> _expiries = new();

    public bool TryAdd(string securityToken, DateTime expiresOn)
    {
        foreach (var (used, expiry) in _expiries)
        {
            if (expiry + Margin < DateTime.UtcNow)
                _expiries.TryRemove(used, out _);
        }

        // A token without a 'jti' cannot be told from another, and is refused.
        return NameOf(securityToken) is { Id: not "" } name && _expiries.TryAdd(name, expiresOn);
    }

    public bool TryFind(string securityToken) => _expiries.ContainsKey(NameOf(securityToken));

    // Not the text: with '=' behind it, it is another text and the same token. The signature has been verified when the library asks.
    private static (string Issuer, string Id) NameOf(string securityToken)
    {
        var token = new JsonWebToken(securityToken);
        return (token.Issuer, token.Id);
    }
}
