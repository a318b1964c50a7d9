using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>The keys that a program signs its tokens with, and what of those tokens is one with them. Read when it is asked for.</summary>
/// <param name="own">The tokens.</param>
internal sealed class OwnKeys(OwnTokens own)
{
    private static readonly Remembered<OwnTokens, IReadOnlyList<(TokenMaking Token, KeyNames Key)>> All = new(Find);

    /// <summary>The tokens that are signed with a key.</summary>
    public IReadOnlyList<TokenMaking> SignedWith(KeyNames key, CancellationToken cancellation) =>
        [.. All.Of(own, cancellation).Where(signed => key.IsAmong(signed.Key)).Select(signed => signed.Token)];

    /// <summary>Whether all tokens name the same issuer, or none.</summary>
    public static bool HaveOneIssuer(IEnumerable<TokenMaking> tokens) => tokens.All(token => !Varies("iss", token.Issuers, token));

    /// <summary>The same for the audience.</summary>
    public static bool HaveOneAudience(IEnumerable<TokenMaking> tokens) => tokens.All(token => !Varies("aud", token.Audiences, token));

    /// <summary>Whether a claim has another value for each tenant, client or partner.</summary>
    private static bool Varies(string claim, IEnumerable<IOperation> given, TokenMaking token) =>
        given.Concat(token.Claims.Claims.TryGetValue(claim, out var value) && value is not null ? [value] : []).Any(each =>
        {
            ValueEnds? ends = null;
            TooMuchToReadException.Guard(() => ends = ValueEnds.Of(each, token.Bodies));
            return ends is not { IsComplete: true } || ends.GivenByOthers.Any(receiver => receiver is IParameterSymbol);
        });

    private static IReadOnlyList<(TokenMaking Token, KeyNames Key)> Find(OwnTokens own, CancellationToken cancellation)
    {
        var members = new MemberReader(own.Compilation);
        return [.. own.All(cancellation).Select(token => token.Making).OfType<TokenMaking>().Where(made => made.Keys.Count > 0)
            .Select(made => (made, KeyNames.Of(made.Keys.Select(key => (key, made.Bodies)), own.Compilation, members, cancellation)))];
    }
}
