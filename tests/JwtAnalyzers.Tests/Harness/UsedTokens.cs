using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>What a recipient that takes a token once remembers.</summary>
internal sealed class UsedTokens : ITokenReplayCache
{
    private readonly ConcurrentDictionary<string, DateTime> _tokens = new();

    public bool TryAdd(string securityToken, DateTime expiresOn) => _tokens.TryAdd(securityToken, expiresOn);

    public bool TryFind(string securityToken) => _tokens.ContainsKey(securityToken);
}
