using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SwallowedFailures;

/// <summary>JWT2008: a <c>catch</c> around a validation goes on as if it had succeeded.</summary>
[Trait("rule", "JWT2008")]
public sealed class SwallowedFailureTests
{
    [Theory]
    // returns true
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch { // JWT2008\n return true; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); }\n catch (Exception e) { // JWT2008\n _logger.LogWarning(e, \"no\"); } return true; }")]
    [InlineData("bool Run(string t) { var ok = true; try { _legacy.ValidateToken(t, _parameters, out _); ok = true; }\n catch (SecurityTokenException) { // JWT2008\n } return ok; }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (SecurityTokenInvalidSignatureException e) { _logger.LogWarning(e, \"no\"); return false; }\n catch (SecurityTokenExpiredException) { // JWT2008\n return true; } }")]
    [InlineData("Task<bool> Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return Task.FromResult(true); }\n catch { // JWT2008\n return Task.FromResult(true); } }")]
    [InlineData("async Task<bool> Run(string t) { try { var r = await _handler.ValidateTokenAsync(t, _parameters); if (!r.IsValid) throw r.Exception; return true; }\n catch { // JWT2008\n return true; } }")]
    [InlineData("bool Run(string t) { try { Check(t); return true; }\n catch { // JWT2008\n return true; } } private ClaimsPrincipal Check(string t) => _legacy.ValidateToken(t, _parameters, out _);")]
    [InlineData("bool Run(string t, bool strict) { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch { // JWT2008\n if (strict) return false; return true; } }")]
    [InlineData("Func<string, bool> Run() => t => { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch { // JWT2008\n return true; } };")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; }\n catch (Exception e) when (e is SecurityTokenException) { // JWT2008\n return true; } }")]
    // reads the token instead
    [InlineData("object? Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); }\n catch { // JWT2008\n return _legacy.ReadJwtToken(t); } }")]
    [InlineData("ClaimsPrincipal Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); }\n catch (SecurityTokenExpiredException) { // JWT2008\n var jwt = new JsonWebToken(t); return new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); } }")]
    [InlineData("string? Run(string t) { string? user; try { user = _legacy.ValidateToken(t, _parameters, out _).Identity!.Name; }\n catch { // JWT2008\n user = _legacy.ReadJwtToken(t).Subject; } return user; }")]
    // returns a principal, says that it went well
    [InlineData("ClaimsPrincipal Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); }\n catch { // JWT2008\n return new ClaimsPrincipal(new ClaimsIdentity(new[] { new Claim(\"name\", \"guest\") }, \"fallback\")); } }")]
    [InlineData("AuthenticateResult Run(string t, AuthenticationTicket ticket) { try { _legacy.ValidateToken(t, _parameters, out _); return AuthenticateResult.Success(ticket); }\n catch { // JWT2008\n return AuthenticateResult.Success(ticket); } }")]
    [InlineData("TokenValidationResult Run(string t) { var r = new TokenValidationResult(); try { _legacy.ValidateToken(t, _parameters, out _); r.IsValid = true; }\n catch (Exception e) { // JWT2008\n r.Exception = e; r.IsValid = true; } return r; }")]
    // has no effect
    [InlineData("void Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); }\n catch (Exception e) { // JWT2008\n _logger.LogError(e, \"bad token\"); } }")]
    [InlineData("async Task Run(HttpContext c, RequestDelegate next, string t) { try { _legacy.ValidateToken(t, _parameters, out var token); }\n catch { // JWT2008\n } await next(c); }")]
    [InlineData("string Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); }\n catch (Exception e) { // JWT2008\n Console.WriteLine(e); } return new JsonWebToken(t).Subject; }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    // fails closed
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { _logger.LogWarning(e, \"no\"); return false; } }")]
    [InlineData("ClaimsPrincipal? Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); return null; } }")]
    [InlineData("ClaimsPrincipal? Run(string t) { ClaimsPrincipal? p = null; try { p = _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); } return p; }")]
    [InlineData("bool Run(string t) { var ok = false; try { _legacy.ValidateToken(t, _parameters, out _); ok = true; } catch (Exception e) { _logger.LogWarning(e, \"no\"); } return ok; }")]
    [InlineData("bool Run(string t) { var ok = true; try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); ok = false; } return ok; }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); return false; } return true; }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); throw; } return true; }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { throw new UnauthorizedAccessException(\"no\", e); } return true; }")]
    [InlineData("bool Run(string t) { string? error = null; try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { error = e.Message; } return error == null; }")]
    [InlineData("void Run(HttpContext c, string t) { try { c.User = _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); } }")]
    [InlineData("void Run(HttpContext c, string t) { try { _legacy.ValidateToken(t, _parameters, out var v); c.Items[\"User\"] = ((JwtSecurityToken)v).Subject; } catch (Exception e) { _logger.LogWarning(e, \"no\"); } }")]
    [InlineData("void Run(HttpContext c, string t) { try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); c.Response.StatusCode = 401; } }")]
    [InlineData("ClaimsPrincipal Run(string t) { try { return _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); return new ClaimsPrincipal(new ClaimsIdentity()); } }")]
    [InlineData("IActionResult Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return new OkResult(); } catch (Exception e) { _logger.LogWarning(e, \"no\"); return new UnauthorizedResult(); } }")]
    [InlineData("AuthenticateResult Run(string t, AuthenticationTicket ticket) { try { _legacy.ValidateToken(t, _parameters, out _); return AuthenticateResult.Success(ticket); } catch (Exception e) { return AuthenticateResult.Fail(e); } }")]
    // another validation decides
    [InlineData("ClaimsPrincipal Run(string t, TokenValidationParameters old) { try { return _legacy.ValidateToken(t, _parameters, out _); } catch (SecurityTokenException) { return _legacy.ValidateToken(t, old, out _); } }")]
    [InlineData("bool Run(string t, TokenValidationParameters[] all) { foreach (var p in all) { try { _legacy.ValidateToken(t, p, out _); return true; } catch (Exception e) { _logger.LogWarning(e, \"next\"); } } return false; }")]
    // reads the token to say what was wrong
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { var jwt = new JsonWebToken(t); _logger.LogWarning(e, \"token of {User}\", jwt.Subject); return false; } }")]
    [InlineData("IActionResult Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return new OkResult(); } catch (Exception e) { _logger.LogWarning(e, \"no\"); return new UnauthorizedObjectResult(new JsonWebToken(t).Subject); } }")]
    // catches something else
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (System.IO.IOException) { return true; } }")]
    [InlineData("bool Run(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) when (e is System.IO.IOException) { return true; } }")]
    [InlineData("bool Run(string t) { try { return Length(t); } catch { return true; } } static bool Length(string t) => t.Length > 1;")]
    [InlineData("async Task<bool> Run(string t) { try { return (await _handler.ValidateTokenAsync(t, _parameters)).IsValid; } catch { return true; } }")] // it never throws
    [InlineData("bool Run(string t) { try { return Check(t); } catch { return true; } } private bool Check(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch (Exception e) { _logger.LogWarning(e, \"no\"); return false; } }")]
    // an expired token, and a refresh token that decides
    [InlineData("string? Run(Dictionary<string, string> sessions, string t, string refreshToken) { try { return _legacy.ValidateToken(t, _parameters, out _).Identity!.Name; } catch (SecurityTokenExpiredException) { return sessions.TryGetValue(refreshToken, out var user) && new JsonWebToken(t).Subject == user ? new JsonWebToken(t).Subject : null; } }")]
    // development code
    [InlineData("bool Run(string t, Microsoft.Extensions.Hosting.IHostEnvironment e) { if (e.IsDevelopment()) { try { _legacy.ValidateToken(t, _parameters, out _); return true; } catch { return true; } } return false; }")]
    // true says that it failed
    [InlineData("bool IsExpired(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return false; } catch (SecurityTokenExpiredException e) { _logger.LogInformation(e, \"expired\"); return true; } }")]
    [InlineData("bool IsInvalid(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return false; } catch (Exception e) { _logger.LogInformation(e, \"no\"); return true; } }")]
    [InlineData("bool Rejects(string t) { var rejected = false; try { _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogInformation(e, \"no\"); rejected = true; } return rejected; }")]
    [InlineData("Task<bool> Rejects(string t) { try { _legacy.ValidateToken(t, _parameters, out _); return Task.FromResult(false); } catch (Exception e) { _logger.LogInformation(e, \"no\"); return Task.FromResult(true); } }")]
    // once more, with fresh keys
    [InlineData("ClaimsPrincipal Run(string t) { for (var again = false; ; again = true) { try { return _legacy.ValidateToken(t, _parameters, out _); } catch (SecurityTokenSignatureKeyNotFoundException) when (!again) { _parameters.ConfigurationManager.RequestRefresh(); } } }")]
    [InlineData("ClaimsPrincipal Run(string t) { try { return Check(t); } catch (SecurityTokenSignatureKeyNotFoundException) { _parameters.ConfigurationManager.RequestRefresh(); return Check(t); } } private ClaimsPrincipal Check(string t) => _legacy.ValidateToken(t, _parameters, out _);")]
    [InlineData("bool Run(string t) { try { Check(t); return true; } catch (SecurityTokenSignatureKeyNotFoundException) { _parameters.ConfigurationManager.RequestRefresh(); Check(t); return true; } } private ClaimsPrincipal Check(string t) => _legacy.ValidateToken(t, _parameters, out _);")]
    // the request goes on as nobody's
    [InlineData("async Task Run(HttpContext c, RequestDelegate next, string t) { try { c.User = _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); c.User = new ClaimsPrincipal(new ClaimsIdentity()); } await next(c); }")]
    [InlineData("async Task Run(HttpContext c, RequestDelegate next, string t) { ClaimsPrincipal? user = null; try { user = _legacy.ValidateToken(t, _parameters, out _); } catch (Exception e) { _logger.LogWarning(e, \"no\"); } if (user != null) c.User = user; await next(c); }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members);

    /// <summary>By one way it returns true and by the other false, however many ways there are behind the validation.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public Task Code_behind_the_validation_does_not_decide_what_is_known_at_it(int branches)
    {
        var (declared, set, sum) = (Each("int n{0} = 0; "), Each("if (a[{0}]) n{0} = 1; "), Each("n{0} + "));
        return Findings.MatchCommentsInClass(
            "bool Run(string t, bool strict, bool[] a) { var ok = true; if (strict) ok = false; try { _legacy.ValidateToken(t, _parameters, out _); } "
            + $"catch (SecurityTokenException) {{ return ok; }} {declared}{set}return {sum}0 > 0; }}");

        string Each(string form) => string.Concat(Enumerable.Range(0, branches).Select(index => form.Replace("{0}", index.ToString())));
    }
}
