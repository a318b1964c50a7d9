namespace JwtAnalyzers.Tests.Oracle;

/// <summary>A kind of cell in which the policy that we read and the library disagree, and why that is tolerated.</summary>
/// <param name="Name">What differs and why it stays so: the library's answer, measured (facts/libraries.md sections 1a and 1b), or the issue that is to end it.</param>
/// <param name="Explains">Whether a disagreement is of this kind.</param>
internal sealed record NamedDifference(string Name, Func<Cell, bool> Explains)
{
    /// <summary>All of them. The list may only shrink: a test fails for one that no cell needs any more.</summary>
    public static IReadOnlyList<NamedDifference> All { get; } =
    [
        // Policies under which no honest token gets in. Such code is not in use, and what is said of its other settings stands.
        RefusesEverything(
            "JwtSecurityTokenHandler takes no JsonWebToken from a SignatureValidator (IDX10506)",
            cell => cell.Handler is not Handler.JsonWebTokenHandler && cell.Policy.Values.Any(value => IsSignatureValidator(value) && value.Code!.Contains("new JsonWebToken"))),
        RefusesEverything(
            "JsonWebTokenHandler takes no JwtSecurityToken from a SignatureValidator (IDX10506)",
            cell => cell.Handler is not Handler.JwtSecurityTokenHandler
                && cell.Policy.Values.Any(value => IsSignatureValidator(value) && (value.Code!.Contains("=> new JwtSecurityToken(") || value.Code.Contains("return verified")))),
        RefusesEverything(
            "a SignatureValidator that returns null or throws (IDX10505)",
            cell => cell.Policy.Values.Any(value => IsSignatureValidator(value) && (value.Code!.EndsWith("=> null") || value.Code.Contains("=> throw")))),
        RefusesEverything(
            "ValidateIssuerSigningKey = true beside a SignatureValidator, which leaves no key to look at (IDX10253)",
            cell => cell.Policy.Has("ValidateIssuerSigningKey", "true") && cell.Policy.Values.Any(IsSignatureValidator)),
        RefusesEverything(
            "a delegate that refuses every token (IDX10228, IDX10230, IDX10231, IDX10232, IDX10517)",
            cell => cell.Policy.Values.Any(value => value.Code?.EndsWith("_) => false") is true)),
        RefusesEverything(
            "an IssuerValidator that always throws",
            cell => cell.Policy.Has("IssuerValidator", "(_, _, _) => throw new SecurityTokenInvalidIssuerException()")),
        RefusesEverything(
            "no audience to compare with (IDX10208)",
            cell => cell.Policy.Sets("ValidAudience")),
        RefusesEverything(
            "no issuer to compare with (IDX10204)",
            cell => cell.Policy.Sets("ValidIssuer")),
        RefusesEverything(
            "without the issuer's key (IDX10517)",
            cell => cell.Policy.Has("IssuerSigningKey", null)),
        RefusesEverything(
            "an IssuerSigningKeyResolver that finds no key (IDX10500); from 7.x on, JsonWebTokenHandler falls back on the other keys",
            cell => cell.Policy.Has("IssuerSigningKeyResolver", "(_, _, _, _) => new SecurityKey[0]")),
        RefusesEverything(
            "TryAllIssuerSigningKeys = false: a token without kid finds no key (IDX10500)",
            cell => cell.Policy.Sets("TryAllIssuerSigningKeys")),
        RefusesEverything(
            "ValidAlgorithms without the issuer's algorithm (IDX10517)",
            cell => cell.Policy.Has("ValidAlgorithms", "new[] { \"HS256\" }") || cell.Policy.Has("ValidAlgorithms", "new[] { \"none\" }")),
        RefusesEverything(
            "ValidTypes of another kind of token (IDX10257)",
            cell => cell.Policy.Has("ValidTypes", "new[] { \"logout+jwt\" }")),
        RefusesEverything(
            "a TokenReader (IDX10509) or TransformBeforeSignatureValidation (NullReferenceException) that gives the other handler's type of token",
            cell => cell.Policy.Sets("TokenReader") || cell.Policy.Sets("TransformBeforeSignatureValidation")),
        RefusesEverything(
            "a LifetimeValidator that adds ClockSkew = TimeSpan.MaxValue to exp and overflows",
            cell => cell.Policy.Has("LifetimeValidator", "Checks.Lifetime") && cell.Policy.Has("ClockSkew", "TimeSpan.MaxValue")),

        // What is true of one handler of one version only: a policy is read for whoever is handed the parameters.
        new(
            "6.8.0: JsonWebTokenHandler takes an absent exp for DateTime.MinValue, which ends before nbf (IDX10224), and hands that to a LifetimeValidator",
            cell => cell is { IsFalseAlarm: true, Token: "no-expiry", Handler: not Handler.JwtSecurityTokenHandler, Version.Number.Major: 6 }
                && (cell.Policy.Has("RequireExpirationTime", "false") || cell.Policy.Sets("LifetimeValidator"))),

        new(
            "6.8.0: an IssuerSigningKeyValidator does not take the place of the look at the key's own lifetime (IDX10249), as it does from 7.x on",
            cell => cell is { IsFalseAlarm: true, Token: "expired-key", Version.Number.Major: 6 } && cell.Policy.Sets("IssuerSigningKeyValidator")),

        // What the adapter does not read, and is silent about: rare, and two of them refuse everything unless they swap tokens on purpose.
        new(
            "TransformBeforeSignatureValidation gives another token than it was given (1b: JsonWebTokenHandler accepts the bad token, JwtSecurityTokenHandler ignores it)",
            cell => cell.IsMiss && cell.Policy.Has("TransformBeforeSignatureValidation", "(_, _) => new JsonWebToken(Tokens.Honest)")),
        new(
            "TokenReader gives another token than it was given (1b: JwtSecurityTokenHandler validates the returned one)",
            cell => cell.IsMiss && cell.Policy.Has("TokenReader", "(_, _) => new JwtSecurityToken(Tokens.Honest)")),
        new(
            "CryptoProviderFactory takes every signature for valid: JWT1002 is reported at the Verify of the SignatureProvider, not here",
            cell => cell.IsMiss && cell.Policy.Values.Any(value => value.Code?.Contains("AcceptAllProvider") is true)),

        new(
            "a TokenReplayCache of one's own that remembers nothing is taken for one that does",
            cell => cell is { IsMiss: true, Token: "replayed" } && cell.Policy.Values.Any(value => value.Code?.Contains("BlindReplayCache") is true)),

        // What the adapter takes for safe because no rule asks yet.
        new(
            "typ is not looked at unless ValidTypes or TypeValidator says so: JWT2011, issue 5",
            cell => cell is { IsMiss: true, Token: "wrong-type" }),
        new(
            "the library knows no revocation: JWT2013, issue 5",
            cell => cell is { IsMiss: true, Token: "revoked" }),
        new(
            "the text of a public key among the keys: JWT1006, issue 5",
            cell => cell is { IsMiss: true, Token: "key-confusion" } && cell.Policy.Has("IssuerSigningKeys", "new[] { Keys.Expired, Keys.IssuerPublicText }")),
        new(
            "a key that can be guessed: JWT3002, issue 6",
            cell => cell is { IsMiss: true, Token: "guessable-secret" } && cell.Policy.Has("IssuerSigningKeys", "new[] { Keys.Expired, Keys.Guessable }")),
    ];

    private static NamedDifference RefusesEverything(string cause, Func<Cell, bool> hasCause) =>
        new($"refuses everything: {cause}", cell => cell is { IsFalseAlarm: true, FailsClosed: true } && hasCause(cell));

    private static bool IsSignatureValidator(KnobValue value) => value.Knob is "SignatureValidator" or "SignatureValidatorUsingConfiguration" && value.Code != "null";
}
