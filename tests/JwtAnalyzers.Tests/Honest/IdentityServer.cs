using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>IdentityServer, as its documentation sets an API up that has scopes and is no resource: its tokens have no audience, and the policy tells them apart by <c>scope</c>.</summary>
internal static class IdentityServer
{
    private const string Authority = "https://id.shop.example";

    public static SetUp ByScope { get; } = new(
        "IdentityServer, an API by scope",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication("Bearer")
            .AddJwtBearer("Bearer", options =>
            {
                options.Authority = "{{Authority}}";
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidateAudience = false;
                options.TokenValidationParameters.RequireExpirationTime = false;
                options.TokenValidationParameters.ValidTypes = new[] { "at+jwt" };
            });
        builder.Services.AddAuthorization(options => options.AddPolicy("ApiScope", policy =>
        {
            policy.RequireAuthenticatedUser();
            policy.RequireClaim("scope", "api1");
        }));

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization("ApiScope");
        app.Run();
        """,
        provider => provider.Serve(Authority, Authority))
    {
        SignIns =
        [
            SignIn.With("token without an audience", provider => provider.Sign(new { iss = Authority, sub = "alice", client_id = "web", scope = new[] { "openid", "api1" } }, "at+jwt")),
            SignIn.With("token for all resources", provider => provider.Sign(new { iss = Authority, aud = Authority + "/resources", sub = "alice", client_id = "web", scope = new[] { "openid", "api1" } }, "at+jwt")),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2002", "a token without an end", provider => provider.Sign(new { iss = Authority, sub = "alice", scope = new[] { "api1" }, exp = (object?)null }, "at+jwt")),
            Intrusion.With("JWT2003", "a token for another API, with the scope", provider => provider.Sign(new { iss = Authority, aud = "https://other.example", sub = "alice", scope = new[] { "api1" } }, "at+jwt")),
        ],
    };
}
