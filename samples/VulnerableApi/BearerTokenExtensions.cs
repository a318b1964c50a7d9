using System.Net.Http.Headers;

namespace Shop;

internal static class BearerTokenExtensions
{
    /// <summary>The token of <c>Authorization: Bearer</c> (RFC 6750 section 2.1), or an empty string.</summary>
    public static string BearerToken(this HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header is { Scheme: "Bearer", Parameter: { } token }
            ? token
            : "";
}
