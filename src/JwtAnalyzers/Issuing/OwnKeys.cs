using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;

namespace JwtAnalyzers.Issuing;

/// <summary>The keys that a program signs its tokens with. Read when it is asked for.</summary>
/// <param name="own">The tokens.</param>
internal sealed class OwnKeys(OwnTokens own)
{
    /// <summary>A program that makes tokens in more places has more than one kind.</summary>
    private const int MostTokens = 16;

    private static readonly Remembered<OwnTokens, IReadOnlyList<KnownToken>> All = new(Find);

    /// <summary>The tokens that are signed with a key, and those that may be; none where none surely is.</summary>
    public IReadOnlyList<KnownToken> SignedWith(KeyNames key, CancellationToken cancellation)
    {
        var all = All.Of(own, cancellation);
        return all.Any(token => key.IsAmong(token.Key)) ? [.. all.Where(token => !token.Key.IsComplete || key.IsAmong(token.Key))] : [];
    }

    private static IReadOnlyList<KnownToken> Find(OwnTokens own, CancellationToken cancellation)
    {
        var members = new MemberReader(own.Compilation);
        var signed = own.Signed(cancellation);
        return signed.Length > MostTokens
            ? []
            : [.. signed.Select(token => new KnownToken(token, NamesOf(token.Keys)!, NamesOf(token.Issuers), NamesOf(token.Audiences)))];

        KeyNames? NamesOf(IReadOnlyList<Configuration.ValueEnds> ends) =>
            ends.Count == 0 ? null : KeyNames.Of(ends, own.Compilation, members, cancellation);
    }
}

/// <summary>A token, and where its key, its issuer and its audience come from over the whole compilation.</summary>
internal sealed record KnownToken(SignedToken Token, KeyNames Key, KeyNames? Issuer, KeyNames? Audience)
{
    /// <summary>Whether its issuer is the same for all such tokens, or none.</summary>
    public bool HasOneIssuer => Issuer?.IsOne is not false;

    /// <summary>Whether it has the issuer that another has, or neither has one.</summary>
    public bool HasIssuerOf(KnownToken other) =>
        Issuer is null || other.Issuer is null ? Issuer is null && other.Issuer is null : Issuer.IsAmong(other.Issuer);

    /// <summary>The same of its audience.</summary>
    public bool HasOneAudience => Audience?.IsOne is not false;
}
