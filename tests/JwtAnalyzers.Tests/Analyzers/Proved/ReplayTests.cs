using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2012: replay detection has no effect.</summary>
[Trait("rule", "JWT2012")]
public sealed class ReplayTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true }; // JWT2012")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateTokenReplay = true; // JWT2012")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateTokenReplay = true); // JWT2012")]
    [InlineData("var cache = (ITokenReplayCache)(object)key; var p = new TokenValidationParameters { ValidateTokenReplay = true, TokenReplayCache = cache, TokenReplayValidator = (_, _, _) => true }; // JWT2012")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters {  };")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = false };")]
    [InlineData("var p = new TokenValidationParameters { TokenReplayValidator = (_, _, _) => true };")]
    [InlineData("var cache = (ITokenReplayCache)(object)key; var p = new TokenValidationParameters { ValidateTokenReplay = true, TokenReplayCache = cache };")]
    [InlineData("var cache = (ITokenReplayCache)(object)key; var p = new TokenValidationParameters { ValidateTokenReplay = true }; p.TokenReplayCache = cache;")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true, TokenReplayValidator = (expires, token, parameters) => token.Length > 7 };")]
    // Options that are configured with a service, apart from the rest.
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateTokenReplay = true); services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure<ITokenReplayCache>((o, cache) => o.TokenValidationParameters.TokenReplayCache = cache);")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = condition };")]
    [InlineData("void Set(TokenValidationParameters p) { p.ValidateTokenReplay = true; }")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
