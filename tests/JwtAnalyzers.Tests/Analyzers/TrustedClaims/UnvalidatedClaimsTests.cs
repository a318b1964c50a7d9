using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>JWT1004: the claims of a token that was only read reach a decision. The snippets stand in a server's project.</summary>
[Trait("rule", "JWT1004")]
public sealed class UnvalidatedClaimsTests
{
    [Theory]
    // An identity
    [InlineData("public ClaimsPrincipal Run(string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n return new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    [InlineData("public ClaimsPrincipal Run(string t) { var jwt = _handler.ReadJsonWebToken(t); // JWT1004\n return new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    [InlineData("public ClaimsIdentity Run(string t) => new ClaimsIdentity(new JsonWebToken(t).Claims, \"jwt\"); // JWT1004")]
    [InlineData("public ClaimsIdentity Run(string t) => new ClaimsIdentity(new JwtSecurityToken(t).Claims, \"jwt\"); // JWT1004")]
    [InlineData("public ClaimsIdentity Run(string t) => new ClaimsIdentity(((JwtSecurityToken)_legacy.ReadToken(t)).Claims, \"jwt\"); // JWT1004")]
    [InlineData("public ClaimsIdentity? Run(string t) { if (_handler.ReadToken(t) is JsonWebToken jwt) // JWT1004\n return new ClaimsIdentity(jwt.Claims, \"jwt\"); return null; }")]
    [InlineData("public ClaimsIdentity Run(string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n var claims = new List<Claim> { new(\"name\", jwt.Subject) }; return new ClaimsIdentity(claims, \"jwt\"); }")]
    [InlineData("public void Run(ClaimsIdentity identity, string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n identity.AddClaims(jwt.Claims); }")]
    [InlineData("public void Run(ClaimsIdentity identity, string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n foreach (var claim in jwt.Claims) { identity.AddClaim(claim); } }")]
    [InlineData("public void Run(HttpContext c) { var t = c.Request.Headers[\"Authorization\"].ToString().Substring(7); var jwt = _legacy.ReadJwtToken(t); // JWT1004\n c.User = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    [InlineData("public void Run(HttpContext c) { var t = c.Request.Headers.Authorization.FirstOrDefault()?.Split(' ').Last(); var jwt = _legacy.ReadJwtToken(t); // JWT1004\n c.User = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    [InlineData("public void Run(HttpContext c) { if (!c.Request.Cookies.TryGetValue(\"auth\", out var t)) return; var jwt = _legacy.ReadJwtToken(t); // JWT1004\n c.User = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    [InlineData("private void Run(IHttpContextAccessor a, HttpContext c) { var t = a.HttpContext?.Request.Cookies[\"auth\"]; var jwt = _legacy.ReadJwtToken(t); // JWT1004\n c.User = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); }")]
    // A returned user or id
    [InlineData("public string Run(string t) => _legacy.ReadJwtToken(t).Subject; // JWT1004")]
    [InlineData("public string? Run(string t) { try { var claims = _legacy.ReadJwtToken(t).Claims; // JWT1004\n return claims.FirstOrDefault(c => c.Type == \"email\")?.Value; } catch { return null; } }")]
    [InlineData("public Guid Run(string t) => Guid.Parse(_handler.ReadJsonWebToken(t).GetClaim(\"sub\").Value); // JWT1004")]
    [InlineData("public Task<string> Run(string t) => Task.FromResult(_legacy.ReadJwtToken(t).Payload[\"user_id\"].ToString()!); // JWT1004")]
    [InlineData("public Person Run(string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n return new Person { Name = jwt.Subject }; }")]
    [InlineData("public bool Run(string t) => _legacy.ReadJwtToken(t).Claims.Any(c => c.Type == \"role\" && c.Value == \"admin\"); // JWT1004")]
    [InlineData("public bool Run(string t, string id) { var jwt = new JsonWebToken(t); // JWT1004\n return jwt.Subject == id; }")]
    // An if that grants
    [InlineData("public IActionResult Run(string t) { var jwt = new JsonWebToken(t); // JWT1004\n if (jwt.GetPayloadValue<string>(\"role\") != \"admin\") return new C().Unauthorized(); return new OkResult(); } class C : ControllerBase { }")]
    [InlineData("public bool Run(string t) { var jwt = new JsonWebToken(t); // JWT1004\n if (jwt.Claims.Any(c => c.Type == \"role\" && c.Value == \"admin\")) { return true; } return false; }")]
    // A query for the user
    [InlineData("public async Task Run(HttpContext c, IUsers users) { var jwt = _legacy.ReadJwtToken(c.Request.Query[\"t\"]); // JWT1004\n await users.FindByIdAsync(jwt.Subject); }")]
    [InlineData("public void Run(HttpContext c, List<Person> users) { var jwt = _legacy.ReadJwtToken(c.Request.Query[\"t\"]); // JWT1004\n var id = jwt.Claims.First(x => x.Type == \"id\").Value; var user = users.FirstOrDefault(u => u.Name == id); _logger.LogInformation(user!.Name); }")]
    [InlineData("public void Run(HttpContext c) { var jwt = _legacy.ReadJwtToken(c.Request.Headers[\"token\"]); // JWT1004\n c.Items[\"UserId\"] = jwt.Subject; }")]
    [InlineData("void Map(WebApplication app, List<Person> users) => app.MapGet(\"/me\", (HttpRequest r) => { var jwt = new JsonWebToken(r.Headers.Authorization.ToString().Substring(7)); // JWT1004\n return users.First(u => u.Name == jwt.Subject); });")]
    [InlineData("void Map(WebApplication app, List<Person> users) => app.MapPost(\"/me\", (string token) => { var jwt = new JsonWebToken(token); // JWT1004\n return users.First(u => u.Name == jwt.Subject); });")]
    // Through other members
    [InlineData("public ClaimsIdentity Run(string t) => Make(Read(t)); private JwtSecurityToken Read(string t) => _legacy.ReadJwtToken(t); // JWT1004\n private static ClaimsIdentity Make(JwtSecurityToken jwt) => new(jwt.Claims, \"jwt\");")]
    [InlineData("public ClaimsIdentity Run(string t) { var jwt = _legacy.ReadJwtToken(t); // JWT1004\n return Make(jwt); } private static ClaimsIdentity Make(JwtSecurityToken jwt) => new(jwt.Claims, \"jwt\");")]
    [InlineData("private string _token = \"\"; public Subject(string token) => _token = token; public void Run(HttpContext c) { _token = c.Request.Headers[\"t\"]!; c.User = new ClaimsPrincipal(new ClaimsIdentity(Jwt.Claims, \"jwt\")); } private JwtSecurityToken Jwt => _legacy.ReadJwtToken(_token); // JWT1004")]
    // The unvalidated token decides whether it is validated
    [InlineData("public static bool Run(string t, TokenValidationParameters p) { var h = new JwtSecurityTokenHandler(); bool ok = true; try { var jwt = h.ReadJwtToken(t); // JWT1004\n if (jwt.Header.Alg == \"HS256\" && jwt.Header.Typ == \"JWT\") { h.ValidateToken(t, p, out _); } } catch (Exception e) { Console.WriteLine(e); ok = false; } return ok; }")]
    // The form for the check
    [InlineData("public bool IsValid(string t) => _legacy.CanReadToken(t); // JWT1004")]
    [InlineData("public bool IsTokenValid(string t) { if (string.IsNullOrEmpty(t)) return false; if (_handler.CanReadToken(t)) // JWT1004\n return true; return false; }")]
    [InlineData("public bool Verify(string t) => t.Length > 0 && _handler.CanValidateToken; // JWT1004")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members, Types);

    [Theory]
    // Validated before or after
    [InlineData("public ClaimsIdentity Run(string t) { _legacy.ValidateToken(t, _parameters, out _); return new ClaimsIdentity(_legacy.ReadJwtToken(t).Claims, \"jwt\"); }")]
    [InlineData("public async Task<ClaimsIdentity?> Run(string t) { var jwt = new JsonWebToken(t); var result = await _handler.ValidateTokenAsync(t, _parameters); return result.IsValid ? new ClaimsIdentity(jwt.Claims, \"jwt\") : null; }")]
    [InlineData("public string? Run(string t) { if (!Check(t)) return null; return new JsonWebToken(t).Subject; } bool Check(string t) { _legacy.ValidateToken(t, _parameters, out _); return true; }")]
    [InlineData("public async Task<string?> Run(IGate gate, string t) { await gate.VerifyAsync(t); return new JsonWebToken(t).Subject; }")]
    [InlineData("public ClaimsPrincipal Run(string t) => _legacy.ValidateToken(t, _parameters, out var token) is var p && token is JwtSecurityToken jwt ? new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"x\")) : p;")]
    [InlineData("public string Outer(string t) { _legacy.ValidateToken(t, _parameters, out _); return Run(t); } public string Run(string t) => new JsonWebToken(t).Subject;")]
    [InlineData("public ClaimsPrincipal? Run(string t) { var jwt = _legacy.ReadToken(t) as JwtSecurityToken; if (jwt == null) return null; return _legacy.ValidateToken(t, _parameters, out _); }")]
    [InlineData("public async Task<bool> Run(HttpContext c, string t) { var result = await c.AuthenticateAsync(); return result.Succeeded && new JsonWebToken(t).Subject == c.User.Identity!.Name; }")]
    // Not validated: refused
    [InlineData("public static bool Run(string t, TokenValidationParameters p) { var h = new JwtSecurityTokenHandler(); bool ok = false; var jwt = h.ReadJwtToken(t); if (jwt.Header.Alg == \"HS256\") { h.ValidateToken(t, p, out _); ok = true; } return ok; }")]
    [InlineData("public static bool Run(string t, TokenValidationParameters p) { var h = new JwtSecurityTokenHandler(); var jwt = h.ReadJwtToken(t); if (jwt.Header.Alg != \"RS256\") return false; h.ValidateToken(t, p, out _); return true; }")]
    // Behind the authentication, which has validated that very token
    [InlineData("[Authorize] public class Api : ControllerBase { [HttpGet] public string Get() { var t = Request.Headers.Authorization.ToString().Replace(\"Bearer \", \"\"); return new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; } }")]
    [InlineData("public class Api : ControllerBase { [Authorize(Roles = \"a\")] public string Get([FromHeader] string authorization) => new JwtSecurityTokenHandler().ReadJwtToken(authorization[7..]).Subject; }")]
    [InlineData("public class Api : ControllerBase { [Authorize] public string Get(Service s) => s.UserOf(Request.Headers.Authorization!); } public class Service { public string UserOf(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; }")]
    [InlineData("void Map(WebApplication app, List<Person> users) => app.MapGet(\"/me\", (HttpRequest r) => { var jwt = new JsonWebToken(r.Headers.Authorization.ToString().Substring(7)); return users.First(u => u.Name == jwt.Subject); }).RequireAuthorization();")]
    [InlineData("void Map(WebApplication app, List<Person> users) { var api = app.MapGroup(\"/api\").RequireAuthorization(); api.MapGet(\"/me\", (HttpRequest r) => { var jwt = new JsonWebToken(r.Headers.Authorization.ToString().Substring(7)); return users.First(u => u.Name == jwt.Subject); }); }")]
    [InlineData("public string? Run(HttpContext c) { if (c.User.Identity?.IsAuthenticated != true) return null; return _legacy.ReadJwtToken(c.Request.Headers.Authorization.ToString().Substring(7)).Subject; }")]
    // Made or obtained by this code
    [InlineData("public string Run(SecurityTokenDescriptor d) { var t = _handler.CreateToken(d); return new JsonWebToken(t).Subject; }")]
    [InlineData("public ClaimsIdentity Run(SecurityTokenDescriptor d) { var t = _legacy.WriteToken(_legacy.CreateToken(d)); return new ClaimsIdentity(_legacy.ReadJwtToken(t).Claims, \"jwt\"); }")]
    [InlineData("public async Task<ClaimsIdentity> Run(HttpClient http) { var t = await http.GetStringAsync(\"https://issuer.test/token\"); return new ClaimsIdentity(_legacy.ReadJwtToken(t).Claims, \"jwt\"); }")]
    [InlineData("public async Task<ClaimsIdentity> Run(HttpContext c) { var t = await c.GetTokenAsync(\"access_token\"); return new ClaimsIdentity(_legacy.ReadJwtToken(t).Claims, \"jwt\"); }")]
    [InlineData("public ClaimsIdentity Run(TokenResponse r) => new ClaimsIdentity(_legacy.ReadJwtToken(r.Token).Claims, \"jwt\");")]
    [InlineData("public async Task<ClaimsIdentity> Run(HttpClient http) { var r = await http.GetFromJsonAsync<TokenResponse>(\"/t\"); return Make(r!.Token); } private ClaimsIdentity Make(string t) => new(_legacy.ReadJwtToken(t).Claims, \"jwt\");")]
    [InlineData("private readonly string _cached = File(); static string File() => System.IO.File.ReadAllText(\"t\"); public string Run() => new JsonWebToken(_cached).Subject;")]
    // Only what may be read before
    [InlineData("public DateTime Run(string t) => _legacy.ReadJwtToken(t).ValidTo;")]
    [InlineData("public bool IsExpired(string t) => _legacy.ReadJwtToken(t).ValidTo < DateTime.UtcNow;")]
    [InlineData("public string IssuerOf(string t) => new JsonWebToken(t).Issuer;")]
    [InlineData("public string KeyOf(string t) => new JsonWebToken(t).Kid;")]
    [InlineData("public string? Tenant(string t) => _legacy.ReadJwtToken(t).Claims.FirstOrDefault(c => c.Type == \"tid\")?.Value;")]
    [InlineData("public long? Exp(string t) => _legacy.ReadJwtToken(t).Payload.Exp is { } e ? e : null;")]
    [InlineData("public string? Exp(string t) => _legacy.ReadJwtToken(t).Claims.FirstOrDefault(c => c.Type == System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Exp)?.Value;")]
    [InlineData("public void Run(string t) { var jwt = new JsonWebToken(t); _logger.LogInformation(\"token of {Subject}\", jwt.Subject); }")]
    [InlineData("public bool Run(string t) { var jwt = new JsonWebToken(t); if (string.IsNullOrEmpty(jwt.Subject)) return false; return Ask(t); } static bool Ask(string t) => t.Length > 9;")]
    // Parsers
    [InlineData("public JwtSecurityToken Read(string t) => _legacy.ReadJwtToken(t);")]
    [InlineData("public IEnumerable<Claim> Read(string t) => _legacy.ReadJwtToken(t).Claims;")]
    [InlineData("public DecodedToken Read(string t) { var jwt = _legacy.ReadJwtToken(t); return new DecodedToken { Subject = jwt.Subject }; }")]
    [InlineData("public string? Read(string t, string type) => _legacy.ReadJwtToken(t).Claims.FirstOrDefault(c => c.Type == type)?.Value;")]
    [InlineData("public bool LooksLikeToken(string t) => _legacy.CanReadToken(t);")]
    [InlineData("public bool IsValid(string t) { if (!_legacy.CanReadToken(t)) return false; return Ask(t); } static bool Ask(string t) => new object() is IGate g && g.Check(t);")]
    [InlineData("public bool IsValid(string t) { if (!_legacy.CanReadToken(t)) return false; _legacy.ValidateToken(t, _parameters, out _); return true; }")]
    // Selectors and resolvers
    [InlineData("void Run(IServiceCollection s) => s.AddAuthentication().AddPolicyScheme(\"x\", null, o => o.ForwardDefaultSelector = c => { var t = c.Request.Headers.Authorization.ToString(); if (_legacy.CanReadToken(t) && _legacy.ReadJwtToken(t).Issuer == \"https://a\") return \"A\"; return \"B\"; });")]
    [InlineData("void Run(IServiceCollection s) => s.AddAuthentication().AddPolicyScheme(\"x\", null, o => o.ForwardDefaultSelector = c => { var jwt = _legacy.ReadJwtToken(c.Request.Headers.Authorization.ToString()); if (jwt.Claims.Any(x => x.Type == \"idp\")) return \"A\"; return \"B\"; });")]
    // The client's own token
    [InlineData("public class Auth : Components.AuthenticationStateProvider { public ClaimsIdentity Run(string t) => new(new JwtSecurityTokenHandler().ReadJwtToken(t).Claims, \"jwt\"); }")]
    [InlineData("public class Renewing : DelegatingHandler { public string Run(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; }")]
    // A refresh token decides
    [InlineData("public string? Run(Dictionary<string, string> sessions, string t, string refreshToken) { var jwt = new JsonWebToken(t); return sessions.TryGetValue(refreshToken, out var user) && user == jwt.Subject ? jwt.Subject : null; }")]
    // A token that is made, by the constructor of the same name
    [InlineData("public string Run(SigningCredentials c, string user) { var jwt = new JwtSecurityToken(\"i\", \"a\", new[] { new Claim(\"sub\", user) }, null, null, c); return jwt.Subject; }")]
    // Development code
    [InlineData("public string? Run(Microsoft.Extensions.Hosting.IHostEnvironment e, string t) { if (e.IsDevelopment()) return new JsonWebToken(t).Subject; return null; }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members, Types);

    /// <summary>The same code is a hole in a server and harmless in a client: without ASP.NET Core nothing says that requests come in.</summary>
    [Fact]
    public async Task Is_silent_where_the_project_is_no_server()
    {
        const string Source = "using System.IdentityModel.Tokens.Jwt; public class Tokens { public string Run(string t) => new JwtSecurityTokenHandler().ReadJwtToken(t).Subject; }";
        var server = Findings.Compile(Source);
        var client = server.WithReferences(server.References.Where(reference => !Path.GetFileName(reference.Display!).StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)))
            .RemoveSyntaxTrees(server.SyntaxTrees.Last());

        Assert.Equal("JWT1004", Assert.Single(await Findings.Of(server)).Id);
        Assert.Empty(client.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        Assert.Empty(await Findings.Of(client));
    }

    private const string Types = """
        public class Person { public string Name { get; set; } = ""; }
        public class DecodedToken { public string Subject { get; set; } = ""; }
        public class TokenResponse { public string Token { get; set; } = ""; }
        public interface IUsers { Task<Person> FindByIdAsync(string id); }
        public interface IGate { Task VerifyAsync(string token); bool Check(string token); }
        namespace Components { public class AuthenticationStateProvider { } }
        """;
}
