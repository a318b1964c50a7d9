using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Applications in a browser that sign in by redirect to the provider, which is another site, and keep what they get in cookies.</summary>
internal static class BrowserApp
{
    private const string Authority = "https://tenant.eu.auth0.com";
    private const string Issuer = Authority + "/";
    private const string Client = "shop-web";

    private static readonly ImmutableDictionary<string, string> Registered = new Dictionary<string, string> { ["Oidc:ClientId"] = Client, ["Oidc:ClientSecret"] = "of-this-test" }.ToImmutableDictionary();

    public static SetUp SignInCookie { get; } = new(
        "A browser app that signs in by redirect",
        $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        })
        .AddCookie(options =>
        {
            options.Cookie.Name = "shop";
            options.Cookie.HttpOnly = false;
            options.Cookie.SecurePolicy = CookieSecurePolicy.None;
        })
        .AddOpenIdConnect(options =>
        {
            options.Authority = "{{Authority}}";
            options.ClientId = builder.Configuration["Oidc:ClientId"];
            options.ClientSecret = builder.Configuration["Oidc:ClientSecret"];
            options.ResponseType = "code";
            options.UsePkce = false;
            options.SaveTokens = true;
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateLifetime = false;
            options.TokenValidationParameters.ValidateAudience = false;
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Authority, Issuer))
    {
        Configuration = Registered,
        Answers = new Dictionary<string, string> { ["Audience"] = Client }.ToImmutableDictionary(),
        SignIns =
        [
            new SignIn("by redirect, and back by a form", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/me")).IsFor("alice")),
            new SignIn("and once more from the session", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/me")).IsFor("alice") && (await visit.Browser.FetchAsync(Visit.Address + "/me")).IsFor("alice")),
        ],
        Intrusions =
        [
            new Intrusion("JWT5005", "a script that reads the session", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/me")).IsFor("alice") && visit.Browser.SeenByScript(Visit.Host).Any(cookie => cookie.StartsWith("shop=", StringComparison.Ordinal))),
        ],
    };

    public static SetUp TokenCookies { get; } = new(
        "A browser app that keeps its tokens in cookies",
        $$"""
        using System.Security.Claims;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = "{{Authority}}";
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidateAudience = false;
                options.Events = new JwtBearerEvents
                {
                    OnMessageReceived = context =>
                    {
                        context.Token = context.Request.Cookies["access_token"];
                        return Task.CompletedTask;
                    },
                };
            })
            .AddCookie()
            .AddOpenIdConnect(options =>
            {
                options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.Authority = "{{Authority}}";
                options.ClientId = builder.Configuration["Oidc:ClientId"];
                options.ClientSecret = builder.Configuration["Oidc:ClientSecret"];
                options.ResponseType = "code";
                options.MapInboundClaims = false;
                options.Events.OnTokenResponseReceived = context =>
                {
                    context.Response.Cookies.Append("access_token", context.TokenEndpointResponse.AccessToken);
                    context.Response.Cookies.Append("refresh_token", context.TokenEndpointResponse.RefreshToken, new CookieOptions { Path = "/refresh" });
                    return Task.CompletedTask;
                };
            });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/login", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/me" }, new[] { OpenIdConnectDefaults.AuthenticationScheme }));
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.MapPost("/refresh", async (HttpContext context, IOptionsMonitor<OpenIdConnectOptions> monitor) =>
        {
            var options = monitor.Get(OpenIdConnectDefaults.AuthenticationScheme);
            var issuer = await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            var response = await options.Backchannel.PostAsync(issuer.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = context.Request.Cookies["refresh_token"]!,
                ["client_id"] = options.ClientId!,
            }));
            if (!response.IsSuccessStatusCode)
                return Results.Unauthorized();
            var tokens = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            context.Response.Cookies.Append("access_token", tokens.GetProperty("access_token").GetString()!);
            context.Response.Cookies.Append("refresh_token", tokens.GetProperty("refresh_token").GetString()!, new CookieOptions { Path = "/refresh" });
            return Results.Ok();
        });
        app.Run();
        """,
        provider => provider.Serve(Authority, Issuer))
    {
        Configuration = Registered,
        Answers = new Dictionary<string, string> { ["Audience"] = Client }.ToImmutableDictionary(),
        SignIns =
        [
            new SignIn("by redirect, and on with the token's cookie", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/login")).IsFor("alice")),
            new SignIn("and after a refresh", async visit =>
                (await visit.Browser.OpenAsync(Visit.Address + "/login")).IsFor("alice")
                && (await visit.Browser.FetchAsync(Visit.Address + "/refresh", HttpMethod.Post)).Status is System.Net.HttpStatusCode.OK
                && (await visit.Browser.FetchAsync(Visit.Address + "/refresh", HttpMethod.Post)).Status is System.Net.HttpStatusCode.OK
                && (await visit.Browser.FetchAsync(Visit.Address + "/me")).IsFor("alice")),
        ],
        Intrusions =
        [
            new Intrusion("JWT5005", "a script that reads the token", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/login")).IsFor("alice") && visit.Browser.SeenByScript(Visit.Host).Any(cookie => cookie.StartsWith("access_token=", StringComparison.Ordinal))),
            new Intrusion("JWT5005", "somebody on the way who reads the token", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/login")).IsFor("alice") && visit.Browser.SeenOnTheWay(Visit.Host).Any(cookie => cookie.StartsWith("access_token=", StringComparison.Ordinal))),
        ],
    };

    public static SetUp Hybrid { get; } = new(
        "A browser app that is registered for the hybrid flow",
        $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        })
        .AddCookie()
        .AddOpenIdConnect(options =>
        {
            options.Authority = "{{Authority}}";
            options.ClientId = builder.Configuration["Oidc:ClientId"];
            options.ClientSecret = builder.Configuration["Oidc:ClientSecret"];
            options.ResponseType = "code id_token token";
            options.SaveTokens = true;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateLifetime = false;
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", async (HttpContext context) => await context.GetTokenAsync("access_token") is null ? "nobody" : context.User.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider =>
        {
            provider.Serve(Authority, Issuer);
            provider.ResponseType = "code id_token token";
        })
    {
        Configuration = Registered,
        SignIns = [new SignIn("by redirect, with an access token", async visit => (await visit.Browser.OpenAsync(Visit.Address + "/me")).IsFor("alice"))],
    };
}
