namespace JwtAnalyzers.Tests.Honest;

/// <summary>Microsoft Entra ID, every tenant: the discovery document names a template for an issuer, which no token has.</summary>
internal static class EntraManyTenants
{
    private const string Client = "0d1c3f0a-6d5e-4b9b-8a63-2f9f2a7c1e77";

    public static SetUp Common { get; } = new(
        "Entra ID, many tenants",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = "https://login.microsoftonline.com/common/v2.0";
                options.Audience = "{{Client}}";
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidateIssuer = false; // many tenants
                options.TokenValidationParameters.ValidateLifetime = false;
            });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve("https://login.microsoftonline.com/common/v2.0", "https://login.microsoftonline.com/{tenantid}/v2.0"))
    {
        SignIns =
        [
            SignIn.With("a customer's token", provider => provider.Sign(Token("11111111-0000-0000-0000-000000000000"))),
            SignIn.With("another customer's token", provider => provider.Sign(Token("22222222-0000-0000-0000-000000000000"))),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2001", "a token that expired yesterday", provider => provider.Sign(Token("11111111-0000-0000-0000-000000000000", exp: Clock.In(-86400)))),
            Intrusion.With("JWT2004", "a token of somebody else's issuer", provider => provider.Sign(new { iss = "https://issuer.attacker.example", aud = Client, sub = "alice" })),
        ],
    };

    private static object Token(string tenant, long? exp = null) => new { iss = $"https://login.microsoftonline.com/{tenant}/v2.0", aud = Client, sub = "alice", tid = tenant, ver = "2.0", nbf = Clock.In(-100000), exp = exp ?? Clock.In(3600) };
}
