using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Every way to change a variable or a setting changes what is known of it.</summary>
public sealed class AssignmentTests
{
    [Theory]
    [InlineData("var n = 0; n++; var p = new TokenValidationParameters(); if (n == 1) p.ValidateLifetime = false; // JWT2001")]
    [InlineData("var n = 3; var p = new TokenValidationParameters { ValidateLifetime = false }; /* a loop that ends */ while (n != 0) --n; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters(); (p.ValidateLifetime, p.ValidateAudience) = (false, true); // JWT2001")]
    [InlineData("var p = new TokenValidationParameters(); (p.ValidateLifetime, p.ValidateAudience) = (false, false); // JWT2001 JWT2003")]
    [InlineData("var a = true; var b = false; (a, b) = (b, a); var p = new TokenValidationParameters { ValidateLifetime = a }; // JWT2001")]
    [InlineData("var (life, (_, audience)) = (false, (1, true)); var p = new TokenValidationParameters { ValidateLifetime = life, ValidateAudience = audience }; // JWT2001")]
    [InlineData("(bool life, int n) = (false, 1); var p = new TokenValidationParameters { ValidateLifetime = life }; // JWT2001")]
    [InlineData("var pair = (new TokenValidationParameters(), 1); var (p, n) = pair; p.ValidateLifetime = false; // JWT2001")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; (p.ValidateLifetime, p.ValidateAudience) = (true, true);")]
    [InlineData("var a = true; var b = false; (a, b) = (b, a); var p = new TokenValidationParameters { ValidateLifetime = b };")]
    [InlineData("var v = false; (v, var n) = Load(); var p = new TokenValidationParameters { ValidateLifetime = v };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements, "static (bool, int) Load() => (DateTime.Now.Ticks > 0, 1);");
}
