using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2006: tokens are accepted before they are valid.</summary>
[Trait("rule", "JWT2006")]
public sealed class EarlyTokensTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => expires > DateTime.UtcNow }; // JWT2006")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => expires.HasValue && expires.Value.AddMinutes(1) > DateTime.UtcNow }; // JWT2006")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => { if (expires is null) return false; return expires.Value.Subtract(DateTime.UtcNow) > TimeSpan.Zero; } }; // JWT2006")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => expires != null && DateTime.UtcNow < expires }; // JWT2006")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, LifetimeValidator = (_, expires, _, _) => expires > DateTime.UtcNow }; // JWT2006")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => before <= DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => !(before > DateTime.UtcNow) && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, _) => token.ValidFrom < DateTime.UtcNow && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, _, _) => before < DateTime.UtcNow.AddMinutes(5) && expires > DateTime.UtcNow.AddMinutes(-5) };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, parameters) => Validators.Equals(before, expires) };")]
    [InlineData("var p = new TokenValidationParameters {  };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
