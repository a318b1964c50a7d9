using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>No text makes the validator throw, and none that is malformed is accepted, however lenient the policy.</summary>
public sealed class MalformedTokenTests
{
    internal static readonly ValidationPolicy AcceptsAnything = new()
    {
        RefusesUnsigned = false,
        VerifiesSignature = false,
        ChecksExpiration = false,
        RequiresExpiration = false,
        ChecksNotBefore = false,
        ChecksAudience = false,
        RequiresAudience = false,
        ChecksIssuer = false,
        RequiresIssuer = false,
        ChecksType = false,
        ChecksRevocation = false,
        RefusesReplayed = false,
        RefusesEncrypted = false,
        IgnoresEmbeddedKeys = false,
        BindsAlgorithmToKey = false,
    };

    public static TheoryData<string, string> Malformed => new()
    {
        { "", "not-compact-serialization" },
        { ".", "not-compact-serialization" },
        { "a.b", "not-compact-serialization" },
        { "a.b.c.d", "not-compact-serialization" },
        { "a.b.c.d.e.f", "not-compact-serialization" },
        { "a.b.c.d.e", "encrypted-token" },
        { "....", "encrypted-token" },
        { "..", "malformed-header" },
        { $"{Part("{\"alg\":\"none\"}")}..", "malformed-claims" },
        { $" {Token("{\"alg\":\"none\"}", "{}")}", "not-base64url" },
        { $"{Token("{\"alg\":\"none\"}", "{}")}=", "not-base64url" },
        { $"{Token("{\"alg\":\"none\"}", "{}")}A", "not-base64url" },
        { $"{Token("{\"alg\":\"none\"}", "{}")}AB", "not-base64url" },
        { "e\u0301.e30.", "not-base64url" },
        { $"_w.{Part("{}")}.", "not-utf8" },
        { $"{Part("{\"alg\":\"none\"}")}.7aCA.", "not-utf8" },
        { Token("null", "{}"), "malformed-header" },
        { Token("[]", "{}"), "malformed-header" },
        { Token("{\"alg\":\"none\"", "{}"), "malformed-header" },
        { Token("\ufeff{\"alg\":\"none\"}", "{}"), "malformed-header" },
        { Token("{\"alg\":\"none\",}", "{}"), "malformed-header" },
        { Token("{\"alg\":\"none\"}//", "{}"), "malformed-header" },
        { Token("{\"alg\":\"HS256\",\"alg\":\"none\"}", "{}"), "malformed-header" },
        { Token("{\"alg\":\"HS256\",\"\\u0061lg\":\"none\"}", "{}"), "malformed-header" },
        { Token("{}", "{}"), "malformed-header-parameter" },
        { Token("{\"alg\":null}", "{}"), "malformed-header-parameter" },
        { Token("{\"alg\":[\"none\"]}", "{}"), "malformed-header-parameter" },
        { Token("{\"ALG\":\"none\"}", "{}"), "malformed-header-parameter" },
        { Token("{\"alg\":\"none\",\"kid\":7}", "{}"), "malformed-header-parameter" },
        { Token("{\"alg\":\"none\",\"typ\":7}", "{}"), "malformed-header-parameter" },
        { Token("{\"alg\":\"none\",\"crit\":[\"exp\"]}", "{}"), "critical-extension" },
        { Token("{\"alg\":\"none\",\"crit\":[]}", "{}"), "critical-extension" },
        { Token("{\"alg\":\"none\",\"crit\":null}", "{}"), "critical-extension" },
        { Token("{\"alg\":\"none\",\"b64\":true,\"crit\":[\"b64\"]}", "{}"), "critical-extension" },
        { Token("{\"alg\":\"none\",\"b64\":false,\"crit\":[\"b64\"]}", "{}"), "unencoded-payload" },
        { Token("{\"alg\":\"none\",\"b64\":false}", "{}"), "unencoded-payload" },
        { Token("{\"alg\":\"none\",\"b64\":\"true\"}", "{}"), "unencoded-payload" },
        { Token("{\"alg\":\"none\"}", ""), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", "null"), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", "[{}]"), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", "{\"a\":1,\"a\":1}"), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", "{\"a\":\"\\ud800\"}"), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", $"{{\"a\":{new string('[', 100)}{new string(']', 100)}}}"), "malformed-claims" },
        { Token("{\"alg\":\"none\"}", "{\"exp\":\"1\"}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"exp\":null}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"nbf\":[1]}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"iat\":true}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"aud\":1}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"aud\":null}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"aud\":[\"a\",1]}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"aud\":{\"a\":1}}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"iss\":1}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"sub\":{}}"), "malformed-claim" },
        { Token("{\"alg\":\"none\"}", "{\"jti\":1}"), "malformed-claim" },
        { new string('.', CompactSerialization.MaximumLength + 1), "token-too-long" },
        { $"{Part("{\"alg\":\"none\"}")}.{Part($"{{\"a\":\"{new string('a', 192_000)}\"}}")}.", "token-too-long" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Malformed))]
    public void Is_refused_with_the_reason_even_where_nothing_is_checked(string token, string code)
    {
        Assert.Equal([code], Codes(token, AcceptsAnything));
        Assert.Equal([code], Codes(token, ValidationPolicy.Safe));
    }

    [Fact]
    public void Null_is_refused() => Assert.Equal(["not-compact-serialization"], Codes(null!, AcceptsAnything));

    [Theory]
    [InlineData("{\"alg\":\"none\"}", "{}")]
    [InlineData("{\"alg\":\"\",\"b64\":true,\"jwk\":7,\"x5c\":null}", "{}")]
    [InlineData(" {\"alg\":\"none\"}\r\n", "{\"aud\":[],\"exp\":-1e999,\"nbf\":1e999,\"iat\":0.5,\"x\":null}")]
    public void Well_formed_is_accepted_where_nothing_is_checked(string header, string claims) =>
        Assert.Empty(Codes(Token(header, claims), AcceptsAnything));

    private static IEnumerable<string> Codes(string token, ValidationPolicy policy) =>
        ReferenceValidator.Instance.Validate(token, policy, AttackScene.Symbolic.Now).Rejections.Select(rejection => rejection.Code);

    private static string Token(string header, string claims) => $"{Part(header)}.{Part(claims)}.";

    private static string Part(string json) => Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));
}
