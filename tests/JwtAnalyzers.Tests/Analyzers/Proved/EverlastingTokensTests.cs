using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2002: tokens that never expire are accepted.</summary>
[Trait("rule", "JWT2002")]
public sealed class EverlastingTokensTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters(); p.RequireExpirationTime = false; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false, ValidateLifetime = true }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => !(expires < DateTime.UtcNow) }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => expires == null || expires > DateTime.UtcNow }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => { if (expires < DateTime.UtcNow) throw new SecurityTokenExpiredException(); return true; } }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => { if (expires is { } at && at < DateTime.UtcNow) return false; return true; } }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => !expires.HasValue || expires.Value.ToUniversalTime() > DateTime.UtcNow }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => { if (expires.HasValue) { return DateTime.UtcNow < expires.Value; } return true; } }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => expires is null || DateTime.Compare(expires.Value, DateTime.UtcNow) > 0 }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => (expires ?? DateTime.MaxValue) > DateTime.UtcNow }; // JWT2002")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, parameters) => before <= DateTime.UtcNow }; // JWT2001")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = true };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = condition };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = !environment.IsDevelopment() };")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsDevelopment()) p.RequireExpirationTime = false;")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false }; p.RequireExpirationTime = true;")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false, ValidTypes = new[] { \"logout+jwt\" } };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => before <= DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => before <= DateTime.UtcNow && expires.HasValue && expires.Value > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => expires is { } at && at > DateTime.UtcNow && before is { } start && start < DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, _) => expires is null ? token.Id.Length > 0 : before < DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, parameters) => { Validators.ValidateLifetime(before, expires, token, parameters); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, parameters) => condition ? before < DateTime.UtcNow && expires > DateTime.UtcNow : DateTime.UtcNow.AddMinutes(-1) < expires && before < DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false, LifetimeValidator = (before, expires, _, _) => before < DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false }; var result = new JwtSecurityTokenHandler().ValidateToken(\"\", p, out var token); if (token.ValidTo < DateTime.UtcNow) throw new SecurityTokenExpiredException();")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
