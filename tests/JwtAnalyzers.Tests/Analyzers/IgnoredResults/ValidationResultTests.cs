using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Text;
using JwtAnalyzers.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.IgnoredResults;

/// <summary>JWT1005: the result of a validation that does not throw is ignored.</summary>
[Trait("rule", "JWT1005")]
public sealed class ValidationResultTests
{
    private const string Gate = "interface IGate { Task<TokenValidationResult> Check(string token); } class Gate(TokenValidationParameters p) : IGate { public Task<TokenValidationResult> Check(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, p); }";

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
    // The token is read instead, which is what makes it a hole.
    [InlineData("async Task<string> Run(string t) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return t; }")]
    [InlineData("async Task Run(string t) { await Check(t); // JWT1005\n }  Task<TokenValidationResult> Check(string t) => _handler.ValidateTokenAsync(t, _parameters);")]
    [InlineData("Action<string> Run() => async t => { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n };")]
    [InlineData("async Task Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { if (e.IsProduction()) { await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n } }")]
    // A failed result is an object, and its task one that ends well: neither is null (measured on 8.23).
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (result != null) return true; return false; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (null == result) throw new Exception(); return true; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return result is not null; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return result is { }; }")]
    [InlineData("async Task<bool> Run(string t) => await _handler.ValidateTokenAsync(t, _parameters) is not null; // JWT1005")]
    [InlineData("async Task<bool> Run(string t) { if (await _handler.ValidateTokenAsync(t, _parameters) is not { } result) // JWT1005\n return false; return true; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters) ?? throw new Exception(); // JWT1005\n return true; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n ArgumentNullException.ThrowIfNull(result); return true; }")]
    [InlineData("bool Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return task != null; }")]
    [InlineData("bool Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n task.Wait(); return task.IsCompletedSuccessfully; }")]
    [InlineData("bool Run(string t) { var task = Check(t); // JWT1005\n if (task is null) return false; return true; } Task<TokenValidationResult> Check(string t) => _handler.ValidateTokenAsync(t, _parameters);")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var same = result; return same != null; }")]
    // The outcome only goes to a log, and the token is read.
    [InlineData("async Task<string> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (!result.IsValid) _logger.LogWarning(result.Exception, \"no\"); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n _logger.LogInformation(\"{Valid} {Name}\", result.IsValid, result.ClaimsIdentity?.Name); return true; }")]
    // What a failed result holds of the token where it is asked to.
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return result.SecurityToken ?? result.TokenOnFailedValidation; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return ((JsonWebToken)result.TokenOnFailedValidation).Subject; }")]
    [InlineData("async Task<object> Run(string t) => (await _handler.ValidateTokenAsync(t, _parameters)).TokenOnFailedValidation; // JWT1005")]
    // An identity that is authenticated, though there are no claims to put in (measured).
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return new ClaimsPrincipal(new ClaimsIdentity(result.ClaimsIdentity?.Claims, \"Bearer\")); }")]
    // The library's validation stands behind an interface.
    [InlineData("async Task<object> Run(IGate gate, string t) { await gate.Check(t); // JWT1005\n return new JsonWebToken(t).Subject; }", Gate)]
    [InlineData("async Task<object> Run(IGate gate, string t) { var result = await gate.Check(t); // JWT1005\n if (result != null) return new JsonWebToken(t).Subject; return 1; }", Gate)]
    // Forged tokens fail in another way than the one that is asked for.
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (result.Exception is SecurityTokenExpiredException) return \"old\"; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n return result.Exception is not SecurityTokenExpiredException; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (result.Exception?.GetType() == typeof(SecurityTokenExpiredException)) return \"old\"; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var failure = result.Exception; if (failure is SecurityTokenInvalidLifetimeException) _logger.LogWarning(\"x\"); if (failure is SecurityTokenExpiredException expired) throw expired; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n if (result.Exception is SecurityTokenSignatureKeyNotFoundException) throw result.Exception; }")]
    // The outcome is kept or written down, and nothing comes of it; a task is waited for.
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n System.Diagnostics.Debug.Assert(result.IsValid); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var ok = result.IsValid; System.Diagnostics.Debug.Assert(ok, \"not valid\"); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var ok = result.IsValid; _logger.LogInformation(\"{Valid}\", ok); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n bool ok; ok = result.IsValid; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var failure = result.Exception; if (failure != null) { _logger.LogWarning(failure, \"no\"); } return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n _logger.LogInformation(\"{Result}\", result); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n _logger.LogInformation($\"{t.Length}: {result}\"); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n var identity = result.ClaimsIdentity; return new ClaimsPrincipal(new ClaimsIdentity(identity?.Claims ?? [], \"Bearer\")); }")]
    [InlineData("async Task<object> Run(string t) { await Task.WhenAll(_handler.ValidateTokenAsync(t, _parameters), Task.Delay(1)); // JWT1005\n return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); // JWT1005\n await Task.WhenAll(task).ConfigureAwait(false); return new JsonWebToken(t).Subject; }")]
    public Task Fires(string members, string types = "") => Findings.MatchCommentsInClass(members, types);

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
    [InlineData("async Task Run(IGate gate, string t) { await gate.Check(t); }", Gate + " class Other : IGate { public Task<TokenValidationResult> Check(string token) => throw new Exception(); }")]
    [InlineData("async Task<bool> Run(IGate gate, string t) { return (await gate.Check(t)).IsValid; }", Gate)]
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
    // Kept, and asked for later: an assignment is a look.
    [InlineData("async Task<bool> Run(string t) { bool ok = false; var result = await _handler.ValidateTokenAsync(t, _parameters); ok = result.IsValid; return ok; }")]
    [InlineData("async Task<bool> Run(string t) { bool ok = true; var result = await _handler.ValidateTokenAsync(t, _parameters); ok &= result.IsValid; return ok; }")]
    [InlineData("public bool Ok { get; set; } async Task Run(string t) { Ok = (await _handler.ValidateTokenAsync(t, _parameters)).IsValid; }")]
    [InlineData("async Task<int> Run(string t) { int n = 0; var result = await _handler.ValidateTokenAsync(t, _parameters); n += result.IsValid ? 1 : 0; return n; }")]
    [InlineData("async Task Run(string t, Dictionary<string, bool> all) { var result = await _handler.ValidateTokenAsync(t, _parameters); all[t] = result.IsValid; }")]
    [InlineData("async Task Run(string t, HttpContext context) { var result = await _handler.ValidateTokenAsync(t, _parameters); context.Response.StatusCode = result.IsValid ? 200 : 401; }")]
    [InlineData("async Task<bool> Run(string t) { bool ok; object? id; var result = await _handler.ValidateTokenAsync(t, _parameters); (ok, id) = (result.IsValid, result.ClaimsIdentity); return ok; }")]
    [InlineData("async Task<bool> Run(string t) { object? id = null; var result = await _handler.ValidateTokenAsync(t, _parameters); id = result.ClaimsIdentity; return id != null; }")]
    [InlineData("async Task Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); _ = result.IsValid ? Allow() : Deny(); } int Allow() => 1; int Deny() => 0;")]
    [InlineData("public bool Ok { get; set; } async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); _logger.LogInformation(\"{V}\", result.IsValid); Ok = result.IsValid; return Ok; }")]
    // A failed result has no claims, identity or token: what needs them fails for a forged token (measured below).
    [InlineData("async Task<ClaimsPrincipal> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return new ClaimsPrincipal(result.ClaimsIdentity); }")]
    [InlineData("async Task<ClaimsIdentity> Run(string t) => (await _handler.ValidateTokenAsync(t, _parameters)).ClaimsIdentity;")]
    [InlineData("ClaimsIdentity Run(string t) => _handler.ValidateTokenAsync(t, _parameters).Result.ClaimsIdentity;")]
    [InlineData("async Task<object> Run(string t, bool verbose) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (verbose) { if (!result.IsValid) _logger.LogWarning(\"no\"); } return result.Claims[\"sub\"]; }")]
    [InlineData("async Task<object> Run(string t, bool old) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (old) return result.Claims[\"sub\"]; else if (result.IsValid) return result.Claims[\"uid\"]; return 0; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.Claims; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.Claims[\"sub\"]; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var sub = result.ClaimsIdentity?.FindFirst(\"sub\"); if (sub == null) return false; return true; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result?.ClaimsIdentity?.IsAuthenticated ?? false; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result != null && result.IsValid; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result?.IsValid == true; }")]
    [InlineData("async Task<bool> Run(string t) { if (await _handler.ValidateTokenAsync(t, _parameters) is not { } result || !result.IsValid) return false; return true; }")]
    [InlineData("async Task<bool> Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); if (task == null) return false; return (await task).IsValid; }")]
    [InlineData("async Task Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); foreach (var claim in result.Claims) _logger.LogInformation(claim.Key); }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); _logger.LogInformation(\"{Name}\", result.ClaimsIdentity.Name); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return new ClaimsIdentity(result.ClaimsIdentity.Claims, \"Bearer\"); }")]
    [InlineData("async Task<object> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return new ClaimsIdentity(result.ClaimsIdentity?.Claims); }")]
    // The outcome is logged, and decides; or a log of it is all there is.
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (!result.IsValid) { _logger.LogWarning(result.Exception, \"no\"); return null; } return t; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.IsValid) _logger.LogInformation(\"yes\"); else throw result.Exception; return t; }")]
    [InlineData("async Task<int> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); _logger.LogInformation(\"{Valid}\", result.IsValid); return 0; }")]
    [InlineData("async Task<bool> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); Console.WriteLine(result.IsValid ? \"valid\" : \"not valid\"); return true; }")]
    // The refused token goes to a log, or is asked for, and the outcome decides.
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (!result.IsValid) { _logger.LogWarning(\"{Id}\", result.TokenOnFailedValidation?.Id); return null; } return result.SecurityToken; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.TokenOnFailedValidation != null) _logger.LogWarning(\"no\"); return result.SecurityToken; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is not SecurityTokenExpiredException) throw result.Exception ?? new Exception(); return null; }")]
    // What is asked of the failure is true of a forged token's, too, or the claims are the result's.
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is SecurityTokenException) return null; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is SecurityTokenInvalidSignatureException) return null; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is { } failure) throw failure; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is SecurityTokenExpiredException) return null; if (!result.IsValid) throw new Exception(); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); if (result.Exception is null) return new JsonWebToken(t).Subject; return null; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.Exception is SecurityTokenExpiredException ? \"old\" : result.ClaimsIdentity.Name; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); return result.SecurityToken is JsonWebToken token ? token.Subject : null; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); System.Diagnostics.Debug.Assert(result.IsValid); return result.ClaimsIdentity.Name; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); System.Diagnostics.Trace.Assert(result.IsValid); return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var failure = result.Exception; if (failure != null) throw failure; return new JsonWebToken(t).Subject; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var ok = result.IsValid; var isGood = ok; return isGood ? new JsonWebToken(t).Subject : null; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var text = result.IsValid ? t : null; return text; }")]
    [InlineData("async Task<object?> Run(string t) { var result = await _handler.ValidateTokenAsync(t, _parameters); var identity = result.ClaimsIdentity; _logger.LogInformation(\"{Name}\", identity?.Name); return new ClaimsPrincipal(identity); }")]
    [InlineData("async Task<bool> Run(string t) { var task = _handler.ValidateTokenAsync(t, _parameters); await Task.WhenAll(task, Task.Delay(1)); return (await task).IsValid; }")]
    [InlineData("async Task<bool> Run(string t) { var all = await Task.WhenAll(_handler.ValidateTokenAsync(t, _parameters)); return all[0].IsValid; }")]
    // The token is the code's own.
    [InlineData("async Task Run() { await _handler.ValidateTokenAsync(\"e30.e30.\", _parameters); }")]
    [InlineData("const string Probe = \"e30.e30.\"; Task Run() => _handler.ValidateTokenAsync(Probe, _parameters);")]
    [InlineData("async Task Run(SecurityTokenDescriptor d) { var mine = _handler.CreateToken(d); await _handler.ValidateTokenAsync(mine, _parameters); }")]
    public Task Stays_silent(string members, string types = "") => Findings.MatchCommentsInClass(members, types);

    /// <summary>What the rule builds on, of the real library: a validation that failed gives an object and nothing of the token in it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_result_has_no_claims(bool isLegacy)
    {
        TokenHandler handler = isLegacy ? new JwtSecurityTokenHandler() : new JsonWebTokenHandler();
        var parameters = new TokenValidationParameters { IssuerSigningKey = KeyOf('k'), ValidIssuer = "i", ValidAudience = "a" };
        foreach (var token in new[] { Token(KeyOf('x'), "a"), Token(KeyOf('k'), "b"), "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "garbage", null })
        {
            var task = handler.ValidateTokenAsync(token, parameters);
            var result = await task;
            Assert.True(task.IsCompletedSuccessfully);
            Assert.False(result.IsValid);
            Assert.NotNull(result.Exception);
            Assert.Null(result.ClaimsIdentity);
            Assert.Null(result.Claims);
            Assert.Null(result.SecurityToken);
            Assert.Null(result.Issuer);
            Assert.Null(result.TokenType);
            Assert.Null(result.TokenOnFailedValidation);
        }

        // Nor does anything else let a failure pass for a success: no parameters, a delegate that throws or refuses, an expired token.
        foreach (var failing in new[]
        {
            null,
            new TokenValidationParameters { IssuerSigningKeyResolver = (_, _, _, _) => throw new InvalidOperationException() },
            new TokenValidationParameters { IssuerSigningKey = KeyOf('k'), ValidIssuer = "i", ValidAudience = "a", LifetimeValidator = (_, _, _, _) => false },
            new TokenValidationParameters { IssuerSigningKey = KeyOf('k'), ValidIssuer = "i", ValidAudience = "a", AudienceValidator = (_, _, _) => throw new InvalidOperationException() },
        })
        {
            var result = await handler.ValidateTokenAsync(Token(KeyOf('k'), "a"), failing);
            Assert.False(result.IsValid);
            Assert.NotNull(result.Exception);
            Assert.Null(result.Claims);
        }

        Assert.True((await handler.ValidateTokenAsync(Token(KeyOf('k'), "a"), parameters)).IsValid);
        parameters.IncludeTokenOnFailedValidation = true;
        var refused = (await handler.ValidateTokenAsync(Token(KeyOf('x'), "a"), parameters)).TokenOnFailedValidation as JsonWebToken;
        Assert.Equal(isLegacy ? null : "bob", refused?.Subject);
        Assert.True(new ClaimsIdentity((IEnumerable<Claim>?)null, "Bearer").IsAuthenticated);
    }

    /// <summary>Of the real library: what kind of failure a forged token's is. An attacker may choose which of the last two.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_failure_of_a_forged_token_is_an_invalid_signature(bool isLegacy)
    {
        TokenHandler handler = isLegacy ? new JwtSecurityTokenHandler() : new JsonWebTokenHandler();
        var parameters = new TokenValidationParameters { IssuerSigningKey = KeyOf('k'), ValidIssuer = "i", ValidAudience = "a" };
        var unsigned = (await handler.ValidateTokenAsync("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", parameters)).Exception;
        Assert.Equal(typeof(SecurityTokenInvalidSignatureException), unsigned.GetType());
        Assert.Equal(typeof(SecurityTokenSignatureKeyNotFoundException), (await handler.ValidateTokenAsync(Token(KeyOf('x'), "a"), parameters)).Exception.GetType());
        Assert.Equal(typeof(SecurityTokenInvalidSignatureException), typeof(SecurityTokenSignatureKeyNotFoundException).BaseType);
        Assert.Equal(typeof(SecurityTokenValidationException), typeof(SecurityTokenInvalidSignatureException).BaseType);
        Assert.Equal(typeof(SecurityTokenException), typeof(SecurityTokenValidationException).BaseType);
    }

    private static SymmetricSecurityKey KeyOf(char letter) => new(Encoding.UTF8.GetBytes(new string(letter, 64)));

    private static string Token(SecurityKey key, string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "i",
        Audience = audience,
        Claims = new Dictionary<string, object> { ["sub"] = "bob" },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });
}
