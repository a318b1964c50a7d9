using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Keycloak: unless a mapper adds one, the audience of its access tokens is <c>account</c>, and the client stands in <c>azp</c>. Inside a network, its host is not the one in <c>iss</c>.</summary>
internal static class Keycloak
{
    private const string Internal = "http://keycloak:8080/realms/shop";
    private const string Issuer = "http://localhost:8080/realms/shop";
    private const string Public = "https://id.shop.example/realms/shop";

    public static SetUp Development { get; } = new(
        "Keycloak, inside a network over http",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.Authority = "{{Internal}}";
            o.RequireHttpsMetadata = false;
            o.MapInboundClaims = false;
            o.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = true,
            };
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Internal, Internal))
    {
        Answers = new Dictionary<string, string> { ["Audience"] = "account", ["Issuer"] = Issuer }.ToImmutableDictionary(),
        SignIns = [SignIn.With("access token", provider => provider.Sign(Token(Issuer, "account")))],
        Intrusions =
        [
            Intrusion.With("JWT2003", "a token for another client", provider => provider.Sign(Token(Issuer, "newsletter"))),
            Intrusion.With("JWT2017", "a token of another realm", provider => provider.Sign(Token("http://localhost:8080/realms/test", "account"))),
        ],
    };

    public static SetUp AudienceOfAccount { get; } = new(
        "Keycloak, with an audience that no token has",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.Authority = "{{Public}}";
            o.Audience = "shop-api";
            o.MapInboundClaims = false;
            o.TokenValidationParameters.ValidateAudience = false;
            o.TokenValidationParameters.RequireExpirationTime = false;
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Public, Public))
    {
        SignIns = [SignIn.With("access token", provider => provider.Sign(Token(Public, "account")))],
        Intrusions =
        [
            Intrusion.With("JWT2002", "a token without an end", provider => provider.Sign(new { iss = Public, aud = "account", sub = "alice", exp = (object?)null })),
            Intrusion.With("JWT2003", "a token for another client", provider => provider.Sign(Token(Public, "newsletter"))),
        ],
    };

    private static object Token(string issuer, string audience) => new { iss = issuer, aud = audience, sub = "alice", typ = "Bearer", azp = "shop-web", scope = "openid profile", acr = "1" };
}
