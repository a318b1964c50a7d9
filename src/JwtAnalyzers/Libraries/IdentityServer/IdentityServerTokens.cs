using System.Collections.Immutable;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Libraries.IdentityServer;

/// <summary>Duende IdentityServer and IdentityServer4, whose clients are safe as they are made (facts/libraries.md, section 5).</summary>
internal sealed class IdentityServerTokens : TokenAdapter
{
    private static readonly ImmutableArray<object> On = ImmutableArray.Create<object>(true);

    private static readonly ImmutableArray<object> Off = ImmutableArray.Create<object>(false);

    private static readonly ImmutableArray<object> CodeFlow =
        ImmutableArray.Create<object>("Code", "CodeAndClientCredentials", "authorization_code");

    // IdentityServer4 has it in the same namespace.
    private const string Keys = "Microsoft.Extensions.DependencyInjection.IdentityServerBuilderExtensionsCrypto";

    public override ImmutableArray<Safeguard> Safeguards { get; } =
        new[] { "Duende.IdentityServer.Models.Client", "IdentityServer4.Models.Client" }.SelectMany(Of)
        .Append(
            Safeguard.Call(
                Keys, "AddDeveloperSigningCredential", Protection.Keys,
                "it lies unencrypted in the application's folder, or is made anew at every start"))
        .ToImmutableArray();

    // There may be clients that do as they are allowed to. PKCE is for the code flow, and where a client has a secret a nonce can
    // stand in for it (RFC 9700 section 2.1.1): without a secret nothing can.
    private static IEnumerable<Safeguard> Of(string client) =>
    [
        new(client, "AllowPlainTextPkce", On, Protection.SignIn, "whoever sees the request for a code can redeem the code")
            { IsSafeToRemove = false },
        new(client, "AllowAccessTokensViaBrowser", On, Protection.SignIn, "the access token passes through the browser's address bar")
            { IsSafeToRemove = false },
        new(
            client, "RequirePkce", Off, Protection.SignIn,
            "whoever steals an authorization code of this client, which has no secret, can redeem it")
        {
            IsSafeToRemove = false,
            Matters = ImmutableArray.Create(("RequireClientSecret", Off), ("AllowedGrantTypes", CodeFlow)),
        },
    ];
}
