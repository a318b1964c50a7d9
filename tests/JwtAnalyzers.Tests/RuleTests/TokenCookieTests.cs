using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT5005: a token in an unprotected cookie.</summary>
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
    public Task Stays_silent(string statements) => Match(statements);

    [Fact]
    public Task A_cookie_policy_may_add_what_is_missing() => Findings.MatchComments("""
        using Microsoft.AspNetCore.Http;
        class Subject
        {
            void Run(HttpContext context, IApplicationBuilder app, string value)
            {
                app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });
                context.Response.Cookies.Append("jwt", value);
            }
        }
        """);

    private static Task Match(string statements) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Http;
        class Subject(JwtSecurityTokenHandler handler, IWebHostEnvironment environment, bool condition)
        {
            void Run(HttpContext context, JwtSecurityToken jwt, CookieOptions given, string value)
            {
        {{statements}}
            }

            static CookieOptions Options() => new() { HttpOnly = true, Secure = true };
            static void Harden(CookieOptions options) => options.Secure = options.HttpOnly = true;
        }
        """);
}
