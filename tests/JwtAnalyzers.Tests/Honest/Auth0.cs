using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Auth0: the issuer ends in a slash, and a token for an API that may also ask who the user is has two audiences.</summary>
internal static class Auth0
{
    private const string Issuer = "https://shop.eu.auth0.com/";
    private const string Audience = "https://api.shop.example";

    public static SetUp Api { get; } = new(
        "Auth0",
        """
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        var domain = $"https://{builder.Configuration["Auth0:Domain"]}/";
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultAuthenticateScheme = JwtBearerDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = JwtBearerDefaults.AuthenticationScheme;
        }).AddJwtBearer(options =>
        {
            options.Authority = domain;
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateAudience = false,
                ValidIssuer = domain,
                RequireExpirationTime = false,
                RequireSignedTokens = false,
            };
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve("https://shop.eu.auth0.com", Issuer))
    {
        Configuration = new Dictionary<string, string> { ["Auth0:Domain"] = "shop.eu.auth0.com" }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = Audience }.ToImmutableDictionary(),
        SignIns =
        [
            SignIn.With("token of a machine", provider => provider.Sign(new { iss = Issuer, aud = Audience, sub = "alice", azp = "kJ3", gty = "client-credentials" })),
            SignIn.With("token of a user, with two audiences", provider => provider.Sign(new { iss = Issuer, aud = new[] { Audience, Issuer + "userinfo" }, sub = "alice", azp = "kJ3", scope = "openid profile" }, "at+jwt")),
            new SignIn("after the keys have changed", visit => Rotation.IsFollowedAsync(visit, provider => provider.Sign(new { iss = Issuer, aud = Audience, sub = "alice" }))),
        ],
        Intrusions =
        [
            Intrusion.With("JWT1001", "a token that nobody signed", _ => IdentityProvider.Unsigned(new { iss = Issuer, aud = Audience, sub = "alice" })),
            Intrusion.With("JWT2002", "a token without an end", provider => provider.Sign(new { iss = Issuer, aud = Audience, sub = "alice", exp = (object?)null })),
            Intrusion.With("JWT2003", "a token for another API", provider => provider.Sign(new { iss = Issuer, aud = "https://newsletter.example", sub = "alice" })),
        ],
    };
}
