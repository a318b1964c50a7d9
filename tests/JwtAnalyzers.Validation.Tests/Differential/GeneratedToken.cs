using CsCheck;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Tests.Differential;

/// <summary>How a generated token deviates from the honest one: each part by name, so that a difference can be described.</summary>
internal sealed record GeneratedToken(string Algorithm, string Signature, string Expiration, string NotBefore, string Audience, string Issuer, string Type, string Extra)
{
    private static readonly SigningKey SharedSecret = new SymmetricSigningKey("HS256", [.. Enumerable.Range(1, 64).Select(value => (byte)value)], "key-1");

    /// <summary>Where the generated tokens are presented. The time is the real one, which is the only one the libraries know; no generated time is within seconds of a limit.</summary>
    public static AttackScene Scene() => new()
    {
        Now = DateTimeOffset.UtcNow,
        Issuer = "https://login.contoso.example",
        Audience = "https://orders.contoso.example",
        IssuerKey = SharedSecret,
        AttackerKey = new SymmetricSigningKey("HS256", [.. Enumerable.Range(2, 64).Select(value => (byte)value)]),
    };

    public static Gen<GeneratedToken> Any { get; } = Gen.Select(
        Mostly("HS256", "HS384", "HS512", "none", "NoNe", "RS256", "ES256", "hs256", "EdDSA", ""),
        Mostly("valid", "wrong key", "empty", "truncated", "one bit changed", "of other claims"),
        Mostly("future", "absent", "1 hour ago", "2 minutes ago", "2 days ago", "fraction", "far", "overflow", "zero", "negative", "text", "null", "array"),
        Mostly("past", "absent", "in 2 minutes", "in 1 hour", "in 2 days", "fraction", "after exp", "overflow", "zero", "text", "null"),
        Mostly("ok", "absent", "other", "ok in array", "ok second", "other array", "empty array", "empty", "case", "slash", "prefix", "number", "null", "mixed array"),
        Mostly("ok", "absent", "other", "case", "slash", "prefix", "empty", "number", "null", "array"),
        Mostly("at+jwt", "absent", "JWT", "application/at+jwt", "AT+JWT", "logout+jwt", "empty", "number"),
        Mostly("none", "kid", "wrong kid", "number as kid", "crit", "empty crit", "b64 false", "jwk", "jku", "duplicate alg", "duplicate exp", "padding", "space", "stray bits", "four parts", "two parts", "iat future", "iat text", "sub number", "jti number", "nested"),
        (algorithm, signature, expiration, notBefore, audience, issuer, type, extra) =>
            new GeneratedToken(algorithm, signature, expiration, notBefore, audience, issuer, type, extra));

    /// <summary>Whether <c>nbf</c> is later than <c>exp</c>.</summary>
    public bool EndsBeforeItBegins =>
        NotBefore == "after exp" || MinutesFromNow(NotBefore, usual: -30) > MinutesFromNow(Expiration, usual: 30);

    /// <summary>The token as text.</summary>
    public string Write(AttackScene scene)
    {
        var draft = scene.HonestDraft().WithHeader("alg", Algorithm);
        draft = Expiration switch
        {
            "absent" => draft.WithoutClaim("exp"),
            "1 hour ago" => draft.WithClaim("exp", scene.Now.AddHours(-1)),
            "2 minutes ago" => draft.WithClaim("exp", scene.Now.AddMinutes(-2)),
            "2 days ago" => draft.WithClaim("exp", scene.Now.AddDays(-2)),
            "fraction" => draft.WithClaimJson("exp", $"{scene.Now.AddHours(1).ToUnixTimeSeconds()}.25"),
            "far" => draft.WithClaimJson("exp", "253402300800"),
            "overflow" => draft.WithClaimJson("exp", "1e300"),
            "zero" => draft.WithClaimJson("exp", "0"),
            "negative" => draft.WithClaimJson("exp", "-1"),
            "text" => draft.WithClaim("exp", $"{scene.Now.AddHours(1).ToUnixTimeSeconds()}"),
            "null" => draft.WithClaimJson("exp", "null"),
            "array" => draft.WithClaimJson("exp", $"[{scene.Now.AddHours(1).ToUnixTimeSeconds()}]"),
            _ => draft,
        };
        draft = NotBefore switch
        {
            "past" => draft.WithClaim("nbf", scene.Now.AddMinutes(-30)),
            "absent" => draft.WithoutClaim("nbf"),
            "in 2 minutes" => draft.WithClaim("nbf", scene.Now.AddMinutes(2)),
            "in 1 hour" => draft.WithClaim("nbf", scene.Now.AddHours(1)),
            "in 2 days" => draft.WithClaim("nbf", scene.Now.AddDays(2)),
            "fraction" => draft.WithClaimJson("nbf", $"{scene.Now.AddHours(-2).ToUnixTimeSeconds()}.75"),
            "after exp" => draft.WithClaim("nbf", scene.Now.AddMinutes(-1)).WithClaim("exp", scene.Now.AddMinutes(-2)),
            "overflow" => draft.WithClaimJson("nbf", "1e300"),
            "zero" => draft.WithClaimJson("nbf", "0"),
            "text" => draft.WithClaim("nbf", "0"),
            "null" => draft.WithClaimJson("nbf", "null"),
            _ => draft,
        };
        draft = Audience switch
        {
            "absent" => draft.WithoutClaim("aud"),
            "other" => draft.WithClaim("aud", "https://other.example"),
            "ok in array" => draft.WithClaimJson("aud", $"[\"{scene.Audience}\"]"),
            "ok second" => draft.WithClaimJson("aud", $"[\"https://other.example\",\"{scene.Audience}\"]"),
            "other array" => draft.WithClaimJson("aud", "[\"https://other.example\",\"x\"]"),
            "empty array" => draft.WithClaimJson("aud", "[]"),
            "empty" => draft.WithClaim("aud", ""),
            "case" => draft.WithClaim("aud", scene.Audience.ToUpperInvariant()),
            "slash" => draft.WithClaim("aud", $"{scene.Audience}/"),
            "prefix" => draft.WithClaim("aud", $"{scene.Audience}.attacker.example"),
            "number" => draft.WithClaimJson("aud", "7"),
            "null" => draft.WithClaimJson("aud", "null"),
            "mixed array" => draft.WithClaimJson("aud", $"[7,\"{scene.Audience}\"]"),
            _ => draft,
        };
        draft = Issuer switch
        {
            "absent" => draft.WithoutClaim("iss"),
            "other" => draft.WithClaim("iss", "https://other.example"),
            "case" => draft.WithClaim("iss", scene.Issuer.ToUpperInvariant()),
            "slash" => draft.WithClaim("iss", $"{scene.Issuer}/"),
            "prefix" => draft.WithClaim("iss", $"{scene.Issuer}.attacker.example"),
            "empty" => draft.WithClaim("iss", ""),
            "number" => draft.WithClaimJson("iss", "7"),
            "null" => draft.WithClaimJson("iss", "null"),
            "array" => draft.WithClaimJson("iss", $"[\"{scene.Issuer}\"]"),
            _ => draft,
        };
        draft = Type switch
        {
            "absent" => draft.WithoutHeader("typ"),
            "empty" => draft.WithHeader("typ", ""),
            "number" => draft.WithHeaderJson("typ", "7"),
            _ => draft.WithHeader("typ", Type),
        };
        draft = draft.WithoutHeader("kid");
        draft = Extra switch
        {
            "kid" => draft.WithHeader("kid", "key-1"),
            "wrong kid" => draft.WithHeader("kid", "key-2"),
            "number as kid" => draft.WithHeaderJson("kid", "1"),
            "crit" => draft.WithHeaderJson("crit", "[\"x\"]").WithHeader("x", "y"),
            "empty crit" => draft.WithHeaderJson("crit", "[]"),
            "b64 false" => draft.WithHeaderJson("b64", "false"),
            "jwk" => draft.WithHeaderJson("jwk", scene.AttackerKey.VerificationKey.ToJson()),
            "jku" => draft.WithHeader("jku", "https://attacker.example/keys"),
            "iat future" => draft.WithClaim("iat", scene.Now.AddDays(2)),
            "iat text" => draft.WithClaim("iat", "yesterday"),
            "sub number" => draft.WithClaimJson("sub", "7"),
            "jti number" => draft.WithClaimJson("jti", "7"),
            "nested" => draft.WithClaimJson("x", new string('[', 40) + new string(']', 40)),
            // The draft does not check JSON: a second member follows the value of the first.
            "duplicate alg" => draft.WithHeaderJson("x", $"1,\"alg\":\"{Algorithm}\""),
            "duplicate exp" => draft.WithClaimJson("x", $"1,\"exp\":{scene.Now.AddHours(1).ToUnixTimeSeconds()}"),
            _ => draft,
        };
        return Malform(Sign(draft, scene));
    }

    private static int? MinutesFromNow(string when, int usual) => when switch
    {
        "future" or "past" => usual,
        "in 2 minutes" => 2,
        "in 1 hour" => 60,
        "in 2 days" => 2880,
        "2 minutes ago" => -2,
        "1 hour ago" => -60,
        "2 days ago" => -2880,
        _ => null,
    };

    private static Gen<string> Mostly(string usual, params string[] others) => Gen.Frequency((others.Length * 3, Gen.Const(usual)), (others.Length, Gen.OneOf(others)));

    private string Sign(TokenDraft draft, AttackScene scene)
    {
        var key = new SymmetricSigningKey(Algorithm is "HS384" or "HS512" ? Algorithm : "HS256", [.. Enumerable.Range(1, 64).Select(value => (byte)value)]);
        var token = draft.Sign(key);
        var dot = token.LastIndexOf('.');
        return Signature switch
        {
            "wrong key" => draft.Sign(scene.AttackerKey),
            "empty" => draft.LeaveUnsigned(),
            "truncated" => token[..^4],
            "one bit changed" => $"{token[..(dot + 1)]}{(token[dot + 1] == 'A' ? 'B' : 'A')}{token[(dot + 2)..]}",
            "of other claims" => draft.WithClaim("sub", "admin").WithSignatureOf(token),
            _ => token,
        };
    }

    private string Malform(string token) => Extra switch
    {
        "padding" => $"{token}=",
        "space" => $"{token} ",
        "stray bits" => token[^1] == '.' ? token : $"{token[..^1]}{(char)(token[^1] + 1)}",
        "four parts" => $"{token}.",
        "two parts" => token[..token.LastIndexOf('.')],
        _ => token,
    };
}
