using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2018: an event looks at a token of a type that it never is, and refuses none.</summary>
[Trait("rule", "JWT2018")]
public sealed class UnmadeCheckTests
{
    [Theory]
    [InlineData("async context => { var token = context.SecurityToken as JwtSecurityToken; /* JWT2018 */", "if (token != null && await revoked.IsRevokedAsync(token.RawData)) context.Fail(\"x\"); }")]
    [InlineData("async context => { if (context.SecurityToken is JwtSecurityToken token /* JWT2018 */", "&& await context.HttpContext.RequestServices.GetRequiredService<IRevoked>().IsRevokedAsync(token.RawData)) context.Fail(\"x\"); }")]
    [InlineData("async context => { var list = context.HttpContext.RequestServices.GetRequiredService<IRevoked>(); if (context.SecurityToken is JwtSecurityToken token /* JWT2018 */", "&& await list.IsRevokedAsync(token.RawData)) context.Fail(\"x\"); }")]
    [InlineData("context => { if ((context.SecurityToken as JwtSecurityToken)?.Id is { } id /* JWT2018 */", "&& revoked.Has(id)) context.Fail(\"x\"); return Task.CompletedTask; }")]
    [InlineData("context => { switch (context.SecurityToken) { case JwtSecurityToken token when revoked.Has(token.Id): /* JWT2018 */", "context.Fail(\"x\"); break; } return Task.CompletedTask; }")]
    [InlineData("context => { var isRevoked = context.SecurityToken switch { JwtSecurityToken token => revoked.Has(token.Id), _ => false }; /* JWT2018 */", "if (isRevoked) context.Fail(\"x\"); return Task.CompletedTask; }")]
    public Task Fires(string first, string rest) => Match($"{first.Replace("/* JWT2018 */", "// JWT2018")}\n{rest}");

    [Theory]
    // It asks for the type that the token has, too.
    [InlineData("async context => { if (context.SecurityToken is JwtSecurityToken old) { if (await revoked.IsRevokedAsync(old.RawData)) context.Fail(\"x\"); } else if (context.SecurityToken is JsonWebToken token && await revoked.IsRevokedAsync(token.EncodedToken)) context.Fail(\"x\"); }")]
    [InlineData("async context => { var raw = (context.SecurityToken as JwtSecurityToken)?.RawData ?? (context.SecurityToken as JsonWebToken)?.EncodedToken; if (raw != null && await revoked.IsRevokedAsync(raw)) context.Fail(\"x\"); }")]
    // Without such a token, it refuses.
    [InlineData("context => { if (context.SecurityToken is not JwtSecurityToken token || revoked.Has(token.Id)) context.Fail(\"x\"); return Task.CompletedTask; }")]
    [InlineData("context => { revoked.Ensure(((JwtSecurityToken)context.SecurityToken).RawData); return Task.CompletedTask; }")]
    [InlineData("context => { var token = context.SecurityToken as JwtSecurityToken; revoked.Ensure(token!.RawData); return Task.CompletedTask; }")]
    [InlineData("context => { var token = context.SecurityToken as JwtSecurityToken ?? throw new SecurityTokenException(); revoked.Ensure(token.RawData); return Task.CompletedTask; }")]
    // What it is given then, the list may refuse.
    [InlineData("context => { if (revoked.Has((context.SecurityToken as JwtSecurityToken)?.Id)) context.Fail(\"x\"); return Task.CompletedTask; }")]
    // It refuses nothing in any case.
    [InlineData("context => { if (context.SecurityToken is JwtSecurityToken token) Console.WriteLine(token.Id); return Task.CompletedTask; }")]
    public Task Stays_silent(string handler) => Match(handler);

    /// <summary>What another method asks is reported where the event is given.</summary>
    [Theory]
    [InlineData("context => { if (IsRevoked(context.SecurityToken)) context.Fail(\"x\"); return Task.CompletedTask; }")]
    [InlineData("context => { Check(context); return Task.CompletedTask; }")]
    public Task Fires_for_what_it_calls(string handler) => Match(handler, mark: " // JWT2018");

    [Fact]
    public Task The_old_handlers_give_the_old_type() => Match(
        "async context => { if (context.SecurityToken is JwtSecurityToken token && await revoked.IsRevokedAsync(token.RawData)) context.Fail(\"x\"); }",
        "o.UseSecurityTokenValidators = true;");

    private static Task Match(string handler, string statement = "", string mark = "") => Findings.MatchComments($$"""
        interface IRevoked { Task<bool> IsRevokedAsync(string token); bool Has(string? id); void Ensure(string token); }
        class Subject(IRevoked revoked)
        {
            void Run(IServiceCollection services, SecurityKey key) => services.AddAuthentication().AddJwtBearer(o =>
            {
                {{statement}}
                o.TokenValidationParameters = new() { ValidIssuer = "https://i", ValidAudience = "a", IssuerSigningKey = key };
                o.Events = new JwtBearerEvents { OnTokenValidated ={{mark}}
                    {{handler}}
                };
            });
            void Check(TokenValidatedContext context)
            {
                if (context.SecurityToken is not JwtSecurityToken token) return;
                if (revoked.Has(token.Id)) context.Fail("x");
            }
            bool IsRevoked(SecurityToken token) => token is JwtSecurityToken old && revoked.Has(old.Id);
        }
        """);
}
