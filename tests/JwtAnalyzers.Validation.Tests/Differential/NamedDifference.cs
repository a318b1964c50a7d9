namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>A case in which a handler answers otherwise than the reference validator, on purpose of ours.</summary>
/// <param name="Name">What differs, and why ours stays.</param>
/// <param name="Handlers">The handlers that differ, separated by spaces.</param>
/// <param name="OurCode">Our only reason to refuse; empty where we accept and they refuse.</param>
/// <param name="Explains">Whether the generated token has what makes the difference.</param>
internal sealed record NamedDifference(string Name, string Handlers, string OurCode, Func<GeneratedToken, GeneratedSettings, bool> Explains)
{
    private const string Both = "JsonWebTokenHandler JwtSecurityTokenHandler";

    /// <summary>All of them, observed on Microsoft.IdentityModel 8.23.0. The list may only shrink: a test fails for one that no longer occurs.</summary>
    public static IReadOnlyList<NamedDifference> All { get; } =
    [
        // What they accept and we refuse.
        new(
            "crit is ignored (RFC 7515 section 4.1.11: a recipient that does not understand an extension MUST refuse)",
            Both, "critical-extension", (token, _) => token.Extra is "crit" or "empty crit"),
        new(
            "b64 = false is ignored, and the payload is read as base64url (RFC 7797 section 7: not in a JWT)",
            Both, "unencoded-payload", (token, _) => token.Extra == "b64 false"),
        new(
            "of two members with one name, the last counts (RFC 7515 section 4 and RFC 7519 section 4 allow that or refusing; two readers may then read two tokens)",
            Both, "malformed-header", (token, _) => token.Extra == "duplicate alg"),
        new(
            "of two claims with one name, the last counts",
            Both, "malformed-claims", (token, _) => token.Extra == "duplicate exp"),
        new(
            "padding after the signature is skipped (RFC 7515 section 2: base64url without padding)",
            "JsonWebTokenHandler", "not-base64url", (token, _) => token.Extra == "padding"),
        new(
            "a registered claim of the wrong type is converted or taken for absent (RFC 7519 section 4.1)",
            Both, "malformed-claim",
            (token, _) => token.Expiration is "text" or "null" || token.NotBefore is "text" or "null" || token.Audience is "null" or "number" or "mixed array"
                || token.Issuer is "null" or "number" or "array" || token.Extra is "sub number" or "jti number" or "iat text"),
        new(
            "typ or kid as a number is converted to text (RFC 7515 sections 4.1.4 and 4.1.9: a string)",
            "JwtSecurityTokenHandler", "malformed-header-parameter", (token, _) => token.Type == "number" || token.Extra == "number as kid"),
        new(
            "a slash at the end of aud is ignored (IgnoreTrailingSlashWhenValidatingAudience is true by default; RFC 7519 section 2: without transformation)",
            Both, "foreign-audience", (token, _) => token.Audience == "slash"),
        new(
            "an empty array as aud counts as absent (RFC 7519 section 4.1.3: it is present and names nobody)",
            Both, "foreign-audience", (token, settings) => token.Audience == "empty array" && !settings.RequireAudience),

        // What they refuse and we accept.
        new(
            "typ is compared letter by letter (RFC 7515 section 4.1.9: a media type, which RFC 2045 section 5.1 compares without regard to case)",
            Both, "", (token, settings) => token.Type == "AT+JWT" && settings.ChecksType),
        new(
            "a date beyond what a long holds is refused (RFC 7519 section 2 sets no limit)",
            Both, "", (token, _) => token.Expiration == "overflow" || token.NotBefore == "overflow"),
        new(
            "an nbf after exp is refused (IDX10224), even where the clock skew covers both (no RFC asks for it)",
            Both, "", (token, settings) => settings.ValidateLifetime && settings.SkewMinutes > 0
                && (token.NotBefore is "after exp" or "in 1 hour" || token.Expiration is "1 hour ago")),
    ];
}
