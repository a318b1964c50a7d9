using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests.Vectors;

/// <summary>The examples of RFC 7515 appendix A and RFC 7519. All carry iss = joe, exp = 1300819380 and no aud.</summary>
public sealed class Rfc7515Tests
{
    internal const string Claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /// <summary>RFC 7515 A.1.1, and RFC 7519 section 3.1.</summary>
    private const string Hs256 = $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Claims}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Hs256Key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    /// <summary>RFC 7515 A.5, and RFC 7519 section 6.1.</summary>
    private const string Unsecured = $"eyJhbGciOiJub25lIn0.{Claims}.";

    internal static readonly DateTimeOffset Before = DateTimeOffset.FromUnixTimeSeconds(1300819379);

    internal static ValidationPolicy PolicyFor(VerificationKey key) => ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(key),
        Issuers = ValueList.Of("joe"),
        RequiresAudience = false,
        ClockSkew = TimeSpan.Zero,
    };

    private static SymmetricKey Key => new(Bytes(Hs256Key));

    [Fact]
    public void A1_HS256_is_accepted_until_it_expires()
    {
        Assert.Equal(ValidationVerdict.Accepted, Validate(Hs256, PolicyFor(Key), Before));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.TokenExpired), Validate(Hs256, PolicyFor(Key), Before.AddSeconds(1)));
    }

    [Fact]
    public void A1_HS256_is_refused_under_every_other_policy()
    {
        var policy = PolicyFor(Key);
        Assert.Equal(ValidationVerdict.Rejected(Rejections.AudienceMissing), Validate(Hs256, policy with { RequiresAudience = true }, Before));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.ForeignIssuer), Validate(Hs256, policy with { Issuers = ValueList.Of("Joe") }, Before));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.InvalidSignature), Validate(Hs256, PolicyFor(new SymmetricKey(new byte[64])), Before));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.AlgorithmNotForKey), Validate(Hs256, PolicyFor(new SymbolicKey("RS256", "issuer")), Before));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.AlgorithmNotForKey), Validate(Hs256, PolicyFor(Key with { Algorithm = "HS512" }), Before));
    }

    [Fact]
    public void A1_signs_to_the_same_token()
    {
        var signature = new SymmetricSigningKey("HS256", Bytes(Hs256Key)).Sign(JsonWebToken.Parse(Hs256, out _)!.SigningInput);
        Assert.EndsWith($".{Base64Url.Encode(signature)}", Hs256, StringComparison.Ordinal);
    }

    [Fact]
    public void A5_unsecured_is_refused_unless_the_policy_asks_for_it()
    {
        Assert.Equal(ValidationVerdict.Rejected(Rejections.UnsignedToken), Validate(Unsecured, PolicyFor(Key), Before));
        Assert.Equal(ValidationVerdict.Accepted, Validate(Unsecured, PolicyFor(Key) with { RefusesUnsigned = false }, Before));
    }

    [Fact]
    public void Rfc7519_claims_are_read()
    {
        var token = JsonWebToken.Parse(Hs256, out _)!;
        Assert.Equal("JWT", token.Header.Type);
        Assert.Equal("joe", token.Claims.Issuer);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1300819380), DateTimeOffset.UnixEpoch.AddTicks(token.Claims.Expiration!.Value.Ticks));
        Assert.Null(token.Claims.Audiences);
    }

    internal static byte[] Bytes(string base64Url) => Base64Url.TryDecode(base64Url, out var bytes) ? bytes : throw new FormatException();

    private static ValidationVerdict Validate(string token, ValidationPolicy policy, DateTimeOffset now) => ReferenceValidator.Instance.Validate(token, policy, now);
}
