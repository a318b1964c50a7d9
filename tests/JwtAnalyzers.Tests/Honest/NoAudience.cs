using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Issuers whose access tokens have no audience: Amazon Cognito names the client in <c>client_id</c>, Clerk in <c>azp</c>. Written here in the shape that they document.</summary>
internal static class NoAudience
{
    private const string Pool = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
    private const string Instance = "https://happy-otter-12.clerk.accounts.dev";

    public static SetUp Cognito { get; } = SetUpOf(
        "Amazon Cognito, access tokens",
        """$"https://cognito-idp.{builder.Configuration["Aws:Region"]}.amazonaws.com/{builder.Configuration["Aws:Pool"]}";""",
        Pool,
        new Dictionary<string, string> { ["Aws:Region"] = "eu-west-1", ["Aws:Pool"] = "eu-west-1_AbCdEfGhI" }.ToImmutableDictionary(),
        client => new { iss = Pool, sub = "alice", client_id = client, token_use = "access", scope = "openid", version = 2 });

    public static SetUp Clerk { get; } = SetUpOf(
        "Clerk, session tokens",
        """builder.Configuration["Clerk:Authority"];""",
        Instance,
        new Dictionary<string, string> { ["Clerk:Authority"] = Instance }.ToImmutableDictionary(),
        client => new { iss = Instance, sub = "alice", azp = client, sid = "sess_1" });

    private static SetUp SetUpOf(string name, string authority, string issuer, ImmutableDictionary<string, string> configuration, Func<string, object> token) => new(
        name,
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.Authority = {{authority}}
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
        provider => provider.Serve(issuer, issuer))
    {
        Configuration = configuration,
        SignIns = [SignIn.With("access token", provider => provider.Sign(token("https://shop.example")))],
        Intrusions = [Intrusion.With("JWT2003", "a token for another client", provider => provider.Sign(token("https://newsletter.example")))],
    };
}
