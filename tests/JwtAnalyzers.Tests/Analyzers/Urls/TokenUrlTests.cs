using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Urls;

/// <summary>JWT5003: a token in a URL.</summary>
[Trait("rule", "JWT5003")]
public sealed class TokenUrlTests
{
    [Theory]
    [InlineData("return Redirect($\"https://app.example/welcome?token={handler.WriteToken(jwt)}\"); // JWT5003")]
    [InlineData("return Redirect(\"https://app.example/welcome?token=\" + handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("return RedirectPermanent(\"/welcome?token=\" + Uri.EscapeDataString(handler.WriteToken(jwt))); // JWT5003")]
    [InlineData("return LocalRedirect(\"/welcome?token=\" + handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("return new RedirectResult(\"/welcome?token=\" + handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("return RedirectToAction(\"Welcome\", new { token = handler.WriteToken(jwt) }); // JWT5003")]
    [InlineData("var url = Url.Action(\"Welcome\", \"Home\", new { token = handler.WriteToken(jwt) }); // JWT5003")]
    [InlineData("HttpContext.Response.Redirect(\"/welcome?token=\" + handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("var result = Results.Redirect(\"/welcome?token=\" + handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("var url = QueryHelpers.AddQueryString(\"/welcome\", \"token\", handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("var url = QueryHelpers.AddQueryString(\"/welcome\", new Dictionary<string, string?> { [\"token\"] = handler.WriteToken(jwt) }); // JWT5003")]
    [InlineData("return Redirect(QueryHelpers.AddQueryString(\"/welcome\", \"token\", handler.WriteToken(jwt))); // JWT5003")]
    [InlineData("var query = QueryString.Create(\"token\", handler.WriteToken(jwt)); // JWT5003")]
    [InlineData("var builder = new UriBuilder(\"https://api.example\") { Query = \"access_token=\" + handler.WriteToken(jwt) }; // JWT5003")]
    [InlineData("var query = System.Web.HttpUtility.ParseQueryString(\"\"); query[\"access_token\"] = handler.WriteToken(jwt); // JWT5003")]
    [InlineData("var session = handler.WriteToken(jwt); navigation.NavigateTo($\"/welcome?token={session}\"); // JWT5003")]
    [InlineData("var session = await HttpContext.GetTokenAsync(\"access_token\"); await http.GetAsync($\"https://api.example/orders?access_token={session}\"); // JWT5003")]
    [InlineData("var session = await HttpContext.GetTokenAsync(\"access_token\"); var orders = await http.GetFromJsonAsync<string[]>(\"https://api.example/orders?access_token=\" + session); // JWT5003")]
    [InlineData("var session = HttpContext.Request.Headers.Authorization.ToString()[\"Bearer \".Length..]; await http.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, \"https://api.example/orders?access_token=\" + session)); // JWT5003")]
    [InlineData("await http.GetAsync(new Uri(\"https://api.example/orders?access_token=\" + Issue())); // JWT5003")]
    public Task Fires_where_a_token_is_put_into_a_url(string statements) => MatchPut(statements);

    [Theory]
    [InlineData("return Redirect($\"https://app.example/welcome?code={code}\");")]
    [InlineData("return Redirect($\"https://app.example/welcome?token={token}\");")]
    [InlineData("return RedirectToAction(\"Confirm\", new { token = await users.GenerateEmailConfirmationTokenAsync(new()) });")]
    [InlineData("var url = QueryHelpers.AddQueryString(\"/reset\", \"token\", handler.WriteToken(jwt));")]
    [InlineData("var url = QueryHelpers.AddQueryString(\"https://shop.example/confirm-email\", \"token\", handler.WriteToken(jwt));")]
    [InlineData("var url = Url.Action(\"ConfirmEmail\", \"Account\", new { token = handler.WriteToken(jwt) });")]
    [InlineData("return Redirect(\"https://login.example/logout?id_token_hint=\" + await HttpContext.GetTokenAsync(\"id_token\"));")]
    [InlineData("return Redirect(QueryHelpers.AddQueryString(\"https://login.example/logout\", \"id_token_hint\", (await HttpContext.GetTokenAsync(\"id_token\"))!));")]
    [InlineData("return Redirect(\"https://app.example/welcome#token=\" + handler.WriteToken(jwt));")]
    [InlineData("return Redirect(\"myapp://#\" + string.Join(\"&\", new[] { \"access_token=\" + handler.WriteToken(jwt) }));")]
    [InlineData("return Redirect(\"/welcome?id=\" + jwt.Id);")]
    [InlineData("return Redirect(\"/welcome?until=\" + handler.ReadJwtToken(token).ValidTo.Ticks);")]
    [InlineData("return Redirect(\"/welcome?known=\" + (handler.WriteToken(jwt).Length > 0));")]
    [InlineData("return Ok(new { token = handler.WriteToken(jwt) });")]
    [InlineData("HttpContext.Response.Headers[\"X-Token\"] = handler.WriteToken(jwt);")]
    [InlineData("await http.PostAsync(\"https://api.example/orders\", new System.Net.Http.StringContent(handler.WriteToken(jwt)));")]
    [InlineData("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", handler.WriteToken(jwt)); await http.GetAsync(\"https://api.example/orders\");")]
    [InlineData("await http.GetAsync(\"https://api.example/orders\", cancellationToken);")]
    [InlineData("await http.GetAsync($\"https://api.example/orders?pageToken={token}&continuationToken={code}\");")]
    [InlineData("var url = QueryHelpers.AddQueryString(\"/welcome\", \"at\", (await HttpContext.GetTokenAsync(\"expires_at\"))!);")]
    [InlineData("var name = QueryHelpers.AddQueryString(handler.WriteToken(jwt), \"a\", \"b\");")]
    [InlineData("var result = Create(handler.WriteToken(jwt)); return Redirect(\"/\" + result.Length);")]
    [InlineData("if (environment.IsDevelopment()) return Redirect(\"/welcome?token=\" + handler.WriteToken(jwt));")]
    [InlineData("var cookie = new CookieBuilder { Name = handler.WriteToken(jwt) };")]
    public Task Stays_silent_where_none_is(string statements) => MatchPut(statements);

    [Theory]
    [InlineData("context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask; // JWT5003")]
    [InlineData("var token = context.Request.Query[\"access_token\"]; if (!string.IsNullOrEmpty(token)) context.Token = token; return Task.CompletedTask; // JWT5003")]
    [InlineData("if (context.Request.Query.TryGetValue(\"token\", out var token)) { context.Token = token; } return Task.CompletedTask; // JWT5003")]
    [InlineData("if (context.Request.Query.ContainsKey(\"t\")) context.Token = context.Request.Query[\"t\"].ToString(); return Task.CompletedTask; // JWT5003")]
    [InlineData("string? token = context.Request.Headers[\"X-Token\"]; token ??= context.Request.Query[\"t\"]; context.Token = token; return Task.CompletedTask; // JWT5003")]
    [InlineData("context.Token = context.HttpContext.Request.Query[\"t\"].FirstOrDefault(); return Task.CompletedTask; // JWT5003")]
    [InlineData("context.Token = Helper.Plain(context.Request); return Task.CompletedTask; // JWT5003")]
    public Task Fires_where_tokens_are_taken_from_the_query_of_any_request(string handler) => MatchTaken(handler);

    [Theory]
    [InlineData("var token = context.Request.Query[\"access_token\"]; var path = context.HttpContext.Request.Path; if (!string.IsNullOrEmpty(token) && path.StartsWithSegments(\"/hubs/chat\")) { context.Token = token; } return Task.CompletedTask;")]
    [InlineData("if (context.Request.Path.StartsWithSegments(\"/hubs\")) context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("if (context.Request.Path.Value!.Contains(\"hub\")) context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("if (context.HttpContext.WebSockets.IsWebSocketRequest) context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("if (context.HttpContext.GetEndpoint()?.DisplayName == \"hub\") context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("if (Helper.IsHub(context.Request)) context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("if (hubs.Accepts(context.HttpContext)) context.Token = context.Request.Query[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("context.Token = Helper.OfHub(context.Request); return Task.CompletedTask;")]
    [InlineData("context.Token = context.Request.Cookies[\"access_token\"]; return Task.CompletedTask;")]
    [InlineData("context.Token = context.Request.Headers[\"X-Token\"]; return Task.CompletedTask;")]
    [InlineData("var page = context.Request.Query[\"page\"]; return Task.CompletedTask;")]
    [InlineData("context.HttpContext.Items[\"t\"] = context.Request.Query[\"t\"]; return Task.CompletedTask;")]
    public Task Stays_silent_where_what_the_request_is_for_counts(string handler) => MatchTaken(handler);

    [Fact]
    public Task An_overridden_event_is_one() => Findings.MatchComments("""
        class Events : JwtBearerEvents
        {
            public override Task MessageReceived(MessageReceivedContext context)
            {
                context.Token = context.Request.Query["access_token"]; // JWT5003
                return Task.CompletedTask;
            }
        }
        class HubEvents : JwtBearerEvents
        {
            public override Task MessageReceived(MessageReceivedContext context)
            {
                if (context.Request.Path.StartsWithSegments("/hubs"))
                    context.Token = context.Request.Query["access_token"];
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task A_middleware_that_writes_the_header_does_the_same() => Findings.MatchComments("""
        using Microsoft.AspNetCore.Http;
        class Subject
        {
            void Run(IApplicationBuilder app)
            {
                app.Use((context, next) =>
                {
                    context.Request.Headers["Authorization"] = "Bearer " + context.Request.Query["access_token"]; // JWT5003
                    return next(context);
                });
                app.Use((context, next) =>
                {
                    if (context.Request.Path.StartsWithSegments("/hubs"))
                        context.Request.Headers.Authorization = "Bearer " + context.Request.Query["access_token"];
                    return next(context);
                });
                app.Map("/hubs", hubs => hubs.Use((context, next) =>
                {
                    context.Request.Headers.Authorization = "Bearer " + context.Request.Query["access_token"];
                    return next(context);
                }));
                app.UseWhen(context => context.WebSockets.IsWebSocketRequest, hubs => hubs.Use((context, next) =>
                {
                    context.Request.Headers.Authorization = "Bearer " + context.Request.Query["access_token"];
                    return next(context);
                }));
            }
        }
        """);

    private static Task MatchPut(string statements) => Findings.MatchComments($$"""
        using System.Net.Http.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.WebUtilities;
        class Subject(JwtSecurityTokenHandler handler, IWebHostEnvironment environment, UserManager<IdentityUser> users, NavigationManager navigation, System.Net.Http.HttpClient http) : Controller
        {
            public async Task<IActionResult> Run(JwtSecurityToken jwt, string token, string code, System.Threading.CancellationToken cancellationToken)
            {
                await Task.Yield();
        {{statements}}
        #pragma warning disable CS0162
                return Ok();
            }

            string Issue() => handler.WriteToken(new JwtSecurityToken("a"));
            string Create(string text) => text;
        }
        """);

    private static Task MatchTaken(string handler) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Http;
        class Subject
        {
            void Run(IServiceCollection services, IHubs hubs) => services.AddAuthentication().AddJwtBearer(options => options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
        {{handler}}
                },
            });
        }
        interface IHubs { bool Accepts(HttpContext context); }
        static class Helper
        {
            public static bool IsHub(HttpRequest request) => request.Path.StartsWithSegments("/hubs");
            public static string? OfHub(HttpRequest request) => request.Path == "/hub" ? request.Query["t"] : default(string);
            public static string? Plain(HttpRequest request) => request.Query["t"];
        }
        """);
}
