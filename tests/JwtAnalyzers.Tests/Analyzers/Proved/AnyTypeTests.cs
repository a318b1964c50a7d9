using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2011 (off by default): any token type is accepted.</summary>
[Trait("rule", "JWT2011")]
public sealed class AnyTypeTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKey = key }; // JWT2011")]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = [] }; // JWT2011")]
    [InlineData("var p = new TokenValidationParameters { TypeValidator = (type, _, _) => type, ValidTypes = [\"at+jwt\"] }; // JWT2011")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = [\"at+jwt\"] }; /* not JWT2011 */")]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = new[] { \"at+jwt\" } }; /* not JWT2011 */")]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = configuration.GetSection(\"Types\").Get<string[]>() }; /* not JWT2011 */")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidTypes = [\"at+jwt\"]; /* not JWT2011 */")]
    [InlineData("var p = new TokenValidationParameters { TypeValidator = (type, _, _) => type == \"at+jwt\" ? type : throw new SecurityTokenInvalidTypeException() }; /* not JWT2011 */")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => o.TokenValidationParameters = new TokenValidationParameters { ValidAudience = \"client\" }); /* not JWT2011 */")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
