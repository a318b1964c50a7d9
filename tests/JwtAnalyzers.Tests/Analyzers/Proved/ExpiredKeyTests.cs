using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2014 (off by default): an expired signing certificate is accepted.</summary>
[Trait("rule", "JWT2014")]
public sealed class ExpiredKeyTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false }; // JWT2014")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateIssuerSigningKey = false; // JWT2014")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, IssuerSigningKeyValidator = (_, _, _) => true }; // JWT2014")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  }; /* nothing of JWT2014 */")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true }; /* not JWT2014 */")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = condition }; /* not JWT2014 */")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false, IssuerSigningKeyValidator = (key, token, parameters) => { Validators.ValidateIssuerSecurityKey(key, token, parameters); return true; } }; /* not JWT2014 */")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, IssuerSigningKeyValidator = (key, token, _) => key.KeySize > 2000 }; /* not JWT2014 */")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
