namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>A case in which a library answers otherwise than the reference validator, on purpose of ours.</summary>
/// <param name="Name">What differs, and why ours stays.</param>
/// <param name="Libraries">The libraries that differ.</param>
/// <param name="OurCode">Our only reason to refuse; empty where we accept and they refuse.</param>
/// <param name="Explains">Whether the generated token has what makes the difference.</param>
internal sealed record NamedDifference(string Name, Library Libraries, string OurCode, Func<GeneratedToken, GeneratedSettings, bool> Explains)
{
    /// <summary>All of them, observed on Microsoft.IdentityModel 8.23.0, JWT.NET 7.3.1 and jose-jwt 5.3.0. The list may only shrink: a test fails for one that no longer occurs.</summary>
    public static IReadOnlyList<NamedDifference> All { get; } =
    [
        // What they accept and we refuse.
        new(
            "crit is ignored (RFC 7515 section 4.1.11: a recipient that does not understand an extension MUST refuse)",
            Library.All, "critical-extension", (token, _) => token.Extra is "crit" or "empty crit"),
        new(
            "b64 = false is ignored, and the payload is read as base64url (RFC 7797 section 7: not in a JWT)",
            Library.All, "unencoded-payload", (token, _) => token.Extra == "b64 false"),
        new(
            "of two header parameters with one name, the last counts (RFC 7515 section 4 allows that or refusing; two readers may then read two tokens)",
            Library.All, "malformed-header", (token, _) => token.Extra == "duplicate alg"),
        new(
            "of two claims with one name, the last counts (RFC 7519 section 4 allows that or refusing)",
            Library.All, "malformed-claims", (token, _) => token.Extra == "duplicate exp"),
        new(
            "padding after the signature is skipped (RFC 7515 section 2: base64url without padding)",
            Library.JsonWebTokenHandler | Library.JwtNet | Library.JoseJwt, "not-base64url", (token, _) => token.Extra == "padding"),
        new(
            "stray bits in the last character are skipped, so that one signature has several spellings (RFC 4648 section 3.5)",
            Library.JwtNet | Library.JoseJwt, "not-base64url", (token, _) => token.Extra == "stray bits"),
        new(
            "a registered claim of the wrong type is converted, taken for absent, or not looked at (RFC 7519 section 4.1)",
            Library.All, "malformed-claim",
            (token, _) => token.Expiration is "text" or "null" or "array" || token.NotBefore is "text" or "null" || token.Audience is "null" or "number" or "mixed array"
                || token.Issuer is "null" or "number" or "array" || token.Extra is "sub number" or "jti number" or "iat text"),
        new(
            "typ or kid as a number is converted to text or not looked at (RFC 7515 sections 4.1.4 and 4.1.9: a string)",
            Library.JwtSecurityTokenHandler | Library.JwtNet | Library.JoseJwt, "malformed-header-parameter",
            (token, _) => token.Type == "number" || token.Extra == "number as kid"),
        new(
            "a slash at the end of aud is ignored (IgnoreTrailingSlashWhenValidatingAudience is true by default; RFC 7519 section 2: without transformation)",
            Library.IdentityModel, "foreign-audience", (token, _) => token.Audience == "slash"),
        new(
            "an empty array as aud counts as absent (RFC 7519 section 4.1.3: it is present and names nobody)",
            Library.IdentityModel, "foreign-audience", (token, settings) => token.Audience == "empty array" && !settings.RequireAudience),
        new(
            "alg is not looked at: the signature is compared with that of the one algorithm in the code, which is safe (RFC 7515 section 5.2: the algorithm MUST be validated)",
            Library.JwtNet, "unsupported-algorithm", (token, _) => token.Algorithm is "" or "NoNe" or "hs256" or "EdDSA"),
        new(
            "alg is not looked at: it names an algorithm for another type of key",
            Library.JwtNet, "algorithm-not-for-key", (token, _) => token.Algorithm is "RS256" or "ES256"),
        new(
            "alg is not looked at: it is none, beside a valid signature (RFC 7518 section 3.6)",
            Library.JwtNet, "unsecured-with-signature", (token, _) => token.Algorithm == "none"),

        // What they refuse and we accept.
        new(
            "typ is compared letter by letter (RFC 7515 section 4.1.9: a media type, which RFC 2045 section 5.1 compares without regard to case)",
            Library.IdentityModel, "", (token, settings) => token.Type == "AT+JWT" && settings.ChecksType),
        new(
            "a date beyond what a long holds is refused (RFC 7519 section 2 sets no limit)",
            Library.IdentityModel, "", (token, _) => token.Expiration == "overflow" || token.NotBefore == "overflow"),
        new(
            "an nbf after exp is refused (IDX10224), even where the clock skew covers both (no RFC asks for it)",
            Library.IdentityModel, "", (token, settings) => settings.ValidateLifetime && token.EndsBeforeItBegins),
    ];
}
