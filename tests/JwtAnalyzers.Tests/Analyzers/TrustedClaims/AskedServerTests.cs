using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>A server that took the token as its caller's credential has validated it; one that was not asked, or whose answer nothing depends on, has not.</summary>
public sealed class AskedServerTests
{
    private const string Ask = " async Task<bool> Ask(string t) { var m = new HttpRequestMessage(HttpMethod.Get, \"https://api.issuer.test/me\"); m.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", t); var a = await new HttpClient().SendAsync(m); return a.IsSuccessStatusCode; }";
    private const string Demand = " async Task Demand(string t) { var h = new HttpClient(); h.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", t); (await h.GetAsync(\"https://api.issuer.test/me\")).EnsureSuccessStatusCode(); }";
    private const string Ignore = " async Task<bool> Ask(string t) { var h = new HttpClient(); h.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", t); var a = await h.GetAsync(\"https://api.issuer.test/me\"); _logger.LogInformation(\"{S}\", a.IsSuccessStatusCode); return true; }";

    [Theory]
    [InlineData("public async Task<string?> Run(string t) { if (await Ask(t)) return new JsonWebToken(t).Subject; return null; }" + Ask)]
    [InlineData("public async Task<string?> Run(string t) { if (!await Ask(t)) return null; return new JsonWebToken(t).Subject; }" + Ask)]
    [InlineData("public async Task<string?> Run(string t) { var jwt = new JsonWebToken(t); var isAlive = await Ask(t); if (!isAlive) throw new Exception(); return jwt.Subject; }" + Ask)]
    [InlineData("public async Task<string?> Run(string t) { await Demand(t); return new JsonWebToken(t).Subject; }" + Demand)]
    [InlineData("public async Task<string?> Run(HttpClient http, string t) { http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", t); await http.GetStringAsync(\"https://api.issuer.test/me\"); return new JsonWebToken(t).Subject; }")]
    [InlineData("public async Task<string?> Run(IPlatform p, string t) { if (!await p.KnowsAsync(t)) return null; return new JsonWebToken(t).Subject; } public interface IPlatform { Task<bool> KnowsAsync(string t); } class Platform : IPlatform { public async Task<bool> KnowsAsync(string t) { var m = new HttpRequestMessage(HttpMethod.Get, \"https://api.issuer.test/me\"); m.Headers.Add(\"Authorization\", \"Bearer \" + t); return (await new HttpClient().SendAsync(m)).IsSuccessStatusCode; } }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members.Replace("AuthenticationHeaderValue", "System.Net.Http.Headers.AuthenticationHeaderValue"));

    [Theory]
    // Its answer is ignored, or comes too late
    [InlineData("public async Task<string?> Run(string t) { await Ask(t); return new JsonWebToken(t).Subject; // JWT1004\n }" + Ask)]
    [InlineData("public async Task<string?> Run(string t) { if (await Ask(t)) return new JsonWebToken(t).Subject; return null; // JWT1004\n }" + Ignore)]
    [InlineData("public async Task<string?> Run(string t) { if (await Ask(t)) _logger.LogInformation(\"known\"); return new JsonWebToken(t).Subject; // JWT1004\n }" + Ask)]
    // Another token is shown
    [InlineData("public async Task<string?> Run(string t, string mine) { if (!await Ask(mine)) return null; return new JsonWebToken(t).Subject; // JWT1004\n }" + Ask)]
    // The token chooses the server
    [InlineData("public async Task<string?> Run(HttpClient http, string t) { var jwt = new JsonWebToken(t); // JWT1004\n http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", t); await http.GetStringAsync(jwt.Issuer + \"/userinfo\"); return jwt.Subject; }")]
    // The server is told, not asked
    [InlineData("public async Task<string?> Run(HttpClient http, string t) { var a = await http.GetAsync(\"https://api.issuer.test/me?user=\" + t.Length); if (!a.IsSuccessStatusCode) return null; return new JsonWebToken(t).Subject; // JWT1004\n }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members.Replace("AuthenticationHeaderValue", "System.Net.Http.Headers.AuthenticationHeaderValue"));
}
