using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>An ID token that says whose session ends may have expired (OpenID Connect RP-Initiated Logout 1.0 section 4).</summary>
public sealed class LogoutHintTests
{
    private const string Parameters = "new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key, ValidateLifetime = false ";

    [Theory]
    [InlineData("string? End(SecurityKey key, string idTokenHint) => _legacy.ValidateToken(idTokenHint, HERE}, out _).FindFirst(\"sub\")?.Value;")]
    [InlineData("async Task<object?> End(SecurityKey key, HttpRequest request) { var result = await _handler.ValidateTokenAsync(request.Query[\"id_token_hint\"], HERE}); return result.IsValid ? result.ClaimsIdentity.Name : null; }")]
    [InlineData("class Request { public string IdTokenHint { get; set; } = \"\"; } string? End(SecurityKey key, Request request) { var token = request.IdTokenHint; return _legacy.ValidateToken(token, HERE}, out _).FindFirst(\"sub\")?.Value; }")]
    public Task May_have_expired(string members) => Match(members);

    [Theory]
    [InlineData("string? End(SecurityKey key, string token) => _legacy.ValidateToken(token, HERE // JWT2001\n }, out _).FindFirst(\"sub\")?.Value;")]
    [InlineData("string? End(SecurityKey key, string loginHint, string token) => _legacy.ValidateToken(token, HERE // JWT2001\n }, out _).FindFirst(loginHint)?.Value;")]
    [InlineData("async Task In(SecurityKey key, string idTokenHint, HttpContext context) => await context.SignInAsync(_legacy.ValidateToken(idTokenHint, HERE // JWT2001\n }, out _));")]
    [InlineData("void Both(SecurityKey key, string idTokenHint, string access) { var p = HERE // JWT2001\n }; _legacy.ValidateToken(idTokenHint, p, out _); _legacy.ValidateToken(access, p, out _); }")]
    public Task Other_tokens_may_not(string members) => Match(members);

    [Fact]
    public Task Its_audience_counts() => Findings.MatchCommentsInClass("""
        string? End(SecurityKey key, string idTokenHint) => _legacy.ValidateToken(idTokenHint, new TokenValidationParameters
        {
            ValidIssuer = "i",
            IssuerSigningKey = key,
            ValidateAudience = false, // JWT2003
            ValidateLifetime = false,
        }, out _).FindFirst("sub")?.Value;
        """);

    private static Task Match(string members) => Findings.MatchCommentsInClass(members.Replace("HERE", Parameters, StringComparison.Ordinal));
}
