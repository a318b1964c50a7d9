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

    private const string Off = "ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key, ValidateLifetime = false";
    private const string Refresh = "object? Refresh(string t, string refreshToken) { var p = Read(t); return tokens.Contains(refreshToken) ? p : null; }";

    /// <summary>Where the parameters come from is no matter, as long as only exchanges use them.</summary>
    [Theory]
    [InlineData("a field", "private readonly TokenValidationParameters _expired = new() { " + Off + " }; // JWT2007\n object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, _expired, out _); " + Refresh)]
    [InlineData("a property", "TokenValidationParameters Expired => new() { " + Off + " }; // JWT2007\n object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, Expired, out _); " + Refresh)]
    [InlineData("a field of a copy", "private TokenValidationParameters _expired = new(); void Prepare() { var p = new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key }; _expired = p; } object? Read(string t) { var p = _expired.Clone(); p.ValidateLifetime = false; // JWT2007\n return new JwtSecurityTokenHandler().ValidateToken(t, p, out _); } " + Refresh)]
    [InlineData("another class", "object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new Made(key).ForRefresh(), out _); " + Refresh + " } class Made(SecurityKey key) { public TokenValidationParameters ForRefresh() => new() { " + Off + " }; // JWT2007\n")]
    [InlineData("three methods", "TokenValidationParameters Make() => new() { " + Off + " }; // JWT2007\n TokenValidationParameters Get() => Make(); object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, Get(), out _); " + Refresh)]
    [InlineData("two exchanges", "object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2007\n object? Other(string t, string refreshToken, string stored) => stored != refreshToken ? null : Read(t); " + Refresh)]
    [InlineData("behind an interface", "object? Refresh(IReader r, string t, string refreshToken) => tokens.Contains(refreshToken) ? r.ReadExpired(t) : null; } interface IReader { object? ReadExpired(string t); } class Reader(SecurityKey key) : IReader { public object? ReadExpired(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2007\n")]
    [InlineData("the key of a cache", "async Task<object?> Refresh(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache, string t, string refreshToken) { var p = new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2007\n var owner = await cache.GetAsync($\"rt:{refreshToken}\"); return owner is null ? null : p; }")]
    [InlineData("the key of a cache in a variable", "async Task<object?> Refresh(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache, string t, string refreshToken) { var p = new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2007\n var place = \"rt:\" + refreshToken.Trim(); var owner = await cache.GetAsync(place); return owner is null ? null : p; }")]
    [InlineData("a delegate", "object? Refresh(Func<string, string?> find, string t, string refreshToken) { var p = new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2007\n return find(refreshToken) is null ? null : p; }")]
    public Task Only_mentions_it_wherever_the_parameters_come_from(string _, string members) => Findings.MatchComments("class Subject(SecurityKey key, List<string> tokens) { " + members + " }");

    /// <summary>What something else uses, too, counts there.</summary>
    [Theory]
    [InlineData("a helper", "object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2001\n public bool MayEnter(string t) => Read(t) is not null; " + Refresh)]
    [InlineData("a helper of a helper", "TokenValidationParameters Make() => new() { " + Off + " }; // JWT2001\n object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, Make(), out _); public bool MayEnter(string t) => new JwtSecurityTokenHandler().ValidateToken(t, Make(), out var _) is not null; " + Refresh)]
    [InlineData("a field", "private readonly TokenValidationParameters _expired = new() { " + Off + " }; // JWT2001\n object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, _expired, out _); public bool MayEnter(string t) => new JwtSecurityTokenHandler().ValidateToken(t, _expired, out var _) is not null; " + Refresh)]
    [InlineData("another class", "object? Read(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new Made(key).Parameters(), out _); " + Refresh + " } class Gate(Made made) { public bool MayEnter(string t) => new JwtSecurityTokenHandler().ValidateToken(t, made.Parameters(), out var _) is not null; } class Made(SecurityKey key) { public TokenValidationParameters Parameters() => new() { " + Off + " }; // JWT2001\n")]
    [InlineData("an interface", "object? Refresh(IReader r, string t, string refreshToken) => tokens.Contains(refreshToken) ? r.ReadExpired(t) : null; bool MayEnter(IReader r, string t) => r.ReadExpired(t) is not null; } interface IReader { object? ReadExpired(string t); } class Reader(SecurityKey key) : IReader { public object? ReadExpired(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2001\n")]
    // No check: the look-up's answer is ignored, or the key is another's.
    [InlineData("an ignored look-up", "async Task<object?> Refresh(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache, string t, string refreshToken) { await cache.GetAsync($\"rt:{refreshToken}\"); return new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2001\n }")]
    [InlineData("another key", "async Task<object?> Refresh(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache, string t, string user) { var owner = await cache.GetAsync($\"refresh:{user}\"); return owner is null ? null : new JwtSecurityTokenHandler().ValidateToken(t, new() { " + Off + " }, out _); // JWT2001\n }")]
    public Task Fires_where_something_else_uses_them_too(string _, string members) => Findings.MatchComments("class Subject(SecurityKey key, List<string> tokens) { " + members + " }");

    /// <summary>
    /// One refresh switches the check off for all that have the object: the scheme, and what the container hands it to. (Run: after one refresh, JwtBearer takes every expired token.)
    /// </summary>
    [Theory]
    [InlineData("what the constructor is given", "class Subject(TokenValidationParameters shared, List<string> tokens) { object? Refresh(string t, string refreshToken) { if (!tokens.Contains(refreshToken)) return null; shared.ValidateLifetime = false; // JWT2001\n return new JwtSecurityTokenHandler().ValidateToken(t, shared, out _); } }")]
    [InlineData("what a constructor has kept", "class Subject { readonly TokenValidationParameters _shared; readonly List<string> _tokens = []; public Subject(TokenValidationParameters shared) => _shared = shared; object? Refresh(string t, string refreshToken) { if (!_tokens.Contains(refreshToken)) return null; _shared.ValidateLifetime = false; // JWT2001\n return new JwtSecurityTokenHandler().ValidateToken(t, _shared, out _); } }")]
    [InlineData("kept and switched off without a copy", "class Subject { readonly TokenValidationParameters _p; readonly List<string> _tokens = []; public Subject(TokenValidationParameters shared) { _p = shared; _p.ValidateLifetime = false; // JWT2001\n } object? Refresh(string t, string refreshToken) => _tokens.Contains(refreshToken) ? new JwtSecurityTokenHandler().ValidateToken(t, _p, out _) : null; }")]
    [InlineData("under another name", "class Subject(TokenValidationParameters shared, List<string> tokens) { object? Refresh(string t, string refreshToken) { if (!tokens.Contains(refreshToken)) return null; var p = shared; p.ValidateLifetime = false; // JWT2001\n return new JwtSecurityTokenHandler().ValidateToken(t, p, out _); } }")]
    [InlineData("a static field that the scheme uses", "static class Shared { public static readonly TokenValidationParameters Parameters = new() { ValidIssuer = \"i\", ValidAudience = \"a\" }; } class Subject(List<string> tokens) { void Add(IServiceCollection s) => s.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = Shared.Parameters); object? Refresh(string t, string refreshToken) { if (!tokens.Contains(refreshToken)) return null; Shared.Parameters.ValidateLifetime = false; // JWT2001\n return new JwtSecurityTokenHandler().ValidateToken(t, Shared.Parameters, out _); } }")]
    [InlineData("what an endpoint is given", "class Subject(List<string> tokens) { void Map(WebApplication app) => app.MapPost(\"/refresh\", (string t, string refreshToken, TokenValidationParameters shared) => { if (!tokens.Contains(refreshToken)) return null; shared.ValidateLifetime = false; // JWT2001\n return new JwtSecurityTokenHandler().ValidateToken(t, shared, out _); }); }")]
    public async Task Fires_where_a_refresh_switches_it_off_for_all(string what, string source)
    {
        await Findings.MatchComments(source);
        Assert.True((await Findings.Of(Findings.Compile(source))).Any(finding =>
            finding.GetMessage().Contains("from the first refresh on", StringComparison.Ordinal)) || what.StartsWith("kept", StringComparison.Ordinal), what);
    }

    [Theory]
    [InlineData("shared.Clone()")]
    [InlineData("new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = shared.IssuerSigningKey }")]
    public Task Only_mentions_it_where_a_copy_is_switched_off(string copy) => Findings.MatchComments($$"""
        class Subject
        {
            private readonly TokenValidationParameters _expired;
            private readonly List<string> _tokens;
            public Subject(TokenValidationParameters shared, List<string> tokens)
            {
                _tokens = tokens;
                _expired = {{copy}};
                _expired.ValidateLifetime = false; // JWT2007
            }
            object? Refresh(string t, string refreshToken)
            {
                var principal = new JwtSecurityTokenHandler().ValidateToken(t, _expired, out _);
                return _tokens.Contains(refreshToken) ? principal : null;
            }
        }
        """);
}
