using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>An event that refuses a validated token covers the claims that it refuses for, and no others.</summary>
public sealed class RefusedInEventTests
{
    /// <summary>Which of three settings are still reported beside an event.</summary>
    [Theory]
    [InlineData("if (users.Find(context.Principal!.Identity!.Name) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) is null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("if (context.Principal!.FindFirstValue(\"stamp\") != \"x\") context.Fail(\"stamp\");", "2001 2003 2004")]
    [InlineData("if (context.Principal!.HasClaim(\"type\", \"refresh\")) context.Fail(\"type\");", "2001 2003 2004")]
    [InlineData("var identity = context.Principal!.Identity as ClaimsIdentity; if (identity!.FindFirst(\"sub\") == null) context.Fail(\"sub\");", "2001 2003 2004")]
    [InlineData("if (context.Principal?.Identity is ClaimsIdentity { } identity && !identity.HasClaim(c => c.Type == \"ok\")) context.Fail(\"ok\");", "2001 2003 2004")]
    [InlineData("if (!context.Principal!.Claims.Any(c => c.Type == \"ok\" && c.Value == \"1\")) context.Fail(\"ok\");", "2001 2003 2004")]
    [InlineData("if (IsGone(context)) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("if (context.Principal!.Subject() == \"\") context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("if (context.SecurityToken.Id == \"\") context.Fail(\"id\");", "2001 2003 2004")]
    [InlineData("if (context.Request.Path == \"/x\") context.Fail(\"path\");", "2001 2003 2004")]
    // For the claim, or one that stands in for it.
    [InlineData("if (!context.Principal!.HasClaim(\"aud\", \"api\")) context.Fail(\"aud\");", "2001 2004")]
    [InlineData("if (context.Principal!.FindFirst(\"scope\")?.Value != \"api\") context.Fail(\"scope\");", "2001 2004")]
    [InlineData("if (!context.Principal!.IsInRole(\"admin\")) context.Fail(\"role\");", "2001 2004")]
    [InlineData("if (context.Principal!.FindFirst(\"tid\")?.Value != \"mine\") context.Fail(\"tid\");", "2001 2003")]
    [InlineData("if (context.SecurityToken.Issuer != \"mine\") context.Fail(\"iss\");", "2001 2003")]
    [InlineData("if (context.Principal!.FindFirst(\"sub\")?.Issuer != \"mine\") context.Fail(\"iss\");", "2001 2003")]
    [InlineData("if (context.SecurityToken.ValidTo < DateTime.UtcNow) context.Fail(\"exp\");", "2003 2004")]
    [InlineData("if (IsLate(context.SecurityToken)) context.Fail(\"exp\");", "2003 2004")]
    // What may ask for anything.
    [InlineData("if (!checker.Accepts(context.Principal!)) context.Fail(\"no\");", "")]
    [InlineData("if (!checker.Accepts(context)) context.Fail(\"no\");", "")]
    [InlineData("if (!checker.Accepts(context.Request.Headers.Authorization!)) context.Fail(\"no\");", "")]
    [InlineData("if (context.Principal!.FindFirst(checker.Type)?.Value != \"x\") context.Fail(\"no\");", "")]
    [InlineData("foreach (var claim in context.Principal!.Claims) if (claim.Value == \"x\") context.Fail(\"no\");", "")]
    [InlineData("var principal = context.Principal; if (!checker.Accepts(principal!)) context.Fail(\"no\");", "")]
    [InlineData("if (IsUnknown(context)) context.Fail(\"no\");", "")]
    // What a refusal does not depend on covers nothing.
    [InlineData("Console.WriteLine(context.Principal!.FindFirst(\"aud\")?.Value); if (users.Find(context.Principal!.Identity!.Name) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("context.HttpContext.User = context.Principal!; if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("foreach (var claim in context.Principal!.Claims) Console.WriteLine(claim); if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("var more = new ClaimsIdentity(context.Principal!.Claims); context.Principal!.AddIdentity(more); if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("var aud = context.Principal!.FindFirst(\"aud\")?.Value; if (aud != \"api\") Console.WriteLine(aud); if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    [InlineData("var aud = context.Principal!.FindFirst(\"aud\")?.Value; if (string.IsNullOrEmpty(aud)) context.Fail(\"none\");", "2001 2003 2004")]
    [InlineData("switch (context.SecurityToken) { case JwtSecurityToken jwt: if (!jwt.Audiences.Contains(\"api\")) context.Fail(\"aud\"); break; } if (users.Find(context.Principal!.FindFirst(\"sub\")?.Value) == null) context.Fail(\"gone\");", "2001 2003 2004")]
    // One that depends on it by a way round does.
    [InlineData("if (context.Principal!.FindFirst(\"aud\")?.Value == \"api\") return Task.CompletedTask; context.Fail(\"aud\");", "2001 2004")]
    [InlineData("var isOurs = false; foreach (var aud in context.Principal!.FindAll(\"aud\")) if (aud.Value == \"api\") isOurs = true; if (!isOurs) context.Fail(\"aud\");", "2001 2004")]
    [InlineData("checker.Accepts(context.Principal!.FindFirst(\"aud\")!.Value);", "2001 2004")]
    [InlineData("switch (context.SecurityToken) { case JsonWebToken jwt: if (!jwt.Audiences.Contains(\"api\")) context.Fail(\"aud\"); break; }", "2001 2004")]
    [InlineData("var identity = new ClaimsIdentity(context.Principal!.Claims); if (!identity.HasClaim(\"aud\", \"api\")) context.Fail(\"aud\");", "")]
    // The token of JwtBearer 8 and later is never a JwtSecurityToken: what is asked of one is never asked.
    [InlineData("var token = context.SecurityToken as JwtSecurityToken; if (token != null && !token.Audiences.Contains(\"api\")) context.Fail(\"aud\");", "2001 2003 2004 2018")]
    [InlineData("if (context.SecurityToken is JwtSecurityToken token && !checker.Accepts(token)) context.Fail(\"no\");", "2001 2003 2004 2018")]
    [InlineData("if (context.SecurityToken is JsonWebToken token && !checker.Accepts(token)) context.Fail(\"no\");", "")]
    [InlineData("var token = context.SecurityToken as JsonWebToken; if (token != null && !token.Audiences.Contains(\"api\")) context.Fail(\"aud\");", "2001 2004")]
    public Task Only_the_claims_it_refuses_for_are_covered(string body, string reported) => Findings.MatchComments($$"""
        using System.Security.Claims;
        interface IChecker { string Type { get; } bool Accepts(object token); }
        interface IUsers { object? Find(string? name); }
        static class Principals { public static string Subject(this ClaimsPrincipal principal) => principal.FindFirst("sub")?.Value ?? ""; }
        class Subject(IChecker checker, IUsers users)
        {
            void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o =>
            {
                o.TokenValidationParameters.ValidateLifetime = false;{{Mark("2001", reported)}}
                o.TokenValidationParameters.ValidateAudience = false;{{Mark("2003", reported)}}
                o.TokenValidationParameters.ValidateIssuer = false;{{Mark("2004", reported)}}
                o.Events = new JwtBearerEvents { OnTokenValidated = context => { {{body}} return Task.CompletedTask; } };{{Mark("2018", reported)}}
            });
            bool IsGone(TokenValidatedContext context) => users.Find(context.Principal!.FindFirst("sub")!.Value) == null;
            bool IsLate(SecurityToken token) => token.ValidTo < DateTime.UtcNow;
            bool IsUnknown(TokenValidatedContext context) => checker.Accepts(context.Principal!);
        }
        """);

    /// <summary>A class of one's own for the events is read like one.</summary>
    [Theory]
    [InlineData("o.EventsType = typeof(Checks);", "if (context.Principal!.FindFirst(\"sub\") == null) context.Fail(\"sub\");", true)]
    [InlineData("o.Events = new Checks();", "if (context.Principal!.FindFirst(\"sub\") == null) context.Fail(\"sub\");", true)]
    [InlineData("o.EventsType = typeof(Listener);", "", true)]
    [InlineData("o.EventsType = typeof(Checks);", "if (context.Principal!.FindFirst(\"aud\")?.Value != \"api\") context.Fail(\"aud\");", false)]
    [InlineData("o.Events = new Checks();", "if (context.Principal!.FindFirst(\"aud\")?.Value != \"api\") context.Fail(\"aud\");", false)]
    [InlineData("o.EventsType = typeof(Given);", "", false)]
    public Task A_class_of_events_covers_what_it_refuses_for(string statement, string body, bool isReported) => Findings.MatchComments($$"""
        class Checks : JwtBearerEvents
        {
            public override async Task TokenValidated(TokenValidatedContext context) { {{body}} await base.TokenValidated(context); }
        }
        class Listener : JwtBearerEvents
        {
            public override Task Challenge(JwtBearerChallengeContext context) { Console.WriteLine(context); return Task.CompletedTask; }
        }
        class Given : JwtBearerEvents { public Given(Func<TokenValidatedContext, Task> check) => OnTokenValidated = check; }
        class Subject
        {
            void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o =>
            {
                o.TokenValidationParameters.ValidateAudience = false;{{(isReported ? " // JWT2003" : "")}}
                {{statement}}
            });
        }
        """);

    private static string Mark(string rule, string reported) => reported.Contains(rule, StringComparison.Ordinal) ? $" // JWT{rule}" : "";
}
