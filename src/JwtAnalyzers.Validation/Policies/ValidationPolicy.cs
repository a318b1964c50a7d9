using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Policies;

/// <summary>What a piece of code would accept as a JWT, in no library's words.</summary>
/// <remarks>
/// A value: two policies with the same knobs are equal, and what was judged for one holds for the other. It says nothing
/// of where a knob was set. The defaults are the safe values; see <see cref="Safe"/>.
/// </remarks>
public sealed record ValidationPolicy
{
    /// <summary>
    /// The policy that follows RFC 8725: a signature by a trusted key is required, exp, iss, aud and typ are required and
    /// checked, nbf is checked, and so is jti against used and revoked tokens. It trusts the key, issuer and audience of
    /// <see cref="AttackScene.Symbolic"/>.
    /// </summary>
    public static ValidationPolicy Safe { get; } = new();

    /// <summary>
    /// Whether a token without a signature (<c>alg</c> is <c>none</c>, or the signature is empty) is refused. It is accepted
    /// where this or <see cref="VerifiesSignature"/> is false. RFC 7519 section 6, RFC 8725 section 3.2.
    /// </summary>
    public Knob<bool> RefusesUnsigned { get; init; } = true;

    /// <summary>
    /// Whether a signature is verified. When it is not, any token passes, signed or not, whatever its <c>alg</c>. RFC 7515
    /// section 5.2, RFC 8725 section 3.3.
    /// </summary>
    public Knob<bool> VerifiesSignature { get; init; } = true;

    /// <summary>
    /// The keys a signature may be made with; with none, no signature is accepted. Every key that suits the token's
    /// <c>alg</c> is tried, whatever its <c>kid</c> says. Keys named in the token itself are never among them. RFC 8725 section 3.10.
    /// </summary>
    public ValueList<VerificationKey> Keys { get; init; } = ValueList.Of(AttackScene.Symbolic.IssuerKey.VerificationKey);

    /// <summary>
    /// Whether <c>alg</c> must be one that a key's type is made for. When it need not, an HMAC keyed with the published text of
    /// a trusted public key (<see cref="VerificationKey.PublicText"/>) is accepted, too. RFC 8725 section 3.1.
    /// </summary>
    public Knob<bool> BindsAlgorithmToKey { get; init; } = true;

    /// <summary>
    /// Whether the key in the token's own header (<c>jwk</c>) is ignored. When it is not, a token that brings the key to its
    /// signature is accepted. RFC 8725 section 3.10.
    /// </summary>
    public Knob<bool> IgnoresEmbeddedKeys { get; init; } = true;

    /// <summary>
    /// Whether a signature by one of <see cref="ExpiredKeys"/> is refused: made with a key whose certificate has run out. RFC
    /// 5280 section 6.1.3.
    /// </summary>
    public Knob<bool> RefusesExpiredKeys { get; init; } = true;

    /// <summary>
    /// Keys that were trusted until their certificate expired. They count only where <see cref="RefusesExpiredKeys"/> is false.
    /// </summary>
    public ValueList<VerificationKey> ExpiredKeys { get; init; } = ValueList.Of(AttackScene.Symbolic.ExpiredKey.VerificationKey);

    /// <summary>
    /// Whether an encrypted token (JWE) is refused. When it is not, one that anybody encrypted to a trusted public key is taken
    /// for genuine. Encryption is symbolic: of real JWEs, none is accepted. RFC 8725 section 3.3.
    /// </summary>
    public Knob<bool> RefusesEncrypted { get; init; } = true;

    /// <summary>Whether an <c>exp</c> that is present is compared with the time. RFC 7519 section 4.1.4.</summary>
    public Knob<bool> ChecksExpiration { get; init; } = true;

    /// <summary>Whether a token without <c>exp</c> is refused. RFC 9068 section 2.2.</summary>
    public Knob<bool> RequiresExpiration { get; init; } = true;

    /// <summary>Whether <c>nbf</c> is compared with the time where it is present; it never has to be. RFC 7519 section 4.1.5.</summary>
    public Knob<bool> ChecksNotBefore { get; init; } = true;

    /// <summary>
    /// How long after <c>exp</c>, and how long before <c>nbf</c>, a token is still accepted. A negative one counts as zero, and
    /// so does an unknown one. RFC 7519 section 4.1.4: "a few minutes".
    /// </summary>
    public Knob<TimeSpan> ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether an <c>aud</c> that is present must hold one of <see cref="Audiences"/>. RFC 7519 section 4.1.3, RFC 8725 section
    /// 3.9.
    /// </summary>
    public Knob<bool> ChecksAudience { get; init; } = true;

    /// <summary>Whether a token without <c>aud</c> is refused. RFC 8725 section 3.9.</summary>
    public Knob<bool> RequiresAudience { get; init; } = true;

    /// <summary>
    /// The audiences this recipient answers to; with none, every <c>aud</c> is foreign. Compared as RFC 7519 section 2
    /// (StringOrURI) says: case-sensitive, without transformation.
    /// </summary>
    public ValueList<string> Audiences { get; init; } = ValueList.Of(AttackScene.Symbolic.Audience);

    /// <summary>
    /// Whether an <c>iss</c> that is present must be one of <see cref="Issuers"/>. RFC 7519 section 4.1.1, RFC 8725 section 3.8.
    /// </summary>
    public Knob<bool> ChecksIssuer { get; init; } = true;

    /// <summary>Whether a token without <c>iss</c> is refused. RFC 8725 section 3.8.</summary>
    public Knob<bool> RequiresIssuer { get; init; } = true;

    /// <summary>
    /// The issuers whose tokens are accepted; with none, every <c>iss</c> is foreign. Compared like <see cref="Audiences"/>.
    /// </summary>
    public ValueList<string> Issuers { get; init; } = ValueList.Of(AttackScene.Symbolic.Issuer);

    /// <summary>
    /// Whether <c>iss</c> is compared as a whole. When it is not, one that begins with a trusted issuer is accepted. Without
    /// effect where <see cref="ChecksIssuer"/> is false. RFC 8725 section 3.8.
    /// </summary>
    public Knob<bool> ComparesIssuerExactly { get; init; } = true;

    /// <summary>Whether <c>typ</c> must be present and one of <see cref="Types"/>. RFC 8725 section 3.11.</summary>
    public Knob<bool> ChecksType { get; init; } = true;

    /// <summary>
    /// The types of token that are accepted: media types compared without regard to case, and without <c>application/</c> (RFC
    /// 7515 section 4.1.9).
    /// </summary>
    public ValueList<string> Types { get; init; } = ValueList.Of(AttackScene.Symbolic.Type);

    /// <summary>
    /// Whether a token whose <c>jti</c> is among <see cref="UsedTokenIds"/> is refused. One without <c>jti</c> cannot be told
    /// from another, and passes. RFC 7519 section 4.1.7.
    /// </summary>
    public Knob<bool> RefusesReplayed { get; init; } = true;

    /// <summary>The <c>jti</c> of the tokens that were presented before.</summary>
    public ValueList<string> UsedTokenIds { get; init; } = ValueList.Of(AttackScene.UsedTokenId);

    /// <summary>
    /// Whether a token whose <c>jti</c> is among <see cref="RevokedTokenIds"/> is refused. One without <c>jti</c> cannot be
    /// revoked, and passes. ASVS 7.4.1.
    /// </summary>
    public Knob<bool> ChecksRevocation { get; init; } = true;

    /// <summary>The <c>jti</c> of the tokens that were taken back.</summary>
    public ValueList<string> RevokedTokenIds { get; init; } = ValueList.Of(AttackScene.RevokedTokenId);
}
