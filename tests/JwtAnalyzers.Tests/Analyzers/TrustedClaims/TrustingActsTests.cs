using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>
/// What happens in the name of a token that was only read, whatever the answer looks like. Each snippet is a class of a web project;
/// the silent ones do the same with something that decides nothing, or with a token that somebody has checked.
/// </summary>
public sealed class TrustingActsTests
{
    private const string Read = "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(Request.Headers.Authorization.ToString()[7..]);";

    [Theory]
    // Refusals
    [InlineData("if (Role(jwt) != \"admin\") return StatusCode(403); return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") return StatusCode(StatusCodes.Status403Forbidden, \"no\"); return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") throw new UnauthorizedAccessException(); return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") return new ForbidResult(); return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") return new ObjectResult(\"no\") { StatusCode = 401 }; return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") return NotFound(); return Ok(db.All());")]
    [InlineData("if (Role(jwt) != \"admin\") return Problem(statusCode: 403); return Ok(db.All());")]
    [InlineData("if (Role(jwt) is not \"admin\") return Forbid(); return Ok(db.All());")]
    [InlineData("if (Role(jwt) is not (\"admin\" or \"owner\")) return Forbid(); return Ok(db.All());")]
    [InlineData("return Role(jwt) == \"admin\" ? Ok(db.All()) : Forbid();")]
    [InlineData("return Role(jwt) switch { \"admin\" => Ok(db.All()), _ => Forbid() };")]
    [InlineData("switch (Role(jwt)) { case \"admin\": return Ok(db.All()); default: return Forbid(); }")]
    [InlineData("if (Role(jwt) == \"admin\") { return Ok(db.All()); } return Unauthorized();")]
    [InlineData("if (Role(jwt) == \"admin\") return Ok(db.All()); else return Ok(db.Some());")]
    [InlineData("if (!new[] { \"admin\" }.Contains(Role(jwt))) { Response.StatusCode = 403; return new EmptyResult(); } return Ok(db.All());")]
    [InlineData("var roles = jwt.Claims.Where(c => c.Type == \"roles\").Select(c => c.Value).ToHashSet(); if (!roles.Contains(\"admin\")) return Forbid(); return Ok(db.All());")]
    [InlineData("if (int.Parse(jwt.Claims.First(c => c.Type == \"level\").Value) is < 3) return Forbid(); return Ok(db.All());")]
    // Only done for some
    [InlineData("if (Role(jwt) == \"admin\") db.Clear(); return Ok();")]
    [InlineData("if (Role(jwt) == \"admin\") { await db.ClearAsync(); } return Ok();")]
    // Done in the name of the token
    [InlineData("return Ok(db.OrdersOf(jwt.Subject));")]
    [InlineData("await db.PlaceAsync(jwt.Subject, 3); return Ok();")]
    [InlineData("db.Add(new Order { User = jwt.Subject }); return Ok();")]
    [InlineData("await db.SendAsync(new Query(jwt.Claims.First(c => c.Type == \"email\").Value)); return Ok();")]
    [InlineData("await db.RevokeAsync(jwt.Id); return Ok();")]
    public Task Fires_in_an_action(string code) => Match(Action(code), "JWT1004");

    [Theory]
    // The same, asked of nothing that an attacker gains by
    [InlineData("if (jwt.Issuer != \"https://a\") return BadRequest(); return Ok(jwt.Issuer);")]
    [InlineData("if (jwt.ValidTo < DateTime.UtcNow) return StatusCode(401); return Ok();")]
    [InlineData("if (string.IsNullOrEmpty(jwt.Subject)) return BadRequest(); return Ok(new { jwt.Subject });")]
    [InlineData("if (Role(jwt) is null) return BadRequest(); return Ok(new { Role = Role(jwt) });")]
    [InlineData("if (Role(jwt) is not { Length: > 0 }) return BadRequest(); return Ok(new { Role = Role(jwt) });")]
    [InlineData("if (Role(jwt) == \"admin\") logger.LogInformation(\"an admin, it says\"); return Ok();")]
    [InlineData("logger.LogInformation(\"{User}\", jwt.Subject); return Ok();")]
    [InlineData("telemetry.TrackUser(jwt.Subject); return Ok();")]
    // Another check than ours
    [InlineData("if (!gate.IsTokenValid(Request.Headers.Authorization!)) return Unauthorized(); return Ok(db.OrdersOf(jwt.Subject));")]
    [InlineData("if (!(await HttpContext.AuthenticateAsync()).Succeeded) return Unauthorized(); return Ok(db.OrdersOf(jwt.Subject));")]
    [InlineData("if (User.Identity?.IsAuthenticated != true) return Unauthorized(); return Ok(db.OrdersOf(jwt.Subject));")]
    [InlineData("new JwtSecurityTokenHandler().ValidateToken(Request.Headers.Authorization, parameters, out _); return Ok(db.OrdersOf(jwt.Subject));")]
    public Task Is_silent_in_an_action(string code) => Match(Action(code));

    [Theory]
    [InlineData("if (Role(jwt) != \"admin\") return StatusCode(403); return Ok(db.All());")]
    [InlineData("return Ok(db.OrdersOf(jwt.Subject));")]
    [InlineData("await db.RevokeAsync(jwt.Id); return Ok();")]
    public Task Is_silent_behind_authorization(string code) => Match(Action(code).Replace("[HttpPost]", "[HttpPost, Authorize]"));

    [Fact]
    public Task Fires_on_a_second_token_behind_authorization() => Match(
        Action("return Ok(db.OrdersOf(jwt.Subject));").Replace("[HttpPost]", "[HttpPost, Authorize]")
            .Replace("Request.Headers.Authorization.ToString()[7..]", "Request.Form[\"id_token\"]"), "JWT1004");

    [Theory]
    [InlineData("app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (jwt.GetClaim(\"role\").Value != \"admin\") return Results.Forbid(); return Results.Ok(db.All()); });")]
    [InlineData("app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); // JWT1004\n return Results.Ok(db.OrdersOf(jwt.Subject)); });")]
    [InlineData("app.Use(async (context, next) => { var jwt = new JsonWebToken(context.Request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (jwt.GetClaim(\"role\").Value != \"admin\") { context.Response.StatusCode = 403; return; } await next(); });")]
    [InlineData("app.MapGet(\"/a\", (HttpRequest request, IDb db) => Results.Ok()).AddEndpointFilter(async (context, next) => { var jwt = new JsonWebToken(context.HttpContext.Request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (jwt.GetClaim(\"role\").Value != \"admin\") return Results.Forbid(); return await next(context); });")]
    // Another endpoint's check is of another token.
    [InlineData("app.MapGet(\"/b\", (string token, TokenValidationParameters p) => new JwtSecurityTokenHandler().ValidateToken(token, p, out _).Identity!.Name); app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); // JWT1004\n return Results.Ok(db.OrdersOf(jwt.Subject)); });")]
    // What validates options validates no token.
    [InlineData("services.AddOptions<Order>().Validate(o => o.User != \"\").ValidateOnStart(); app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); // JWT1004\n return Results.Ok(db.OrdersOf(jwt.Subject)); });")]
    // Silent
    [InlineData("app.Use(async (context, next) => { new JwtSecurityTokenHandler().ValidateToken(context.Request.Headers.Authorization, new(), out _); await next(); }); app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); return Results.Ok(db.OrdersOf(jwt.Subject)); });", "JWT2003")]
    [InlineData("services.AddAuthentication().AddPolicyScheme(\"x\", null, o => o.ForwardDefaultSelector = c => { var jwt = new JsonWebToken(c.Request.Headers.Authorization.ToString()); if (jwt.GetClaim(\"idp\").Value == \"a\") return \"A\"; return \"B\"; });")]
    [InlineData("app.MapGet(\"/a\", (HttpRequest request, IDb db) => { var jwt = new JsonWebToken(request.Headers.Authorization.ToString()[7..]); return Results.Ok(db.OrdersOf(jwt.Subject)); }).RequireAuthorization();")]
    public Task In_lambdas(string code, string? others = null) => Findings.MatchComments(
        Usings + "class Program { static void Map(WebApplication app, IServiceCollection services) { " + code + " } }" + Types,
        others is null ? null : new JwtAnalyzers.Analyzers.TrustedClaims.TokenReadAnalyzer());

    [Theory]
    [InlineData("class Permissions(IHttpContextAccessor accessor) { public void Demand(string permission) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (!jwt.Claims.Where(c => c.Type == \"permission\").Select(c => c.Value).Contains(permission)) throw new UnauthorizedAccessException(); } }")]
    [InlineData("class CurrentUser(IHttpContextAccessor accessor) { public string Id => new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]).Subject; } // JWT1004")]
    [InlineData("class CurrentUser { public CurrentUser(IHttpContextAccessor accessor) { Id = new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]).Subject; // JWT1004\n } public string Id { get; } }")]
    [InlineData("class OnlyAdmins : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { var jwt = new JsonWebToken(context.HttpContext.Request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (jwt.GetClaim(\"role\").Value != \"admin\") context.Result = new ForbidResult(); } }")]
    [InlineData("class Admins(IHttpContextAccessor accessor) : AuthorizationHandler<Rule> { protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Rule rule) { var jwt = new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]); // JWT1004\n if (jwt.GetClaim(\"role\").Value == \"admin\") context.Succeed(rule); return Task.CompletedTask; } } class Rule : IAuthorizationRequirement { }")]
    [InlineData("class Chat : Hub { public override async Task OnConnectedAsync() { var jwt = new JsonWebToken(Context.GetHttpContext()!.Request.Query[\"access_token\"]); // JWT1004\n await Groups.AddToGroupAsync(Context.ConnectionId, \"user-\" + jwt.Subject); await base.OnConnectedAsync(); } }")]
    [InlineData("class Chat : Hub { public async Task Send(string token, IDb db) { var jwt = new JsonWebToken(token); // JWT1004\n if (jwt.GetClaim(\"role\").Value != \"admin\") throw new HubException(\"no\"); await db.ClearAsync(); } }")]
    // A name that promises a check, and a body that makes none
    [InlineData("class Gate(RequestDelegate next) { public async Task InvokeAsync(HttpContext context) { if (!IsTokenValid(context.Request.Headers.Authorization.ToString())) { context.Response.StatusCode = 401; return; } await next(context); } static bool IsTokenValid(string token) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); // JWT1004\n return jwt.Issuer == \"https://a\" && jwt.ValidTo > DateTime.UtcNow; } }")]
    [InlineData("class Gate(RequestDelegate next, Tokens tokens) { public async Task InvokeAsync(HttpContext context) { if (!tokens.ValidateToken(context.Request.Headers.Authorization.ToString())) { context.Response.StatusCode = 401; return; } await next(context); } } class Tokens { public bool ValidateToken(string token) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); // JWT1004\n return jwt.ValidTo > DateTime.UtcNow; } }")]
    [InlineData("class Users(RequestDelegate next) { public async Task InvokeAsync(HttpContext context) { var token = context.Request.Headers.Authorization.ToString(); if (IsTokenValid(token)) context.Items[\"user\"] = new JsonWebToken(token).Subject; // JWT1004\n await next(context); } static bool IsTokenValid(string token) => new JwtSecurityTokenHandler().CanReadToken(token); } // JWT1004")]
    // Silent
    [InlineData("class Gate(HttpClient http) { private string _token = \"\"; public async Task<string> GetAsync() { if (!IsTokenValid(_token)) _token = await http.GetStringAsync(\"https://a\"); return _token; } static bool IsTokenValid(string token) => new JwtSecurityTokenHandler().ReadJwtToken(token).ValidTo > DateTime.UtcNow; }")]
    [InlineData("class Gate(RequestDelegate next, ISessions sessions) { public async Task InvokeAsync(HttpContext context) { if (!IsTokenValid(context.Request.Headers.Authorization.ToString())) { context.Response.StatusCode = 401; return; } await next(context); } bool IsTokenValid(string token) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); return jwt.ValidTo > DateTime.UtcNow && sessions.Holds(token); } } interface ISessions { bool Holds(string token); }")]
    [InlineData("class Expiry(RequestDelegate next) { public async Task InvokeAsync(HttpContext context) { if (IsTokenTimeValid(context.Request.Headers.Authorization.ToString())) context.Response.Headers[\"x-renew\"] = \"soon\"; await next(context); } static bool IsTokenTimeValid(string token) => new JwtSecurityTokenHandler().ReadJwtToken(token).ValidTo > DateTime.UtcNow; }")]
    [InlineData("class Renewal(IStore store) { public async Task StoreAsync(string token) { var jwt = new JsonWebToken(token); await store.SaveAsync(jwt.Subject, token); } } interface IStore { Task SaveAsync(string user, string token); }")]
    [InlineData("class CurrentUser { public CurrentUser(IHttpContextAccessor accessor) { Id = new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]).Subject; } public string Id { get; } } [Authorize] class Orders(CurrentUser user) : ControllerBase { public string Get() => user.Id; } class Startup { public void Add(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(); }")]
    // Told the whole text, code that is not seen may refuse it
    [InlineData("class Api(IDoor door, IDb db) : ControllerBase { public IActionResult Get() { var raw = Request.Headers.Authorization.ToString()[7..]; door.EnsureGenuine(raw); return Ok(db.OrdersOf(new JsonWebToken(raw).Subject)); } } interface IDoor { void EnsureGenuine(string token); }")]
    [InlineData("class Api(ISessions sessions, IDb db) : ControllerBase { public async Task<IActionResult> Get() { var raw = Request.Headers.Authorization.ToString()[7..]; if (!await sessions.ExistsAsync(raw)) return Unauthorized(); return Ok(db.OrdersOf(new JsonWebToken(raw).Subject)); } } interface ISessions { Task<bool> ExistsAsync(string token); }")]
    [InlineData("class Api(List<Session> sessions, IDb db) : ControllerBase { public IActionResult Get() { var raw = Request.Headers.Authorization.ToString()[7..]; var session = sessions.FirstOrDefault(each => each.Token == raw); if (session is null) return Unauthorized(); return Ok(db.OrdersOf(new JsonWebToken(raw).Subject)); } } class Session { public string Token { get; set; } = \"\"; }")]
    // Checked before, by a class that stands there
    [InlineData("class Api(IDb db) : ControllerBase { public IActionResult Get() { var raw = Request.Headers.Authorization.ToString()[7..]; return Ok(db.OrdersOf(new JsonWebToken(raw).Subject)); } } class Door(RequestDelegate next, TokenValidationParameters p) { public Task InvokeAsync(HttpContext c) { new JwtSecurityTokenHandler().ValidateToken(c.Request.Headers.Authorization.ToString()[7..], p, out _); return next(c); } }")]
    // Its callers got it from the issuer
    [InlineData("class Account(System.Net.Http.HttpClient http, Reader reader) { public async Task<string> Name() => reader.NameOf(await http.GetStringAsync(\"https://issuer.example/token\")); } class Reader { public string NameOf(string token) => new JsonWebToken(token).Subject; }")]
    // What only keeps the text does not judge it
    [InlineData("class Api(IStore store, IDb db) : ControllerBase { public IActionResult Get() { var raw = Request.Headers.Authorization.ToString()[7..]; store.Save(raw); var jwt = new JsonWebToken(raw); // JWT1004\n return Ok(db.OrdersOf(jwt.Subject)); } } interface IStore { void Save(string token); }")]
    [InlineData("class Api(IDb db) : ControllerBase { public IActionResult Get() { var raw = Request.Headers.Authorization.ToString()[7..]; var jwt = new JsonWebToken(raw); // JWT1004\n return Ok(db.OrdersOf(jwt.Subject)); } } class Timing(RequestDelegate next) { public Task InvokeAsync(HttpContext c) => next(c); }")]
    public Task In_classes(string code) => Findings.MatchComments(Usings + code + Types.Replace("interface IDb", "\ninterface IDb"));

    private static string Action(string code) => $$"""
        class Api(IDb db, IGate gate, ILogger logger, Telemetry telemetry, TokenValidationParameters parameters) : ControllerBase
        {
            [HttpPost] public async Task<IActionResult> Post()
            {
                {{Read}}
                await Task.Yield();
                {{code}}
            }

            private static string? Role(JwtSecurityToken jwt) => jwt.Claims.FirstOrDefault(c => c.Type == "role")?.Value;
        }
        """;

    private static Task Match(string source, string? id = null) => Findings.MatchComments(
        Usings + (id is null ? source : source.Replace("var jwt = ", "\nvar jwt = ").Replace("[7..]);", "[7..]); // " + id).Replace("\"id_token\"]);", "\"id_token\"]); // " + id)) + Types);

    private const string Types = """

        interface IDb { string[] All(); string[] Some(); void Clear(); Task ClearAsync(); string[] OrdersOf(string user); Task PlaceAsync(string user, int count); void Add(Order order); Task SendAsync(Query query); Task RevokeAsync(string id); }
        class Order { public string User { get; set; } = ""; }
        record Query(string User);
        interface IGate { bool Check(string token); bool IsTokenValid(string token); }
        class Telemetry { public void TrackUser(string user) { } }
        """;

    private const string Usings = """
        using System.Net.Http;
        using System.Threading;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.Logging;

        """;
}
