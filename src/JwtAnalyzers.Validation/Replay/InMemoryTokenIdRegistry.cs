using System.Collections.Concurrent;

namespace JwtAnalyzers.Validation.Replay;

/// <summary>A registry in the memory of one process. It forgets nothing, and so is for tests and short runs.</summary>
public sealed class InMemoryTokenIdRegistry : ITokenIdRegistry
{
    private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool Contains(string tokenId) => _ids.ContainsKey(tokenId);

    /// <inheritdoc />
    public bool TryAdd(string tokenId) => _ids.TryAdd(tokenId, true);
}
