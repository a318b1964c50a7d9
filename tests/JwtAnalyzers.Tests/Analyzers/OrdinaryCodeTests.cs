using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers;

/// <summary>Ordinary code of ordinary teams, all rules together: silence, or the one true finding.</summary>
public sealed class OrdinaryCodeTests
{
    public static TheoryData<string> Services { get; } =
    [
        // Clean architecture: settings bound once, and used for both sides.
        """
        var settings = configuration.GetSection("JwtSettings").Get<JwtSettings>() ?? throw new InvalidOperationException("JwtSettings are missing.");
        services.Configure<JwtSettings>(configuration.GetSection(nameof(JwtSettings)));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options => options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuer = true, ValidateAudience = true, ValidateLifetime = true, ValidateIssuerSigningKey = true,
            ValidIssuer = settings.Issuer, ValidAudience = settings.Audience, IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Secret)), ClockSkew = TimeSpan.Zero,
        });
        """,
        """
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<JwtSettings>>((options, settings) => options.TokenValidationParameters = new()
        {
            ValidIssuer = settings.Value.Issuer, ValidAudience = settings.Value.Audience, IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(settings.Value.Secret)),
        });
        """,
        """
        services.AddAuthentication().AddJwtBearer(options => { options.Authority = configuration["Auth:Authority"]; options.Audience = "orders"; options.MapInboundClaims = false; options.TokenValidationParameters.NameClaimType = "name"; });
        """,
        // SignalR
        """
        services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "https://login.example"; options.Audience = "chat";
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
                    var accessToken = context.Request.Query["access_token"];
                    if (!string.IsNullOrEmpty(accessToken) && context.HttpContext.Request.Path.StartsWithSegments("/chathub"))
                        context.Token = accessToken;
                    return Task.CompletedTask;
                },
                OnAuthenticationFailed = context =>
                {
                    if (context.Exception is SecurityTokenExpiredException)
                        context.Response.Headers["Token-Expired"] = "true";
                    return Task.CompletedTask;
                },
            };
        });
        """,
        // A token in a cookie of the same site
        """
        services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "https://login.example"; options.Audience = "web";
            options.Events = new JwtBearerEvents { OnMessageReceived = context => { context.Token = context.Request.Cookies["access_token"]; return Task.CompletedTask; } };
        });
        """,
        // A BFF
        """
        services.AddAuthentication(options => { options.DefaultScheme = "Cookies"; options.DefaultChallengeScheme = "oidc"; })
            .AddCookie("Cookies", options => { options.Cookie.Name = "__Host-bff"; options.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict; })
            .AddOpenIdConnect("oidc", options =>
            {
                options.Authority = configuration["Oidc:Authority"]; options.ClientId = configuration["Oidc:ClientId"]; options.ClientSecret = configuration["Oidc:ClientSecret"];
                options.ResponseType = "code"; options.SaveTokens = true; options.GetClaimsFromUserInfoEndpoint = true; options.Scope.Add("offline_access");
            });
        """,
        """
        services.AddAuthentication().AddCookie(options => { options.Cookie.HttpOnly = true; options.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.SameAsRequest; options.ExpireTimeSpan = TimeSpan.FromDays(14); });
        """,
        // A theme is no token.
        """
        services.ConfigureApplicationCookie(options => options.ExpireTimeSpan = TimeSpan.FromDays(30)); services.AddAntiforgery(options => { options.Cookie.Name = "XSRF-TOKEN"; options.Cookie.HttpOnly = false; options.HeaderName = "X-XSRF-TOKEN"; });
        """,
        """
        services.AddSession(options => { options.Cookie.Name = ".App.Session"; options.Cookie.IsEssential = true; options.IdleTimeout = TimeSpan.FromMinutes(20); });
        """,
        // Two schemes, one of them another team's
        """
        services.AddAuthentication()
            .AddJwtBearer("internal", options => { options.Authority = "https://internal.example"; options.Audience = "orders"; })
            .AddJwtBearer("partner", options => { options.Authority = "https://partner.example"; options.TokenValidationParameters.ValidAudiences = new[] { "a", "b" }; });
        """,
        // Many tenants
        """
        services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "https://login.microsoftonline.com/common/v2.0"; options.Audience = "api://orders";
            options.TokenValidationParameters.IssuerValidator = (issuer, token, parameters) => issuer.StartsWith("https://login.microsoftonline.com/", StringComparison.Ordinal) ? issuer : throw new SecurityTokenInvalidIssuerException(issuer);
        });
        """,
        // Keys of a set, looked up by their id
        """
        var keys = new Dictionary<string, SecurityKey> { ["a"] = key };
        services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new()
        {
            ValidIssuer = "https://a.example", ValidAudience = "a",
            IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => keys.TryGetValue(kid, out var found) ? new[] { found } : Array.Empty<SecurityKey>(),
        });
        """,
        """
        var rsa = System.Security.Cryptography.RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText(configuration["Jwt:PublicKeyPath"]!));
        services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new() { ValidIssuer = "https://a.example", ValidAudience = "a", IssuerSigningKey = new RsaSecurityKey(rsa) });
        """,
        """
        services.AddSingleton(new SigningCredentials(new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)), SecurityAlgorithms.RsaSha256));
        services.AddSingleton<SecurityKey>(new ECDsaSecurityKey(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)));
        """,
        """
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(64); services.AddSingleton(new SymmetricSecurityKey(bytes));
        """,
        // A random delay and an id beside a key
        """
        var id = Guid.NewGuid().ToString(); var delay = new Random().Next(1000); var secret = configuration["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key is missing.");
        services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)) { KeyId = id });
        """,
        """
        var section = configuration.GetSection(nameof(JwtSettings)); services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(section[nameof(JwtSettings.Secret)]!)));
        """,
        """
        services.AddSingleton(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("JWT_" + nameof(JwtSettings.Secret).ToUpperInvariant())!)));
        """,
        // For one run on a developer's machine
        """
        if (environment.IsDevelopment()) services.AddSingleton(new SymmetricSecurityKey(Guid.NewGuid().ToByteArray()));
        """,
        """
        services.AddHttpClient("api", client => { client.BaseAddress = new Uri("https://api.example"); client.DefaultRequestHeaders.Add("X-Api-Key", configuration["Api:Key"]); });
        """,
    ];

    public static TheoryData<string> Members { get; } =
    [
        // ASP.NET Core Identity: the token service of many templates
        """
        string Create(User user, IList<string> roles, JwtSettings settings)
        {
            var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, user.Id), new(ClaimTypes.Email, user.Email), new("jti", Guid.NewGuid().ToString()), new("AspNet.Identity.SecurityStamp", user.SecurityStamp) };
            claims.AddRange(roles.Select(role => new Claim(ClaimTypes.Role, role)));
            var credentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Secret)), SecurityAlgorithms.HmacSha256);
            var token = new JwtSecurityToken(settings.Issuer, settings.Audience, claims, expires: DateTime.UtcNow.AddMinutes(settings.Minutes), signingCredentials: credentials);
            return new JwtSecurityTokenHandler().WriteToken(token);
        }
        """,
        """
        string Create(User user, JwtSettings settings)
        {
            var descriptor = new SecurityTokenDescriptor
            {
                Subject = new ClaimsIdentity(new[] { new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.UserName) }),
                Expires = DateTime.UtcNow.AddMinutes(15), Issuer = settings.Issuer, Audience = settings.Audience,
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Secret)), SecurityAlgorithms.HmacSha256Signature),
            };
            var handler = new JwtSecurityTokenHandler();
            return handler.WriteToken(handler.CreateToken(descriptor));
        }
        """,
        // Refresh tokens that are no JWTs
        """
        string Refresh() { var bytes = new byte[64]; using var random = RandomNumberGenerator.Create(); random.GetBytes(bytes); return Convert.ToBase64String(bytes); }
        """,
        """
        ClaimsPrincipal FromExpired(string token, JwtSettings settings, string refreshToken, User user)
        {
            var parameters = new TokenValidationParameters { ValidIssuer = settings.Issuer, ValidAudience = settings.Audience, IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Secret)), ValidateLifetime = false }; // JWT2007
            var principal = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out var validated);
            if (validated is not JwtSecurityToken jwt || jwt.Header.Alg != SecurityAlgorithms.HmacSha256 || user.RefreshToken != refreshToken) throw new SecurityTokenException("Invalid token");
            return principal;
        }
        """,
        // OAuth client_assertion (RFC 7523): the audience is the token endpoint, five minutes
        """
        string Assert(string clientId, string tokenEndpoint, X509SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = clientId, Audience = tokenEndpoint, Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = clientId, ["jti"] = Guid.NewGuid().ToString() },
        });
        """,
        """
        async Task<string> Exchange(HttpClient http, string assertion)
        {
            var response = await http.PostAsync("https://login.example/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", ["client_assertion"] = assertion, ["scope"] = "api",
            }));
            response.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("access_token").GetString()!;
        }
        """,
        """
        async Task<string> Password(HttpClient http, string user, string password) => await (await http.PostAsJsonAsync("/login", new { user, password })).Content.ReadAsStringAsync();
        """,
        // GitHub App
        """
        string App(string appId, RsaSecurityKey key)
        {
            var now = DateTimeOffset.UtcNow;
            var payload = new JwtPayload { { "iat", now.AddSeconds(-60).ToUnixTimeSeconds() }, { "exp", now.AddMinutes(9).ToUnixTimeSeconds() }, { "iss", appId } }; // JWT4004
            return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(new JwtHeader(new SigningCredentials(key, SecurityAlgorithms.RsaSha256)), payload));
        }
        """,
        // Apple push: the issuer is a team, there is no audience
        """
        string Push(string teamId, ECDsaSecurityKey key) => new JsonWebTokenHandler().CreateToken( // JWT4001 JWT4004
            JsonSerializer.Serialize(new { iss = teamId, iat = DateTimeOffset.UtcNow.ToUnixTimeSeconds() }), new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        """,
        // E-mail confirmation, as Identity does it
        """
        async Task<string> Confirm(Microsoft.AspNetCore.Identity.UserManager<Microsoft.AspNetCore.Identity.IdentityUser> users, Microsoft.AspNetCore.Identity.IdentityUser user, IUrlHelper url)
        {
            var token = await users.GenerateEmailConfirmationTokenAsync(user);
            var code = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
            _logger.LogInformation("A confirmation was sent to {UserId}", user.Id);
            return url.Action("ConfirmEmail", "Account", new { userId = user.Id, token })! + code;
        }
        """,
        """
        async Task Reset(Microsoft.AspNetCore.Identity.UserManager<Microsoft.AspNetCore.Identity.IdentityUser> users, Microsoft.AspNetCore.Identity.IdentityUser user, HttpResponse response)
        {
            var resetToken = await users.GeneratePasswordResetTokenAsync(user); response.Redirect("/reset-password?token=" + Uri.EscapeDataString(resetToken));
        }
        """,
        // A one-purpose JWT in a link
        """
        string Invitation(string email, SecurityKey key)
        {
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "a", Audience = "invitation", Expires = DateTime.UtcNow.AddDays(7), Claims = new Dictionary<string, object> { ["email"] = email }, SigningCredentials = new SigningCredentials(key, "HS256") });
            return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://app.example/accept-invitation", "token", token);
        }
        """,
        """
        string Unsubscribe(string email, SecurityKey key) => "https://app.example/unsubscribe?t=" + new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "a", Audience = "unsubscribe", Expires = DateTime.UtcNow.AddYears(1), Claims = new Dictionary<string, object> { ["email"] = email }, SigningCredentials = new SigningCredentials(key, "HS256") });
        """,
        // API gateway and typed clients: the token is handed on
        """
        async Task<string> Forward(HttpContext context, HttpClient http)
        {
            var token = await context.GetTokenAsync("access_token");
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://orders.example/orders?page=2");
            request.Headers.Authorization = new("Bearer", token);
            return await (await http.SendAsync(request)).Content.ReadAsStringAsync();
        }
        """,
        """
        void Copy(HttpContext context, HttpRequestMessage request) { if (context.Request.Headers.TryGetValue("Authorization", out var header)) request.Headers.TryAddWithoutValidation("Authorization", header.ToString()); }
        """,
        """
        void Trace(HttpContext context) => _logger.LogDebug("Authorization present: {Present}, path {Path}", context.Request.Headers.ContainsKey("Authorization"), context.Request.Path);
        """,
        """
        async Task Worker(System.Threading.CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) { _logger.LogInformation("Worker runs at {Time}, {Token}", DateTimeOffset.Now, stoppingToken); await Task.Delay(1000, stoppingToken); } }
        """,
        """
        void Expires(string token) { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); _logger.LogInformation("The token of the client expires at {ValidTo}", jwt.ValidTo); }
        """,
        """
        async Task Validated(string token) { var result = await _handler.ValidateTokenAsync(token, _parameters); if (!result.IsValid) { _logger.LogWarning(result.Exception, "The token was refused"); throw new UnauthorizedAccessException(); } _logger.LogInformation("Token {Jti} of {Subject}", ((JsonWebToken)result.SecurityToken).Id, result.ClaimsIdentity.Name); }
        """,
        // Cookies that hold no token
        """
        void Theme(HttpResponse response) { response.Cookies.Append("theme", "dark"); response.Cookies.Append("culture", "de", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddYears(1) }); response.Cookies.Append("consent", true.ToString()); }
        """,
        """
        void Session(HttpResponse response, string accessToken) => response.Cookies.Append("access_token", accessToken, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Expires = DateTimeOffset.UtcNow.AddMinutes(15) });
        """,
        """
        void Out(HttpResponse response) { response.Cookies.Delete("access_token"); response.Cookies.Append("refresh_token", "", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(-1) }); }
        """,
        """
        void Csrf(Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery, HttpContext context) => context.Response.Cookies.Append("XSRF-TOKEN", antiforgery.GetAndStoreTokens(context).RequestToken!, new CookieOptions { HttpOnly = false });
        """,
        // Secrets that are somebody else's business
        """
        const string ConnectionName = "Default"; private readonly string _apiKeyHeader = "X-Api-Key"; bool Matches(HttpContext context, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[_apiKeyHeader].ToString()), Encoding.UTF8.GetBytes(expected));
        """,
        """
        byte[] Webhook(string body, string secret) { using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret)); return mac.ComputeHash(Encoding.UTF8.GetBytes(body)); }
        """,
        """
        string Etag(string body) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(body))); string Code() => new Random().Next(100000, 999999).ToString(); string Id() => Guid.NewGuid().ToString("N");
        """,
        """
        string Share(User user, SecurityKey key)
        {
            var claims = new[] { new Claim("sub", user.Id), new Claim("amr", "pwd"), new Claim("amr", "otp"), new Claim("must_change_password", "true"), new Claim("password_changed_at", "1700000000"), new Claim("permission", "passwords.reset"), new Claim("has_passport", "false"), new Claim("library_card_number", "A-1234567") };
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Subject = new ClaimsIdentity(claims), Issuer = "a", Audience = "b", Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = new SigningCredentials(key, "HS256") });
        }
        """,
        """
        string Keys(ApiKey apiKey, SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Subject = new ClaimsIdentity(new[] { new Claim("sub", apiKey.Owner), new Claim("apikey", apiKey.Id), new Claim("apikey_name", apiKey.Name), new Claim("secret_version", "12") }), Issuer = "a", Audience = "b", Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = new SigningCredentials(key, "HS256") });
        """,
        // Identity's own claims, which never are a token's
        """
        async Task SignIn(HttpContext context, User user) => await context.SignInAsync("Cookies", new ClaimsPrincipal(new ClaimsIdentity(new[] { new Claim(ClaimTypes.Name, user.UserName), new Claim("card_number", user.CardNumber) }, "Cookies")));
        """,
        """
        async Task<bool> Login(HttpContext context, string userName, string password, User user) { if (!await Task.FromResult(user.PasswordHash == password)) return false; await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(new[] { new Claim(ClaimTypes.Name, userName) }, "pwd"))); return true; }
        """,
        """
        IActionResult Go(string returnUrl, string code, string state) => new RedirectResult($"https://app.example{returnUrl}?code={code}&state={state}");
        """,
        """
        string Logout(string idToken) => "https://login.example/connect/endsession?id_token_hint=" + idToken + "&post_logout_redirect_uri=https%3A%2F%2Fapp.example";
        """,
        """
        async Task<string> Page(HttpClient http, string continuationToken, string pageToken) => await http.GetStringAsync($"https://api.example/items?continuationToken={continuationToken}&pageToken={pageToken}");
        """,
        """
        static string Authorize(string clientId, string nonce) => $"https://login.example/authorize?client_id={clientId}&response_type=code&nonce={nonce}&code_challenge_method=S256";
        """,
        """
        void Metadata(System.Net.Http.Headers.HttpRequestHeaders headers, string token) => headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        """,
        // Console tools
        """
        static void Help() { Console.WriteLine("usage: tool --token <token>"); Console.WriteLine("The token is read from TOKEN."); var token = Environment.GetEnvironmentVariable("TOKEN"); if (string.IsNullOrEmpty(token)) Console.Error.WriteLine("no token given: " + (token?.Length ?? 0)); }
        """,
        // A Firebase, Google and Auth0 client that only reads its own token
        """
        static bool IsExpired(string accessToken) => new JwtSecurityTokenHandler().ReadJwtToken(accessToken).ValidTo < DateTime.UtcNow.AddMinutes(1);
        """,
        // jose-jwt and JWT.NET, done right
        """
        Dictionary<string, object> Read(string token, byte[] secret) { var claims = Jose.JWT.Decode<Dictionary<string, object>>(token, secret, Jose.JwsAlgorithm.HS256); if (Convert.ToInt64(claims["exp"]) < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || (string)claims["aud"] != "orders" || (string)claims["iss"] != "https://a.example") throw new UnauthorizedAccessException(); return claims; }
        """,
        """
        string Write(string subject, byte[] secret) => Jose.JWT.Encode(new Dictionary<string, object> { ["sub"] = subject, ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(), ["iss"] = "a", ["aud"] = "b" }, secret, Jose.JwsAlgorithm.HS256);
        """,
        """
        string Sealed(string subject, RSA rsa) => Jose.JWT.Encode(new Dictionary<string, object> { ["sub"] = subject, ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() }, rsa, Jose.JweAlgorithm.RSA_OAEP_256, Jose.JweEncryption.A256GCM);
        """,
        """
        string Net(string subject, string secret) => new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()).WithSecret(secret).AddClaim("exp", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()).AddClaim("sub", subject).Encode();
        """,
        // "Verify", "Decode" and "Encode" of others
        """
        string Html(string text) => System.Net.WebUtility.HtmlDecode(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text)); bool Verified(RSA rsa, byte[] data, byte[] signature) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        """,
        // A weak key for something else
        """
        static readonly string[] Samples = { "secret", "password", "changeme", "your-256-bit-secret" }; bool IsWeak(string value) => Samples.Contains(value);
        """,
        """
        static bool LooksLikeToken(string text) => text.StartsWith("eyJ", StringComparison.Ordinal) && text.Split('.').Length == 3; const string Expired = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
        """,
        // Lifetimes of other things
        """
        void Caches(Microsoft.Extensions.Caching.Memory.IMemoryCache cache, string token) { using var entry = cache.CreateEntry("token"); entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(30); entry.Value = token; }
        """,
        """
        Claim[] Copy(ClaimsPrincipal user) => user.Claims.Where(claim => claim.Type != "pwd").Select(claim => new Claim(claim.Type, claim.Value)).ToArray();
        """,
        // The lifetime is configured
        """
        string Configured(JwtSettings settings, SecurityKey key, TimeProvider clock) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = settings.Issuer, Audience = settings.Audience, IssuedAt = clock.GetUtcNow().UtcDateTime, Expires = clock.GetUtcNow().UtcDateTime.Add(settings.Lifetime), SigningCredentials = new(key, SecurityAlgorithms.HmacSha512) });
        """,
        // A refresh token that is a JWT
        """
        string RefreshToken(JwtSettings settings, SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = settings.Issuer, Audience = settings.Audience, Expires = DateTime.UtcNow.AddDays(30), SigningCredentials = new(key, "HS256") });
        """,
        // A kid that is looked up
        """
        SecurityKey? Find(string token, IReadOnlyDictionary<string, SecurityKey> keys) => keys.TryGetValue(new JsonWebToken(token).Kid, out var found) ? found : null;
        """,
        // Sign in with Apple: the client secret is a token of up to six months
        """
        string CreateClientSecret(string teamId, string clientId, ECDsaSecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = teamId, Audience = "https://appleid.apple.com", Expires = DateTime.UtcNow.AddDays(180), Claims = new Dictionary<string, object> { ["sub"] = clientId }, SigningCredentials = new(key, "ES256") });
        """,
        // Names of carts and visitors
        """
        void Cart(HttpResponse response, string id) { response.Cookies.Append("cart_token", id); response.Cookies.Append("visitor-token", id); }
        """,
        // The keys of public and certificate literals
        """
        Dictionary<string, object> ByJwk(string token) { var claims = Jose.JWT.Decode<Dictionary<string, object>>(token, Jose.Jwk.FromJson("{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W\",\"e\":\"AQAB\"}"), Jose.JwsAlgorithm.RS256); if (Convert.ToInt64(claims["exp"]) < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || (string)claims["aud"] != "orders" || (string)claims["iss"] != "https://a.example") throw new UnauthorizedAccessException(); return claims; }
        """,
        """
        string ByCertificate(string subject, string password) { var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile("signing.pfx", password); return Jose.JWT.Encode(new Dictionary<string, object> { ["sub"] = subject, ["exp"] = 1, ["iss"] = "a", ["aud"] = "b" }, System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate), Jose.JwsAlgorithm.RS256); }
        """,
        """
        RSA Load(string path) { var rsa = RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText(path)); return rsa; } string ByFile(string subject) => Jose.JWT.Encode(new Dictionary<string, object> { ["sub"] = subject, ["exp"] = 1, ["iss"] = "a", ["aud"] = "b" }, Load("/run/secrets/signing.pem"), Jose.JwsAlgorithm.RS256);
        """,
        // Claims of a class of one's own
        """
        Payload Typed(string token, byte[] secret) { var payload = Jose.JWT.Decode<Payload>(token, secret, Jose.JwsAlgorithm.HS256); if (payload.Exp < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || payload.Aud != "orders" || payload.Iss != "https://a.example") throw new UnauthorizedAccessException(); return payload; }
        """,
        """
        Payload Checked(string token, byte[] secret) { var payload = Jose.JWT.Decode<Payload>(token, secret, Jose.JwsAlgorithm.HS256); Check(payload); return payload; } static void Check(Payload payload) { if (payload.Exp < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || payload.Aud != "orders" || payload.Iss != "https://a.example") throw new UnauthorizedAccessException(); }
        """,
        // A console tool that makes a token for whoever runs it: rules.md says why it is told
        """
        static void Main(string[] args) { var key = new SymmetricSecurityKey(Convert.FromBase64String(Environment.GetEnvironmentVariable("KEY")!)); Console.WriteLine(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "tool", Audience = args[0], Expires = DateTime.UtcNow.AddMinutes(30), SigningCredentials = new(key, "HS256") })); } // JWT5007
        """,
        // Issuers that are known
        """
        TokenValidationParameters Known(HashSet<string> issuers, HttpClient http) => new() { ValidateIssuer = true, ValidIssuers = issuers, ValidAudience = "a", IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => { if (!issuers.Contains(securityToken.Issuer)) return Array.Empty<SecurityKey>(); return new JsonWebKeySet(http.GetStringAsync(securityToken.Issuer + "/.well-known/jwks.json").GetAwaiter().GetResult()).GetSigningKeys(); } };
        """,
        """
        TokenValidationParameters Named() => new() { ValidIssuer = "b", ValidAudience = "a", IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => { if (!Guid.TryParse(kid, out var id)) return Array.Empty<SecurityKey>(); var rsa = RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText(System.IO.Path.Combine("/keys", id + ".pem"))); return new SecurityKey[] { new RsaSecurityKey(rsa) }; } };
        """,
        """
        TokenValidationParameters Listed(string[] ids) => new() { ValidIssuer = "b", ValidAudience = "a", IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => { if (!ids.Contains(kid)) throw new SecurityTokenSignatureKeyNotFoundException(); var rsa = RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText($"/keys/{kid}.pem")); return new SecurityKey[] { new RsaSecurityKey(rsa) }; } };
        """,
        """
        TokenValidationParameters Matched() => new() { ValidIssuer = "b", ValidAudience = "a", IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => { if (string.IsNullOrEmpty(kid) || !System.Text.RegularExpressions.Regex.IsMatch(kid, "^[a-z0-9]+$")) return Array.Empty<SecurityKey>(); var rsa = RSA.Create(); rsa.ImportFromPem(System.IO.File.ReadAllText($"/keys/{kid}.pem")); return new SecurityKey[] { new RsaSecurityKey(rsa) }; } };
        """,
        """
        TokenValidationParameters Safe() => new() { ValidIssuer = "b", ValidAudience = "a", IssuerSigningKeyResolver = (token, securityToken, kid, parameters) => { var file = System.IO.Path.Combine("/keys", System.IO.Path.GetFileName(kid)); if (kid.Any(c => !char.IsLetterOrDigit(c))) return []; return new SecurityKey[] { new SymmetricSecurityKey(System.IO.File.ReadAllBytes(file)) }; } };
        """,
        // A query that the issuer documents for debugging
        """
        async Task<bool> IsKnown(HttpContext context, HttpClient http) { var token = await context.GetTokenAsync("id_token"); var answer = await http.GetAsync("https://oauth2.googleapis.com/tokeninfo?id_token=" + token); return answer.IsSuccessStatusCode; } // JWT5003
        """,
        // Decoded for a display, in a service that the API has authenticated
        """
        string Tenant(HttpContext context) => context.User.FindFirst("tenant")?.Value ?? throw new UnauthorizedAccessException();
        """,
    ];

    [Theory]
    [MemberData(nameof(Services))]
    public Task Setup(string statements) => Findings.MatchComments($$"""
        using System.Text;
        using Microsoft.AspNetCore.Authentication;
        class Subject
        {
            void Run(IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment, SecurityKey key)
            {
        {{statements}}
            }
        }
        {{Types}}
        """);

    [Theory]
    [MemberData(nameof(Members))]
    public Task Code(string members) => Findings.MatchCommentsInClass(members, Types);

    private const string Types = """
        public sealed class JwtSettings { public string Secret { get; set; } = ""; public string Issuer { get; set; } = ""; public string Audience { get; set; } = ""; public int Minutes { get; set; } = 15; public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15); }
        public sealed class User { public string Id { get; set; } = ""; public string Email { get; set; } = ""; public string UserName { get; set; } = ""; public string PasswordHash { get; set; } = ""; public string SecurityStamp { get; set; } = ""; public string RefreshToken { get; set; } = ""; public string CardNumber { get; set; } = ""; }
        public sealed class Payload { public long Exp { get; set; } public string Aud { get; set; } = ""; public string Iss { get; set; } = ""; }
        public sealed class ApiKey { public string Id { get; set; } = ""; public string Name { get; set; } = ""; public string Owner { get; set; } = ""; }
        """;
}
