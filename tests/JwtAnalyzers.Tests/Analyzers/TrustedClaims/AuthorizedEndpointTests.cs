using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>
/// An authorized endpoint clears the token that its scheme has validated, and no other. What ASP.NET Core takes for authorized was measured on version 10: attributes of bases and derived ones
/// count, those of interfaces do not; what is anonymous anywhere is so; a group's authorization holds for what was mapped before.
/// </summary>
public sealed class AuthorizedEndpointTests
{
    private const string Lookup = "var jwt = new JsonWebToken(r.Headers.Authorization.ToString()[7..]); return users.FindByIdAsync(jwt.Subject);";
    private const string Reported = "var jwt = new JsonWebToken(r.Headers.Authorization.ToString()[7..]); // JWT1004\n return users.FindByIdAsync(jwt.Subject);";
    private const string Handler = "(HttpRequest r, IUsers users) => { " + Lookup + " }";
    private const string ReportedHandler = "(HttpRequest r, IUsers users) => { " + Reported + " }";
    private const string Action = " public Task<Person> Get(IUsers users) { var r = Request; " + Lookup + " } }";
    private const string ReportedAction = " public Task<Person> Get(IUsers users) { var r = Request; " + Reported + " } }";

    private const string Scheme = "void Add(IServiceCollection s) => s.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://i\"; o.Audience = \"a\"; }); ";

    [Theory]
    // Attributes
    [InlineData("[Authorize] public abstract class Secured : ControllerBase { } public class Api : Secured {" + Action)]
    [InlineData("public class HasRight(string right) : AuthorizeAttribute(right); public class Api : ControllerBase { [HasRight(\"read\")]" + Action)]
    [InlineData("public class SignedInAttribute : Attribute, IAuthorizeData { public string? Policy { get; set; } public string? Roles { get; set; } public string? AuthenticationSchemes { get; set; } } [SignedIn] public class Api : ControllerBase {" + Action)]
    [InlineData("public abstract class Base : ControllerBase { [Authorize] public abstract Task<Person> Get(IUsers users); } public class Api : Base { public override Task<Person> Get(IUsers users) { var r = Request; " + Lookup + " } }")]
    [InlineData("public class Api : ControllerBase { [Authorize(AuthenticationSchemes = \"Cookies,Bearer\")]" + Action)]
    [InlineData("void Map(WebApplication app) => app.MapGet(\"/me\", [Authorize] " + Handler + ");")]
    // Calls on the endpoint
    [InlineData("void Map(WebApplication app) { var me = app.MapGet(\"/me\", " + Handler + "); me.WithName(\"me\"); me.RequireAuthorization(); }")]
    [InlineData("void Map(WebApplication app) => app.MapGet(\"/me\", " + Handler + ").WithTags(\"a\").RequireAuthorization(\"policy\").WithName(\"me\");")]
    [InlineData("void Map(WebApplication app) => app.MapGet(\"/me\", " + Handler + ").WithMetadata(new AuthorizeAttribute());")]
    [InlineData("void Map(WebApplication app) { app.MapGet(\"/me\", Me).RequireAuthorization(); } static Task<Person> Me(HttpRequest r, IUsers users) { " + Lookup + " }")]
    [InlineData("void Map(WebApplication app) { app.MapGet(\"/me\", Handlers.Me).SignedIn(); } } public static class Handlers { public static Task<Person> Me(HttpRequest r, IUsers users) { " + Lookup + " } public static RouteHandlerBuilder SignedIn(this RouteHandlerBuilder b) => b.RequireAuthorization(\"p\");")]
    // Groups
    [InlineData("void Map(WebApplication app) { var api = app.MapGroup(\"/api\"); api.MapGet(\"/me\", " + Handler + "); api.RequireAuthorization(); }")]
    [InlineData("void Map(WebApplication app) { var api = app.MapGroup(\"/api\").RequireAuthorization().WithTags(\"x\"); var v1 = api.MapGroup(\"/v1\"); v1.MapGroup(\"/me\").MapGet(\"/\", " + Handler + "); }")]
    [InlineData("void Map(WebApplication app) => app.MapGroup(\"/x\").RequireAuthorization().MapUsers(); } public static class Users { public static IEndpointRouteBuilder MapUsers(this IEndpointRouteBuilder group) { group.MapGet(\"/me\", " + Handler + "); return group; }")]
    [InlineData("void Map(WebApplication app) { var g = app.MapGroup(\"/x\"); g.RequireAuthorization(); Users.Map(g); } } public static class Users { public static void Map(RouteGroupBuilder group) { Inner(group); } static void Inner(IEndpointRouteBuilder builder) => builder.MapGet(\"/me\", " + Handler + ");")]
    [InlineData("void Map(WebApplication app) => app.MapApi(\"v1\").MapGet(\"/me\", " + Handler + "); } public static class Groups { public static RouteGroupBuilder MapApi(this WebApplication app, string version) => app.MapGroup(\"/api/\" + version).RequireAuthorization();")]
    [InlineData("void Map(WebApplication app) => app.MapMe().RequireAuthorization(); } public static class Users { public static RouteHandlerBuilder MapMe(this WebApplication app) => app.MapGet(\"/me\", " + Handler + ");")]
    // Mapped with many others, and conventions
    [InlineData("void Map(WebApplication app) { var c = app.MapControllers(); c.RequireAuthorization(); } public class Api : ControllerBase {" + Action)]
    [InlineData("void Map(WebApplication app) => app.MapDefaultControllerRoute()\n .RequireAuthorization(); public class Api : ControllerBase {" + Action)]
    [InlineData("void Map(WebApplication app) => app.UseEndpoints(e => e.MapControllers().RequireAuthorization()); public class Api : ControllerBase {" + Action)]
    [InlineData("void Add(IServiceCollection s) => s.AddControllers(o => o.Filters.Add(new AuthorizeFilter())); public class Api : ControllerBase {" + Action)]
    [InlineData("void Add(IServiceCollection s) => s.AddControllers(o => o.Filters.Add<AuthorizeFilter>()); public class Api : ControllerBase {" + Action)]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy); void Map(WebApplication app) => app.MapGet(\"/me\", " + Handler + ");")]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()); public class Api : ControllerBase {" + Action)]
    [InlineData("void Map(WebApplication app) => app.MapHub<Chat>(\"/chat\").RequireAuthorization(); public class Chat : Microsoft.AspNetCore.SignalR.Hub { public Task<Person> Me(IUsers users) { var r = Microsoft.AspNetCore.SignalR.GetHttpContextExtensions.GetHttpContext(Context)!.Request; " + Lookup + " } }")]
    [InlineData("void Add(IServiceCollection s) => s.AddRazorPages(o => o.Conventions.AuthorizeFolder(\"/\")); public class Me : RazorPages.PageModel { public Task<Person> OnGet(IUsers users) { var r = Request; " + Lookup + " } }")]
    [InlineData("void Map(WebApplication app) => app.MapRazorPages().RequireAuthorization(); public class Me : RazorPages.PageModel { public Task<Person> OnGet(IUsers users) { var r = Request; " + Lookup + " } }")]
    // Filters run after what their endpoints ask for
    [InlineData("public class RoleAttribute : Attribute, Filters.IAuthorizationFilter { public void OnAuthorization(Filters.AuthorizationFilterContext c) { var jwt = new JsonWebToken(c.HttpContext.Request.Headers.Authorization.ToString()[7..]); if (jwt.GetClaim(\"role\").Value != \"admin\") { c.HttpContext.Abort(); return; } c.HttpContext.Items[\"u\"] = jwt.Subject; } } [Authorize] public class Api : ControllerBase { [Role] public string Get() => \"x\"; }")]
    // Services of authorized endpoints that are handed the header
    [InlineData("void Map(WebApplication app) => app.MapGet(\"/me\", (HttpRequest r, Service s) => s.UserOf(r.Headers.Authorization.ToString())).RequireAuthorization(); } public class Service { public string UserOf(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject;")]
    // The scheme takes it from a cookie
    [InlineData("void Add(IServiceCollection s) => s.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://i\"; o.Audience = \"a\"; o.Events = new JwtBearerEvents { OnMessageReceived = c => { c.Token = c.Request.Cookies[\"jwt\"]; return Task.CompletedTask; } }; }); [Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Cookies[\"jwt\"]).Subject); }")]
    // No scheme is in sight: where it takes the token from is not known
    [InlineData("[Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Query[\"access_token\"]).Subject); }")]
    // The scheme is the project's own
    [InlineData("void Add(IServiceCollection s) => s.AddAuthentication(\"X\").AddScheme<AuthenticationSchemeOptions, Own>(\"X\", null); class Own(IOptionsMonitor<AuthenticationSchemeOptions> o, ILoggerFactory l, System.Text.Encodings.Web.UrlEncoder e) : AuthenticationHandler<AuthenticationSchemeOptions>(o, l, e) { protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Check(Request.Headers[\"X-Token\"]!); Task<AuthenticateResult> Check(string t) => throw new Exception(); } [Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Headers[\"X-Token\"]).Subject); }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(Qualified(members), Types);

    [Theory]
    // Anonymous anywhere is stronger
    [InlineData("[AllowAnonymous] public class Api : ControllerBase { [Authorize]" + ReportedAction)]
    [InlineData("[Authorize] public class Api : ControllerBase { [AllowAnonymous]" + ReportedAction)]
    [InlineData("public class PublicAttribute : Attribute, IAllowAnonymous; [Authorize] public abstract class Base : ControllerBase { } [Public] public class Api : Base {" + ReportedAction)]
    [InlineData("void Map(WebApplication app) { var api = app.MapGroup(\"/api\").RequireAuthorization(); api.MapGet(\"/me\", " + ReportedHandler + ").AllowAnonymous(); }")]
    [InlineData("void Map(WebApplication app) { var api = app.MapGroup(\"/api\").AllowAnonymous(); api.MapGet(\"/me\", " + ReportedHandler + ").RequireAuthorization(); }")]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy); void Map(WebApplication app) => app.MapGet(\"/me\", " + ReportedHandler + ").AllowAnonymous();")]
    [InlineData("void Map(WebApplication app) => app.MapControllers().RequireAuthorization(); public class Api : ControllerBase { [AllowAnonymous]" + ReportedAction)]
    // What does not count
    [InlineData("public interface ISecured { [Authorize] Task<Person> Get(IUsers users); } public class Api : ControllerBase, ISecured {" + ReportedAction)]
    [InlineData("[AttributeUsage(AttributeTargets.Class, Inherited = false)] public class OnlyHere : AuthorizeAttribute; [OnlyHere] public abstract class Base : ControllerBase { } public class Api : Base {" + ReportedAction)]
    [InlineData("void Map(WebApplication app) => app.MapGet(\"/me\", Handlers.Me); } [Authorize] public static class Handlers { public static Task<Person> Me(HttpRequest r, IUsers users) { " + Reported + " }")]
    [InlineData("[Authorize(AuthenticationSchemes = \"Cookies\")] public class Api : ControllerBase {" + ReportedAction)]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorization(o => o.FallbackPolicy = null); public class Api : ControllerBase {" + ReportedAction)]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build()); public class Api : ControllerBase {" + ReportedAction)]
    [InlineData("void Add(IServiceCollection s) => s.AddRazorPages(o => o.Conventions.AuthorizeFolder(\"/Admin\")); public class Me : RazorPages.PageModel { public Task<Person> OnGet(IUsers users) { var r = Request; " + Reported + " } }")]
    // Another endpoint is authorized
    [InlineData("void Map(WebApplication app) { var api = app.MapGroup(\"/api\"); api.MapGet(\"/a\", () => 1).RequireAuthorization(); api.MapGet(\"/me\", " + ReportedHandler + "); }")]
    [InlineData("void Map(WebApplication app) { app.MapGroup(\"/x\").RequireAuthorization().MapUsers(); app.MapGroup(\"/y\").MapUsers(); } } public static class Users { public static IEndpointRouteBuilder MapUsers(this IEndpointRouteBuilder group) { group.MapGet(\"/me\", " + ReportedHandler + "); return group; }")]
    [InlineData("void Map(WebApplication app) { app.MapGet(\"/me\", Me).RequireAuthorization(); app.MapGet(\"/you\", Me); } static Task<Person> Me(HttpRequest r, IUsers users) { " + Reported + " }")]
    // Code that runs before
    [InlineData("void Add(IServiceCollection s) => s.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy); void Map(WebApplication app) => app.Use(async (c, next) => { c.Items[\"u\"] = new JsonWebToken(c.Request.Headers.Authorization.ToString()[7..]).Subject; // JWT1004\n await next(c); });")]
    // A second token beside the one that the scheme validated
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Headers[\"X-User-Token\"]).Subject); } // JWT1004")]
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Query[\"token\"]).Subject); } // JWT1004")]
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public Task<Person> Post(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Form[\"id_token\"]).Subject); } // JWT1004")]
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public Task<Person> Post([FromHeader(Name = \"X-Token\")] string token, IUsers users) => users.FindByIdAsync(new JsonWebToken(token).Subject); } // JWT1004")]
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public string Post(Service s) => s.UserOf(Request.Form[\"id_token\"]!); } public class Service { public string UserOf(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; } // JWT1004")]
    [InlineData(Scheme + "[Authorize] public class Api : ControllerBase { public string Post(string idToken, Service s) => s.UserOf(idToken); } public class Service { public string UserOf(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; } // JWT1004")]
    [InlineData(Scheme + "void Map(WebApplication app) => app.MapPost(\"/link\", (string token, IUsers users) => users.FindByIdAsync(new JsonWebToken(token).Subject)).RequireAuthorization(); // JWT1004")]
    [InlineData("void Add(IServiceCollection s) => s.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://i\"; o.Audience = \"a\"; o.Events = new JwtBearerEvents { OnMessageReceived = c => { c.Token = c.Request.Cookies[\"jwt\"]; return Task.CompletedTask; } }; }); [Authorize] public class Api : ControllerBase { public Task<Person> Get(IUsers users) => users.FindByIdAsync(new JsonWebToken(Request.Cookies[\"other\"]).Subject); } // JWT1004")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(Qualified(members), Types);

    private static string Qualified(string members) => members
        .Replace(" Filters.", " Microsoft.AspNetCore.Mvc.Filters.").Replace("(Filters.", "(Microsoft.AspNetCore.Mvc.Filters.")
        .Replace("RazorPages.", "Microsoft.AspNetCore.Mvc.RazorPages.").Replace("AuthorizeFilter", "Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter")
        .Replace(" RouteGroupBuilder", " Microsoft.AspNetCore.Routing.RouteGroupBuilder").Replace("(RouteGroupBuilder", "(Microsoft.AspNetCore.Routing.RouteGroupBuilder")
        .Replace("IEndpointRouteBuilder", "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder");

    private const string Types = """
        public class Person { public string Name { get; set; } = ""; }
        public interface IUsers { Task<Person> FindByIdAsync(string id); }
        """;
}
