using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Attacks;

/// <summary>Who issues tokens, for whom, with which key, and when: where an attack takes place.</summary>
/// <remarks>
/// <see cref="Symbolic"/> is the scene inside the compiler. A scene with a real key, issuer, audience and time attacks a
/// running service with the same attacks.
/// </remarks>
public sealed record AttackScene
{
    /// <summary>The <c>jti</c> of the token that was presented before.</summary>
    public const string UsedTokenId = "used-token";

    /// <summary>The <c>jti</c> of the token that was taken back.</summary>
    public const string RevokedTokenId = "revoked-token";

    // An example secret of jwt.io: long enough for HS256, and known to everybody.
    private static readonly SigningKey WellKnownKey = new SymmetricSigningKey(
        "HS256", System.Text.Encoding.ASCII.GetBytes("a-string-secret-at-least-256-bits-long"));

    private static readonly SigningKey RetiredKey = new SymbolicSigningKey("RS256", "expired");

    // Within RFC 9068's advice for access tokens, and long enough for a test run on a busy machine.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>The scene that <see cref="ValidationPolicy.Safe"/> is made for: symbolic keys, a fixed time.</summary>
    public static AttackScene Symbolic { get; } = new()
    {
        Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        Issuer = "https://issuer.example",
        Audience = "https://api.example",
        IssuerKey = new SymbolicSigningKey("RS256", "issuer"),
        AttackerKey = new SymbolicSigningKey("RS256", "attacker"),
    };

    /// <summary>The time at which the token is presented.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The issuer that the recipient trusts.</summary>
    public required string Issuer { get; init; }

    /// <summary>The recipient.</summary>
    public required string Audience { get; init; }

    /// <summary>The key of the issuer, which the recipient trusts.</summary>
    public required SigningKey IssuerKey { get; init; }

    /// <summary>A key that no recipient trusts, of the same type and for the same algorithm as <see cref="IssuerKey"/>.</summary>
    public required SigningKey AttackerKey { get; init; }

    /// <summary>
    /// A key that an attacker finds by guessing. The symbolic one stands for every such key: a policy that trusts a short,
    /// well-known or memorizable secret trusts this key. RFC 8725 section 3.5.
    /// </summary>
    public SigningKey GuessableKey { get; init; } = WellKnownKey;

    /// <summary>A key that the issuer signed with until its certificate expired, and that has leaked since.</summary>
    public SigningKey ExpiredKey { get; init; } = RetiredKey;

    /// <summary>Whom the token is about (<c>sub</c>).</summary>
    public string Subject { get; init; } = "alice";

    /// <summary>The type of the token (<c>typ</c>); that of an access token by default (RFC 9068 section 2.1).</summary>
    public string Type { get; init; } = "at+jwt";

    /// <summary>What else every token says, the honest one included: a role, a scope.</summary>
    public ValueList<SceneClaim> ExtraClaims { get; init; }

    /// <summary>The token that the issuer makes for the recipient at this time. It is valid for 30 minutes.</summary>
    public string HonestToken() => HonestDraft().Sign(IssuerKey);

    /// <summary>The honest token before it is signed: what every attack starts from.</summary>
    public TokenDraft HonestDraft()
    {
        var draft = new TokenDraft().WithHeader("alg", IssuerKey.Algorithm).WithHeader("typ", Type);
        if (IssuerKey.KeyId is { } keyId)
            draft = draft.WithHeader("kid", keyId);

        draft = draft
            .WithClaim("iss", Issuer)
            .WithClaim("sub", Subject)
            .WithClaim("aud", Audience)
            .WithClaim("jti", "honest-token");
        draft = WithLifetime(draft, Now);

        foreach (var claims in ExtraClaims.GroupBy(claim => claim.Name, claim => JsonText.String(claim.Value), StringComparer.Ordinal))
            draft = draft.WithClaimJson(claims.Key, claims.Count() == 1 ? claims.First() : JsonText.Array(claims));
        return draft;
    }

    /// <summary>The draft as if it had been issued at another time: <c>iat</c>, <c>nbf</c> and <c>exp</c> moved together.</summary>
    internal static TokenDraft WithLifetime(TokenDraft draft, DateTimeOffset issuedAt) => draft
        .WithClaim("iat", issuedAt)
        .WithClaim("nbf", issuedAt)
        .WithClaim("exp", Later(issuedAt, Lifetime));

    /// <summary>
    /// A time later by this much (earlier where it is negative), or the farthest that a <see cref="DateTimeOffset"/> holds.
    /// </summary>
    internal static DateTimeOffset Later(DateTimeOffset time, TimeSpan span)
    {
        if (span >= TimeSpan.Zero)
            return DateTimeOffset.MaxValue - time > span ? time + span : DateTimeOffset.MaxValue;
        return time - DateTimeOffset.MinValue > span.Negate() ? time + span : DateTimeOffset.MinValue;
    }
}
