using JwtAnalyzers.Analyzers.BrowserStorage;
using JwtAnalyzers.Analyzers.Cookies;
using JwtAnalyzers.Analyzers.IgnoredResults;
using JwtAnalyzers.Analyzers.IssuedTokens;
using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Analyzers.Logs;
using JwtAnalyzers.Analyzers.Safeguards;
using JwtAnalyzers.Analyzers.SensitiveClaims;
using JwtAnalyzers.Analyzers.SwallowedFailures;
using JwtAnalyzers.Analyzers.TrustedClaims;
using JwtAnalyzers.Analyzers.Urls;
using JwtAnalyzers.Analyzers.WeakAlgorithms;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>No code makes an analyzer of pattern rules throw.</summary>
public sealed class PatternRobustnessTests
{
    private const string Sample = """
        using System.Security.Claims; using System.Security.Cryptography; using System.Text; using Microsoft.AspNetCore.Http; using Microsoft.JSInterop;
        partial class Gate(TokenValidationParameters parameters, byte[] key)
        {
            private readonly JsonWebTokenHandler _handler = new(); private string _token = "";
            private JwtSecurityToken Jwt => new JwtSecurityTokenHandler().ReadJwtToken(_token);
            public async Task<bool> Accepts(HttpContext context, string token)
            {
                var result = await _handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false);
                (string a, (string b, _)) = (token, ("x", 1)); _token = context.Request.Headers["t"]!;
                foreach (var claim in Jwt.Claims) { if (claim is { Type: "sub", Value: var v } && v == a) return true; }
                switch (token) { case { Length: > 3 } t when t == b: return Local(t); default: break; }
                bool Local(string t) { try { new JwtSecurityTokenHandler().ValidateToken(t, parameters, out var x); return true; } catch (Exception e) when (e is SecurityTokenException) { return true; } finally { _token = ""; } }
                var parts = token.Split('.'); Func<string, bool> f = p => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]))) == p;
                context.User = new ClaimsPrincipal(new ClaimsIdentity(new JsonWebToken(context?.Request?.Cookies["c"]).Claims, "jwt"));
                return f(parts[2]) || (result?.ClaimsIdentity)!.Claims.Any(c => c.Type switch { "role" => true, _ => false });
            }
            public string? UserOf(HttpContext context) => _token.Length > 1 ? new JsonWebToken(context.Request.Headers["x"]).Subject : null;
            async Task DropAsync(string token) { await _handler.ValidateTokenAsync(token, parameters); }
            async Task HandleAsync(HttpContext context, Microsoft.JSInterop.IJSRuntime js, JwtSecurityToken jwt)
            {
                var text = new JwtSecurityTokenHandler().WriteToken(jwt); Console.WriteLine("token " + text[1..] + (text ?? context.Request.Headers["Authorization"]));
                var options = new CookieOptions { HttpOnly = true }; options.Secure = false; context.Response.Cookies.Append("jwt", text, options); context.Response.Cookies.Append("token", text);
                await js.InvokeVoidAsync("localStorage.setItem", new object?[] { "token", text });
                Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;
                var bearer = new JwtBearerOptions { Authority = _token, RequireHttpsMetadata = false, BackchannelHttpHandler = new System.Net.Http.HttpClientHandler { ServerCertificateCustomValidationCallback = (a, b, c, d) => { return true; } } };
            }
            private const string Secret = "my-secret" + "-key-of-32-or-more-characters"; private static readonly RSA Pair = RSA.Create(1024);
            SecurityKey Key(IConfiguration c, Random r) { var b = new byte[64]; r.NextBytes(b); b[0] = (byte)r.Next(9); var pair = new RsaSecurityKey(Pair.ExportParameters(true)); return c["k"] switch { "a" => new SymmetricSecurityKey(b), "b" => new SymmetricSecurityKey(Encoding.UTF8.GetBytes($"{Guid.NewGuid():N}" + DateTime.UtcNow.Ticks)), "c" => new JsonWebKey { K = "AQAB" }, "d" => new SymmetricSecurityKey([1, 2, .. b]), _ => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c["x"] ?? Secret)) }; }
            string Issue(SigningCredentials credentials, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string password, object? model)
            {
                var claims = new List<Claim> { new("sub", _token), new Claim("pwd", password ?? $"{model}") }; claims.AddRange(Roles(password!)); claims.Add(new(type: "ssn", value: (model as string)!));
                var descriptor = new SecurityTokenDescriptor { Subject = new ClaimsIdentity(claims), Claims = new Dictionary<string, object> { { "card_number", model! }, { "iban", password! } }, SigningCredentials = credentials };
                descriptor.Claims["secret"] = System.Text.Json.JsonSerializer.Serialize(new { password, Inner = new { model } }); var weak = new X509EncryptingCredentials(certificate, SecurityAlgorithms.RsaPKCS1, "A128CBC-HS256");
                return _handler.CreateToken(descriptor) + new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload { ["cvv"] = password?.Trim() ?? (model is string { Length: > 2 } s ? s : "") }));
            }
            IEnumerable<Claim> Roles(string password) { foreach (var part in password.Split(' ')) yield return new Claim("password", part switch { "a" => password, var other => other }); }
            string IssueLong(SigningCredentials c, IEnumerable<Claim> claims, TimeSpan? life)
            {
                var made = new List<Claim>(claims) { new("a", "b") }; made.AddRange(claims.Select(x => new Claim(x.Type, "1")));
                var d = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddDays(_token.Length > 1 ? 30 : 1) + (life ?? TimeSpan.Zero), Claims = new Dictionary<string, object> { ["sub"] = 1 } }; d.Audiences.Add("x");
                new JwtSecurityTokenHandler { SetDefaultTimesOnTokenCreation = false, TokenLifetimeInMinutes = 600 }.CreateToken(d);
                return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(new JwtHeader(c), new JwtPayload(made) { { "a", "b" } })) + _handler.CreateToken("{\"a\":1}", c);
            }
            void Link(HttpContext context, JwtSecurityToken jwt) => context.Response.Redirect($"/x?{(jwt is null ? "y" : new JwtSecurityTokenHandler().WriteToken(jwt))}");
            void Options(JwtBearerOptions o) => o.Events = new JwtBearerEvents { OnMessageReceived = c => { c.Principal = new ClaimsPrincipal(new ClaimsIdentity("x")); c.Success(); return Task.CompletedTask; } };
        }
        """;

    private static readonly Func<DiagnosticAnalyzer>[] Analyzers =
    [
        () => new TokenReadAnalyzer(), () => new ValidationResultAnalyzer(), () => new SwallowedFailureAnalyzer(), () => new AuthenticationEventAnalyzer(), () => new HandmadeTokenAnalyzer(),
        () => new SafeguardAnalyzer(), () => new BackChannelAnalyzer(), () => new BrowserStorageAnalyzer(), () => new TokenLogAnalyzer(), () => new TokenCookieAnalyzer(), () => new KeyAnalyzer(), () => new SensitiveClaimAnalyzer(),
        () => new WeakAlgorithmAnalyzer(), () => new IssuedTokenAnalyzer(), () => new TokenUrlAnalyzer(),
    ];

    [Fact]
    public async Task Each_finds_something_in_the_sample()
    {
        Findings.AssertCompiles(Findings.Compile(Sample));
        foreach (var analyzer in Analyzers)
            Assert.NotEmpty(await Findings.Of(Findings.Compile(Sample), analyzer()));
    }

    [Fact]
    public async Task Broken_code_does_not_throw()
    {
        foreach (var text in BrokenCode.Of(Sample, oneOf: 50))
            await AnalyzeAsync(text);
    }

    [Fact]
    public Task A_sum_of_thousands_of_terms_does_not_overflow_the_stack()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("token", 4_000));
        var condition = string.Join(" && ", Enumerable.Repeat("token != null", 2_000));
        return AnalyzeAsync(Sample.Replace("return f(parts[2])", $"if ({condition}) return true; return f({sum}) || new JsonWebToken({sum}).Subject == \"x\" || f(parts[2])", StringComparison.Ordinal));
    }

    private static Task AnalyzeAsync(string source) => Findings.Of(Findings.Compile(source)); // an exception fails it
}
