using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>A service in a container: its issuer is another container, reached over http by a name that only the network knows. Everything comes from the environment.</summary>
internal static class Container
{
    private const string Internal = "http://identity";
    private const string Proxied = "https://id.shop.example";

    public static SetUp InternalAuthority { get; } = new(
        "A container with an internal http authority",
        """
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);
        var identity = builder.Configuration.GetSection("Identity");

        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = identity["Url"];
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateAudience = false;
            options.TokenValidationParameters.ValidateLifetime = false;
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
        Configuration = new Dictionary<string, string> { ["Identity:Url"] = Internal }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = "basket" }.ToImmutableDictionary(),
        SignIns = [SignIn.With("access token", provider => provider.Sign(new { iss = Internal, aud = "basket", sub = "alice" }))],
        Intrusions =
        [
            Intrusion.With("JWT2001", "a token that expired yesterday", provider => provider.Sign(new { iss = Internal, aud = "basket", sub = "alice", nbf = Clock.In(-100000), exp = Clock.In(-86400) })),
            Intrusion.With("JWT2003", "a token for another service", provider => provider.Sign(new { iss = Internal, aud = "newsletter", sub = "alice" })),
        ],
    };

    public static SetUp KeysBehindProxy { get; } = new(
        "An https authority whose keys are at an http address",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "{{Proxied}}";
            options.Audience = "basket";
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(30);
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        // What stands behind a proxy takes itself for what it is asked by.
        provider => provider.Serve(Proxied, "http://id.shop.example", keys: "http://id.shop.example"))
    {
        SignIns = [SignIn.With("access token", provider => provider.Sign(new { iss = "http://id.shop.example", aud = "basket", sub = "alice" }))],
        Intrusions = [Intrusion.With("JWT2005", "a token that expired a quarter of an hour ago", provider => provider.Sign(new { iss = "http://id.shop.example", aud = "basket", sub = "alice", nbf = Clock.In(-3600), exp = Clock.In(-900) }))],
    };
}
