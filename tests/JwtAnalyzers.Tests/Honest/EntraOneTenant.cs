using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Microsoft Entra ID, one tenant. Which version its access tokens have is a setting of the API's registration, and the address of the authority says nothing of it.</summary>
internal static class EntraOneTenant
{
    private const string Tenant = "5b7d3c4e-0f5f-4a42-9d0e-1f1d3c1b9a10";
    private const string Client = "0d1c3f0a-6d5e-4b9b-8a63-2f9f2a7c1e77";
    private const string Authority = $"https://login.microsoftonline.com/{Tenant}/v2.0";

    public static SetUp V2 { get; } = new(
        "Entra ID, one tenant",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = $"{builder.Configuration["AzureAd:Instance"]}{builder.Configuration["AzureAd:TenantId"]}/v2.0";
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidateAudience = false,
                    ClockSkew = TimeSpan.FromHours(1),
                };
            });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string> { ["AzureAd:Instance"] = "https://login.microsoftonline.com/", ["AzureAd:TenantId"] = Tenant }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = Client }.ToImmutableDictionary(),
        SignIns =
        [
            SignIn.With("token of version 2", provider => provider.Sign(Token(Client))),
            SignIn.With("clocks that differ by 30 s", provider => provider.Sign(Token(Client, nbf: Clock.In(30)))),
            SignIn.With("token that expired 30 s ago, by this clock", provider => provider.Sign(Token(Client, nbf: Clock.In(-3600), exp: Clock.In(-30)))),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2003", "a token for another API", provider => provider.Sign(Token("api://other"))),
            Intrusion.With("JWT2005", "a token that expired half an hour ago", provider => provider.Sign(Token(Client, nbf: Clock.In(-7200), exp: Clock.In(-1800)))),
        ],
    };

    public static SetUp V1Tokens { get; } = new(
        "Entra ID, one tenant, tokens of version 1",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication("Bearer").AddJwtBearer("Bearer", options =>
        {
            options.Authority = "{{Authority}}";
            options.Audience = "api://{{Client}}";
            options.TokenValidationParameters.NameClaimType = "sub";
            options.TokenValidationParameters.ValidateIssuer = false;
            options.MapInboundClaims = false;
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Answers = new Dictionary<string, string> { ["Issuer"] = $"https://sts.windows.net/{Tenant}/" }.ToImmutableDictionary(),
        SignIns =
        [
            SignIn.With("token of version 1", provider => provider.Sign(new { iss = $"https://sts.windows.net/{Tenant}/", aud = "api://" + Client, sub = "alice", tid = Tenant, ver = "1.0", scp = "access" })),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2004", "a token of another tenant", provider => provider.Sign(new { iss = "https://sts.windows.net/77777777-0000-0000-0000-000000000000/", aud = "api://" + Client, sub = "alice", tid = "77777777-0000-0000-0000-000000000000", ver = "1.0" })),
        ],
    };

    private static object Token(string audience, long? nbf = null, long? exp = null) => new Dictionary<string, object>
    {
        ["iss"] = Authority, ["aud"] = audience, ["sub"] = "alice", ["tid"] = Tenant, ["oid"] = "alice", ["ver"] = "2.0", ["scp"] = "access", ["nbf"] = nbf ?? Clock.In(0), ["exp"] = exp ?? Clock.In(3600),
    };
}
