using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.FixAll;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Values;

/// <summary>A value is asked for where its absence is heard when the program starts. Where it would be thrown for each request, or swallowed, there is no fix; what needs no value keeps its own.</summary>
public sealed class HeardAtStartTests
{
    // JWT2003 needs a value, JWT1001 does not. `§` is the object.
    private const string Parameters = "new TokenValidationParameters { ValidIssuer = \"https://login.example\", IssuerSigningKey = Stage.Key, ValidateAudience = false, RequireSignedTokens = false }";
    private const string Judged = "new JsonWebTokenHandler().ValidateTokenAsync(token, §)";

    [Theory]
    // The program stops.
    [InlineData("static class A { public static TokenValidationParameters Make(IConfiguration c) => §; }")]
    [InlineData("class A(IConfiguration c) { readonly TokenValidationParameters _p = §; public Task<TokenValidationResult> Judge(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, _p); }")]
    [InlineData("class A { readonly TokenValidationParameters _p; public A(IConfiguration c) { _p = §; } }")]
    [InlineData("class A { readonly TokenValidationParameters _p; public A(IConfiguration c) => _p = Make(c); static TokenValidationParameters Make(IConfiguration c) => §; }")]
    [InlineData("static class A { public static IServiceCollection AddShop(this IServiceCollection s, IConfiguration c) { s.AddSingleton(§); return s; } }")]
    [InlineData("class Startup(IConfiguration c) { public void ConfigureServices(IServiceCollection s) => s.AddSingleton(§); }")]
    // Thrown again, whatever else is done.
    [InlineData("class A { object? P; public A(IConfiguration c, ILogger l) { try { P = §; } catch (Exception e) { l.LogError(e, \"no\"); throw; } } }")]
    [InlineData("class A { object? P; public A(IConfiguration c) { try { P = §; } catch (Exception e) { throw new InvalidOperationException(\"no\", e); } } }")]
    [InlineData("class A { object? P; public A(IConfiguration c) { try { P = §; } finally { Console.WriteLine(); } } }")]
    // Another exception is caught, or this one elsewhere.
    [InlineData("class A { object? P; public A(IConfiguration c) { try { P = §; } catch (FormatException) { } } }")]
    [InlineData("class A { object? P; public A(IConfiguration c) { try { Console.WriteLine(); } catch { P = §; } } }")]
    // The program is over, and says why.
    [InlineData("static class A { static void Main(string[] args) { try { var b = WebApplication.CreateBuilder(args); b.Services.AddSingleton(§); b.Build().Run(); } catch (Exception e) { Console.WriteLine(e); } } }")]
    // A middleware is made when the program starts, and a name says nothing.
    [InlineData("class Gate { readonly TokenValidationParameters _p; public Gate(RequestDelegate next, IConfiguration c) => _p = §; public Task InvokeAsync(HttpContext context) => Task.CompletedTask; }")]
    [InlineData("class A(IConfiguration c) { public TokenValidationParameters Validate() => §; }")]
    // It calls itself.
    [InlineData("class A { readonly object _p; public A(IConfiguration c) => _p = Make(c, 2); static object Make(IConfiguration c, int n) => n > 0 ? Make(c, n - 1) : §; }")]
    public async Task It_is(string code) => Assert.Equal((true, true), await FixesAsync(code));

    [Theory]
    // Made at the first use, or by a method that is handed over: for a token.
    [InlineData("class A { static readonly TokenValidationParameters P = §; public bool Check(string token) { try { new JsonWebTokenHandler().ValidateTokenAsync(token, P).Wait(); return true; } catch (Exception) { return false; } } }")]
    [InlineData("class A { static TokenValidationParameters P { get; } = §; public Task<TokenValidationResult> Judge(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, P); }")]
    [InlineData("class A { readonly Lazy<TokenValidationParameters> _p; public A(IConfiguration c) => _p = new Lazy<TokenValidationParameters>(Make); static TokenValidationParameters Make() => §; public bool Check(string token) { try { return new JsonWebTokenHandler().ValidateTokenAsync(token, _p.Value).Result.IsValid; } catch (Exception) { return false; } } }")]
    // Swallowed.
    [InlineData("class A { object? P; public A(IConfiguration c) { try { P = §; } catch { } } }")]
    [InlineData("class A { object? P; public A(IConfiguration c, ILogger l) { try { P = §; } catch (Exception e) { l.LogError(e, \"no\"); } } }")]
    [InlineData("class A { object? P; public A(IConfiguration c, bool b) { try { P = §; } catch (InvalidOperationException) { if (b) throw; } } }")]
    [InlineData("static class A { public static object? Make(IConfiguration c) { try { return §; } catch (Exception) { return null; } } }")]
    [InlineData("static class A { public static object? Make(IConfiguration c) { try { return §; } catch (FormatException) { throw; } catch (SystemException) when (c is not null) { return null; } } }")]
    [InlineData("static class A { public static object? Make(IConfiguration c) { try { try { return §; } catch { throw; } } catch { return null; } } }")]
    [InlineData("static class A { public static object? Make(IConfiguration c) { try { return Inner(c); } catch { return null; } } static object Inner(IConfiguration c) => §; }")]
    [InlineData("class A { public A(IServiceCollection s, IConfiguration c) { try { s.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = §); } catch { } } }")]
    // For each token.
    [InlineData("class A(IConfiguration c) { public Task<TokenValidationResult> Judge(string token) => " + Judged + "; }")]
    [InlineData("class A(IConfiguration c) { public void Judge(string token) { new JwtSecurityTokenHandler().ValidateToken(token, §, out _); } }")]
    [InlineData("class A(IConfiguration c) { public Task<TokenValidationResult> Judge(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, Make()); TokenValidationParameters Make() => §; }")]
    [InlineData("class A(IConfiguration c) { public Task<TokenValidationResult> Judge(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, Made); TokenValidationParameters Made => §; }")]
    [InlineData("class A(IConfiguration c) { public Task<TokenValidationResult> Judge(string token) { return Inner(); Task<TokenValidationResult> Inner() { var p = §; return new JsonWebTokenHandler().ValidateTokenAsync(token, p); } } }")]
    [InlineData("class A(IConfiguration c) { TokenValidationParameters Of(SecurityToken token) => §; }")]
    [InlineData("class A(IConfiguration c) : JwtBearerEvents { public override Task TokenValidated(TokenValidatedContext context) { context.Options.TokenValidationParameters = §; return Task.CompletedTask; } }")]
    // For each request.
    [InlineData("class Gate(RequestDelegate next, IConfiguration c) { public Task InvokeAsync(HttpContext context) { context.Items[\"p\"] = §; return next(context); } }")]
    [InlineData("class Gate(IConfiguration c) : IMiddleware { public object P = new(); public Task InvokeAsync(HttpContext context, RequestDelegate next) { P = §; return next(context); } }")]
    [InlineData("class ShopController(IConfiguration c) : Microsoft.AspNetCore.Mvc.ControllerBase { public object Get() => §; }")]
    [InlineData("class ShopController : Microsoft.AspNetCore.Mvc.Controller { readonly object _p; public ShopController(IConfiguration c) => _p = §; }")]
    [InlineData("class Chat : Microsoft.AspNetCore.SignalR.Hub { readonly object _p; public Chat(IConfiguration c) => _p = §; }")]
    [InlineData("class Guard : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter { IConfiguration c = null!; public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context) => context.HttpContext.Items[\"p\"] = §; }")]
    public async Task It_is_not(string code) => Assert.Equal((false, true), await FixesAsync(code));

    /// <summary>A key has another half elsewhere that is taken out of the source as well: it is enough that the exception gets out.</summary>
    [Theory]
    [InlineData("class A { public A(IConfiguration c) { Key = §; } public object Key; }", true)]
    [InlineData("class A { public A(IConfiguration c) { try { Key = §; } catch { } } public object? Key; }", false)]
    [InlineData("class A(IConfiguration c) { public void Judge(string token) { try { new JwtSecurityTokenHandler().ValidateToken(token, new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = § }, out _); } catch { Console.WriteLine(); } } }", false)]
    [InlineData("class A(IConfiguration c) { public void Judge(string token) => new JwtSecurityTokenHandler().ValidateToken(token, new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = § }, out _); }", true)]
    [InlineData("class TokenController(IConfiguration c) : Microsoft.AspNetCore.Mvc.ControllerBase { public string Get() => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(§, \"HS256\"))); }", true)]
    [InlineData("class Tokens(IConfiguration c) { public string Issue() => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(§, \"HS256\"))); }", true)]
    public async Task So_it_is_for_a_key(string code, bool isHeard) =>
        Assert.Equal(isHeard, await HasFixAsync(code.Replace("§", "new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(\"fT3-kq9Zr_dW1xNc8LbV5yHs2MpGj7Ua\"))"), "JWT3001"));

    private static async Task<(bool NeedsValue, bool NeedsNone)> FixesAsync(string code)
    {
        var source = code.Replace("§", Parameters, StringComparison.Ordinal);
        return (await HasFixAsync(source, "JWT2003"), await HasFixAsync(source, "JWT1001"));
    }

    private static async Task<bool> HasFixAsync(string source, string rule)
    {
        using var workspace = new AdhocWorkspace();
        var project = new FixedProject(TrialProject.Of(workspace, "A", source, TestSetup.Default));
        Assert.DoesNotContain(await project.CompilerSaysAsync(), said => said.StartsWith("error", StringComparison.Ordinal));
        return await project.HasFixAsync(Assert.Single(await project.FindingsAsync(rule), finding => finding.Id == rule));
    }
}
