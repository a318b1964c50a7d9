using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Cookies;

/// <summary>JWT5005: a token in an unprotected cookie.</summary>
[Trait("rule", "JWT5005")]
public sealed class TokenCookieTests
{
    [Theory]
    [InlineData("context.Response.Cookies.Append(\"access_token\", value); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions()); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new() { HttpOnly = true }); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { Secure = true }); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { HttpOnly = false, Secure = true }); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"x\", handler.WriteToken(jwt)); // JWT5005")]
    [InlineData("var options = new CookieOptions { HttpOnly = true }; context.Response.Cookies.Append(\"refreshToken\", value, options); // JWT5005")]
    [InlineData("var options = new CookieOptions(); options.Expires = DateTimeOffset.Now; context.Response.Cookies.Append(\"refreshToken\", value, options); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { SameSite = SameSiteMode.None, Secure = true }); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"x\", accessToken); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(name, login.RefreshToken, new CookieOptions()); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, Loose()); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, LooseFromLocal()); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, Shared); // JWT5005")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, options: new CookieOptions { SameSite = SameSiteMode.None }); // JWT5005")]
    [InlineData("if (condition) context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict }); // JWT5005")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Cookie.HttpOnly = false); // JWT5005")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.None; }); // JWT5005")]
    [InlineData("services.ConfigureApplicationCookie(o => { o.Cookie.HttpOnly = false; }); // JWT5005")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie = new CookieBuilder { Name = \"shop\" }; }); // JWT5005")]
    [InlineData("var o = new CookieAuthenticationOptions { Cookie = { HttpOnly = false } }; // JWT5005")]
    [InlineData("Use(new CookieBuilder { Name = \"access_token\", SecurePolicy = CookieSecurePolicy.None, HttpOnly = true }); // JWT5005")]
    [InlineData("Use(new CookieBuilder { Name = \"access_token\" }); // JWT5005")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData("context.Response.Cookies.Append(\"theme\", value);")]
    [InlineData("context.Response.Cookies.Append(\"culture\", value, new CookieOptions());")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { HttpOnly = true, Secure = true });")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps });")]
    [InlineData("var options = new CookieOptions(); options.HttpOnly = true; options.Secure = true; context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, Options());")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, given);")]
    [InlineData("var options = new CookieOptions(); Harden(options); context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("context.Response.Cookies.Delete(\"jwt\");")]
    [InlineData("context.Response.Cookies.Append(\"XSRF-TOKEN\", value);")]
    [InlineData("context.Response.Cookies.Append(\"consent\", \"yes\", new CookieOptions { HttpOnly = false });")]
    [InlineData("if (environment.IsDevelopment()) context.Response.Cookies.Append(\"jwt\", value);")]
    [InlineData("var options = new CookieOptions { HttpOnly = condition, Secure = condition }; context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", \"\", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(-1) });")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { MaxAge = TimeSpan.Zero });")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", \"\");")]
    [InlineData("context.Response.Cookies.Append(\"XSRF-TOKEN\", tokens.RequestToken!, new CookieOptions { HttpOnly = false });")]
    [InlineData("context.Response.Cookies.Append(name, tokens.RequestToken!);")]
    [InlineData("context.Response.Cookies.Append(\"x\", token);")]
    [InlineData("context.Response.Cookies.Append(\"csrf\", accessToken);")]
    [InlineData("context.Response.Cookies.Append(\"device-token\", value);")]
    [InlineData("context.Response.Cookies.Append(name, value);")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.None });")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieOptions(given));")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, Strict);")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, Late);")]
    [InlineData("context.Response.Cookies.Append(\"jwt\", value, new CookieBuilder { HttpOnly = true }.Build(context));")]
    [InlineData("var options = new CookieOptions { HttpOnly = true }; if (!environment.IsDevelopment()) options.Secure = true; context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("var options = new CookieOptions { HttpOnly = true }; var same = options; same.Secure = true; context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("var options = condition ? given : new CookieOptions(); context.Response.Cookies.Append(\"jwt\", value, options);")]
    [InlineData("context.Response.Cookies.Delete(\"jwt\", new CookieOptions());")]
    [InlineData("context.Response.Cookies.Append(\"theme\", theme, new CookieOptions()); context.Response.Cookies.Append(\"culture\", value);")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie.HttpOnly = true; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie.Name = \"shop\"; o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; });")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie.HttpOnly = condition; });")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie = new CookieBuilder { Name = \"shop\", HttpOnly = true }; });")]
    [InlineData("services.AddAntiforgery(o => { o.Cookie.HttpOnly = false; o.Cookie.SecurePolicy = CookieSecurePolicy.None; });")]
    [InlineData("services.AddSession(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.None; });")]
    [InlineData("if (environment.IsDevelopment()) services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.None);")]
    [InlineData("Use(new CookieBuilder { Name = \"theme\" });")]
    public Task Stays_silent(string statements) => Match(statements);

    [Theory]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always, Secure = CookieSecurePolicy.Always });", "")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = context => context.CookieOptions.Secure = context.CookieOptions.HttpOnly = true });", "")]
    [InlineData("services.Configure<CookiePolicyOptions>(o => { o.HttpOnly = HttpOnlyPolicy.Always; o.Secure = policy; });", "")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always });", " // JWT5005")] // Secure is missing still
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });", " // JWT5005")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.None, Secure = CookieSecurePolicy.None });", " // JWT5005")]
    [InlineData("services.Configure<CookiePolicyOptions>(o => { o.CheckConsentNeeded = _ => true; o.MinimumSameSitePolicy = SameSiteMode.None; }); app.UseCookiePolicy();", " // JWT5005")]
    public Task What_a_cookie_policy_adds_is_not_missing(string policy, string announcement) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.CookiePolicy;
        using Microsoft.AspNetCore.Http;
        class Subject
        {
            void Run(HttpContext context, IApplicationBuilder app, IServiceCollection services, CookieSecurePolicy policy, string value)
            {
                {{policy}}
                context.Response.Cookies.Append("jwt", value);{{announcement}}
            }
        }
        """);

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Http;
        class Login { public string RefreshToken { get; set; } = ""; }
        class Subject(JwtSecurityTokenHandler handler, IWebHostEnvironment environment, bool condition)
        {
            private static readonly CookieOptions Shared = new() { HttpOnly = true };
            private static readonly CookieOptions Strict = new() { HttpOnly = true, Secure = true };
            private static readonly CookieOptions Late = new();

            static Subject() { Late.HttpOnly = true; Late.Secure = true; }

            void Run(HttpContext context, IServiceCollection services, JwtSecurityToken jwt, CookieOptions given, AntiforgeryTokenSet tokens, Login login, string value, string name, string token, string accessToken, string theme)
            {
        {{statements}}
            }

            static CookieOptions Options() => new() { HttpOnly = true, Secure = true };
            static CookieOptions Loose() => new() { HttpOnly = true, Expires = DateTimeOffset.UtcNow.AddDays(1) };
            static CookieOptions LooseFromLocal() { var options = new CookieOptions(); options.HttpOnly = true; return options; }
            static void Harden(CookieOptions options) => options.Secure = options.HttpOnly = true;
            static void Use(CookieBuilder builder) { }
        }
        """);
}
