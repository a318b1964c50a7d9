using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2001: expired tokens are accepted.</summary>
[Trait("rule", "JWT2001")]
public sealed class ExpiredTokensTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001")]
    [InlineData("TokenValidationParameters p = new() { ValidateLifetime = false }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateLifetime = false; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = !true }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = default }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = bool.Parse(\"false\") }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateLifetime &= false; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = condition ? false : true }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters(); var q = p; q.ValidateLifetime = false; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, RequireExpirationTime = true }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (notBefore, expires, token, parameters) => true }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = delegate { return true; } }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => expires != null }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => { if (expires is null) throw new ArgumentNullException(); return true; } }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, _, _) => { Console.WriteLine(expires); return true; } }; // JWT2001")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters();")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; p.ValidateLifetime = true;")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = condition };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = configuration.GetValue<bool>(\"Jwt:ValidateLifetime\") };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = bool.Parse(configuration[\"x\"]!) };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = !environment.IsDevelopment() };")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsDevelopment()) p.ValidateLifetime = false;")]
    [InlineData("var p = new TokenValidationParameters(); if (!environment.IsProduction()) { p.ValidateLifetime = false; }")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsEnvironment(\"Testing\")) { p.ValidateLifetime = false; }")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.EnvironmentName == \"Development\") { p.ValidateLifetime = false; }")]
    [InlineData("var p = new TokenValidationParameters(); if (Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == Environments.Development) { p.ValidateLifetime = false; }")]
    [InlineData("var p = new TokenValidationParameters(); if (environment.IsProduction()) return; p.ValidateLifetime = false;")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, LifetimeValidator = (before, expires, _, _) => expires > DateTime.UtcNow && before <= DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (_, expires, token, parameters) => Validators.Equals(expires, token) };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, ValidTypes = new[] { \"dpop+jwt\" } };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, ValidTypes = [\"logout+jwt\"] };")]
    [InlineData("var p = new TokenValidationParameters(); if (condition) { p.ValidateLifetime = false; throw new InvalidOperationException(); }")]
    [InlineData("var p = new TokenValidationParameters(); if (false) { p.ValidateLifetime = false; }")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(2) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.Zero };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
