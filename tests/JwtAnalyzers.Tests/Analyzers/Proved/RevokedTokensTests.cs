using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2013: revoked tokens are accepted, where tokens live so long that it matters.</summary>
[Trait("rule", "JWT2013")]
public sealed class RevokedTokensTests
{
    private const string AMonth = "DateTime.UtcNow.AddDays(30)";

    [Theory]
    [InlineData("ValidIssuer = \"i\"", AMonth)]
    [InlineData("ValidAudience = \"a\", ValidIssuer = \"i\", IssuerSigningKey = key", AMonth)]
    [InlineData("ValidAudience = \"a\"", "DateTime.MaxValue")]
    public Task Fires(string settings, string expiry) => Findings.MatchComments(Code($"=> new() {{ {settings} }}; // JWT2013", expiry, "// JWT4002"));

    [Fact]
    public Task Fires_where_tokens_never_expire() => Findings.MatchComments("""
        static class Subject
        {
            static TokenValidationParameters Parameters() => new() { ValidAudience = "a" }; // JWT2013
            static string Issue(SigningCredentials c) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("i", "a", signingCredentials: c)); // JWT4001
        }
        """);

    [Theory]
    [InlineData("=> new() { TokenReplayCache = cache };", AMonth)]
    [InlineData("=> new() { TokenReplayValidator = (_, token, _) => cache.TryAdd(token, default) };", AMonth)]
    [InlineData("=> new() { LifetimeValidator = (_, expires, token, _) => expires > DateTime.UtcNow && cache.TryFind(token.Id) };", AMonth)]
    [InlineData("{ var p = new TokenValidationParameters(); p.TokenReplayCache = cache; return p; }", AMonth)]
    [InlineData("=> JwtAnalyzers.Tests.Harness.Stage.Parameters;", AMonth)]
    [InlineData("=> new() { ValidAudience = \"a\" };", "DateTime.UtcNow.AddHours(24)", "// JWT4006")]
    [InlineData("=> new() { ValidAudience = \"a\" };", "DateTime.UtcNow.AddMinutes(5)", "")]
    [InlineData("=> new() { ValidAudience = \"a\" };", "DateTime.UtcNow.AddDays(days)", "")]
    public Task Stays_silent(string parameters, string expiry, string other = "// JWT4002") => Findings.MatchComments("/* JWT2013 */ " + Code(parameters, expiry, other));

    [Fact]
    public Task Refresh_tokens_are_looked_up_anyway() => Findings.MatchComments("""
        /* JWT2013 */ static class Subject
        {
            static TokenValidationParameters Parameters() => new() { ValidAudience = "a" };
            static string IssueRefreshToken(SigningCredentials c) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken("i", "a", expires: DateTime.UtcNow.AddDays(30), signingCredentials: c));
        }
        """);

    [Fact]
    public Task An_event_of_another_file_may_look() => Findings.MatchComments("/* JWT2013 */ " + Code("=> new() { ValidAudience = \"a\" };", AMonth, "// JWT4002") + """

        class Events : JwtBearerEvents { public override Task TokenValidated(TokenValidatedContext context) { if (context.SecurityToken.Id == "x") context.Fail("x"); return Task.CompletedTask; } }
        """);

    [Fact]
    public Task Is_off_by_default() => Findings.MatchComments(Code("=> new() { ValidAudience = \"a\" };", AMonth, "// JWT4002"));

    private static string Code(string parameters, string expiry, string other) => $$"""
        static class Subject
        {
            static TokenValidationParameters Parameters(ITokenReplayCache cache, SecurityKey key) {{parameters}}
            static string Issue(SigningCredentials c, int days) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = {{expiry}}, SigningCredentials = c }); {{other}}
        }
        """;
}
