using System.Collections.Immutable;

namespace JwtAnalyzers.Analyzers.Safeguards;

/// <summary>
/// Public issuers, which that name nothing but https addresses in their discovery documents. One's own may stand behind a proxy
/// and name http ones for the keys, though it is itself reached over https: where that is so, users could not sign in any more without
/// <c>RequireHttpsMetadata = false</c>.
/// </summary>
internal static class PublicIssuers
{
    private static readonly ImmutableArray<string> Hosts = ImmutableArray.Create(
        "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "sts.windows.net",
        "accounts.google.com", "securetoken.google.com", "appleid.apple.com");

    private static readonly ImmutableArray<string> Domains = ImmutableArray.Create(
        ".b2clogin.com", ".ciamlogin.com", ".auth0.com", ".okta.com", ".oktapreview.com");

    public static bool Contains(string host) =>
        Hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        || Domains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
