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
        ChecksType = false,
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
        var signature = new SymmetricSigningKey("HS256", Bytes(Hs256Key)).Sign(JsonWebToken.Parse(Hs256, out _)!.Jws.SigningInput);
        Assert.EndsWith($".{Base64Url.Encode(signature)}", Hs256, StringComparison.Ordinal);
    }

    [Fact]
    public void A5_unsecured_is_refused_unless_the_policy_asks_for_it()
    {
        Assert.Equal(ValidationVerdict.Rejected(Rejections.UnsignedToken), Validate(Unsecured, PolicyFor(Key), Before));
        Assert.Equal(ValidationVerdict.Accepted, Validate(Unsecured, PolicyFor(Key) with { RefusesUnsigned = false }, Before));
    }

    [Theory]
    [InlineData(
        "eyJhbGciOiJSUzI1NiJ9." + Claims + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}""")]
    [InlineData(
        "eyJhbGciOiJFUzI1NiJ9." + Claims + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""")]
    public void A2_RS256_and_A3_ES256_are_accepted(string token, string key)
    {
        var policy = PolicyFor(JsonWebKey.Read(key, out _)!);
        Assert.Equal(ValidationVerdict.Accepted, Validate(token, policy, Before));
        var tampered = token.Replace(Claims, Base64Url.Encode("""{"iss":"joe","exp":1300819380}"""u8.ToArray()), StringComparison.Ordinal);
        Assert.Equal(ValidationVerdict.Rejected(Rejections.InvalidSignature), Validate(tampered, policy, Before));
    }

    [Fact]
    public void A4_ES512_is_verified()
    {
        const string token = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
        var key = JsonWebKey.Read("""{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}""", out _)!;
        Assert.Null(JsonWebSignature.Parse(token, out _)!.Verify(ValueList.Of(key)));
        Assert.Equal(Rejections.InvalidSignature, JsonWebSignature.Parse(token.Replace("UGF5bG9hZA", "UGF5bG9hZB8", StringComparison.Ordinal), out _)!.Verify(ValueList.Of(key)));
    }

    [Fact]
    public void Rfc7519_claims_are_read()
    {
        var token = JsonWebToken.Parse(Hs256, out _)!;
        Assert.Equal("JWT", token.Jws.Header.Type);
        Assert.Equal("joe", token.Claims.Issuer);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1300819380), DateTimeOffset.UnixEpoch.AddTicks(token.Claims.Expiration!.Value.Ticks));
        Assert.Null(token.Claims.Audiences);
    }

    internal static byte[] Bytes(string base64Url) => Base64Url.TryDecode(base64Url, out var bytes) ? bytes : throw new FormatException();

    private static ValidationVerdict Validate(string token, ValidationPolicy policy, DateTimeOffset now) => ReferenceValidator.Instance.Validate(token, policy, now);
}
