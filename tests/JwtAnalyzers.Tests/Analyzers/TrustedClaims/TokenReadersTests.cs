using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>
/// Code that reads tokens which others validate, or nobody has to: gateways, tenants' middleware, log-out endpoints, clients. JWT1004, JWT1007 and JWT1008
/// are silent there; where the same shape is a hole, it stands below.
/// </summary>
public sealed class TokenReadersTests
{
    public static TheoryData<string, string> Harmless => new()
    {
        {
            "a middleware that finds the tenant before the authentication",
            """
            class Tenants(RequestDelegate next, JwtSecurityTokenHandler handler)
            {
                public async Task InvokeAsync(HttpContext context)
                {
                    var header = context.Request.Headers.Authorization.ToString();
                    if (header.StartsWith("Bearer ") && handler.CanReadToken(header[7..]))
                    {
                        var jwt = handler.ReadJwtToken(header[7..]);
                        context.Items["Tenant"] = jwt.Claims.FirstOrDefault(claim => claim.Type == "tenant_id")?.Value;
                    }

                    await next(context);
                }
            }
            """
        },
        {
            "a resolver of tenants",
            """
            class TenantResolver(IHttpContextAccessor accessor)
            {
                public string? GetTenantIdentifier()
                {
                    var token = accessor.HttpContext!.Request.Headers.Authorization.ToString().Replace("Bearer ", "");
                    return string.IsNullOrEmpty(token) ? null : new JsonWebToken(token).TryGetPayloadValue("tid", out string tenant) ? tenant : null;
                }
            }
            """
        },
        {
            "the parameters are chosen by the issuer, and then the token is validated",
            """
            class Validator(Dictionary<string, TokenValidationParameters> trusted)
            {
                public async Task<ClaimsIdentity?> ValidateAsync(string token)
                {
                    var handler = new JsonWebTokenHandler();
                    var issuer = handler.ReadJsonWebToken(token).Issuer;
                    if (!trusted.TryGetValue(issuer, out var parameters))
                        return null;
                    var result = await handler.ValidateTokenAsync(token, parameters);
                    return result.IsValid ? result.ClaimsIdentity : null;
                }
            }
            """
        },
        {
            "a limit on the rate of requests, by subject",
            """
            class Limits
            {
                public void Add(IServiceCollection services) => services.AddRateLimiter(options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    RateLimitPartition.GetFixedWindowLimiter(PartitionKey(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })));

                public static string GetPartitionKey(HttpContext context) => PartitionKey(context);

                private static string PartitionKey(HttpContext context)
                {
                    var token = context.Request.Headers.Authorization.ToString().Split(' ').Last();
                    return new JwtSecurityTokenHandler().CanReadToken(token) ? new JwtSecurityTokenHandler().ReadJwtToken(token).Subject : "anonymous";
                }
            }
            """
        },
        {
            "who asked, for the log",
            """
            class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
            {
                public async Task Invoke(HttpContext context)
                {
                    var token = context.Request.Headers["Authorization"].FirstOrDefault()?.Split(" ").Last();
                    if (token != null)
                    {
                        var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token);
                        using (logger.BeginScope("user {User}", jwt.Claims.FirstOrDefault(claim => claim.Type == "sub")?.Value))
                            await next(context);
                        return;
                    }

                    await next(context);
                }
            }
            """
        },
        {
            "a name for the telemetry",
            """
            class UserTelemetry(IHttpContextAccessor accessor)
            {
                public void Initialize(Telemetry telemetry)
                {
                    var token = accessor.HttpContext!.Request.Headers.Authorization.ToString();
                    telemetry.AuthenticatedUserId = new JsonWebToken(token[7..]).Subject;
                }
            }
            class Telemetry { public string? AuthenticatedUserId { get; set; } }
            """
        },
        {
            "a token's own claims, shown to whoever sent it",
            """
            [ApiController] class DebugController : ControllerBase
            {
                [HttpPost("decode")] public IActionResult Decode(string token)
                {
                    var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token);
                    return Ok(new { jwt.Subject, Roles = jwt.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value), jwt.ValidTo });
                }
            }
            """
        },
        {
            "an endpoint that shows a token's own claims",
            """
            class Tools
            {
                public void Map(WebApplication app) => app.MapPost("/decode", (string token) => Results.Ok(new { Subject = new JsonWebToken(token).Subject }));
            }
            """
        },
        {
            "a token that the issuer is asked about",
            """
            class Introspection(HttpClient http)
            {
                public async Task<string?> SubjectOf(string token)
                {
                    var response = await http.PostAsync("https://issuer.example/introspect", new FormUrlEncodedContent([new("token", token)]));
                    var json = await response.Content.ReadFromJsonAsync<JsonDocument>();
                    return json!.RootElement.GetProperty("active").GetBoolean() ? new JsonWebToken(token).Subject : null;
                }
            }
            """
        },
        {
            "a check of one's own, by another name",
            """
            class Reader(IChecks checks)
            {
                public string? UserOf(string token) => checks.IsTokenValid(token) ? new JsonWebToken(token).Subject : null;

                public string? NameOf(string token)
                {
                    if (!checks.IsValid(token))
                        return null;
                    return new JwtSecurityTokenHandler().ReadJwtToken(token).Claims.First(claim => claim.Type == "name").Value;
                }
            }
            interface IChecks { bool IsTokenValid(string token); bool IsValid(string token); }
            """
        },
        {
            "the session's own tokens",
            """
            class Session(IHttpContextAccessor accessor)
            {
                public async Task<string> Subject() => new JsonWebToken(await accessor.HttpContext!.GetTokenAsync("access_token")).Subject;
            }
            """
        },
        {
            "the issuer's answer to a code",
            """
            class SignIn
            {
                public void Add(IServiceCollection services) => services.AddAuthentication().AddOpenIdConnect(options => options.Events.OnTokenResponseReceived = context =>
                {
                    var access = new JwtSecurityTokenHandler().ReadJwtToken(context.TokenEndpointResponse.AccessToken);
                    ((ClaimsIdentity)context.Principal!.Identity!).AddClaims(access.Claims);
                    return Task.CompletedTask;
                });
            }
            """
        },
        {
            "roles from the access token, once the ID token is validated",
            """
            class Roles
            {
                public void Add(IServiceCollection services) => services.AddAuthentication().AddOpenIdConnect(options => options.Events = new()
                {
                    OnTokenValidated = context =>
                    {
                        var jwt = new JwtSecurityTokenHandler().ReadJwtToken(context.TokenEndpointResponse!.AccessToken);
                        ((ClaimsIdentity)context.Principal!.Identity!).AddClaims(jwt.Claims.Where(claim => claim.Type == "role"));
                        return Task.CompletedTask;
                    },
                });
            }
            """
        },
        {
            "a bearer token that the handler has just validated",
            """
            class Enrichment
            {
                public void Add(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options => options.Events = new JwtBearerEvents
                {
                    OnTokenValidated = context =>
                    {
                        var token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
                        ((ClaimsIdentity)context.Principal!.Identity!).AddClaims(new JwtSecurityTokenHandler().ReadJwtToken(token).Claims);
                        return Task.CompletedTask;
                    },
                });
            }
            """
        },
        {
            "a log-out token, validated by somebody else's method",
            """
            class LogOut(ILogOutTokens tokens, ISessions sessions) : ControllerBase
            {
                [HttpPost] public async Task<IActionResult> Post([FromForm] string logout_token)
                {
                    var user = await tokens.ValidateLogoutTokenAsync(logout_token);
                    if (user is null)
                        return BadRequest();
                    sessions.RemoveUser(new JsonWebToken(logout_token).Subject);
                    return Ok();
                }
            }
            interface ILogOutTokens { Task<ClaimsPrincipal?> ValidateLogoutTokenAsync(string token); }
            interface ISessions { void RemoveUser(string subject); }
            """
        },
        {
            "a caller that forwards its own token",
            """
            class Forwarding(IHttpContextAccessor accessor) : DelegatingHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
                {
                    var token = accessor.HttpContext!.Request.Headers.Authorization.ToString().Replace("Bearer ", "");
                    request.Headers.Add("X-Subject", new JsonWebToken(token).Subject);
                    return base.SendAsync(request, cancellation);
                }
            }
            """
        },
        {
            "a cache of tokens that renews them in time",
            """
            class TokenCache(HttpClient http)
            {
                private string? _token;

                public async Task<string> GetAsync()
                {
                    if (_token is null || new JsonWebToken(_token).ValidTo < DateTime.UtcNow.AddMinutes(1))
                        _token = (await http.GetFromJsonAsync<Answer>("https://issuer.example/token"))!.Token;
                    return _token;
                }
            }
            record Answer(string Token);
            """
        },
        {
            "who failed to sign in, for the log",
            """
            class Failures
            {
                public void Add(IServiceCollection services, ILogger logger) => services.AddAuthentication().AddJwtBearer(options => options.Events = new JwtBearerEvents
                {
                    OnAuthenticationFailed = context =>
                    {
                        var token = context.Request.Headers.Authorization.ToString().Split(' ').Last();
                        logger.LogWarning("refused: {Subject}", new JwtSecurityTokenHandler().ReadJwtToken(token).Subject);
                        return Task.CompletedTask;
                    },
                });
            }
            """
        },
        {
            "schemes told apart by issuer, in a method",
            """
            class Schemes
            {
                public void Add(IServiceCollection services) => services.AddAuthentication("x").AddPolicyScheme("x", null, options => options.ForwardDefaultSelector = Select);

                private static string Select(HttpContext context)
                {
                    var token = context.Request.Headers.Authorization.ToString().Split(' ').Last();
                    var handler = new JwtSecurityTokenHandler();
                    if (!handler.CanReadToken(token))
                        return "Cookies";
                    var jwt = handler.ReadJwtToken(token);
                    return jwt.Claims.Any(claim => claim.Type == "idp" && claim.Value == "entra") ? "Entra" : "Own";
                }
            }
            """
        },
        {
            "the authority by the tenant, then a validation",
            """
            class Authorities(IConfiguration configuration)
            {
                public async Task<ClaimsPrincipal> Validate(string token)
                {
                    var handler = new JwtSecurityTokenHandler();
                    var tenant = handler.ReadJwtToken(token).Claims.First(claim => claim.Type == "tid").Value;
                    if (!configuration.GetSection("Tenants").Get<string[]>()!.Contains(tenant))
                        throw new SecurityTokenException();
                    var metadata = await new ConfigurationManager<OpenIdConnectConfiguration>($"https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever()).GetConfigurationAsync();
                    return handler.ValidateToken(token, new TokenValidationParameters { ValidIssuer = metadata.Issuer, ValidAudience = configuration["Audience"], IssuerSigningKeys = metadata.SigningKeys }, out _);
                }
            }
            """
        },
        {
            "a service bus message's token, validated by its own class",
            """
            class Messages(MessageTokens tokens, List<User> users)
            {
                public User? SenderOf(string token) => tokens.Accept(token) ? users.FirstOrDefault(user => user.Id == new JsonWebToken(token).Subject) : null;
            }
            class MessageTokens(TokenValidationParameters parameters)
            {
                public bool Accept(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, parameters).GetAwaiter().GetResult().IsValid;
            }
            class User { public string Id { get; set; } = ""; }
            """
        },
        {
            "an interceptor behind [Authorize] on the hub",
            """
            [Authorize] class Chat : Microsoft.AspNetCore.SignalR.Hub
            {
                public string Me() => new JsonWebToken(Microsoft.AspNetCore.SignalR.GetHttpContextExtensions.GetHttpContext(Context)!.Request.Query["access_token"]).Subject;
            }
            """
        },
        {
            "a token that was just made",
            """
            class Issuer(SigningCredentials credentials)
            {
                public object Log(string user)
                {
                    var text = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = credentials, Subject = new ClaimsIdentity([new Claim("sub", user), new Claim("jti", "1")]) });
                    var jwt = new JsonWebToken(text);
                    return new { Token = text, User = jwt.Subject };
                }
            }
            """
        },
        {
            "a file of one's own with a version",
            """
            class Versions
            {
                public string Payload(string file) => Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(file).Split('.')[1]));

                public bool IsNewer(string version) => int.Parse(version.Split('.')[0]) > Convert.FromBase64String("AQ==")[0];
            }
            """
        },
        {
            "a decoder for a page that shows tokens",
            """
            class TokenViewer
            {
                public object View(string token)
                {
                    var parts = token.Split('.');
                    return new { Header = Base64UrlEncoder.Decode(parts[0]), Payload = Base64UrlEncoder.Decode(parts[1]) };
                }
            }
            """
        },
        {
            "the user's id for others to use, behind the authentication",
            """
            class CurrentUser(IHttpContextAccessor accessor)
            {
                public string Id() => new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]).Subject;
            }
            class Handler(CurrentUser user) { public string Handle() => "orders of " + user.Id(); }
            [Authorize] class Orders(Handler handler) : ControllerBase { public string Get() => handler.Handle(); }
            class Startup { public void Add(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(); }
            """
        },
        {
            "a cookie with a signature of one's own",
            """
            class SignedCookie(byte[] secret)
            {
                public string? Read(string cookie)
                {
                    var parts = cookie.Split('.');
                    if (parts.Length != 2 || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(parts[0])), Convert.FromBase64String(parts[1])))
                        return null;
                    return Encoding.UTF8.GetString(Convert.FromBase64String(parts[0]));
                }
            }
            """
        },
        {
            "a webhook's signature over the body",
            """
            class Webhook(byte[] secret)
            {
                public bool IsGenuine(string header, byte[] body)
                {
                    var given = header.Split('.')[1];
                    return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, body), Convert.FromBase64String(given));
                }
            }
            """
        },
    };

    public static TheoryData<string, string> Holes => new()
    {
        {
            "a middleware that takes the token's word for who it is",
            """
            class Users(RequestDelegate next)
            {
                public async Task InvokeAsync(HttpContext context)
                {
                    var token = context.Request.Headers.Authorization.ToString().Split(' ').Last();
                    var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); // JWT1004
                    context.User = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, "jwt"));
                    await next(context);
                }
            }
            """
        },
        {
            "a log-out token that nobody validates",
            """
            class LogOut(List<User> users) : ControllerBase
            {
                [HttpPost, AllowAnonymous] public IActionResult Post([FromForm] string logout_token)
                {
                    var subject = new JsonWebToken(logout_token).Subject; // JWT1004
                    var user = users.First(each => each.Id == subject);
                    user.IsSignedIn = false;
                    return Ok();
                }
            }
            class User { public string Id { get; set; } = ""; public bool IsSignedIn { get; set; } }
            """
        },
        {
            "an answer that depends on the role in the token",
            """
            class Admins : ControllerBase
            {
                [HttpGet] public IActionResult Get()
                {
                    var jwt = new JwtSecurityTokenHandler().ReadJwtToken(Request.Headers.Authorization.ToString()[7..]); // JWT1004
                    if (jwt.Claims.First(claim => claim.Type == "role").Value != "admin")
                        return Forbid();
                    return Ok("secrets");
                }
            }
            """
        },
        {
            "a user's id for others to use, where nobody validates tokens",
            """
            class CurrentUser(IHttpContextAccessor accessor)
            {
                public string Id() => new JsonWebToken(accessor.HttpContext!.Request.Headers.Authorization.ToString()[7..]).Subject; // JWT1004
            }
            """
        },
        {
            "the orders of whoever the token names",
            """
            class Orders(IOrders orders) : ControllerBase
            {
                [HttpGet] public IActionResult Get(string token)
                {
                    var mine = orders.Of(new JsonWebToken(token).Subject); // JWT1004
                    return Ok(mine);
                }
            }
            interface IOrders { string[] Of(string user); }
            """
        },
        {
            "a tool's controller that looks the user up",
            """
            class Profiles(List<User> users) : ControllerBase
            {
                [HttpGet] public IActionResult Get(string token)
                {
                    var id = Decode(token)["sub"];
                    return Ok(users.Single(user => user.Id == id));
                }

                private static Dictionary<string, string> Decode(string token) => JsonSerializer.Deserialize<Dictionary<string, string>>(Base64UrlEncoder.Decode(token.Split('.')[1]))!; // JWT1008
            }
            class User { public string Id { get; set; } = ""; }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public Task Stays_silent(string what, string source) => Match(what, source);

    [Theory]
    [MemberData(nameof(Holes))]
    public Task Fires(string what, string source) => Match(what, source);

    private static Task Match(string what, string source)
    {
        Assert.NotEmpty(what);
        return Findings.MatchComments(Usings + source);
    }

    private const string Usings = """
        using System.IO;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.RateLimiting;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.RateLimiting;
        using Microsoft.Extensions.Logging;
        using Microsoft.IdentityModel.Protocols;
        using Microsoft.IdentityModel.Protocols.OpenIdConnect;

        """;
}
