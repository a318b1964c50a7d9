using System.Collections.Immutable;
using System.Net;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>SignalR: a browser can't set a header where it opens a web socket, so the token comes in the query, as the documentation has it.</summary>
internal static class Hub
{
    private const string Authority = "https://id.shop.example";
    private const string Audience = "chat";

    public static SetUp TokenInQuery { get; } = new(
        "A hub that takes its token from the query",
        $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.SignalR;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = "{{Authority}}";
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateAudience = false,
                ValidateLifetime = false,
            };
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
                    var accessToken = context.Request.Query["access_token"];
                    var path = context.HttpContext.Request.Path;
                    if (!string.IsNullOrEmpty(accessToken) && path.StartsWithSegments("/hubs/chat"))
                        context.Token = accessToken;
                    return Task.CompletedTask;
                },
            };
        });
        builder.Services.AddAuthorization();
        builder.Services.AddSignalR();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.MapHub<ChatHub>("/hubs/chat").RequireAuthorization();
        app.Run();

        public class ChatHub : Hub
        {
            public Task Say(string text) => Clients.All.SendAsync("said", Context.User!.FindFirst("sub")!.Value, text);
        }
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Answers = new Dictionary<string, string> { ["Audience"] = Audience }.ToImmutableDictionary(),
        SignIns =
        [
            SignIn.With("token in the header", provider => provider.Sign(Token(Audience))),
            new SignIn("token in the query", visit => MayConnectAsync(visit, visit.Provider.Sign(Token(Audience)))),
        ],
        Intrusions =
        [
            new Intrusion("JWT2001", "a token that expired yesterday", visit => MayConnectAsync(visit, visit.Provider.Sign(Token(Audience, Clock.In(-86400))))),
            new Intrusion("JWT2003", "a token for another API", visit => MayConnectAsync(visit, visit.Provider.Sign(Token("newsletter")))),
        ],
    };

    private static async Task<bool> MayConnectAsync(Visit visit, string token) =>
        (await visit.Browser.FetchAsync($"{Visit.Address}/hubs/chat/negotiate?negotiateVersion=1&access_token={token}", HttpMethod.Post)).Status is HttpStatusCode.OK;

    private static object Token(string audience, long? exp = null) => new { iss = Authority, aud = audience, sub = "alice", nbf = Clock.In(-100000), exp = exp ?? Clock.In(3600) };
}
