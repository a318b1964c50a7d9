using System.Collections.Immutable;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary><c>dotnet user-jwts</c>: the tool writes audiences and keys into the configuration of the scheme, and issues tokens that fit.</summary>
internal static class UserJwts
{
    private const string Issuer = "dotnet-user-jwts";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(index => (byte)(index * 7))];

    public static SetUp Scheme { get; } = new(
        "Tokens of dotnet user-jwts",
        """
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication("Bearer").AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromHours(2);
            options.TokenValidationParameters.RequireExpirationTime = false;
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
        Configuration = new Dictionary<string, string>
        {
            ["Authentication:Schemes:Bearer:ValidIssuer"] = Issuer,
            ["Authentication:Schemes:Bearer:ValidAudiences:0"] = "http://localhost:5080",
            ["Authentication:Schemes:Bearer:ValidAudiences:1"] = "https://localhost:7080",
            ["Authentication:Schemes:Bearer:SigningKeys:0:Issuer"] = Issuer,
            ["Authentication:Schemes:Bearer:SigningKeys:0:Value"] = Convert.ToBase64String(Key),
            ["Authentication:Schemes:Bearer:SigningKeys:0:Length"] = "32",
        }.ToImmutableDictionary(),
        SignIns =
        [
            // All addresses of the launch settings are in each.
            SignIn.With("a token as the tool makes it", _ => Signed(new { iss = Issuer, aud = new[] { "http://localhost:5080", "https://localhost:7080" }, sub = "alice", unique_name = "alice", jti = "5b1b7a86" })),
            SignIn.With("a token for one address", _ => Signed(new { iss = Issuer, aud = "https://localhost:7080", sub = "alice" })),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2002", "a token without an end", _ => Signed(new { iss = Issuer, aud = "https://localhost:7080", sub = "alice", exp = (object?)null })),
            Intrusion.With("JWT2005", "a token that expired an hour ago", _ => Signed(new { iss = Issuer, aud = "https://localhost:7080", sub = "alice", nbf = Clock.In(-7200), exp = Clock.In(-3600) })),
        ],
    };

    private static string Signed(object claims) => IdentityProvider.Write(claims, "JWT", new SigningCredentials(new SymmetricSecurityKey(Key), SecurityAlgorithms.HmacSha256));
}
