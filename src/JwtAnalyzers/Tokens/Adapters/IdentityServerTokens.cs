using System.Collections.Immutable;

namespace JwtAnalyzers.Tokens.Adapters;

/// <summary>Duende IdentityServer and IdentityServer4, whose clients are safe as they are made (facts/libraries.md, section 5).</summary>
internal sealed class IdentityServerTokens : TokenAdapter
{
    private static readonly ImmutableArray<object> On = ImmutableArray.Create<object>(true);

    public override ImmutableArray<Safeguard> Safeguards { get; } = new[] { "Duende.IdentityServer.Models.Client", "IdentityServer4.Models.Client" }.SelectMany(Of).ToImmutableArray();

    // There may be clients that do as they are allowed to.
    // 'RequirePkce = false' is not among them: it has no effect on clients of other flows, and a nonce can stand in for it (RFC 9700 section 2.1.1).
    private static IEnumerable<Safeguard> Of(string client) =>
    [
        new(client, "AllowPlainTextPkce", On, Protection.SignIn, "whoever sees the request for a code can redeem the code") { IsSafeToRemove = false },
        new(client, "AllowAccessTokensViaBrowser", On, Protection.SignIn, "the access token passes through the browser's address bar") { IsSafeToRemove = false },
    ];
}
