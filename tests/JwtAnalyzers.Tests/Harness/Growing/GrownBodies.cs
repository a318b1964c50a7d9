using static JwtAnalyzers.Tests.Harness.Growing.GrowingProgram;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>Methods with many settings, tokens, guards or claims, and settings that many methods share.</summary>
internal static class GrownBodies
{
    private const string Fields = """
        private readonly JsonWebTokenHandler _handler = new(); private readonly JwtSecurityTokenHandler _legacy = new(); private readonly TokenValidationParameters _parameters = new() { ValidIssuer = "i", ValidAudience = "a" };

        """;

    public static IReadOnlyList<GrowingProgram> Shapes { get; } =
    [
        // One method, many of the same.
        Body("validations in a sequence of try and catch", 4, "try { _legacy.ValidateToken(text, _parameters, out _); } catch (SecurityTokenException) { logger.LogInformation(\"#\"); }"),
        Body("validations in a sequence of try and catch that return", 4, "try { _legacy.ValidateToken(text, _parameters, out _); return true; } catch (SecurityTokenExpiredException) { } catch (SecurityTokenException) { b = false; }"),
        Body("validations in try and catch in each other", 1, size => Nested(Math.Min(size, 80), "try {", "_legacy.ValidateToken(text, _parameters, out _);", "} catch (SecurityTokenException) { b = false; }")),
        Body("validations in a catch in a catch", 1, size => Nested(Math.Min(size, 80), "try { _legacy.ValidateToken(text, _parameters, out _); } catch (SecurityTokenException) {", "b = false;", "}")),
        Body("results in sequence", 4, "var r# = _handler.ValidateTokenAsync(text, _parameters).Result; if (r#.IsValid) logger.LogInformation(\"#\");"),
        Body("settings in sequence", 4, "var p# = new TokenValidationParameters { ValidateLifetime = false, ValidAudience = \"#\" };"),
        Body("settings in sequence and used", 4, "var p# = new TokenValidationParameters { ValidIssuer = \"#\" }; p#.ValidateAudience = b; _legacy.ValidateToken(text, p#, out _);"),
        Body("the same settings made anew", 4, "p = new TokenValidationParameters { ValidIssuer = \"#\" }; if (plan == \"#\") p.ValidateAudience = false; _legacy.ValidateToken(text, p, out _);", "var p = new TokenValidationParameters();"),
        Body("settings set under ifs", 4, "if (plan == \"#\") p.ClockSkew = TimeSpan.FromSeconds(#);", "var p = new TokenValidationParameters();"),
        Body("settings set under ifs of different kinds", 1, index => (index % 6) switch
        {
            0 => "if (plan == \"#\") p.ValidateAudience = false;",
            1 => "if (plan == \"#\") p.ValidateIssuer = false; else p.ValidIssuer = \"#\";",
            2 => "if (plan == \"#\") p.ValidateLifetime = b;",
            3 => "if (plan == \"#\") p.LifetimeValidator = (_, expires, _, _) => expires > DateTime.UtcNow;",
            4 => "if (plan == \"#\") p.RequireSignedTokens = false; else return b;",
            _ => "if (plan == \"#\") p.ClockSkew = TimeSpan.FromDays(#);",
        }, "var p = new TokenValidationParameters();"),
        Body("settings cloned from the one before", 1, "var p#+ = p#.Clone(); p#+.ValidateAudience = false;", "var p0 = new TokenValidationParameters();"),
        Body("settings that are one of two others", 1, "var p#+ = b ? p# : p#.Clone(); p#+.ValidIssuer = \"#\";", "var p0 = new TokenValidationParameters(); var p1 = new TokenValidationParameters();".Replace(" var p1 = new TokenValidationParameters();", "", StringComparison.Ordinal)),
        Body("settings made in a switch", 4, "case \"#\": p.ValidateLifetime = false; p.ValidAudience = \"#\"; break;", "var p = new TokenValidationParameters(); switch (plan) {", "}"),
        Body("settings made in loops in loops", 1, size => Nested(Math.Min(size, 60), "foreach (var p# in plans) { var q# = new TokenValidationParameters(); q#.ValidateAudience = b;", "b = !b;", "_legacy.ValidateToken(text, q#, out _); }")),
        Body("schemes in sequence", 4, "services.AddAuthentication().AddJwtBearer(\"s#\", options => { options.TokenValidationParameters.ValidateAudience = false; options.Audience = \"#\"; });"),
        Body("schemes in one chain", 1, size => $"services.AddAuthentication()\n{Lines(size, ".AddJwtBearer(\"s#\", options => options.TokenValidationParameters.ValidateIssuer = false)")};"),
        Body("schemes that set up all schemes after them", 4, "services.PostConfigure<JwtBearerOptions>(\"s#\", options => options.TokenValidationParameters.ValidIssuer = \"#\");", "services.AddAuthentication().AddJwtBearer(\"s0\", options => options.TokenValidationParameters.ValidateIssuer = false);"),
        Body("schemes with events in sequence", 1, "services.AddAuthentication().AddJwtBearer(\"s#\", options => options.Events = new JwtBearerEvents { OnTokenValidated = c => { if (c.Principal!.FindFirst(\"a\")?.Value != \"#\") c.Fail(\"#\"); return Task.CompletedTask; } });"),
        Body("an event of many checks", 4, size => $"services.AddAuthentication().AddJwtBearer(options => options.Events = new JwtBearerEvents {{ OnTokenValidated = c => {{\n{Lines(size, "if (c.Principal!.FindFirst(\"c#\")?.Value == \"#\") { c.Fail(\"#\"); }")}return Task.CompletedTask; }} }});"),
        Body("tokens read in sequence", 4, "var j# = _legacy.ReadJwtToken(text); if (j#.Subject == \"admin#\") b = true;"),
        Body("claims of one token compared", 4, "if (j.Claims.First(c => c.Type == \"c#\").Value == plan) b = true;", "var j = _legacy.ReadJwtToken(text);"),
        Body("claims compared, each under the one before", 1, size => $"var j = _legacy.ReadJwtToken(text);\n{Nested(Math.Min(size, 80), "if (j.Claims.First(c => c.Type == \"c#\").Value == plan) {", "_legacy.ValidateToken(text, _parameters, out _);", "}")}"),
        Body("tokens issued in sequence", 4, "logger.LogDebug(_handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"#\", Expires = DateTime.UtcNow.AddDays(#), SigningCredentials = credentials }));"),
        Body("tokens issued in sequence and logged", 4, "var t# = _legacy.WriteToken(new JwtSecurityToken(\"i\")); logger.LogInformation(\"token {T}\", t#); context.Response.Cookies.Append(\"jwt\", t#);"),
        Body("a payload of many claims", 4, "claims[\"c#\"] = text;", "var claims = new Dictionary<string, object>();", "logger.LogDebug(_handler.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials }));"),
        Body("a payload of many claims under ifs", 1, "if (plan == \"#\") claims.Add(new Claim(\"c#\", text)); else claims.Add(new Claim(\"password\", text));", "var claims = new List<Claim>();", "logger.LogDebug(_legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, null, credentials)));"),
        Body("claims that add each other", 1, "var c#+ = new List<Claim>(c#); c#+.AddRange(c#); c#+.AddRange(c#);", "var c0 = new List<Claim> { new(\"sub\", text) };", size => $"logger.LogDebug(_legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", c{size}, null, DateTime.UtcNow, credentials)));"),
        Body("claims joined to each other", 1, "var c#+ = c#.Concat(c#).Append(new Claim(\"c#\", text)).ToArray();", "Claim[] c0 = [new(\"sub\", text)];", size => $"logger.LogDebug(_legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", c{size}, null, DateTime.UtcNow, credentials)));"),
        Body("claims spread into each other", 1, "Claim[] c#+ = [.. c#, .. c#];", "Claim[] c0 = [new(\"sub\", text)];", size => $"logger.LogDebug(_legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", c{size}, null, DateTime.UtcNow, credentials)));"),
        Body("keys in sequence", 4, "services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4-#\")));"),
        Body("keys of configuration in sequence", 4, "services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:K#\"] ?? \"secret#\")));"),
        Body("many keys of one setting", 4, size => $"services.AddSingleton(new TokenValidationParameters {{ IssuerSigningKeys = [{Lines(size, "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:K#\"]!)),")}] }});"),
        Body("parts of tokens split by hand", 4, "var s# = text.Split('.'); if (s#[2] == Convert.ToBase64String(Encoding.UTF8.GetBytes(s#[1]))) b = true;"),
        Body("cookies in sequence", 4, "context.Response.Cookies.Append(\"jwt\", text, new CookieOptions { Secure = b, HttpOnly = plan == \"#\" });"),
        Body("one set of cookie options under ifs", 4, "if (plan == \"#\") options.Expires = DateTimeOffset.UtcNow.AddDays(#);", "var options = new CookieOptions();", "context.Response.Cookies.Append(\"jwt\", text, options);"),

        // Guards of the environment.
        Body("one guard of many conditions", 4, size => $"var p = new TokenValidationParameters(); if (environment.IsDevelopment() {Lines(size, "&& plan != \"#\"")}) p.ValidateLifetime = false;"),
        Body("one guard of many environments", 4, size => $"var p = new TokenValidationParameters(); if (environment.IsDevelopment() {Lines(size, "|| environment.IsEnvironment(\"E#\")")}) p.ValidateLifetime = false;"),
        Body("a guard that mixes and with or", 1, size => $"var p = new TokenValidationParameters(); if (environment.IsDevelopment() {Lines(size, index => index % 2 == 0 ? "&& (plan != \"#\"" : "|| !environment.IsProduction())")}{(size % 2 == 1 ? ")" : "")}) p.ValidateLifetime = false;"),
        Body("guards in a chain of else", 4, "if (environment.IsEnvironment(\"E#\")) p.ValidateLifetime = false; else", "var p = new TokenValidationParameters();", "p.ValidIssuer = \"i\";"),
        Body("guards in sequence that return", 4, "if (environment.IsEnvironment(\"E#\")) { p.ValidIssuer = \"#\"; return p; }", "var p = new TokenValidationParameters();", "p.ValidateLifetime = false;"),
        Body("guards in each other", 1, size => $"var p = new TokenValidationParameters();\n{Nested(Math.Min(size, 80), "if (!environment.IsEnvironment(\"E#\")) {", "p.ValidateLifetime = false;", "}")}"),
        Body("guards held by locals", 1, "var g#+ = g# && (environment.IsEnvironment(\"E#\") || g#);", "var g0 = environment.IsDevelopment();", size => $"var p = new TokenValidationParameters(); if (g{size}) p.ValidateLifetime = false;"),
        Body("guards held by properties", 1, size => $"var p = new TokenValidationParameters {{ ValidateLifetime = !G0 }};", size => $"{Lines(size, "private bool G# => G#+ && (b0 || G#+);")}private bool G{size} => environment.IsDevelopment(); private readonly bool b0 = false;"),

        // Callbacks.
        Body("a validator of many conditions", 4, size => $"var p = new TokenValidationParameters {{ LifetimeValidator = (before, expires, token, _) => expires > DateTime.UtcNow {Lines(size, "&& token.Id != \"#\"")} }};"),
        Body("a validator of many returns", 4, size => $"var p = new TokenValidationParameters {{ AudienceValidator = (audiences, token, _) => {{\n{Lines(size, "if (audiences.Contains(\"a#\")) return true;")}return true; }} }};"),
        Body("a validator of ifs in ifs", 1, size => $"var p = new TokenValidationParameters {{ AudienceValidator = (audiences, token, _) => {{\n{Nested(Math.Min(size, 80), "if (audiences.Contains(\"a#\")) {", "return true;", "}")}return true; }} }};"),
        Body("a validator that calls methods that call the next twice", 1, _ => "var p = new TokenValidationParameters { IssuerValidator = (issuer, token, _) => M0(issuer) };", size => $"{Lines(size, "private string M#(string x) => flag ? M#+(x) : M#+(x);")}private string M{size}(string x) => x;"),
        Body("a key resolver that calls methods that call the next twice", 1, _ => "var p = new TokenValidationParameters { IssuerSigningKeyResolver = (_, token, kid, _) => M0(token.Id, kid) };", size => $"{Lines(size, "private SecurityKey[] M#(string x, string kid) => flag ? M#+(x, kid) : M#+(kid, x);")}private SecurityKey[] M{size}(string x, string kid) => [new SymmetricSecurityKey(Encoding.UTF8.GetBytes(kid))];"),
        Body("validators in sequence that share a method", 4, "services.AddSingleton(new TokenValidationParameters { LifetimeValidator = Shared, ValidIssuer = \"#\" });", "", _ => "", _ => "private static bool Shared(DateTime? before, DateTime? expires, SecurityToken token, TokenValidationParameters p) => expires > DateTime.UtcNow;"),
        Body("lambdas in lambdas around settings", 1, size => Nested(size, "Action a# = () => {", "var p = new TokenValidationParameters { ValidateLifetime = false }; _legacy.ValidateToken(text, p, out _);", "}; a#();")),
        Body("lambdas in lambdas that each make settings", 1, size => Nested(size, "Action a# = () => { var p# = new TokenValidationParameters(); p#.ValidateAudience = false;", "b = !b;", "}; a#();")),
        Body("set-ups in set-ups", 1, size => Nested(Math.Min(size, 20), "services.Configure<JwtBearerOptions>(\"s#\", o# => {", "services.AddSingleton(new TokenValidationParameters { ValidateLifetime = false });", "o#.TokenValidationParameters.ValidateAudience = false; });")),
        Body("lambdas in sequence that set the same", 4, "Action<TokenValidationParameters> a# = o => o.ValidateLifetime = plan == \"#\"; a#(p);", "var p = new TokenValidationParameters();"),

        // Policies across members.
        Body("methods in a mesh that hand settings and a flag on", 8, _ => "var p = new TokenValidationParameters(); S0(p, false); _legacy.ValidateToken(text, p, out _);", size => Lines(size, index => $"private void S#(TokenValidationParameters p, bool on) {{ p.ValidateAudience = on; S{Number((index + 1) % size)}(p, !on); S{Number((index * 7 + 3) % size)}(p, on); }}")),
        Body("many callers of one method with a flag", 4, _ => "b = !b;", size => $"{Lines(size, "public object Call#() => Make(flag, false);")}private TokenValidationParameters Make(bool a, bool on) => new() {{ ValidateAudience = a, ValidateLifetime = on }};"),
        Body("many callers, each of a factory of its own", 4, _ => "b = !b;", size => Lines(size, "public object Call#() { var p = Base#(); p.ValidateAudience = true; return p; } private static TokenValidationParameters Base#() => new() { ValidateAudience = false };")),
        Body("a chain of calls on a builder", 4, size => $"services.AddSingleton(new Builder(){Lines(size, ".With(b)")}.Parameters);", _ => "", _ => "class Builder { public TokenValidationParameters Parameters { get; } = new() { ValidateAudience = false }; public Builder With(bool on) { Parameters.ValidateLifetime = on; return this; } }"),
        Body("records made of each other", 4, size => $"var f = new Flags(true); {Lines(size, "f = f with { Audience = !f.Audience };")}services.AddSingleton(Make(f));", _ => "private static TokenValidationParameters Make(Flags f) => new() { ValidateAudience = f.Audience };", _ => "record Flags(bool Audience);"),
        Body("lambdas that are handed in and run one after the other", 4, size => $"services.AddSingleton(Make(f => f.Audience = b));{Lines(size, "services.AddSingleton(Make(f => { f.Audience = false; f.Lifetime = # > plans.Length; }));")}", _ => "private static TokenValidationParameters Make(Action<Flags> change) { var f = new Flags(); change(f); return new() { ValidateAudience = f.Audience, ValidateLifetime = f.Lifetime }; }", _ => "class Flags { public bool Audience { get; set; } public bool Lifetime { get; set; } }"),
        Body("settings of one's own in a type of many members", 1, _ => "services.AddSingleton(Make(new Flags()));", _ => "private static TokenValidationParameters Make(Flags f) => new() { ValidateAudience = f.A0 };", size => $"class Flags {{ {Lines(size, "public bool A# { get; set; } = Environment.ProcessorCount > #;")} }}"),

        // Settings across methods.
        Body("settings handed down, twice to each", 4, _ => "var p = new TokenValidationParameters(); S0(p); _legacy.ValidateToken(text, p, out _);", size => $"{Lines(size, "private void S#(TokenValidationParameters p) { S#+(p); p.ValidIssuer = \"#\"; S#+(p); }")}private void S{size}(TokenValidationParameters p) => p.ValidateLifetime = false;"),
        Body("settings handed to methods that call two of the others", 1, _ => "var p = new TokenValidationParameters(); S0(p, 9); _legacy.ValidateToken(text, p, out _);", size => Lines(size, index => $"private void S#(TokenValidationParameters p, int n) {{ if (n > 0) S{Number((index + 1) % size)}(p, n - 1); else S{Number((index + 2) % size)}(p, n - 2); p.ValidateAudience = n > #; }}")),
        Body("settings returned by methods that call the next twice", 1, _ => "var p = R0(); _legacy.ValidateToken(text, p, out _);", size => $"{Lines(size, "private TokenValidationParameters R#() => flag ? R#+() : R#+();")}private TokenValidationParameters R{size}() => new() {{ ValidateLifetime = false }};"),
        Body("settings returned by methods and set by each", 4, _ => "var p = R0(); _legacy.ValidateToken(text, p, out _);", size => $"{Lines(size, "private TokenValidationParameters R#() { var p = flag ? R#+() : R#+(); p.ValidIssuer = \"#\"; return p; }")}private TokenValidationParameters R{size}() => new() {{ ValidateLifetime = false }};"),
        Body("settings in a field that many methods set", 4, _ => "_legacy.ValidateToken(text, _p, out _);", size => $"private readonly TokenValidationParameters _p = new();\n{Lines(size, "public void Set#() { _p.ValidIssuer = \"#\"; if (flag) _p.ValidateAudience = false; }")}"),
        Body("settings in a field that many methods validate by", 4, _ => "b = !b;", size => $"private readonly TokenValidationParameters _p = new() {{ ValidateLifetime = false }};\n{Lines(size, "public object Validate#() => _legacy.ValidateToken(text, _p, out _);")}"),
        Body("settings in properties that read two others", 1, _ => "_legacy.ValidateToken(text, P0, out _);", size => $"{Lines(size, "private TokenValidationParameters P# => flag ? P#+ : P#+;")}private TokenValidationParameters P{size} => new() {{ ValidateLifetime = false }};"),
        Body("validations by methods that call the next twice", 1, _ => "V0(text);", size => $"{Lines(size, "private bool V#(string token) => V#+(token) || V#+(token);")}private bool V{size}(string token) {{ try {{ _legacy.ValidateToken(token, _parameters, out _); return true; }} catch (SecurityTokenException) {{ return false; }} }}"),
        Body("results of methods that call the next twice", 1, _ => "if (V0(text).Result.IsValid) b = true;", size => $"{Lines(size, "private async Task<TokenValidationResult> V#(string token) => flag ? await V#+(token) : await V#+(token);")}private Task<TokenValidationResult> V{size}(string token) => _handler.ValidateTokenAsync(token, _parameters);"),
        Body("tokens issued by methods that call the next twice", 1, _ => "logger.LogInformation(\"token {T}\", T0(DateTime.UtcNow));", size => $"{Lines(size, "private string T#(DateTime expires) => flag ? T#+(expires) : T#+(expires.AddDays(#));")}private string T{size}(DateTime expires) => _handler.CreateToken(new SecurityTokenDescriptor {{ Expires = expires, SigningCredentials = credentials }});"),
        Body("descriptors handed down, twice to each", 1, _ => "var d = new SecurityTokenDescriptor { SigningCredentials = credentials }; S0(d); logger.LogDebug(_handler.CreateToken(d));", size => $"{Lines(size, "private void S#(SecurityTokenDescriptor d) { S#+(d); d.Issuer = \"#\"; S#+(d); }")}private void S{size}(SecurityTokenDescriptor d) => d.Expires = DateTime.UtcNow.AddDays(400);"),
        Body("methods that take tokens apart", 4, _ => "E0(text);", size => $"{Lines(size, "public string E#(string t) { var p = t.Split('.'); var s = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"k#\"), Encoding.UTF8.GetBytes(p[0] + \".\" + p[1]))); return s != p[2] ? \"\" : Encoding.UTF8.GetString(Convert.FromBase64String(p[1])); }")}"),
        Body("tokens read in a catch of a catch", 1, size => Nested(Math.Min(size, 80), "try { _legacy.ValidateToken(text, _parameters, out _);", "b = false;", "} catch (SecurityTokenException) when (!b) { b = _legacy.ReadJwtToken(text).Subject == \"a#\"; }")),
        Body("queries in one chain", 4, size => $"b = plans{Lines(size, ".Where(x => x != \"#\")")}.Any(); var j = _legacy.ReadJwtToken(text); b = j.Claims{Lines(size, ".Where(x => x.Value != \"#\")")}.Any();"),
        Body("classes of settings", 4, _ => "b = !b;", _ => "", size => Lines(size, "class C# : TokenValidationParameters { public C#() { ValidateLifetime = false; ValidIssuer = \"#\"; } } class U# { public object V(string t) => new JwtSecurityTokenHandler().ValidateToken(t, new C#(), out _); }")),
        Body("classes of settings that derive from each other", 1, size => $"_legacy.ValidateToken(text, new C{size}(), out _);", _ => "", size => $"class C0 : TokenValidationParameters {{ }}\n{Lines(size, "class C#+ : C# { public C#+() { ValidateLifetime = false; ValidIssuer = \"#\"; } }")}"),
        Body("settings classes read by key", 4, size => $"services.Configure<Settings>(configuration.GetSection(\"Jwt\"));", _ => "", size => $"class Settings {{ {Lines(size, "public string K# { get; set; } = \"secret#\";")} }} class Use(Settings s) {{ {Lines(size, "public object U#() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(s.K#));")} }}"),
    ];

    private static GrowingProgram Body(string name, int factor, string line, string before = "", string after = "") => Body(name, factor, line, before, _ => after);

    private static GrowingProgram Body(string name, int factor, string line, string before, Func<int, string> after, Func<int, string>? members = null) =>
        Body(name, factor, size => $"{before}\n{Lines(size, line)}{after(size)}", members ?? (_ => ""));

    private static GrowingProgram Body(string name, int factor, Func<int, string> line, string before) => Body(name, factor, size => $"{before}\n{Lines(size, line)}");

    private static GrowingProgram Body(string name, int factor, Func<int, string> body) => Body(name, factor, body, _ => "");

    private static GrowingProgram Body(string name, int factor, Func<int, string> body, Func<int, string> members) => Body(name, factor, body, members, _ => "");

    private static GrowingProgram Body(string name, int factor, Func<int, string> body, Func<int, string> members, Func<int, string> types) => new(name, factor, size => Program($$"""
        class Subject(IServiceCollection services, SigningCredentials credentials, IConfiguration configuration, IWebHostEnvironment environment, ILogger logger, HttpContext context, string text, bool flag)
        {
            {{Fields}}
        {{members(size)}}
            public object Run(string plan, string[] plans, bool b)
            {
        {{body(size)}}
                return b;
            }
        }
        {{types(size)}}
        """));
}
