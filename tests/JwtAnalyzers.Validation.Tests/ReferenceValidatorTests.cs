using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>One defect at a time: the honest token with a single claim or header parameter changed, and what the validator says.</summary>
public sealed class ReferenceValidatorTests
{
    private static readonly AttackScene Scene = AttackScene.Symbolic;

    [Fact]
    public void Accepts_the_honest_token() => Assert.Equal(ValidationVerdict.Accepted, Validate(Scene.HonestDraft(), ValidationPolicy.Safe));

    [Fact]
    public void Gives_every_reason()
    {
        var draft = Scene.HonestDraft().WithClaim("exp", Scene.Now.AddDays(-1)).WithClaim("nbf", Scene.Now.AddDays(1)).WithClaim("aud", "x").WithoutClaim("iss");
        var verdict = ReferenceValidator.Instance.Validate(draft.Sign(Scene.AttackerKey), ValidationPolicy.Safe, Scene.Now);
        Assert.Equal(
            ValidationVerdict.Rejected(Rejections.InvalidSignature, Rejections.TokenExpired, Rejections.TokenNotYetValid, Rejections.ForeignAudience, Rejections.IssuerMissing),
            verdict);
    }

    [Theory]
    [InlineData(0, 0, "token-expired")] // "on or after"
    [InlineData(1, 0, "")]
    [InlineData(-299, 300, "")]
    [InlineData(-300, 300, "token-expired")]
    [InlineData(-301, 300, "token-expired")]
    [InlineData(0, -60, "token-expired")] // a negative skew is none
    [InlineData(1, -60, "")]
    public void Expiration_is_exact(int secondsFromNow, int skewSeconds, string code) => AssertCode(
        code,
        Scene.HonestDraft().WithoutClaim("nbf").WithClaim("exp", Scene.Now.AddSeconds(secondsFromNow)),
        ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(skewSeconds) });

    [Theory]
    [InlineData(0, 0, "")] // "after or equal to"
    [InlineData(1, 0, "token-not-yet-valid")]
    [InlineData(300, 300, "")]
    [InlineData(301, 300, "token-not-yet-valid")]
    public void Not_before_is_exact(int secondsFromNow, int skewSeconds, string code) => AssertCode(
        code,
        Scene.HonestDraft().WithClaim("nbf", Scene.Now.AddSeconds(secondsFromNow)),
        ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(skewSeconds) });

    [Fact]
    public void Fractions_of_a_second_count()
    {
        var policy = ValidationPolicy.Safe with { ClockSkew = TimeSpan.Zero };
        AssertCode("", Scene.HonestDraft().WithClaimJson("exp", $"{Scene.Now.ToUnixTimeSeconds()}.5"), policy);
        AssertCode("token-not-yet-valid", Scene.HonestDraft().WithClaimJson("nbf", $"{Scene.Now.ToUnixTimeSeconds()}.5"), policy);
    }

    [Theory]
    [InlineData("1e400", "")]
    [InlineData("-1e400", "token-expired")]
    [InlineData("99999999999999999999", "")]
    [InlineData("0", "token-expired")]
    public void Dates_beyond_the_calendar_are_past_or_future(string exp, string code) =>
        AssertCode(code, Scene.HonestDraft().WithClaimJson("exp", exp), ValidationPolicy.Safe);

    [Fact]
    public void The_largest_skew_keeps_every_token_alive()
    {
        var policy = ValidationPolicy.Safe with { ClockSkew = TimeSpan.MaxValue };
        AssertCode("", Scene.HonestDraft().WithClaimJson("exp", "0"), policy);
        AssertCode("", Scene.HonestDraft().WithClaimJson("nbf", "99999999999"), policy);
    }

    [Fact]
    public void An_unknown_skew_is_none() => AssertCode(
        "token-expired", Scene.HonestDraft().WithClaim("exp", Scene.Now), ValidationPolicy.Safe with { ClockSkew = Knob<TimeSpan>.Unknown });

    [Fact]
    public void A_missing_expiration_is_refused_where_it_is_required_checked_or_not()
    {
        var draft = Scene.HonestDraft().WithoutClaim("exp");
        AssertCode("expiration-missing", draft, ValidationPolicy.Safe);
        AssertCode("", draft, ValidationPolicy.Safe with { RequiresExpiration = false });
        AssertCode("expiration-missing", draft, ValidationPolicy.Safe with { ChecksExpiration = false });
    }

    [Fact]
    public void A_missing_not_before_is_fine() => AssertCode("", Scene.HonestDraft().WithoutClaim("nbf"), ValidationPolicy.Safe);

    [Theory]
    [InlineData("\"https://api.example\"", "")]
    [InlineData("[\"https://api.example\"]", "")]
    [InlineData("[\"https://other.example\",\"https://api.example\"]", "")]
    [InlineData("\"https://API.example\"", "foreign-audience")]
    [InlineData("\"https://api.example/\"", "foreign-audience")]
    [InlineData("\"https://api.example.attacker.example\"", "foreign-audience")]
    [InlineData("\"\"", "foreign-audience")]
    [InlineData("[]", "foreign-audience")]
    public void Audience_is_text_or_array_and_exact(string json, string code)
    {
        var draft = Scene.HonestDraft().WithClaimJson("aud", json);
        AssertCode(code, draft, ValidationPolicy.Safe);
        AssertCode(code, draft, ValidationPolicy.Safe with { RequiresAudience = false });
        AssertCode("", draft, ValidationPolicy.Safe with { ChecksAudience = false });
    }

    [Fact]
    public void Without_audiences_or_issuers_to_compare_with_nothing_is_accepted()
    {
        AssertCode("foreign-audience", Scene.HonestDraft(), ValidationPolicy.Safe with { Audiences = default });
        AssertCode("foreign-issuer", Scene.HonestDraft(), ValidationPolicy.Safe with { Issuers = default });
        AssertCode("algorithm-not-for-key", Scene.HonestDraft(), ValidationPolicy.Safe with { Keys = default });
    }

    [Theory]
    [InlineData("https://issuer.example/", "foreign-issuer")]
    [InlineData("https://Issuer.example", "foreign-issuer")]
    [InlineData("", "foreign-issuer")]
    public void Issuer_is_exact(string issuer, string code)
    {
        AssertCode(code, Scene.HonestDraft().WithClaim("iss", issuer), ValidationPolicy.Safe);
        AssertCode("", Scene.HonestDraft().WithClaim("iss", issuer), ValidationPolicy.Safe with { ChecksIssuer = false });
    }

    [Fact]
    public void A_missing_issuer_is_refused()
    {
        AssertCode("issuer-missing", Scene.HonestDraft().WithoutClaim("iss"), ValidationPolicy.Safe);
        AssertCode("issuer-missing", Scene.HonestDraft().WithoutClaim("iss"), ValidationPolicy.Safe with { ChecksIssuer = false });
        AssertCode("", Scene.HonestDraft().WithoutClaim("iss"), ValidationPolicy.Safe with { RequiresIssuer = false });
    }

    [Theory]
    [InlineData("HS256", "algorithm-not-for-key")]
    [InlineData("RS384", "algorithm-not-for-key")]
    [InlineData("PS256", "algorithm-not-for-key")]
    [InlineData("EdDSA", "unsupported-algorithm")]
    [InlineData("rs256", "unsupported-algorithm")]
    [InlineData("", "unsupported-algorithm")]
    [InlineData("RSA1_5", "unsupported-algorithm")]
    [InlineData("None", "unsupported-algorithm")]
    [InlineData("none", "unsecured-with-signature")]
    public void The_algorithm_is_bound_to_the_key(string algorithm, string code)
    {
        var draft = Scene.HonestDraft().WithHeader("alg", algorithm);
        AssertCode(code, draft, ValidationPolicy.Safe);
        AssertCode(code, draft, ValidationPolicy.Safe with { RefusesUnsigned = false });
        AssertCode("", draft, ValidationPolicy.Safe with { VerifiesSignature = false });
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("RS256")]
    [InlineData("")]
    public void An_empty_signature_is_unsigned_whatever_the_algorithm(string algorithm)
    {
        var token = Scene.HonestDraft().WithHeader("alg", algorithm).LeaveUnsigned();
        Assert.Equal(ValidationVerdict.Rejected(Rejections.UnsignedToken), ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe, Scene.Now));
        foreach (var policy in new[] { ValidationPolicy.Safe with { RefusesUnsigned = false }, ValidationPolicy.Safe with { VerifiesSignature = false } })
            Assert.Equal(ValidationVerdict.Accepted, ReferenceValidator.Instance.Validate(token, policy, Scene.Now));
    }

    [Theory]
    [InlineData("HS256", 31, "algorithm-not-for-key")]
    [InlineData("HS256", 32, "")]
    [InlineData("HS384", 47, "algorithm-not-for-key")]
    [InlineData("HS384", 48, "")]
    [InlineData("HS512", 63, "algorithm-not-for-key")]
    [InlineData("HS512", 64, "")]
    public void Hmac_keys_are_at_least_as_long_as_the_hash(string algorithm, int bytes, string code)
    {
        var key = new SymmetricSigningKey(algorithm, Enumerable.Range(1, bytes).Select(value => (byte)value).ToArray());
        var scene = Scene with { IssuerKey = key };
        var verdict = ReferenceValidator.Instance.Validate(scene.HonestToken(), ValidationPolicy.Safe with { Keys = ValueList.Of(key.VerificationKey) }, scene.Now);
        Assert.Equal(code, string.Join(",", verdict.Rejections.Select(rejection => rejection.Code)));
    }

    [Fact]
    public void Every_trusted_key_is_tried_whatever_kid_says()
    {
        var policy = ValidationPolicy.Safe with { Keys = ValueList.Of(new SymmetricKey(new byte[32]) { KeyId = "a" }, Scene.IssuerKey.VerificationKey) };
        AssertCode("", Scene.HonestDraft().WithHeader("kid", "a"), policy);
        AssertCode("", Scene.HonestDraft().WithHeader("kid", "' OR 1=1 --"), policy);
    }

    [Fact]
    public void A_key_in_the_header_is_not_trusted()
    {
        var draft = Scene.HonestDraft()
            .WithHeaderJson("jwk", """{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")
            .WithHeader("jku", "https://attacker.example/keys")
            .WithHeader("alg", "HS256");
        var token = draft.Sign(new SymmetricSigningKey("HS256", new byte[32]));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.AlgorithmNotForKey), ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe, Scene.Now));
    }

    [Theory]
    [InlineData("at+jwt", "")]
    [InlineData("AT+JWT", "")]
    [InlineData("application/at+jwt", "")]
    [InlineData("APPLICATION/at+jwt", "")]
    [InlineData("application/x/at+jwt", "wrong-type")]
    [InlineData("JWT", "wrong-type")]
    [InlineData("at+jwt ", "wrong-type")]
    [InlineData("", "wrong-type")]
    public void Type_is_a_media_type(string type, string code)
    {
        AssertCode(code, Scene.HonestDraft().WithHeader("typ", type), ValidationPolicy.Safe);
        AssertCode(code, Scene.HonestDraft().WithHeader("typ", type), ValidationPolicy.Safe with { Types = ValueList.Of("logout+jwt", "application/at+jwt") });
        AssertCode("", Scene.HonestDraft().WithHeader("typ", type), ValidationPolicy.Safe with { ChecksType = false });
    }

    /// <summary>RFC 7515 section 4.1.9 leaves out "application/" only where no other slash follows.</summary>
    [Fact]
    public void A_type_with_a_slash_is_compared_as_a_whole()
    {
        var policy = ValidationPolicy.Safe with { Types = ValueList.Of("x/at+jwt") };
        AssertCode("", Scene.HonestDraft().WithHeader("typ", "X/at+jwt"), policy);
        AssertCode("wrong-type", Scene.HonestDraft().WithHeader("typ", "application/x/at+jwt"), policy);
    }

    [Fact]
    public void A_missing_type_is_refused() => AssertCode("wrong-type", Scene.HonestDraft().WithoutHeader("typ"), ValidationPolicy.Safe);

    [Fact]
    public void Without_an_id_a_token_is_neither_replayed_nor_revoked() => AssertCode("", Scene.HonestDraft().WithoutClaim("jti"), ValidationPolicy.Safe);

    [Fact]
    public void An_embedded_key_counts_only_where_the_policy_trusts_it_and_it_made_the_signature()
    {
        var trusting = ValidationPolicy.Safe with { IgnoresEmbeddedKeys = false };
        var draft = Scene.HonestDraft().WithHeaderJson("jwk", Scene.AttackerKey.VerificationKey.ToJson());
        Assert.True(ReferenceValidator.Instance.Validate(draft.Sign(Scene.AttackerKey), trusting, Scene.Now).IsAccepted);
        Assert.True(ReferenceValidator.Instance.Validate(draft.Sign(Scene.IssuerKey), trusting, Scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(draft.Sign(new SymbolicSigningKey("RS256", "third")), trusting, Scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(draft.LeaveUnsigned(), trusting, Scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(draft.WithHeaderJson("jwk", "null").Sign(Scene.AttackerKey), trusting, Scene.Now).IsAccepted);
    }

    [Fact]
    public void Without_a_bound_algorithm_only_the_published_text_is_a_secret()
    {
        var unbound = ValidationPolicy.Safe with { BindsAlgorithmToKey = false };
        var draft = Scene.HonestDraft().WithHeader("alg", "HS384");
        Assert.True(ReferenceValidator.Instance.Validate(draft.Sign(Hs384(Scene.IssuerKey.VerificationKey.PublicText!)), unbound, Scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(draft.Sign(Hs384(Scene.AttackerKey.VerificationKey.PublicText!)), unbound, Scene.Now).IsAccepted);
        Assert.False(ReferenceValidator.Instance.Validate(draft.Sign(Hs384("")), unbound with { Keys = ValueList.Of<VerificationKey>(new SymmetricKey([.. Enumerable.Repeat((byte)1, 48)])) }, Scene.Now).IsAccepted);

        static SymmetricSigningKey Hs384(string secret) => new("HS384", System.Text.Encoding.UTF8.GetBytes(secret));
    }

    [Fact]
    public void An_encrypted_token_counts_only_where_it_was_encrypted_to_a_trusted_key()
    {
        var lenient = ValidationPolicy.Safe with { RefusesEncrypted = false };
        var token = Scene.HonestDraft().Encrypt(Scene.IssuerKey.VerificationKey);
        Assert.True(ReferenceValidator.Instance.Validate(token, lenient, Scene.Now).IsAccepted);
        Assert.Equal(ValidationVerdict.Rejected(Rejections.TokenExpired), ReferenceValidator.Instance.Validate(token, lenient, Scene.Now.AddDays(1)));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.EncryptedToken), ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe, Scene.Now));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.EncryptedToken), ReferenceValidator.Instance.Validate(Scene.HonestDraft().Encrypt(Scene.AttackerKey.VerificationKey), lenient, Scene.Now));
        // To a secret key nobody else can encrypt.
        var secret = new SymmetricKey(new byte[32]);
        Assert.Equal(
            ValidationVerdict.Rejected(Rejections.EncryptedToken),
            ReferenceValidator.Instance.Validate(Scene.HonestDraft().Encrypt(secret), lenient with { Keys = ValueList.Of<VerificationKey>(secret) }, Scene.Now));
    }

    [Fact]
    public void An_issuer_compared_by_its_beginning_is_still_compared()
    {
        var loose = ValidationPolicy.Safe with { ComparesIssuerExactly = false };
        AssertCode("", Scene.HonestDraft().WithClaim("iss", "https://issuer.example/tenant"), loose);
        AssertCode("foreign-issuer", Scene.HonestDraft().WithClaim("iss", "https://issuer.exampl"), loose);
        AssertCode("foreign-issuer", Scene.HonestDraft().WithClaim("iss", "x https://issuer.example"), loose);
    }

    [Fact]
    public void Every_rejection_has_a_code_of_its_own_and_a_source()
    {
        var all = typeof(Rejections).GetProperties().Select(property => (Rejection)property.GetValue(null)!).ToList();
        Assert.Equal(all.Count, all.Select(rejection => rejection.Code).Distinct().Count());
        Assert.All(all, rejection => Assert.Matches("^RFC [0-9]{4} section [0-9]+(\\.[0-9]+)*$", rejection.Source));
        Assert.All(all, rejection => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rejection.Code));
    }

    private static void AssertCode(string code, TokenDraft draft, ValidationPolicy policy) =>
        Assert.Equal(code, string.Join(",", Validate(draft, policy).Rejections.Select(rejection => rejection.Code)));

    private static ValidationVerdict Validate(TokenDraft draft, ValidationPolicy policy) =>
        ReferenceValidator.Instance.Validate(draft.Sign(Scene.IssuerKey), policy, Scene.Now);
}
