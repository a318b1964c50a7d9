namespace JwtAnalyzers.Tests.Oracle;

/// <summary>Settings that the adapter does not know yet, or not well enough: kept apart from the differences that stay. To be empty when issue 4 is done.</summary>
internal static class NotYetModelled
{
    private static readonly string[] ForgedSignatures = ["wrong-key", "tampered-payload", "key-confusion", "embedded-key", "guessable-secret", "expired-key"];

    private static readonly string[] Issuers = ["foreign-issuer", "absent-issuer", "lookalike-issuer"];

    private static readonly string[] Every =
    [
        "unsigned", "empty-signature", .. ForgedSignatures, "expired", "recently-expired", "no-expiry", "not-yet-valid", "foreign-audience", "absent-audience", .. Issuers,
    ];

    /// <summary>All of them. A test fails for one that no cell needs any more: delete it.</summary>
    public static IReadOnlyList<NamedDifference> All { get; } =
    [
        Missed("TransformBeforeSignatureValidation gives another token than it was given", cell => cell.Policy.Has("TransformBeforeSignatureValidation", "(_, _) => new JsonWebToken(Tokens.Honest)"), Every),
        Missed("TokenReader gives another token than it was given", cell => cell.Policy.Has("TokenReader", "(_, _) => new JwtSecurityToken(Tokens.Honest)"), Every),
        Missed("CryptoProviderFactory takes every signature for valid", cell => cell.Policy.Values.Any(value => value.Code?.Contains("AcceptAllProvider") is true), ForgedSignatures),
        Missed("ClockSkew", "expired", "recently-expired", "not-yet-valid"),
        Missed("RequireAudience", "absent-audience"),
        Missed("ValidateIssuer", Issuers),
        Missed("IssuerValidator", Issuers),
        Missed("IssuerValidatorUsingConfiguration", Issuers),
        Missed("ValidateTokenReplay, which is off by default and has no effect without a cache", _ => true, ["replayed"]),
        new(
            "LifetimeValidator: a null test counts as none, so that a token without exp is said to get in",
            cell => cell is { IsFalseAlarm: true, Token: "no-expiry" } && cell.Policy.Has("LifetimeValidator", "(_, expires, _, _) => expires is not null")),
    ];

    private static NamedDifference Missed(string knob, params string[] attacks) => Missed(knob, cell => cell.Policy.Sets(knob), attacks);

    private static NamedDifference Missed(string name, Func<Cell, bool> hasCause, string[] attacks) =>
        new(name, cell => cell.IsMiss && attacks.Contains(cell.Token) && hasCause(cell));
}
