namespace JwtAnalyzers.Validation;

/// <summary>Every reason for which <see cref="ReferenceValidator"/> refuses a token.</summary>
public static class Rejections
{
    /// <summary>The text is longer than <see cref="Tokens.CompactSerialization.MaximumLength"/>.</summary>
    public static Rejection TokenTooLong { get; } = new("token-too-long", "The token is too long to be read.", "RFC 8725 section 3.4");

    /// <summary>The text is not three base64url parts with dots between them.</summary>
    public static Rejection NotCompactSerialization { get; } = new(
        "not-compact-serialization", "The token does not have three parts.", "RFC 7515 section 7.1");

    /// <summary>The text has the five parts of a JWE where a JWS is expected.</summary>
    public static Rejection EncryptedToken { get; } = new(
        "encrypted-token", "The token is encrypted where a signed one is expected.", "RFC 7516 section 9");

    /// <summary>A part is not base64url.</summary>
    public static Rejection NotBase64Url { get; } = new(
        "not-base64url", "A part of the token is not base64url, or has padding or stray bits.", "RFC 7515 section 2");

    /// <summary>The header or the payload is not UTF-8.</summary>
    public static Rejection NotUtf8 { get; } = new("not-utf8", "The header or the payload is not UTF-8.", "RFC 8725 section 3.7");

    /// <summary>The header is not a JSON object with unique members.</summary>
    public static Rejection MalformedHeader { get; } = new(
        "malformed-header", "The header is not a JSON object with unique members.", "RFC 7515 section 4");

    /// <summary>A header parameter is absent that must be present, or has a value of the wrong type.</summary>
    public static Rejection MalformedHeaderParameter { get; } = new(
        "malformed-header-parameter", "A header parameter is missing or has the wrong type.", "RFC 7515 section 4.1");

    /// <summary>The header has <c>crit</c>. No extension is understood here, so it is always refused.</summary>
    public static Rejection CriticalExtension { get; } = new(
        "critical-extension", "The header names an extension that must be understood and is not.", "RFC 7515 section 4.1.11");

    /// <summary>The header asks for a payload that is not base64url-encoded.</summary>
    public static Rejection UnencodedPayload { get; } = new(
        "unencoded-payload", "The payload is not encoded, which is not allowed in a JWT.", "RFC 7797 section 7");

    /// <summary>The payload is not a JSON object with unique members.</summary>
    public static Rejection MalformedClaims { get; } = new(
        "malformed-claims", "The payload is not a JSON object with unique members.", "RFC 7519 section 4");

    /// <summary>A registered claim has a value of the wrong type.</summary>
    public static Rejection MalformedClaim { get; } = new(
        "malformed-claim", "A registered claim has the wrong type.", "RFC 7519 section 4.1");

    /// <summary><c>alg</c> is <c>none</c>, or the signature is empty.</summary>
    public static Rejection UnsignedToken { get; } = new("unsigned-token", "The token is not signed.", "RFC 8725 section 3.2");

    /// <summary><c>alg</c> is <c>none</c>, and yet there is a signature.</summary>
    public static Rejection UnsecuredWithSignature { get; } = new(
        "unsecured-with-signature", "The token says it is not signed and has a signature.", "RFC 7518 section 3.6");

    /// <summary><c>alg</c> is no algorithm known here, and not <c>none</c>.</summary>
    public static Rejection UnsupportedAlgorithm { get; } = new(
        "unsupported-algorithm", "The signature algorithm is not supported.", "RFC 7515 section 5.2");

    /// <summary>No trusted key is made for <c>alg</c>: wrong type, wrong curve, too short, or pinned to another algorithm.</summary>
    public static Rejection AlgorithmNotForKey { get; } = new(
        "algorithm-not-for-key", "No trusted key may be used with the signature algorithm.", "RFC 8725 section 3.1");

    /// <summary>The signature was not made with a trusted key, or not for this content.</summary>
    public static Rejection InvalidSignature { get; } = new(
        "invalid-signature", "The signature was not made by a trusted key over this content.", "RFC 7515 section 5.2");

    /// <summary>The time is at or after <c>exp</c>.</summary>
    public static Rejection TokenExpired { get; } = new("token-expired", "The token has expired.", "RFC 7519 section 4.1.4");

    /// <summary>There is no <c>exp</c>.</summary>
    public static Rejection ExpirationMissing { get; } = new("expiration-missing", "The token never expires.", "RFC 9068 section 2.2");

    /// <summary>The time is before <c>nbf</c>.</summary>
    public static Rejection TokenNotYetValid { get; } = new("token-not-yet-valid", "The token is not valid yet.", "RFC 7519 section 4.1.5");

    /// <summary>There is no <c>aud</c>.</summary>
    public static Rejection AudienceMissing { get; } = new("audience-missing", "The token names no audience.", "RFC 8725 section 3.9");

    /// <summary><c>aud</c> holds none of the recipient's names.</summary>
    public static Rejection ForeignAudience { get; } = new(
        "foreign-audience", "The token is for another audience.", "RFC 7519 section 4.1.3");

    /// <summary>There is no <c>iss</c>.</summary>
    public static Rejection IssuerMissing { get; } = new("issuer-missing", "The token names no issuer.", "RFC 8725 section 3.8");

    /// <summary><c>iss</c> is not a trusted issuer.</summary>
    public static Rejection ForeignIssuer { get; } = new(
        "foreign-issuer", "The token is from an issuer that is not trusted.", "RFC 8725 section 3.8");

    /// <summary>There is no <c>typ</c>, or it is not one that is expected.</summary>
    public static Rejection WrongType { get; } = new("wrong-type", "The token is of another type.", "RFC 8725 section 3.11");

    /// <summary><c>jti</c> is that of a token that was presented before.</summary>
    public static Rejection TokenReplayed { get; } = new("token-replayed", "The token was used before.", "RFC 7519 section 4.1.7");

    /// <summary><c>jti</c> is that of a token that was taken back.</summary>
    public static Rejection TokenRevoked { get; } = new("token-revoked", "The token was revoked.", "RFC 7519 section 4.1.7");

    /// <summary>
    /// A JSON Web Key is not a JSON object of its type: a member is absent, of the wrong type, or not base64url of the right
    /// length.
    /// </summary>
    public static Rejection MalformedKey { get; } = new("malformed-key", "The key is not a JSON Web Key.", "RFC 7517 section 4");

    /// <summary>The type, curve or algorithm of a key is none that signs tokens here.</summary>
    public static Rejection UnsupportedKey { get; } = new(
        "unsupported-key", "The key is of a type, curve or algorithm that is not supported.", "RFC 7517 section 4.1");

    /// <summary>A key is for encryption (<c>use</c>), or for operations other than verifying (<c>key_ops</c>).</summary>
    public static Rejection KeyNotForSignatures { get; } = new(
        "key-not-for-signatures", "The key is not for verifying signatures.", "RFC 7517 section 4.2");

    /// <summary>A key is too weak, or does not fit the algorithm that it names.</summary>
    public static Rejection UnsoundKey { get; } = new(
        "unsound-key", "The key is too weak or does not fit its algorithm.", "RFC 8725 section 3.4");

    /// <summary>A key set has two keys with the same <c>kid</c>, or secret keys beside public ones.</summary>
    public static Rejection AmbiguousKeySet { get; } = new(
        "ambiguous-key-set", "The key set has keys of the same name, or secret keys beside public ones.", "RFC 7517 section 4.5");
}
