using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Issuing;

/// <summary>Names of tokens that live longer than an access token on purpose, and are taken back by other means.</summary>
internal static class LastingPurposes
{
    private static readonly HashSet<string> Purposes = new(StringComparer.Ordinal)
    {
        "refresh", // exchanged, and looked up when it is
        // A link in a letter, good for one purpose.
        "confirm", "confirmation", "verification", "reset", "activation", "invite", "invitation", "unsubscribe",
        "license", "licence",
    };

    /// <summary>A client secret that is a token is one that the issuer lets live for months (Sign in with Apple: six).</summary>
    public static bool IsNamedBy(string name) =>
        TokenNames.Words(name) is var words && (words.Any(Purposes.Contains) || (words.Contains("client") && words.Contains("secret")));
}
