using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Services that issue their tokens themselves, as tutorials have it.</summary>
internal static class OwnTokens
{
    private const string Known = "a1B9xT4mQ7wZ2kR8vC5nL3pD6hJ0fS1gY4uE7iO9";

    public static SetUp KeyInSource { get; } = new(
        "A service that issues its own tokens",
        $$"""
        using System.Security.Claims;
        using System.Text;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuer = false,
                ValidateAudience = false,
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("{{Known}}")),
            };
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPost("/login", () =>
        {
            var credentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes("{{Known}}")), SecurityAlgorithms.HmacSha256);
            var token = new JwtSecurityToken(claims: new[] { new Claim("sub", "alice") }, expires: DateTime.UtcNow.AddHours(1), signingCredentials: credentials);
            return new JwtSecurityTokenHandler().WriteToken(token);
        });
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        _ => { })
    {
        Answers = new Dictionary<string, string> { ["Audience"] = "shop", ["Issuer"] = "https://shop.example", ["Key"] = "another-key-of-the-owner-that-guards-nothing-here" }.ToImmutableDictionary(),
        SignIns = [new SignIn("login, and a request with the token", async visit => await visit.IsLetInAsync((await visit.Browser.FetchAsync(Visit.Address + "/login", HttpMethod.Post)).Text))],
        Intrusions = [Intrusion.With("JWT3001", "a token by somebody who has read the source", _ => Signed(Known, "https://shop.example", "shop"))],
    };

    public static SetUp UnreadSettings { get; } = new(
        "A service whose settings nobody has looked at for years",
        """
        using System.Security.Claims;
        using System.Text;

        var builder = WebApplication.CreateBuilder(args);
        var jwt = builder.Configuration.GetSection("Jwt");

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuer = false,
                ValidIssuer = jwt["Issuer"],
                ValidateAudience = false,
                ValidAudience = builder.Configuration["Jwt:Audience"],
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(jwt["Key"]!)),
            };
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        _ => { })
    {
        Configuration = new Dictionary<string, string> { ["Jwt:Key"] = OwnersKey }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = "shop", ["Issuer"] = "https://shop.example" }.ToImmutableDictionary(),
        SignIns = [SignIn.With("access token", _ => Signed(OwnersKey, "https://shop.example", "shop"))],
        Intrusions =
        [
            Intrusion.With("JWT2003", "a token for another service", _ => Signed(OwnersKey, "https://shop.example", "newsletter")),
            Intrusion.With("JWT2004", "a token of another service with the same key", _ => Signed(OwnersKey, "https://test.example", "shop")),
        ],
    };

    public static SetUp Refresh { get; } = new(
        "A service that renews sessions with expired tokens",
        $$"""
        using System.Collections.Concurrent;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = builder.Configuration["Jwt:Issuer"],
                ValidAudience = builder.Configuration["Jwt:Audience"],
                RequireExpirationTime = false,
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!)),
            };
        });
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<TokenService>();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPost("/login", (TokenService tokens) => tokens.Issue("alice"));
        app.MapPost("/refresh", (TokenPair pair, TokenService tokens) =>
        {
            var principal = tokens.GetPrincipalFromExpiredToken(pair.AccessToken);
            var user = principal.FindFirstValue(ClaimTypes.NameIdentifier)!;
            return tokens.Redeem(user, pair.RefreshToken) ? Results.Json(tokens.Issue(user)) : Results.Unauthorized();
        });
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();

        public record TokenPair(string AccessToken, string RefreshToken);

        public class TokenService
        {
            private readonly ConcurrentDictionary<string, string> _sessions = new();
            private readonly IConfiguration _configuration;

            public TokenService(IConfiguration configuration)
            {
                _configuration = configuration;
            }

            public TokenPair Issue(string user)
            {
                var credentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256);
                var refreshToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
                _sessions[refreshToken] = user;
                var token = new JwtSecurityToken(_configuration["Jwt:Issuer"], _configuration["Jwt:Audience"], new[] { new Claim("sub", user) }, expires: DateTime.UtcNow.AddMinutes(15), signingCredentials: credentials);
                return new TokenPair(new JwtSecurityTokenHandler().WriteToken(token), refreshToken);
            }

            public bool Redeem(string user, string refreshToken)
            {
                return _sessions.TryRemove(refreshToken, out var known) && known == user;
            }

            public ClaimsPrincipal GetPrincipalFromExpiredToken(string token)
            {
                var tokenValidationParameters = new TokenValidationParameters
                {
                    ValidateAudience = false,
                    ValidateIssuer = false,
                    ValidateIssuerSigningKey = true,
                    IssuerSigningKey = Key,
                    ValidateLifetime = false
                };
                var tokenHandler = new JwtSecurityTokenHandler();
                var principal = tokenHandler.ValidateToken(token, tokenValidationParameters, out var securityToken);
                if (securityToken is not JwtSecurityToken jwtSecurityToken || !jwtSecurityToken.Header.Alg.Equals(SecurityAlgorithms.HmacSha256, StringComparison.InvariantCultureIgnoreCase))
                    throw new SecurityTokenException("Invalid token");
                return principal;
            }

            private SymmetricSecurityKey Key => new(Encoding.UTF8.GetBytes(_configuration["Jwt:Key"]!));
        }
        """,
        _ => { })
    {
        Configuration = new Dictionary<string, string> { ["Jwt:Key"] = OwnersKey, ["Jwt:Issuer"] = "https://shop.example", ["Jwt:Audience"] = "shop" }.ToImmutableDictionary(),
        SignIns =
        [
            new SignIn("login, and a request with the token", async visit => await visit.IsLetInAsync((await PairAsync(visit, "/login", null)).AccessToken)),
            new SignIn("a refresh, with a token that has expired", async visit =>
            {
                var pair = await PairAsync(visit, "/login", null);
                var renewed = await PairAsync(visit, "/refresh", pair with { AccessToken = Signed(OwnersKey, "https://shop.example", "shop", Clock.In(-7200)) });
                return await visit.IsLetInAsync(renewed.AccessToken);
            }),
        ],
        Intrusions = [Intrusion.With("JWT2002", "a token without an end", _ => Signed(OwnersKey, "https://shop.example", "shop", exp: null))],
    };

    private const string OwnersKey = "a-key-of-the-owner-that-guards-nothing-but-this-test";

    private sealed record TokenPair(string AccessToken, string RefreshToken);

    private static async Task<TokenPair> PairAsync(Visit visit, string path, TokenPair? pair) =>
        JsonSerializer.Deserialize<TokenPair>((await visit.Browser.FetchAsync(Visit.Address + path, HttpMethod.Post, content: JsonContent.Create(pair))).Text, JsonSerializerOptions.Web)!;

    private static string Signed(string key, string issuer, string audience) => Signed(key, issuer, audience, Clock.In(3600));

    private static string Signed(string key, string issuer, string audience, long? exp) => IdentityProvider.Write(
        new { iss = issuer, aud = audience, sub = "alice", nbf = Clock.In(-10000), exp = (object?)exp }, "JWT", new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256));
}
