namespace JwtAnalyzers.Validation.Replay;

/// <summary>
/// The ids (<c>jti</c>, RFC 7519 section 4.1.7) of tokens that were used, or that were taken back. Safe for use by several
/// threads.
/// </summary>
public interface ITokenIdRegistry
{
    /// <summary>Whether the id is in the registry.</summary>
    bool Contains(string tokenId);

    /// <summary>Puts the id into the registry.</summary>
    /// <returns>False where it was there already: of several callers with one id, exactly one gets true.</returns>
    bool TryAdd(string tokenId);
}
