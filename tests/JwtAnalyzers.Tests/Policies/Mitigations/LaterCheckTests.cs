using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>Code that checks a claim itself after the library was told not to (DESIGN.md, "checks after validation").</summary>
public sealed class LaterCheckTests
{
    [Theory]
    [InlineData("async context => { await Task.Yield(); if (Refuses(context.Principal!)) throw new SecurityTokenException(); }")]
    [InlineData("context => Check(context)")]
    [InlineData("Check")]
    [InlineData("Given()")]
    public Task An_event_that_may_refuse_makes_the_claims_unknown(string handler) => Findings.MatchCommentsIn($$"""
        services.AddAuthentication().AddJwtBearer(o =>
        {
            o.TokenValidationParameters.ValidateAudience = false;
            o.TokenValidationParameters.ValidateLifetime = false;
            o.TokenValidationParameters.RequireSignedTokens = false; // JWT1001
            o.Events = new JwtBearerEvents { OnTokenValidated = {{handler}} };
        });
        """, """
        static Func<object, bool> Refuses { get; } = _ => throw new NotSupportedException();
        static Task Check(TokenValidatedContext context) { if (Refuses(context.SecurityToken)) context.Fail("late"); return Task.CompletedTask; }
        static Func<TokenValidatedContext, Task> Given() => throw new NotSupportedException();
        """);

    [Theory]
    [InlineData("o.Events = new JwtBearerEvents { OnTokenValidated = context => Task.CompletedTask };")]
    [InlineData("o.Events = new JwtBearerEvents { OnTokenValidated = context => { Console.WriteLine(context.Principal); return Task.CompletedTask; } };")]
    [InlineData("o.Events = new JwtBearerEvents { OnTokenValidated = async context => { await Task.Yield(); ((System.Security.Claims.ClaimsIdentity)context.Principal!.Identity!).AddClaim(new(\"a\", \"b\")); } };")]
    [InlineData("o.Events = new JwtBearerEvents { OnMessageReceived = context => { context.NoResult(); return Task.CompletedTask; } };")]
    public Task An_event_that_only_listens_changes_nothing(string statement) => Findings.MatchCommentsIn($$"""
        services.AddAuthentication().AddJwtBearer(o =>
        {
            o.TokenValidationParameters.ValidateAudience = false; // JWT2003
            {{statement}}
        });
        """);

    [Theory]
    [InlineData("ValidateLifetime", "if (token.ValidTo < DateTime.UtcNow) throw new SecurityTokenExpiredException();")]
    [InlineData("ValidateLifetime", "if (long.Parse(principal.FindFirst(\"exp\")!.Value) <= DateTimeOffset.UtcNow.ToUnixTimeSeconds()) return;")]
    [InlineData("ValidateAudience", "if (!((JwtSecurityToken)token).Audiences.Contains(\"api\")) throw new SecurityTokenException();")]
    [InlineData("ValidateAudience", "if (principal.FindFirst(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud)?.Value != configuration[\"x\"]) return;")]
    [InlineData("ValidateAudience", "if (principal.FindFirst(\"aud\")?.Value is not \"api\") return;")]
    [InlineData("ValidateAudience", "if (principal.FindFirst(\"aud\")?.Value?.Equals(\"api\") != true) return;")]
    [InlineData("ValidateAudience", "switch (principal.FindFirst(\"aud\")?.Value) { case \"api\": break; default: return; }")]
    [InlineData("ValidateLifetime", "if (token is { ValidTo.Year: < 2027 }) return;")]
    public Task A_comparison_of_the_claim_afterwards_is_a_check(string setting, string check) => Findings.MatchCommentsIn($$"""
        var p = new TokenValidationParameters { {{setting}} = false };
        var principal = new JwtSecurityTokenHandler().ValidateToken("", p, out var token);
        {{check}}
        """);

    [Theory]
    [InlineData("ValidateLifetime", "JWT2001", "Console.WriteLine(token.ValidTo);")]
    [InlineData("ValidateLifetime", "JWT2001", "if (!((JwtSecurityToken)token).Audiences.Contains(\"api\")) return;")]
    [InlineData("ValidateAudience", "JWT2003", "if (token.ValidTo < DateTime.UtcNow) return;")]
    [InlineData("ValidateAudience", "JWT2003", "if (principal.FindFirst(\"aud\") == null) return;")]
    [InlineData("ValidateAudience", "JWT2003", "if (principal.FindFirst(\"aud\") is null) return;")]
    [InlineData("ValidateAudience", "JWT2003", "if (principal.FindFirst(\"aud\") is not { } aud) return;")]
    [InlineData("ValidateAudience", "JWT2003", "switch (token.Id) { case \"aud\": return; default: break; }")]
    public Task What_compares_nothing_or_another_claim_is_none(string setting, string id, string statement) => Findings.MatchCommentsIn($$"""
        var p = new TokenValidationParameters { {{setting}} = false }; // {{id}}
        var principal = new JwtSecurityTokenHandler().ValidateToken("", p, out var token);
        {{statement}}
        """);
}
