using System.Collections.Concurrent;
using System.Net.Http.Headers;
using JwtAnalyzers.Tests.Harness;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SwallowedFailures;

/// <summary>JWT5009: a failed validation leaves no trace.</summary>
[Trait("rule", "JWT5009")]
public sealed class UntracedFailureTests
{
    [Theory]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch { // JWT5009\n return false; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch (Exception) { // JWT5009\n return false; } }")]
    [InlineData("ClaimsPrincipal? Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); }\n catch (SecurityTokenException) { // JWT5009\n return null; } }")]
    [InlineData("ClaimsPrincipal Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); }\n catch { // JWT5009\n return new ClaimsPrincipal(new ClaimsIdentity()); } }")]
    [InlineData("bool Run(string t) { var ok = false; try { _legacy.ValidateToken(t, _parameters, out _); ok = true; }\n catch { // JWT5009\n ok = false; } return ok; }")]
    [InlineData("void Run(HttpContext c, string t) { try { c.User = _legacy.ValidateToken(t, _parameters, out _); }\n catch { // JWT5009\n } }")]
    [InlineData("void Run(HttpContext c, string t) { try { c.User = _legacy.ValidateToken(t, _parameters, out _); }\n catch { // JWT5009\n c.Response.StatusCode = 401; } }")]
    [InlineData("IActionResult Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return new OkResult(); }\n catch { // JWT5009\n return new UnauthorizedResult(); } }")]
    [InlineData("Task<bool> Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return Task.FromResult(true); }\n catch { // JWT5009\n return Task.FromResult(false); } }")]
    [InlineData("void Run() { _parameters.LogValidationExceptions = false; // JWT5009\n }")]
    [InlineData("TokenValidationParameters Run(SecurityKey key) => new() { IssuerSigningKey = key, LogValidationExceptions = false // JWT5009\n };")]
    [InlineData("void Run(ILoggingBuilder logging) { logging.AddFilter(\"Microsoft.AspNetCore.Authentication\", LogLevel.None); // JWT5009\n }")]
    [InlineData("void Run(ILoggingBuilder logging) { logging.AddFilter(\"Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler\", LogLevel.None); // JWT5009\n }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    // logged
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { _logger.LogWarning(e, \"no\"); return false; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { Console.Error.WriteLine(e.Message); return false; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { _logger.LogWarning(\"a token was refused\"); return false; } }")]
    [InlineData("bool Run(string t) { var ok = false; try { _legacy.ValidateToken(t, _parameters, out _); ok = true; } catch { } if (!ok) _logger.LogWarning(\"a token was refused\"); return ok; }")]
    [InlineData("void Outer(string t) { if (!Run(t)) _logger.LogWarning(\"a token was refused\"); } bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { return false; } }")]
    [InlineData("bool Run(IAudit audit, string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { audit.Refused(t); return false; } }")]
    // thrown, or handed on with its reason
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { throw; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { throw new UnauthorizedAccessException(\"no\", e); } }")]
    [InlineData("string? Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return null; } catch (Exception e) { return e.Message; } }")]
    [InlineData("string? Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return null; } catch { return \"invalid_token\"; } }")]
    [InlineData("Outcome Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return new Outcome(); } catch { return new Outcome { Error = \"invalid\" }; } }")]
    [InlineData("AuthenticateResult Run(string t) { try { return AuthenticateResult.Success(new AuthenticationTicket(_legacy.ValidateToken(t, _parameters, out _), \"x\")); } catch { return AuthenticateResult.Fail(\"invalid\"); } }")]
    // another validation follows
    [InlineData("ClaimsPrincipal? Run(string t, TokenValidationParameters old) { try { return _legacy.ValidateToken(t, _parameters, out _); } catch { return _legacy.ValidateToken(t, old, out _); } }")]
    [InlineData("bool Run(string t, TokenValidationParameters[] all) { foreach (var p in all) { try { _legacy.ValidateToken(t, p, out _); return true; } catch { } } return false; }")]
    // tokens expire every day
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (SecurityTokenExpiredException) { return false; } }")]
    // not about tokens
    [InlineData("bool Run(string t) { try { return int.Parse(t) > 0; } catch { return false; } }")]
    [InlineData("JwtSecurityToken? Run(string t) { try { return _legacy.ReadJwtToken(t); } catch { return null; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (System.IO.IOException) { return false; } }")]
    // the switches
    [InlineData("void Run() { _parameters.LogValidationExceptions = true; }")]
    [InlineData("void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.LogValidationExceptions = false);")] // the handler logs itself
    [InlineData("void Run(ILoggingBuilder logging) => logging.AddFilter(\"Microsoft.AspNetCore.Authentication\", LogLevel.Warning);")]
    [InlineData("void Run(ILoggingBuilder logging) => logging.AddFilter(\"Microsoft.EntityFrameworkCore\", LogLevel.None);")]
    // counted, or an answer that says why
    [InlineData("bool Run(System.Diagnostics.Metrics.Counter<int> refused, string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { refused.Add(1); return false; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { System.Diagnostics.Activity.Current?.SetTag(\"refused\", e.Message); return false; } }")]
    [InlineData("bool Run(string t, out string error) { error = \"\"; try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { error = \"invalid_token\"; return false; } }")]
    [InlineData("IActionResult Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return new OkResult(); } catch { return new BadRequestObjectResult(\"invalid_token\"); } }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members, """
        public class Outcome { public string? Error { get; set; } }
        public interface IAudit { void Refused(string token); }
        """);

    /// <summary>Why <c>LogValidationExceptions = false</c> is harmless in <c>AddJwtBearer</c>.</summary>
    [Fact]
    public async Task JwtBearer_logs_a_failure_whatever_the_parameters_say()
    {
        var log = new Log();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Logging.AddProvider(log);
        builder.Services.AddAuthentication("Bearer").AddJwtBearer(options =>
        {
            options.TokenValidationParameters = Stage.Parameters;
            options.TokenValidationParameters.LogValidationExceptions = false;
        });
        await using var app = builder.Build();
        app.Run(async context => await context.AuthenticateAsync());
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Stage.Scene().HonestToken() + "x") } };
        using var response = await app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(log.Lines, line => line.StartsWith("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler: Failed to validate the token", StringComparison.Ordinal));
    }

    private sealed class Log : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category}: {formatter(state, exception)}");
        }
    }
}
