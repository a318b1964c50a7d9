using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Code;

/// <summary>A method of a program that nothing calls is not reported; what a framework or another file may call is.</summary>
public sealed class UncalledCodeTests
{
    private const string Off = "new TokenValidationParameters { ValidAudience = \"a\", ValidIssuer = \"i\", ValidateLifetime = false, IssuerSigningKey = key }";
    private const string Method = "public System.Security.Claims.ClaimsPrincipal PrincipalOf(string token, SecurityKey key) => new JwtSecurityTokenHandler().ValidateToken(token, " + Off + ", out _);";

    [Theory]
    [InlineData("class Tokens { " + Method + " } class Use { Tokens? _tokens; }", 0)]
    [InlineData("class Unnamed { " + Method + " }", 1)]
    [InlineData("interface ITokens { System.Security.Claims.ClaimsPrincipal PrincipalOf(string token, SecurityKey key); } class Tokens : ITokens { " + Method + " } class Startup { void Add(IServiceCollection s) => s.AddScoped<ITokens, Tokens>(); }", 0)]
    [InlineData("class Tokens { " + Method + " public string? NameOf(string token, SecurityKey key) => PrincipalOf(token, key).Identity?.Name; } class Use { Tokens? _tokens; }", 0)]
    [InlineData("class Tokens { public string? NameOf(string token) => new JwtSecurityTokenHandler().ReadJwtToken(token).Subject; } class Use { Tokens? _tokens; }", 0)]
    // Something calls it, or may
    [InlineData("class Tokens { " + Method + " } class Use { public object Get(Tokens t, SecurityKey k) => t.PrincipalOf(\"x\", k); } class Api : Microsoft.AspNetCore.Mvc.ControllerBase { public object Get(Use use, Tokens t) => use.Get(t, null!); }", 1)]
    [InlineData("interface ITokens { System.Security.Claims.ClaimsPrincipal PrincipalOf(string token, SecurityKey key); } class Tokens : ITokens { " + Method + " } class Api : Microsoft.AspNetCore.Mvc.ControllerBase { public object Get(ITokens t, string token) => t.PrincipalOf(token, null!); }", 1)]
    [InlineData("class Api : Microsoft.AspNetCore.Mvc.ControllerBase { " + Method + " }", 1)]
    [InlineData("class Tokens { [Obsolete] " + Method + " }", 1)]
    [InlineData("class Users { " + Method + " } class Startup { void Add(IServiceCollection s) => Graph.AddQueryType<Users>(s); } static class Graph { public static void AddQueryType<T>(IServiceCollection s) { } }", 1)]
    [InlineData("class Tokens { " + Method + " } class Use { object Get() => Activator.CreateInstance(typeof(Tokens))!; }", 1)]
    [InlineData("class Tokens { " + Method + " } class Use { object Get(object t) => t.GetType().GetMethod(\"PrincipalOf\")!; }", 1)]
    [InlineData("class Tokens { " + Method + " } class Use { Func<string, SecurityKey, object> Get(Tokens t) => t.PrincipalOf; } class Api : Microsoft.AspNetCore.Mvc.ControllerBase { public object Get() => new Use(); }", 0)]
    public async Task In_a_program(string code, int count)
    {
        var library = Findings.Compile(code);
        var program = Findings.Compile(code + " class Entry { static void Main() { } }");
        program = program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));

        Assert.Single(await Findings.OfCompiled(library));
        Assert.Equal(count, (await Findings.OfCompiled(program)).Length);
    }
}
