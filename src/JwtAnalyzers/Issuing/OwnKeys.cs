using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;

namespace JwtAnalyzers.Issuing;

/// <summary>The keys that a program signs its tokens with. Read when it is asked for.</summary>
/// <param name="own">The tokens.</param>
internal sealed class OwnKeys(OwnTokens own)
{
    private static readonly Remembered<OwnTokens, IReadOnlyList<(SignedToken Token, KeyNames Key)>> All = new(Find);

    /// <summary>The tokens that are signed with a key.</summary>
    public IReadOnlyList<SignedToken> SignedWith(KeyNames key, CancellationToken cancellation) =>
        [.. All.Of(own, cancellation).Where(signed => key.IsAmong(signed.Key)).Select(signed => signed.Token)];

    private static IReadOnlyList<(SignedToken Token, KeyNames Key)> Find(OwnTokens own, CancellationToken cancellation)
    {
        var members = new MemberReader(own.Compilation);
        return
        [
            .. own.Signed(cancellation)
                .Select(token => (token, KeyNames.Of(token.Keys, own.Compilation, members, cancellation))),
        ];
    }
}
