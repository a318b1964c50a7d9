using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>An assertion or a handler that compares <c>aud</c> or <c>iss</c> of the user, and may refuse, looks at the token after its library has.</summary>
public sealed class AuthorizationAssertionTests
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

    /// <summary>What is handed over, and what keeps it: the lambda names the type of its parameter nowhere.</summary>
    [Theory]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check; check = (context) => context.User.FindFirst(\"aud\")?.Value == audience;")]
    [InlineData("check", "Func<AuthorizationHandlerContext, Task<bool>> check = async context => { await Task.Yield(); return context.User.HasClaim(\"aud\", audience); };")]
    [InlineData("check.Invoke", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("check.Invoke", "Predicate<AuthorizationHandlerContext> check = context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("c => check(c)", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("checks[\"api\"]", "var checks = new Dictionary<string, Func<AuthorizationHandlerContext, bool>> { [\"api\"] = context => context.User.HasClaim(\"aud\", audience) };")]
    [InlineData("audience.Length > 0 ? check : null!", "var check = (AuthorizationHandlerContext context) => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("IsForUs", "", "static readonly Func<AuthorizationHandlerContext, bool> IsForUs = context => context.User.HasClaim(\"aud\", \"api\");")]
    [InlineData("IsForUs", "", "private readonly Func<AuthorizationHandlerContext, bool> IsForUs; public Subject(string audience) => IsForUs = context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("IsForUs", "", "static Func<AuthorizationHandlerContext, bool> IsForUs => context => context.User.HasClaim(\"aud\", \"api\");")]
    [InlineData("IsFor(audience)", "", "static Func<AuthorizationHandlerContext, bool> IsFor(string audience) => context => context.User.HasClaim(\"aud\", audience);")]
    [InlineData("Checks.IsForUs", "", "static class Checks { public static Func<AuthorizationHandlerContext, bool> IsForUs { get; } = context => context.User.FindAll(\"aud\").Any(claim => claim.Value == \"api\"); }")]
    [InlineData("Checks.IsForUs.Invoke", "", "delegate bool Check(AuthorizationHandlerContext context); static class Checks { public static readonly Check IsForUs = context => context.User.HasClaim(\"aud\", \"api\"); }")]
    public Task That_is_kept_before_it_is_handed_over_stays_silent(string assertion, string kept, string member = "") => Findings.MatchComments(Policy(AnyAudience, assertion, member, kept));

    [Theory]
    [InlineData("a.AddPolicy(\"Kept\", policy);", "Action<AuthorizationPolicyBuilder> policy = p => p.RequireAssertion(context => context.User.HasClaim(\"aud\", audience));")]
    [InlineData("a.AddPolicy(\"Kept\", Kept);", "", "static readonly AuthorizationPolicy Kept = new AuthorizationPolicyBuilder().RequireAssertion(context => context.User.HasClaim(\"aud\", \"api\")).Build();")]
    [InlineData("a.AddPolicy(\"Kept\", p => p.Requirements.Add(kept));", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"aud\", audience); var kept = new Microsoft.AspNetCore.Authorization.Infrastructure.AssertionRequirement(check);")]
    [InlineData("Require(a, context => context.User.HasClaim(\"aud\", audience));", "", "static void Require(AuthorizationOptions options, Func<AuthorizationHandlerContext, bool> check) => options.AddPolicy(\"Api\", p => p.RequireAssertion(check));")]
    public Task Of_a_policy_that_is_kept_stays_silent(string policies, string kept, string member = "") => Findings.MatchComments(Policies(AnyAudience, policies, member, kept));

    [Theory]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => true;")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"aud\", audience) || true;")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(claim => claim.Type == \"aud\");")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => other.HasClaim(\"aud\", audience) && context.User.IsInRole(\"admin\");")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = context => context.User.HasClaim(\"azp\", audience); Func<Account, bool> own = account => account.User.HasClaim(\"aud\", audience);", "class Account { public ClaimsPrincipal User { get; set; } = new(); }")] // whose user that is, nobody knows
    [InlineData("c => c.User.IsInRole(\"admin\")", "Func<HttpContext, bool> log = context => context.User.HasClaim(\"aud\", audience);")]
    public Task That_is_kept_and_refuses_no_audience_fires(string assertion, string kept, string member = "") => Findings.MatchComments(Policy(AnyAudience + " // JWT2003", assertion, member, kept));

    /// <summary>The user of the request is the one that is decided on.</summary>
    [Theory]
    [InlineData("_ => accessor.HttpContext!.User.HasClaim(\"aud\", audience)")]
    [InlineData("_ => accessor.HttpContext?.User.HasClaim(\"aud\", audience) ?? false")]
    [InlineData("_ => accessor.HttpContext?.User?.FindFirst(\"aud\")?.Value == audience")]
    [InlineData("_ => { var user = accessor.HttpContext?.User; return user is not null && user.HasClaim(\"aud\", audience); }")]
    [InlineData("_ => accessor.HttpContext?.User is { } user && user.FindAll(\"aud\").Any(claim => claim.Value == audience)")]
    [InlineData("_ => { var request = accessor.HttpContext; return request!.User.FindFirstValue(\"aud\") == audience; }")]
    [InlineData("c => c.Resource is HttpContext request && request.User.HasClaim(\"aud\", audience)")]
    [InlineData("check", "Func<AuthorizationHandlerContext, bool> check = _ => accessor.HttpContext!.User.HasClaim(\"aud\", audience);")]
    public Task Of_the_user_of_the_request_stays_silent(string assertion, string kept = "") => Findings.MatchComments(Policy(AnyAudience, assertion, kept: kept));

    [Theory]
    [InlineData("_ => accessor.HttpContext!.Request.Headers[\"aud\"] == audience")] // whoever sends the token writes that too
    [InlineData("_ => (string?)accessor.HttpContext!.Items[\"aud\"] == audience")]
    [InlineData("_ => accessor.HttpContext!.User.HasClaim(claim => claim.Type == \"aud\")")]
    [InlineData("_ => accessor.HttpContext?.User.FindFirst(\"aud\") is not null")]
    [InlineData("c => c.User.IsInRole(\"admin\")", "bool isOurs = accessor.HttpContext!.User.HasClaim(\"aud\", audience);")] // nobody asks it
    public Task Of_something_else_of_the_request_fires(string assertion, string kept = "") => Findings.MatchComments(Policy(AnyAudience + " // JWT2003", assertion, kept: kept));

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
    [InlineData("if (accessor.HttpContext?.User.HasClaim(\"aud\", requirement.Audience) == true) context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("var user = accessor.HttpContext?.User; if (user is null || !user.HasClaim(\"aud\", requirement.Audience)) { context.Fail(); return Task.CompletedTask; } context.Succeed(requirement); return Task.CompletedTask;")]
    public Task Of_a_handler_stays_silent(string body) => Findings.MatchComments(Handler(body, ""));

    [Theory]
    [InlineData("if (context.User.HasClaim(\"aud\", requirement.Audience)) Console.WriteLine(\"ours\"); context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("if (context.User.HasClaim(k => k.Type == \"aud\")) context.Succeed(requirement); return Task.CompletedTask;")]
    [InlineData("if (accessor.HttpContext!.Request.Query[\"aud\"] == requirement.Audience) context.Succeed(requirement); return Task.CompletedTask;")]
    public Task Of_a_handler_that_lets_every_audience_in_fires(string body) => Findings.MatchComments(Handler(body, "// JWT2003"));

    private static string Policy(string scheme, string assertion, string member = "", string kept = "") => Policies(scheme, $"a.AddPolicy(\"Api\", p => p.RequireAssertion({assertion}));", member, kept);

    private static string Policies(string scheme, string policies, string member = "", string kept = "") => $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        class Subject
        {
            private const bool Always = true;
            void Run(IServiceCollection services) { {{scheme}}
            }
            void Authorize(IServiceCollection services, ClaimsPrincipal other, IHttpContextAccessor accessor, string audience, string?[] audiences)
            {
                {{kept}}
                services.AddAuthorization(a => { {{policies}} });
            }
            {{member}}
        }
        """;

    private static string Handler(string body, string finding) => $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        class Subject { void Run(IServiceCollection services) { {{AnyAudience}} } } {{finding}}
        class ForAudience : IAuthorizationRequirement { public string Audience { get; set; } = "api"; }
        class ForAudienceHandler(IHttpContextAccessor accessor) : AuthorizationHandler<ForAudience>
        {
            protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ForAudience requirement)
            {
                {{body}}
            }
        }
        """;
}
