using System.Collections.Immutable;
using JwtAnalyzers.Flow;

namespace JwtAnalyzers.Policies.Premises;

/// <summary>
/// The issuers of which anyone may get a token. Each is named by its own documentation of how a token is to be validated, which says so,
/// and to compare the audience.
/// </summary>
internal static class OpenIssuers
{
    public static ImmutableArray<OpenIssuer> All { get; } = ImmutableArray.Create<OpenIssuer>(
        // learn.microsoft.com/entra/identity-platform/access-tokens: one set of keys for all tenants.
        new("login.microsoftonline.com", "anyone with a free Entra ID tenant", SharesKeys: true),
        new("login.microsoftonline.us", "anyone with a free Entra ID tenant", SharesKeys: true),
        new("login.partner.microsoftonline.cn", "anyone with an Entra ID tenant there", SharesKeys: true),
        new("login.windows.net", "anyone with a free Entra ID tenant", SharesKeys: true),
        new("sts.windows.net", "anyone with a free Entra ID tenant", SharesKeys: true),
        // firebase.google.com/docs/auth/admin/verify-id-tokens: the keys of securetoken@system sign for all projects.
        new("securetoken.google.com", "anyone with a free Firebase project", SharesKeys: true),
        // developers.google.com/identity/openid-connect/openid-connect
        new("accounts.google.com", "anyone with a free Google account", SharesKeys: false),
        // developer.apple.com/documentation/signinwithapple
        new("appleid.apple.com", "anyone with a free Apple account", SharesKeys: false),
        // docs.github.com/actions/concepts/security/openid-connect
        new("token.actions.githubusercontent.com", "anyone with a free GitHub account", SharesKeys: false),
        // docs.gitlab.com/ci/secrets/id_token_authentication
        new("https://gitlab.com", "anyone with a free GitLab account", SharesKeys: false));

    /// <summary>The one that keys come from, where code names it.</summary>
    public static OpenIssuer? Of(TrustedKeys keys) =>
        keys.Authority is ConstantValue { Value: string address }
            ? All.FirstOrDefault(issuer => address.IndexOf(issuer.Address, StringComparison.OrdinalIgnoreCase) >= 0)
            : null;
}
