using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT1005: the result of a validation that does not throw is ignored.</summary>
public sealed class ValidationResultTests
{
    [Theory]
    [InlineData("async Task Run(string t) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task Run(string t) { await _handler.ValidateTokenAsync(t, _parameters).ConfigureAwait(false); // JWT1005\n }")]
    [InlineData("async Task Run(string t) { _ = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("void Run(string t) { _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("void Run(string t) { _ = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("void Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("void Run(string t) { _handler.ValidateTokenAsync(t, _parameters).Wait(); // JWT1005\n }")]
    [InlineData("void Run(string t) { _handler.ValidateTokenAsync(t, _parameters).GetAwaiter().GetResult(); // JWT1005\n }")]
    [InlineData("async Task Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n await task; }")]
    [InlineData("async Task Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task Run(string t) { TokenValidationResult result; result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task Run(string t) => await _handler.ValidateTokenAsync(t, _parameters); // JWT1005")]
    [InlineData("async Task Run(SecurityToken t) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task Run(string t) { await _legacy.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task Run(TokenHandler handler, string t) { await handler.ValidateTokenAsync(t, _parameters); // JWT1005\n }")]
    [InlineData("async Task<ClaimsPrincipal> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return new ClaimsPrincipal(result.ClaimsIdentity); }")]
    [InlineData("async Task<ClaimsIdentity> Run(string t) => (await _handler.ValidateTokenAsync(t, _parameters)).ClaimsIdentity; // JWT1005")]
    [InlineData("ClaimsIdentity Run(string t) => _handler.ValidateTokenAsync(t, _parameters).Result.ClaimsIdentity; // JWT1005")]
    [InlineData("async Task<object> Run(string t, bool verbose) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (verbose) { if (!result.IsValid) _logger.LogWarning(\"no\"); } return result.Claims[\"sub\"]; }")]
    [InlineData("async Task<object> Run(string t, bool old) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (old) return result.Claims[\"sub\"]; else if (result.IsValid) return result.Claims[\"uid\"]; return 0; }")]
    // The token is read instead, which is what makes it a hole.
    [InlineData("async Task<string> Run(string t) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return t; }")]
    [InlineData("async Task Run(string t) { await Check(t); // JWT1005\n }  Task<TokenValidationResult> Check(string t) => _handler.ValidateTokenAsync(t, _parameters);")]
    [InlineData("Action<string> Run() => async t => { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n };")]
    [InlineData("async Task Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { if (e.IsProduction()) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n } }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.IsValid; }")]
    [InlineData("async Task<bool> Run(string t) => (await _handler.ValidateTokenAsync(t, _parameters)).IsValid;")]
    [InlineData("async Task<bool> Run(string t) => (await _handler.ValidateTokenAsync(t, _parameters)) is { IsValid: true };")]
    [InlineData("async Task<bool> Run(string t) => await _handler.ValidateTokenAsync(t, _parameters) is { IsValid: true, ClaimsIdentity: var identity } && identity.IsAuthenticated;")]
    [InlineData("bool Run(string t) => _handler.ValidateTokenAsync(t, _parameters).Result.IsValid;")]
    [InlineData("bool Run(string t) => _handler.ValidateTokenAsync(t, _parameters).ConfigureAwait(false).GetAwaiter().GetResult().IsValid;")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (!result.IsValid) throw result.Exception; return result.ClaimsIdentity; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception != null) throw result.Exception; return result.Claims; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.IsValid) { return result.Claims; } return null; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.IsValid ? result.ClaimsIdentity : null; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return !result.IsValid || result.SecurityToken is not JsonWebToken jwt ? null : jwt; }")]
    // A failed validation gives no identity and no claims: measured on 8.23.
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.ClaimsIdentity == null) return null; return new ClaimsPrincipal(result.ClaimsIdentity); }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.ClaimsIdentity?.Name; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.SecurityToken is JsonWebToken jwt ? jwt.Subject : null; }")]
    // Returned or handed on: somebody else looks.
    [InlineData("Task<TokenValidationResult> Run(string t) => _handler.ValidateTokenAsync(t, _parameters);")]
    [InlineData("async Task<TokenValidationResult> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result; }")]
    [InlineData("async Task Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); Check(result); } static void Check(TokenValidationResult r) { if (!r.IsValid) throw r.Exception; }")]
    [InlineData("TokenValidationResult? _last; async Task Run(string t) { _last = await _handler.ValidateTokenAsync(t, _parameters); }")]
    [InlineData("async Task<bool> Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); var result = await task; return result.IsValid; }")]
    [InlineData("async Task<bool> Run(string[] t) { var all = await Task.WhenAll(t.Select(each => _handler.ValidateTokenAsync(each, _parameters))); return all.All(r => r.IsValid); }")]
    [InlineData("void Run(string t) { _handler.ValidateTokenAsync(t, _parameters).ContinueWith(task => { if (!task.Result.IsValid) throw task.Result.Exception; }); }")]
    [InlineData("async Task<bool> Run(string t) { TokenValidationResult result; do { result = await _handler.ValidateTokenAsync(t, _parameters); } while (!result.IsValid && Retry()); return result.IsValid; } static bool Retry() => false;")]
    // These throw (facts/libraries.md, 7.10).
    [InlineData("void Run(string t) { _legacy.ValidateToken(t, _parameters, out _); }")]
    [InlineData("void Run(string t) { var principal = _legacy.ValidateToken(t, _parameters, out var token); }")]
    // A method that looks at the result itself, or that cannot be seen.
    [InlineData("async Task Run(string t) { await Check(t); } async Task<TokenValidationResult> Check(string t) { var r = await _handler.ValidateTokenAsync(t, _parameters); if (!r.IsValid) throw r.Exception; return r; }")]
    [InlineData("async Task Run(IGate gate, string t) { await gate.ValidateTokenAsync(t); }", "interface IGate { Task<TokenValidationResult> ValidateTokenAsync(string token); }")]
    [InlineData("async Task Run(IGate gate, string t) { await gate.ValidateTokenAsync(t); }", "interface IGate { Task<bool> ValidateTokenAsync(string token); }")]
    // Development code.
    [InlineData("async Task Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { if (e.IsDevelopment()) await _handler.ValidateTokenAsync(t, _parameters); }")]
    [InlineData("async Task Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { if (!e.IsDevelopment()) return; await _handler.ValidateTokenAsync(t, _parameters); }")]
    [InlineData("async Task Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { var local = e.IsDevelopment(); if (local) { await _handler.ValidateTokenAsync(t, _parameters); } }")]
    // Read before the look, and used after it; handed on together with the outcome.
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var identity = result.ClaimsIdentity; if (!result.IsValid) return null; return identity; }")]
    [InlineData("async Task<(object, bool)> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return (result.ClaimsIdentity, result.IsValid); }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return new { Identity = result.ClaimsIdentity, Ok = result.IsValid }; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return (result.ClaimsIdentity, result.IsValid) switch { (var identity, true) => identity, _ => null }; }")]
    [InlineData("async Task<object?> Run(string t) { switch (await _handler.ValidateTokenAsync(t, _parameters)) { case { IsValid: true } valid: return valid.ClaimsIdentity; default: return null; } }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result is not { IsValid: true, ClaimsIdentity: var identity }) return null; return identity; }")]
    [InlineData("async Task<object?> Run(string t) { TokenValidationResult result; try { result = await _handler.ValidateTokenAsync(t, _parameters); } catch (Exception e) { _logger.LogError(e, \"no\"); return null; } if (!result.IsValid) { return null; } return result.ClaimsIdentity; }")]
    [InlineData("async Task<object?> Run(string t, TokenValidationParameters[] all) { foreach (var p in all) { var result = await _handler.ValidateTokenAsync(t, p); if (!result.IsValid) continue; return result.Claims; } return null; }")]
    [InlineData("async Task<bool> Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); return await Task.WhenAny(task, Task.Delay(9)) == task && (await task).IsValid; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); ArgumentNullException.ThrowIfNull(result.ClaimsIdentity); if (result.IsValid is false) throw new UnauthorizedAccessException(); return result.ClaimsIdentity; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var ok = result.IsValid; if (!ok) throw new UnauthorizedAccessException(); return result.ClaimsIdentity; }")]
    public Task Stays_silent(string members, string types = "") => Findings.MatchCommentsInClass(members, types);
}
