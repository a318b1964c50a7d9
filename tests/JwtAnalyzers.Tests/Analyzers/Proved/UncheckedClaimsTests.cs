using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2010: the library validates no claims, and neither does the code.</summary>
[Trait("rule", "JWT2010")]
public sealed class UncheckedClaimsTests
{
    [Theory]
    [InlineData("Jose.JWT.{|JWT2010:Decode|}(token, key)", "'exp' and 'aud' and 'iss'")]
    [InlineData("Jose.JWT.{|JWT2010:Decode<Payload>|}(token, key, Jose.JwsAlgorithm.HS256)", "'exp' and 'aud' and 'iss'")]
    [InlineData("Jose.JWT.{|JWT2010:Verify|}(token, key)", "'exp' and 'aud' and 'iss'")]
    [InlineData("new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(key).MustVerifySignature().{|JWT2010:Decode|}(token)", "'exp' and 'aud' and 'iss'")]
    [InlineData("decoder.{|JWT2010:Decode|}(token, key, verify: true)", "'exp' and 'aud' and 'iss'")]
    public async Task A_library_that_leaves_claims_to_code_that_leaves_them_too(string call, string claims)
    {
        await VerifyAsync(call);
        Assert.Contains(claims, await MessageAsync(call));
    }

    [Theory]
    [InlineData("Jose.JWT.Decode(token, key, Jose.JweAlgorithm.A256KW, Jose.JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Headers(token)")]
    [InlineData("new JwtBuilder().DecodeHeader(token)")]
    public Task What_judges_no_claims_is_silent(string call) => VerifyAsync(call);

    [Theory]
    [InlineData("payload.Exp < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || payload.Aud != \"api\" || payload.Iss != \"us\"", "")]
    [InlineData("payload.Exp < DateTimeOffset.UtcNow.ToUnixTimeSeconds()", "'aud' and 'iss'")]
    [InlineData("!payload.Aud.Equals(\"api\")", "'exp' and 'iss'")]
    [InlineData("payload.Role == \"admin\"", "'exp' and 'aud' and 'iss'")]
    [InlineData("new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireClaim(\"aud\", \"api\") is null", "'exp' and 'iss'")]
    [InlineData("new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireClaim(\"aud\") is null", "'exp' and 'aud' and 'iss'")]
    public async Task What_code_compares_anywhere_is_not_missed(string comparison, string missed)
    {
        var message = await MessageAsync("Jose.JWT.Decode<Payload>(token, key)", $"static class Check {{ public static bool Fails(Payload payload) => {comparison}; }}");
        Assert.Equal(missed.Length == 0 ? "" : $"Nobody looks at {missed} of this token: whatever it says there, it works here", message);
    }

    [Theory]
    [InlineData("using JWT; public sealed class Reader(IJwtDecoder decoder) { public string Read(string token, byte[] key) => decoder.Decode(token, key, verify: true); }")]
    [InlineData("public static class Reader { public static string Read(string token, byte[] key) { return Jose.JWT.Decode(token, key); } }")]
    [InlineData("public static class Reader { public static string Read(string token, byte[] key) { var json = (string)Jose.JWT.Decode<string>(token, key); if (json.Length == 0) throw new FormatException(); return json; } }")]
    [InlineData("public class Reader { public string Read(string token, byte[] key) => Jose.JWT.Decode(token, key); public string Read(string token) => Read(token, new byte[64]); }")]
    public Task What_callers_out_of_sight_are_given_they_may_look_at(string code) => Verify.DiagnosticsAsync(code);

    [Theory]
    [InlineData("public class Reader { string Read(string token, byte[] key) => Jose.JWT.{|JWT2010:Decode|}(token, key); }")]
    [InlineData("class Reader { public string Read(string token, byte[] key) => Jose.JWT.{|JWT2010:Decode|}(token, key); }")]
    [InlineData("public class Reader { public string Read(string token, byte[] key) => Jose.JWT.{|JWT2010:Decode|}(token, key); public bool IsGood(string token, byte[] key) => Read(token, key).Length > 0; }")]
    [InlineData("public class Reader { public int Read(string token, byte[] key) => Jose.JWT.{|JWT2010:Decode|}(token, key).Length; }")]
    [InlineData("public class Reader { public bool Read(string token, byte[] key) { Jose.JWT.{|JWT2010:Decode|}(token, key); return true; } }")]
    [InlineData("public class ReadersController { public string Read(string token, byte[] key) => Jose.JWT.{|JWT2010:Decode|}(token, key); }")]
    public Task What_stays_in_sight_is_not_looked_at(string code) => Verify.DiagnosticsAsync(code);

    [Theory]
    [InlineData("static bool Holds(System.Collections.Generic.IDictionary<string, object> claims) => Convert.ToInt64(claims[\"exp\"]) > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && Equals(claims[\"aud\"], \"api\") && Equals(claims[\"iss\"], \"us\");")]
    [InlineData("static bool Holds(System.Collections.Generic.Dictionary<string, string> claims) => claims.TryGetValue(\"exp\", out var exp) && long.Parse(exp) > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && claims.TryGetValue(\"aud\", out var aud) && aud == \"api\" && claims.TryGetValue(\"iss\", out var iss) && iss == \"us\";")]
    [InlineData("static bool Holds(string json) { using var claims = System.Text.Json.JsonDocument.Parse(json); var root = claims.RootElement; return root.GetProperty(\"exp\").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && root.GetProperty(\"aud\").ValueEquals(\"api\") && root.GetProperty(\"iss\").GetString() == \"us\"; }")]
    [InlineData("static bool Holds(System.Text.Json.Nodes.JsonNode claims) => (long)claims[\"exp\"]! > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && (string)claims[\"aud\"]! == \"api\" && (string)claims[\"iss\"]! == \"us\";")]
    [InlineData("static void Demand(Payload claims) { if (DateTimeOffset.FromUnixTimeSeconds(claims.Exp) < DateTimeOffset.UtcNow) throw new InvalidOperationException(); if (!string.Equals(claims.Aud, \"api\", StringComparison.Ordinal)) throw new InvalidOperationException(); switch (claims.Iss) { case \"us\": return; default: throw new InvalidOperationException(); } }")]
    [InlineData("static bool Holds(Payload claims) => claims is { Aud: \"api\", Iss: \"us\" } && claims.Exp > DateTimeOffset.UtcNow.ToUnixTimeSeconds();")]
    [InlineData("static bool Holds(Payload claims) { var (exp, aud, iss, _) = claims; return exp > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && aud == \"api\" && iss == \"us\"; }")]
    public Task Whoever_looks_is_believed_however_it_reads_them(string check) =>
        Verify.DiagnosticsAsync(Snippet("Jose.JWT.Decode<Payload>(token, key)", $"static class Check {{ {check} }}"));

    private static Task VerifyAsync(string call) => Verify.DiagnosticsAsync(Snippet(call, ""));

    private static async Task<string> MessageAsync(string call, string more = "") =>
        string.Join("; ", (await Findings.Of(SnippetProgram.Compile(Snippet(call.Replace("{|JWT2010:", "").Replace("|}", ""), more), TestSetup.Default))).Select(finding => finding.GetMessage()));

    private static string Snippet(string call, string more) => $$"""
        using JWT;
        using JWT.Algorithms;
        using JWT.Builder;

        class Tokens
        {
            public static object Read(string token, byte[] key, IJwtDecoder decoder) => {{call}};
        }

        record Payload(long Exp, string Aud, string Iss, string Role);

        {{more}}
        """;
}
