using System.Collections.Immutable;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Libraries.IdentityWeb;

/// <summary>
/// Microsoft.Identity.Web, which wants a scope or a role in each token unless it is told that the code has a list of the
/// applications it trusts.
/// </summary>
internal sealed class IdentityWebTokens : TokenAdapter
{
    // Such a list is one of application ids, which a token names in 'azp' or, in version 1, 'appid'.
    public override ImmutableArray<Safeguard> Safeguards { get; } = ImmutableArray.Create(
        new Safeguard(
            "Microsoft.Identity.Web.MicrosoftIdentityOptions", "AllowWebApiToBeAuthorizedByACL", ImmutableArray.Create<object>(true),
            Protection.SignIn, "an application that was granted nothing is let in, and no code looks at which one it is ('azp', 'appid')")
        {
            IsSafeToRemove = false,
            ReplacedBy = ImmutableArray.Create("azp", "appid", "azpacr", "oid", "sub", "roles", "scp"),
        });
}
