using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>An assertion or a handler that compares <c>aud</c> or <c>iss</c> of the user, and may refuse, looks at the token after its library has.</summary>
public sealed class PolicyAssertionTests
{
    private const string AnyAudience = "services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateAudience = false; });";
    private const string AnyIssuer = "services.AddAuthentication().AddJwtBearer(o => { o.Audience = \"api\"; o.TokenValidationParameters.ValidateIssuer = false; });";

    [Theory]
    [InlineData("c => c.User.HasClaim(\"aud\", \"api\")")]
    [InlineData("(c) => c.User.HasClaim(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud, audience)")]
    [InlineData("(AuthorizationHandlerContext c) => c.User.HasClaim(\"aud\", audience)")]
    [InlineData("c => c.User.HasClaim(k => k.Type == \"aud\" && k.Value == \"api\")")]
    [InlineData("c => c.User.HasClaim(k => k.Type.Equals(\"aud\") && k.Value.Equals(\"api\"))")]
    [InlineData("c => c.User.HasClaim(k => k.Type == System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud && audiences.Contains(k.Value))")]
    [InlineData("c => c.User.Claims.Any(k => k is { Type: \"aud\", Value: \"api\" })")]
    [InlineData("c => c.User.Claims.Where(k => k.Type == \"aud\").Any(k => k.Value == \"api\")")]
    [InlineData("c => c.User.Claims.Where(k => k.Type == \"aud\").Select(k => k.Value).Contains(\"api\")")]
    [InlineData("c => c.User.FindFirst(\"aud\")?.Value == \"api\"")]
    [InlineData("c => c.User.FindFirst(\"aud\")!.Value.Equals(\"api\", StringComparison.Ordinal)")]
    [InlineData("c => c.User.FindFirst(\"aud\")?.Value.Equals(\"api\", StringComparison.Ordinal) ?? false")]
    [InlineData("c => c.User.FindFirstValue(\"aud\") is \"api\" or \"api://orders\"")]
    [InlineData("c => c.User.FindFirst(\"aud\") is { Value: \"api\" }")]
    [InlineData("c => c.User.FindFirst(\"aud\") is { } found && found.Value == \"api\"")]
    [InlineData("c => audiences.Contains(c.User.FindFirstValue(\"aud\"))")]
    [InlineData("c => string.Equals(c.User.FindFirstValue(\"aud\"), \"api\", StringComparison.Ordinal)")]
    [InlineData("c => c.User.FindAll(\"aud\").Any(k => k.Value == \"api\")")]
    [InlineData("c => c.User.FindAll(\"aud\").Select(k => k.Value).Intersect(audiences).Any()")]
    [InlineData("c => c.User.FindAll(\"aud\").Select(k => k.Value).Any(audiences.Contains)")]
    [InlineData("c => c.User.FindFirstValue(\"aud\") switch { \"api\" => true, _ => false }")]
    [InlineData("c => Task.FromResult(c.User.HasClaim(\"aud\", \"api\"))")]
    [InlineData("async c => { await Task.Yield(); return c.User.HasClaim(\"aud\", \"api\"); }")]
    [InlineData("c => c.User.IsInRole(\"admin\") || c.User.HasClaim(\"aud\", \"api\")")]
    [InlineData("c => !c.User.HasClaim(\"aud\", \"other\")")]
    [InlineData("c => { var user = c.User; return user.Identity!.IsAuthenticated && user.HasClaim(\"aud\", \"api\"); }")]
    [InlineData("c => { var isForUs = c.User.HasClaim(\"aud\", \"api\"); return isForUs; }")]
    [InlineData("c => { if (c.User.FindFirstValue(\"aud\") != \"api\") return false; return true; }")]
    [InlineData("c => { foreach (var k in c.User.Claims) { if (k.Type == \"aud\" && k.Value == \"api\") return true; } return false; }")]
    [InlineData("c => { var isForUs = false; isForUs = isForUs || c.User.HasClaim(\"aud\", \"api\"); isForUs = isForUs && c.User.Identity!.IsAuthenticated; if (!isForUs) return false; return true; }")]
    [InlineData("c => { return IsForUs(); bool IsForUs() => c.User.HasClaim(\"aud\", \"api\"); }")]
    [InlineData("c => { var found = c.User.FindFirst(k => k.Type == \"aud\"); return found?.Value == audience; }")]
    public Task That_compares_stays_silent(string assertion) => Findings.MatchComments(Policy(AnyAudience, assertion));

    [Fact]
    public Task Thousands_of_names_for_what_it_found_do_not_end_the_process() => Findings.MatchComments(Policy(
        AnyAudience, $"c => {{ var n0 = c.User.HasClaim(\"aud\", \"api\"); {string.Concat(Enumerable.Range(1, 12_000).Select(index => $"var n{index} = n{index - 1};\n"))} return n12000; }}"));

    [Fact]
    public Task Thousands_of_comparisons_do_not_end_the_process() => Findings.MatchComments(Policy(
        AnyAudience, $"c => {string.Join("\n|| ", Enumerable.Range(1, 5000).Select(index => $"c.User.HasClaim(\"aud\", \"api{index}\")"))}"));

    [Theory]
    [InlineData("static bool IsForUs(AuthorizationHandlerContext c) => c.User.HasClaim(\"aud\", \"api\");")]
    [InlineData("static Task<bool> IsForUs(Microsoft.AspNetCore.Authorization.AuthorizationHandlerContext c) { var user = c.User; return Task.FromResult(user.FindFirstValue(\"aud\") == \"api\"); }")]
    public Task Of_another_method_stays_silent(string method) => Findings.MatchComments(Policy(AnyAudience, "IsForUs", method));

    [Theory]
    [InlineData("c => c.User.HasClaim(\"iss\", \"https://login.example\")")]
    [InlineData("c => c.User.HasClaim(k => k.Type == \"scope\" && k.Issuer == \"https://login.example\")")]
    [InlineData("c => c.User.Claims.All(k => k.Issuer == \"https://login.example\")")]
    public Task That_compares_the_issuer_stays_silent(string assertion) => Findings.MatchComments(Policy(AnyIssuer, assertion));

    [Theory]
    [InlineData("c => true")]
    [InlineData("c => c.User.HasClaim(\"aud\", \"api\") || true")] // refuses nobody
    [InlineData("c => c.User.HasClaim(\"aud\", \"api\") || Always")]
    [InlineData("c => Task.FromResult(c.User.HasClaim(\"aud\", \"api\") || true)")]
    [InlineData("c => { if (c.User.HasClaim(\"aud\", \"api\")) Console.WriteLine(\"ours\"); return true; }")]
    [InlineData("c => { if (c.User.HasClaim(\"aud\", \"api\")) return true; return true; }")]
    [InlineData("c => { var isForUs = c.User.HasClaim(\"aud\", \"api\"); Console.WriteLine(isForUs); return c.User.IsInRole(\"admin\"); }")]
    [InlineData("c => { Console.WriteLine(c.User.HasClaim(\"aud\", \"api\")); return c.User.IsInRole(\"admin\"); }")]
    [InlineData("c => c.User.HasClaim(k => k.Type == \"aud\")")] // any audience will do
    [InlineData("c => c.User.HasClaim(k => k.Type.Equals(\"aud\"))")]
    [InlineData("c => c.User.Claims.Any(k => k.Type == \"aud\") == true")]
    [InlineData("c => c.User.FindFirst(\"aud\") != null")]
    [InlineData("c => c.User.FindFirst(\"aud\") is { Value: { } }")]
    [InlineData("c => c.User.FindAll(\"aud\").Count() > 0")]
    [InlineData("c => c.User.HasClaim(\"scope\", \"aud\")")]
    [InlineData("c => c.User.HasClaim(k => k.Type == \"azp\" && k.Value == \"api\")")]
    [InlineData("c => c.User.HasClaim(\"iss\", \"https://login.example\")")]
    [InlineData("c => other.HasClaim(\"aud\", \"api\")")] // of somebody else
    [InlineData("c => other.FindFirstValue(\"aud\") == \"api\" && c.User.IsInRole(\"admin\")")]
    public Task That_refuses_no_audience_fires(string assertion) => Findings.MatchComments(Policy(AnyAudience + " // JWT2003", assertion));

    [Theory]
    [InlineData("if (context.User.HasClaim(\"aud\", requirement.Audience)) context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("if (!context.User.HasClaim(k => k.Type == \"aud\" && k.Value == requirement.Audience)) return Task.CompletedTask; context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("if (context.User.FindFirstValue(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud) != requirement.Audience) context.Fail(); else context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("var audience = context.User.FindFirst(\"aud\"); if (audience is null) return Task.CompletedTask; if (audience.Value == requirement.Audience) context.Succeed(requirement); return Task.CompletedTask;")]
    public Task Of_a_handler_stays_silent(string body) => Findings.MatchComments(Handler(body, ""));

    [Theory]
    [InlineData("if (context.User.HasClaim(\"aud\", requirement.Audience)) Console.WriteLine(\"ours\"); context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("if (context.User.HasClaim(k => k.Type == \"aud\")) context.Succeed(requirement); return Task.CompletedTask;")]
    public Task Of_a_handler_that_lets_every_audience_in_fires(string body) => Findings.MatchComments(Handler(body, "// JWT2003"));

    private static string Policy(string scheme, string assertion, string method = "") => $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        class Subject
        {
            private const bool Always = true;
            void Run(IServiceCollection services) { {{scheme}}
            }
            void Authorize(IServiceCollection services, ClaimsPrincipal other, string audience, string?[] audiences)
            {
                services.AddAuthorization(a => a.AddPolicy("Api", p => p.RequireAssertion({{assertion}})));
            }
            {{method}}
        }
        """;

    private static string Handler(string body, string finding) => $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        class Subject { void Run(IServiceCollection services) { {{AnyAudience}} } } {{finding}}
        class ForAudience : IAuthorizationRequirement { public string Audience { get; set; } = "api"; }
        class ForAudienceHandler : AuthorizationHandler<ForAudience>
        {
            protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ForAudience requirement)
            {
                {{body}}
            }
        }
        """;
}
