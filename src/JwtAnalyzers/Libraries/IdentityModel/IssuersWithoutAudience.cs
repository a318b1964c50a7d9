namespace JwtAnalyzers.Libraries.IdentityModel;

/// <summary>
/// Issuers whose access tokens have no <c>aud</c>: Amazon Cognito writes <c>client_id</c>, Clerk <c>azp</c>. Whoever requires an
/// audience of them turns everybody away (measured on tokens of that shape: every request is answered with 401).
/// </summary>
internal static class IssuersWithoutAudience
{
    private static readonly string[] Addresses = ["//cognito-idp.", ".clerk.accounts.dev", "//clerk."];

    // A setting that has its name, where the address stands nowhere. A clerk is a person in a shop, too.
    private static readonly string[] Settings = ["Cognito", "cognito", "COGNITO", "\"Clerk\"", "\"Clerk:", "\"CLERK_", "\"Clerk__"];

    /// <summary>Whether an address is one of theirs.</summary>
    public static bool Have(string address) => Addresses.Any(part => address.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a file names one of them.</summary>
    public static bool AreNamedIn(string text) => Have(text) || Settings.Any(name => IsNamed(name, text));

    // Other than in "incognito".
    private static bool IsNamed(string name, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at < 2 || string.Compare(text, at - 2, "in", 0, 2, StringComparison.OrdinalIgnoreCase) != 0)
                return true;
        }

        return false;
    }
}
