using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Patterns;

/// <summary>JWT5005's fix. Both texts are run: a cookie that lacks an attribute is refused as if it were a forged token, so that the honest one gets in after the fix only.</summary>
[Trait("rule", "JWT5005")]
public sealed class TokenCookieFixTests
{
    private const string All = "Set 'HttpOnly', 'SameSite' and 'Secure'";

    private static string Gate(string send, string usings = "using Microsoft.AspNetCore.Http;\n", string expected = "httponly;secure", string read = "request.Cookies[\"jwt\"] ?? request.Cookies[\"refresh_token\"]") => $$"""
        {{usings}}class Gate(TokenValidationParameters parameters)
        {
            private static string? Kept(Microsoft.AspNetCore.Http.HttpRequest request) => {{read}};

            public bool Accepts(string token)
            {
                var response = new Microsoft.AspNetCore.Http.DefaultHttpContext().Response;
                new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
                {{send}}
                var cookie = response.Headers["Set-Cookie"].ToString();
                return "{{expected}}".Split(';').All(attribute => cookie.Contains(attribute)) && cookie.Contains(token);
            }
        }
        """;

    [Theory]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token)|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("{|JWT5005:response.Cookies.Append(value: token, key: \"jwt\")|};", "response.Cookies.Append(value: token, key: \"jwt\", options: new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions())|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new())|};", "response.Cookies.Append(\"jwt\", token, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions { })|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions { Path = \"/a\" /* b */ })|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions { Path = \"/a\", /* b */ HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("var options = new CookieOptions { Path = \"/a\" };\n        {|JWT5005:response.Cookies.Append(\"jwt\", token, options)|};", "var options = new CookieOptions { Path = \"/a\", HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax };\n        response.Cookies.Append(\"jwt\", token, options);")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions\n        {\n            Path = \"/a\", // b\n        })|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions\n        {\n            Path = \"/a\", // b\n            HttpOnly = true,\n            Secure = true,\n            SameSite = SameSiteMode.Lax,\n        });")]
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions\n        {\n            Path = \"/a\"\n        })|};", "response.Cookies.Append(\"jwt\", token, new CookieOptions\n        {\n            Path = \"/a\",\n            HttpOnly = true,\n            Secure = true,\n            SameSite = SameSiteMode.Lax,\n        });")]
    public Task Adds_what_is_missing(string before, string after) => Verify.FixAsync(Gate(before), Gate(after), All);

    [Fact]
    public Task Writes_full_names_where_no_using_brings_the_short_ones() => Verify.FixAsync(
        Gate("{|JWT5005:response.Cookies.Append(\"jwt\", token)|};", ""),
        Gate("response.Cookies.Append(\"jwt\", token, new Microsoft.AspNetCore.Http.CookieOptions { HttpOnly = true, Secure = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax });", ""),
        All,
        TestSetup.Default with { HasUsings = false, MoreFiles = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("/0/Own.cs", "global using System; global using System.Linq; global using System.IdentityModel.Tokens.Jwt; global using Microsoft.IdentityModel.Tokens;") });

    [Theory] // what is said of SameSite stands
    [InlineData("new CookieOptions { SameSite = SameSiteMode.None }", "new CookieOptions { SameSite = SameSiteMode.None, HttpOnly = true, Secure = true }", "Set 'HttpOnly' and 'Secure'", "httponly;secure;samesite=none")]
    [InlineData("new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true }", "new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true, Secure = true }", "Set 'Secure'", "httponly;secure;samesite=strict")]
    [InlineData("new CookieOptions { HttpOnly = true }", "new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax }", "Set 'SameSite' and 'Secure'", "httponly;secure;samesite=lax")]
    [InlineData("new CookieOptions { HttpOnly = true, Secure = false }", "new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax }", "Set 'SameSite' and 'Secure'", "httponly;secure;samesite=lax")]
    [InlineData("new CookieOptions { HttpOnly = false, Secure = false, SameSite = SameSiteMode.None }", "new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.None }", "Set 'HttpOnly' and 'Secure' (no script can read the cookie then)", "httponly;secure;samesite=none")]
    public Task Changes_no_more_than_it_says(string before, string after, string title, string expected) => Verify.FixAsync(
        Gate($"{{|JWT5005:response.Cookies.Append(\"jwt\", token, {before})|}};", expected: expected),
        Gate($"response.Cookies.Append(\"jwt\", token, {after});", expected: expected),
        title);

    [Fact]
    public Task Later_assignments_are_changed_where_they_are() => Verify.FixAsync(
        Gate("var options = new CookieOptions();\n        options.Secure = false; // for now\n        options.HttpOnly = true;\n        {|JWT5005:response.Cookies.Append(\"jwt\", token, options)|};"),
        Gate("var options = new CookieOptions { SameSite = SameSiteMode.Lax };\n        options.Secure = true; // for now\n        options.HttpOnly = true;\n        response.Cookies.Append(\"jwt\", token, options);"),
        "Set 'SameSite' and 'Secure'");

    [Theory] // a script, or another service, may be meant to
    [InlineData("null")]
    [InlineData("request.Cookies[\"theme\"]")]
    [InlineData("request.Headers[\"jwt\"]")]
    public Task Is_not_offered_where_nothing_here_reads_the_cookie(string read) => Verify.NoFixAsync(Gate("{|JWT5005:response.Cookies.Append(\"jwt\", token)|};", read: read));

    [Theory]
    [InlineData("request.Cookies.TryGetValue(\"jwt\", out var kept) ? kept : null")]
    [InlineData("request?.Cookies[\"jwt\"]")]
    public Task Is_offered_where_the_cookie_is_read(string read) => Verify.FixAsync(
        Gate("{|JWT5005:response.Cookies.Append(\"jwt\", token)|};", read: read),
        Gate("response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });", read: read),
        All);

    [Fact]
    public Task What_scripts_can_not_read_anyway_needs_no_reader() => Verify.FixAsync(
        Gate("{|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true })|};", read: "null"),
        Gate("response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });", read: "null"),
        "Set 'SameSite' and 'Secure'");

    [Fact]
    public Task Two_tokens_with_the_same_options_are_repaired_once() => Verify.FixAsync(
        Gate("var options = new CookieOptions();\n        {|JWT5005:response.Cookies.Append(\"jwt\", token, options)|};\n        {|JWT5005:response.Cookies.Append(\"refresh_token\", token, options)|};"),
        Gate("var options = new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax };\n        response.Cookies.Append(\"jwt\", token, options);\n        response.Cookies.Append(\"refresh_token\", token, options);"),
        All);

    [Theory]
    [InlineData("o.Cookie.HttpOnly = {|JWT5005-d|}false", "o.Cookie.HttpOnly = true", "Set 'HttpOnly' (no script can read the cookie then)")]
    [InlineData("o.Cookie.SecurePolicy = {|JWT5005-d|}Microsoft.AspNetCore.Http.CookieSecurePolicy.None", "o.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.SameAsRequest", "Set 'SecurePolicy'")]
    [InlineData("o.Cookie = {|JWT5005-c|}new CookieBuilder { Name = \"shop\" }", "o.Cookie = new CookieBuilder { Name = \"shop\", HttpOnly = true }", "Set 'HttpOnly'")]
    public Task The_cookie_of_a_scheme_gets_back_what_it_had(string before, string after, string title) => Verify.FixAsync(
        Scheme(before.Contains("-c|}", StringComparison.Ordinal) ? before.Replace("{|JWT5005-c|}", "{|JWT5005:", StringComparison.Ordinal) + "|}" : "{|JWT5005:" + before.Replace("{|JWT5005-d|}", "", StringComparison.Ordinal) + "|}"),
        Scheme(after),
        title);

    private static string Scheme(string set) => $$"""
        using Microsoft.AspNetCore.Http;
        class Gate(TokenValidationParameters parameters)
        {
            public bool Accepts(string token)
            {
                new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
                var o = new Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions();
                {{set}};
                return o.Cookie.HttpOnly && o.Cookie.SecurePolicy != CookieSecurePolicy.None;
            }
        }
        """;

    [Theory]
    [InlineData("var options = new CookieOptions();\n        {|JWT5005:response.Cookies.Append(\"jwt\", token, options)|};\n        response.Cookies.Append(\"theme\", \"dark\" + token.Length, options);")] // scripts read the theme
    [InlineData("{|JWT5005:response.Cookies.Append(\"jwt\", token, Make())|};\n        static CookieOptions Make() => new();")]
    [InlineData("const bool off = false;\n        {|JWT5005:response.Cookies.Append(\"jwt\", token, new CookieOptions { HttpOnly = off, Secure = true })|};")]
    public Task Is_not_offered_where_others_use_the_options(string send) => Verify.NoFixAsync(Gate(send));
}
