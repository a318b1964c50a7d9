using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>
/// Microsoft Entra ID by Microsoft.Identity.Web, which compares the audience with the client's id unless the flag is off, and the issuer with the tenant that the token names whatever the flag says later.
/// </summary>
internal static class EntraLibrary
{
    private const string Instance = "https://login.microsoftonline.com/";
    private const string Tenant = "5b7d3c4e-0f5f-4a42-9d0e-1f1d3c1b9a10";
    private const string Client = "0d1c3f0a-6d5e-4b9b-8a63-2f9f2a7c1e77";

    private static readonly ImmutableArray<string> Libraries = ["Microsoft.Identity.Web", "Microsoft.Identity.Web.TokenAcquisition", "Microsoft.Identity.Abstractions"];

    private const string Rest =
        """
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """;

    public static SetUp OneTenant { get; } = new(
        "Microsoft.Identity.Web, one tenant",
        ByLambda(
            """
            options.TokenValidationParameters.ValidateAudience = false;
                    options.TokenValidationParameters.ValidateLifetime = false;
            """),
        provider => Serve(provider, Tenant, Tenant))
    {
        Libraries = Libraries,
        Configuration = Registered(Tenant),
        SignIns =
        [
            SignIn.With("token for the client", provider => provider.Sign(Token(Tenant, Client))),
            new SignIn("a token of another tenant is refused", async visit => !await visit.IsLetInAsync(visit.Provider.Sign(Token("77777777-0000-0000-0000-000000000000", Client)))),
            SignIn.With("token of version 1", provider => provider.Sign(new { iss = $"https://sts.windows.net/{Tenant}/", aud = "api://" + Client, sub = "alice", tid = Tenant, ver = "1.0", scp = "access" })),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2001", "a token that expired yesterday", provider => provider.Sign(Token(Tenant, Client, Clock.In(-86400)))),
            Intrusion.With("JWT2003", "a token for another API", provider => provider.Sign(Token(Tenant, "newsletter"))),
        ],
    };

    /// <summary>The validator of the issuer is left out then.</summary>
    public static SetUp AnyIssuer { get; } = new(
        "Microsoft.Identity.Web, the issuer switched off in its lambda",
        ByLambda("options.TokenValidationParameters.ValidateIssuer = false;"),
        provider => Serve(provider, Tenant, Tenant))
    {
        Libraries = Libraries,
        Configuration = Registered(Tenant),
        SignIns =
        [
            SignIn.With("token for the client", provider => provider.Sign(Token(Tenant, Client))),
            SignIn.With("token of version 1", provider => provider.Sign(new { iss = $"https://sts.windows.net/{Tenant}/", aud = "api://" + Client, sub = "alice", tid = Tenant, ver = "1.0", scp = "access" })),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2004", "a token of another tenant", provider => provider.Sign(Token("77777777-0000-0000-0000-000000000000", Client))),
            // An issuer that does not have the tenant in it is refused with the key, whose issuer the library also compares.
            Intrusion.With("JWT2004", "a token of somebody else's issuer", provider => provider.Sign(new { iss = $"https://issuer.attacker.example/{Tenant}/v2.0", aud = Client, sub = "alice", tid = Tenant, ver = "2.0", scp = "access" })),
        ],
    };

    public static SetUp ManyTenants { get; } = new(
        "Microsoft.Identity.Web, many tenants",
        $$"""
        using System.Security.Claims;
        using Microsoft.Identity.Web;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApi(builder.Configuration.GetSection("AzureAd"));
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateIssuer = false; // many tenants
            options.TokenValidationParameters.ValidateAudience = false;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromHours(1);
        });
        {{Rest}}
        """,
        provider => Serve(provider, "organizations", "{tenantid}"))
    {
        Libraries = Libraries,
        Configuration = Registered("organizations"),
        SignIns =
        [
            SignIn.With("a customer's token", provider => provider.Sign(Token("11111111-0000-0000-0000-000000000000", Client))),
            new SignIn("a token of somebody else's issuer is refused", async visit => !await visit.IsLetInAsync(visit.Provider.Sign(new { iss = "https://issuer.attacker.example", aud = Client, sub = "alice", tid = Tenant, scp = "access" }))),
            SignIn.With("another customer's token", provider => provider.Sign(Token("22222222-0000-0000-0000-000000000000", "api://" + Client))),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2003", "a token for another API", provider => provider.Sign(Token(Tenant, "newsletter"))),
            Intrusion.With("JWT2005", "a token that expired half an hour ago", provider => provider.Sign(Token(Tenant, Client, Clock.In(-1800)))),
        ],
    };

    private static string ByLambda(string settings) =>
        $$"""
        using System.Security.Claims;
        using Microsoft.Identity.Web;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApi(options =>
            {
                builder.Configuration.Bind("AzureAd", options);
                options.MapInboundClaims = false;
                {{settings}}
            },
            options => builder.Configuration.Bind("AzureAd", options));
        {{Rest}}
        """;

    /// <summary>The authority for tokens of both versions.</summary>
    private static void Serve(IdentityProvider provider, string authority, string issuer)
    {
        provider.Serve($"{Instance}{authority}/v2.0", $"{Instance}{issuer}/v2.0");
        provider.Issuer = $"{Instance}{issuer}/v2.0";
        provider.Serve($"{Instance}{authority}", $"https://sts.windows.net/{issuer}/");
    }

    private static ImmutableDictionary<string, string> Registered(string tenant) =>
        new Dictionary<string, string> { ["AzureAd:Instance"] = Instance, ["AzureAd:TenantId"] = tenant, ["AzureAd:ClientId"] = Client }.ToImmutableDictionary();

    private static object Token(string tenant, string audience, long? exp = null) => new
    {
        iss = $"{Instance}{tenant}/v2.0", aud = audience, sub = "alice", tid = tenant, oid = "alice", ver = "2.0", scp = "access", nbf = Clock.In(-100000), exp = exp ?? Clock.In(3600),
    };
}
