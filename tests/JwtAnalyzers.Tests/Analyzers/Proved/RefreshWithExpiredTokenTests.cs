using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2007: an expired token gets a new one, where the caller has to hold the refresh token, too. Elsewhere it is JWT2001.</summary>
[Trait("rule", "JWT2007")]
public sealed class RefreshWithExpiredTokenTests
{
    [Theory]
    [InlineData("if (user.RefreshToken != refreshToken) return null; return Principal(token);")]
    [InlineData("var principal = Principal(token); if (!string.Equals(user.RefreshToken, refreshToken)) throw new Exception(); return principal;")]
    [InlineData("var principal = Principal(token); var stored = tokens.SingleOrDefault(each => each == refreshToken); return stored is null ? null : principal;")]
    [InlineData("var principal = Principal(token); return tokens.Contains(refreshToken) ? principal : null;")]
    public Task Only_mentions_it_where_the_caller_checks_a_refresh_token(string statements) => Findings.MatchComments($$"""
        class User { public string RefreshToken { get; set; } = ""; public DateTime RefreshTokenExpiry { get; set; } }
        class Subject(SecurityKey key, User user, List<string> tokens)
        {
            System.Security.Claims.ClaimsPrincipal Principal(string token) =>
                new JwtSecurityTokenHandler().ValidateToken(token, new() { IssuerSigningKey = key, ValidateLifetime = false }, out _); // JWT2007
            object? Refresh(string token, string refreshToken) { {{statements}} }
        }
        """);

    [Theory]
    [InlineData("return Principal(token);")]
    [InlineData("if (user.RefreshToken == null) return null; return Principal(token);")]
    [InlineData("if (user.RefreshTokenExpiry == DateTime.MinValue) return null; return Principal(token);")]
    [InlineData("user.RefreshToken = refreshToken; return Principal(token);")]
    [InlineData("Console.WriteLine(refreshToken); return Principal(token);")]
    public Task Fires_where_nobody_checks_one(string statements) => Findings.MatchComments($$"""
        class User { public string RefreshToken { get; set; } = ""; public DateTime RefreshTokenExpiry { get; set; } }
        class Subject(SecurityKey key, User user)
        {
            System.Security.Claims.ClaimsPrincipal Principal(string token) =>
                new JwtSecurityTokenHandler().ValidateToken(token, new() { IssuerSigningKey = key, ValidateLifetime = false }, out _); // JWT2001
            object? Refresh(string token, string refreshToken) { {{statements}} }
        }
        """);

    [Fact]
    public Task Fires_where_the_signature_does_not_count_either() => Findings.MatchComments("""
        class Subject(List<string> tokens)
        {
            object? Refresh(string token, string refreshToken) => !tokens.Contains(refreshToken) ? null : new JwtSecurityTokenHandler().ValidateToken(token, new()
            {
                RequireSignedTokens = false, // JWT1001
                ValidateLifetime = false, // JWT2001
            }, out _);
        }
        """);

    [Fact]
    public Task Fires_where_options_hold_the_parameters_for_every_request() => Findings.MatchComments("""
        class Subject
        {
            void Main(IServiceCollection services, string refreshToken, string stored)
            {
                if (refreshToken == stored)
                    Console.WriteLine();
                services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateLifetime = false); // JWT2001
            }
        }
        """);
}
