using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>JWT1002 in events: a handler accepts a caller whose token nobody validated.</summary>
public sealed class AuthenticationEventTests
{
    private static string Bearer(string events) => $$"""
            void Add(IServiceCollection services, IKeys keys, Dictionary<string, string> known, Microsoft.Extensions.Hosting.IHostEnvironment e) => services.AddAuthentication().AddJwtBearer(o =>
            {
                o.Events = new JwtBearerEvents
                {
                    {{events}}
                };
            });
            private static readonly ClaimsPrincipal Somebody = new(new ClaimsIdentity(new[] { new Claim("name", "x") }, "x"));
        """;

    private const string Types = """
        public interface IKeys { Task<ClaimsPrincipal?> FindAsync(string key); bool Knows(string key); }
        """;

    [Theory]
    [InlineData("OnMessageReceived = c => { var jwt = new JsonWebToken(c.Request.Headers.Authorization.ToString().Substring(7)); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); c.Success(); // JWT1002\n return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { string? t = c.Request.Query[\"t\"]; if (t == null) return Task.CompletedTask; var jwt = new JwtSecurityTokenHandler().ReadJwtToken(t); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); c.Success(); // JWT1002\n return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (c.Request.Path.StartsWithSegments(\"/hub\")) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"hub\")); c.Success(); // JWT1002\n } return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { c.Principal = Somebody; c.Success(); // JWT1002\n return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"guest\")); c.Success(); // JWT1002\n return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { if (c.Exception is SecurityTokenExpiredException) { var jwt = new JsonWebToken(c.Request.Headers.Authorization.ToString().Substring(7)); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); c.Success(); // JWT1002\n } return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = async c => { await Task.Yield(); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"guest\")); c.Success(); // JWT1002\n }")]
    [InlineData("OnAuthenticationFailed = Failed } ; o.Events = new JwtBearerEvents {\n }; }); static Task Failed(AuthenticationFailedContext c) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"guest\")); c.Success(); // JWT1002\n return Task.CompletedTask; } void Other() => new List<int>().ForEach(_ => { object p = new {")]
    [InlineData("OnAuthenticationFailed = c => Accept(c) } ; o.Events = new JwtBearerEvents {\n }; }); static Task Accept(AuthenticationFailedContext c) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"guest\")); c.Success(); // JWT1002\n return Task.CompletedTask; } void Other() => new List<int>().ForEach(_ => { object p = new {")]
    public Task Fires(string events) => Findings.MatchCommentsInClass(Bearer(events), Types);

    [Theory]
    [InlineData("class Mine : JwtBearerEvents { public override Task AuthenticationFailed(AuthenticationFailedContext c) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"guest\")); c.Success(); // JWT1002\n return Task.CompletedTask; } }")]
    [InlineData("class Mine : JwtBearerEvents { public override Task MessageReceived(MessageReceivedContext c) { var jwt = new JsonWebToken(c.Request.Headers.Authorization.ToString().Substring(7)); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); c.Success(); // JWT1002\n return base.MessageReceived(c); } }")]
    [InlineData("void Run(JwtBearerOptions o) { o.Events ??= new JwtBearerEvents(); o.Events.OnMessageReceived = c => { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"x\")); c.Success(); // JWT1002\n return Task.CompletedTask; }; }")]
    public Task Fires_in_other_shapes(string members) => Findings.MatchCommentsInClass(members, Types);

    [Theory]
    // They refuse
    [InlineData("OnAuthenticationFailed = c => { c.NoResult(); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { c.Fail(\"no\"); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { c.Response.Headers[\"Token-Expired\"] = \"true\"; return Task.CompletedTask; }")]
    [InlineData("OnChallenge = c => { c.HandleResponse(); c.Response.StatusCode = 401; return Task.CompletedTask; }")]
    // They only find the token
    [InlineData("OnMessageReceived = c => { c.Token = c.Request.Cookies[\"jwt\"]; return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (c.Request.Path.StartsWithSegments(\"/hub\")) c.Token = c.Request.Query[\"access_token\"]; return Task.CompletedTask; }")]
    // After the validation
    [InlineData("OnTokenValidated = c => { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(c.Principal!.Claims, \"jwt\")); c.Success(); return Task.CompletedTask; }")]
    [InlineData("OnTokenValidated = c => { ((ClaimsIdentity)c.Principal!.Identity!).AddClaim(new Claim(\"a\", \"b\")); return Task.CompletedTask; }")]
    // Another validation, or another credential
    [InlineData("OnMessageReceived = c => { var p = new JwtSecurityTokenHandler().ValidateToken(c.Request.Query[\"t\"], o.TokenValidationParameters, out _); c.Principal = p; c.Success(); return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = async c => { var r = await new JsonWebTokenHandler().ValidateTokenAsync(c.Request.Query[\"t\"], o.TokenValidationParameters); if (r.IsValid) { c.Principal = new ClaimsPrincipal(r.ClaimsIdentity); c.Success(); } }")]
    [InlineData("OnMessageReceived = async c => { var p = await keys.FindAsync(c.Request.Headers[\"X-Api-Key\"]!); if (p == null) return; c.Principal = p; c.Success(); }")]
    [InlineData("OnMessageReceived = c => { if (keys.Knows(c.Request.Headers[\"X-Api-Key\"]!)) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"key\")); c.Success(); } return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (c.Request.Headers[\"X-Api-Key\"] == Environment.GetEnvironmentVariable(\"KEY\")) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"key\")); c.Success(); } return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (!known.TryGetValue(c.Request.Headers[\"X-Api-Key\"]!, out var name)) return Task.CompletedTask; c.Principal = new ClaimsPrincipal(new ClaimsIdentity(name)); c.Success(); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = async c => { if (await keys.FindAsync(c.Request.Headers[\"X-Api-Key\"]!) is { } p) { c.Principal = p; c.Success(); } }")]
    [InlineData("OnAuthenticationFailed = async c => { var other = await c.HttpContext.AuthenticateAsync(\"Other\"); if (other.Succeeded) { c.Principal = other.Principal; c.Success(); } }")]
    // Development code
    [InlineData("OnMessageReceived = c => { if (e.IsDevelopment()) { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"x\")); c.Success(); } return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { if (!e.IsDevelopment()) return Task.CompletedTask; c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"x\")); c.Success(); return Task.CompletedTask; }")]
    public Task Stays_silent(string events) => Findings.MatchCommentsInClass(Bearer(events), Types);
}
