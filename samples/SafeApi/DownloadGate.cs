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
    private readonly ConcurrentDictionary<string, DateTime> _expiries = new();

    public bool TryAdd(string securityToken, DateTime expiresOn)
    {
        foreach (var (token, expiry) in _expiries)
        {
            if (expiry + Margin < DateTime.UtcNow)
                _expiries.TryRemove(token, out _);
        }

        return _expiries.TryAdd(securityToken, expiresOn);
    }

    public bool TryFind(string securityToken) => _expiries.ContainsKey(securityToken);
}
