using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests.Vectors;

/// <summary>One test per numbered practice of RFC 8725 section 3, and of its successor draft (3.13 to 3.15).</summary>
public sealed class Rfc8725Tests
{
    private static readonly AttackScene Scene = AttackScene.Symbolic;

    [Fact]
    public void Practice_3_1_the_algorithm_is_verified() =>
        AssertRefused("algorithm-not-for-key", Forge("key-confusion"));

    [Fact]
    public void Practice_3_2_none_is_refused() => AssertRefused("unsigned-token", Forge("unsigned"));

    [Fact]
    public void Practice_3_3_every_operation_is_validated()
    {
        AssertRefused("invalid-signature", Forge("wrong-key"));
        AssertRefused("invalid-signature", Forge("tampered-payload"));
        AssertRefused("encrypted-token", Forge("jwe-for-jws"));
    }

    [Fact]
    public void Practice_3_4_cryptographic_inputs_are_validated()
    {
        var offCurve = new EllipticCurveKey("P-256", new byte[32], [.. new byte[31], 1]);
        Assert.False(offCurve.Suits(JwsAlgorithm.Find("ES256")!));
        Assert.False(new RsaKey([.. Enumerable.Repeat((byte)0xFF, 128)], [1, 0, 1]).Suits(JwsAlgorithm.Find("RS256")!));
    }

    [Fact]
    public void Practice_3_5_keys_have_enough_entropy()
    {
        Assert.True(KeyStrength.IsGuessable("correct horse battery secret"u8.ToArray()));
        Assert.False(new SymmetricKey(new byte[31]).Suits(JwsAlgorithm.Find("HS256")!));
        AssertRefused("algorithm-not-for-key", Forge("guessable-secret"));
    }

    [Fact]
    public void Practice_3_6_compression_is_not_undone()
    {
        // zip is for JWE only (RFC 7516 section 4.1.3): what is compressed here is no JSON.
        using var compressed = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(compressed, System.IO.Compression.CompressionLevel.SmallestSize))
            deflate.Write("{\"iss\":\"https://issuer.example\"}"u8);
        AssertRefused("not-utf8 malformed-claims", Sign($"{{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"zip\":\"DEF\"}}", compressed.ToArray()));
    }

    [Fact]
    public void Practice_3_7_only_utf8_is_read()
    {
        var utf16 = System.Text.Encoding.Unicode.GetBytes("{\"iss\":\"\u20ac\"}");
        AssertRefused("not-utf8 malformed-claims", Sign("{\"alg\":\"RS256\"}", utf16));
        AssertRefused("not-utf8", Sign("{\"alg\":\"RS256\"}", [.. "{\"iss\":\""u8, 0xFF, .. "\"}"u8]));
    }

    [Fact]
    public void Practice_3_8_the_issuer_is_validated()
    {
        AssertRefused("foreign-issuer", Forge("foreign-issuer"));
        AssertRefused("foreign-issuer", Forge("lookalike-issuer"));
        AssertRefused("issuer-missing", Forge("absent-issuer"));
    }

    [Fact]
    public void Practice_3_9_the_audience_is_validated()
    {
        AssertRefused("foreign-audience", Forge("foreign-audience"));
        AssertRefused("audience-missing", Forge("absent-audience"));
    }

    [Fact]
    public void Practice_3_10_claims_and_headers_are_not_trusted()
    {
        AssertRefused("invalid-signature", Forge("embedded-key"));
        var draft = Scene.HonestDraft().WithHeader("kid", "../../dev/null").WithHeader("jku", "https://attacker.example").WithHeader("x5u", "https://attacker.example");
        AssertRefused("invalid-signature", draft.Sign(Scene.AttackerKey));
        Assert.True(ReferenceValidator.Instance.Validate(draft.Sign(Scene.IssuerKey), ValidationPolicy.Safe, Scene.Now).IsAccepted);
    }

    [Fact]
    public void Practice_3_11_the_type_is_explicit() => AssertRefused("wrong-type", Forge("wrong-type"));

    [Fact]
    public void Practice_3_12_the_rules_for_one_kind_of_token_refuse_another()
    {
        // An ID token (OpenID Connect Core section 2): the same issuer and key, but for the client, and of no declared type.
        var idToken = Scene.HonestDraft().WithHeader("typ", "JWT").WithClaim("aud", "client-1").Sign(Scene.IssuerKey);
        AssertRefused("foreign-audience,wrong-type", idToken);
    }

    [Fact]
    public void Practice_3_13_a_password_based_key_is_never_derived()
    {
        var token = Scene.HonestDraft().WithHeader("alg", "PBES2-HS256+A128KW").WithHeaderJson("p2c", "2147483647").Sign(Scene.IssuerKey);
        AssertRefused("unsupported-algorithm", token);
    }

    [Fact]
    public void Practice_3_14_the_format_is_checked_first()
    {
        foreach (var character in " \n+/=,\"{")
            AssertRefused("not-base64url", Scene.HonestToken().Insert(20, character.ToString()));
        AssertRefused("not-compact-serialization", "{\"payload\":\"\",\"signatures\":[]}");
    }

    [Fact]
    public void Practice_3_15_size_is_limited() =>
        AssertRefused("token-too-long", $"{Scene.HonestToken()}{new string('A', CompactSerialization.MaximumLength)}");

    private static string Forge(string id) => AttackCatalogue.Default[id].Forge(Scene);

    private static string Sign(string header, byte[] payload)
    {
        var input = $"{Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(header))}.{Base64Url.Encode(payload)}";
        return $"{input}.{Base64Url.Encode(Scene.IssuerKey.Sign(System.Text.Encoding.ASCII.GetBytes(input)))}";
    }

    /// <param name="codes">The only reasons; where either of two will do, with a space between them.</param>
    /// <param name="token">What is presented.</param>
    private static void AssertRefused(string codes, string token)
    {
        var verdict = ReferenceValidator.Instance.Validate(token, ValidationPolicy.Safe, Scene.Now);
        Assert.Contains(string.Join(",", verdict.Rejections.Select(rejection => rejection.Code)), codes.Split(' '));
    }
}
