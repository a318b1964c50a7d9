using JwtAnalyzers.Analyzers.IssuedTokens;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.IssuedTokens;

/// <summary>JWT4002 and JWT4006: an issued token lives too long.</summary>
[Trait("rule", "JWT4002")]
[Trait("rule", "JWT4006")]
public sealed class TokenLifetimeTests
{
    [Theory]
    [InlineData("DateTime.UtcNow.AddDays(2)", "JWT4002")]
    [InlineData("DateTime.Now.AddYears(1)", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddMonths(1)", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddHours(25)", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddMinutes(1441)", "JWT4002")]
    [InlineData("DateTime.UtcNow + TimeSpan.FromDays(30)", "JWT4002")]
    [InlineData("DateTime.UtcNow.Add(TimeSpan.FromDays(30))", "JWT4002")]
    [InlineData("DateTime.UtcNow.Add(new TimeSpan(7, 0, 0, 0))", "JWT4002")]
    [InlineData("DateTime.UtcNow.Date.AddDays(7)", "JWT4002")]
    [InlineData("DateTime.MaxValue", "JWT4002")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(7).UtcDateTime", "JWT4002")]
    [InlineData("DateTimeOffset.MaxValue.UtcDateTime", "JWT4002")]
    [InlineData("time.GetUtcNow().AddDays(7).UtcDateTime", "JWT4002")]
    [InlineData("time.GetUtcNow().UtcDateTime + Week", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddDays(Days)", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddDays(condition ? 7 : 1)", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddMinutes(minutes ?? 10_080)", "JWT4002")]
    [InlineData("In(TimeSpan.FromDays(10))", "JWT4002")]
    [InlineData("DateTime.UtcNow.AddHours(24)", "JWT4006")]
    [InlineData("DateTime.UtcNow.AddDays(1)", "JWT4006")]
    [InlineData("DateTime.UtcNow.AddHours(3)", "JWT4006")]
    [InlineData("DateTime.UtcNow.AddMinutes(61)", "JWT4006")]
    public async Task Fires(string expiry, string rule)
    {
        await Match($"return _handler.CreateToken(new SecurityTokenDescriptor {{ Issuer = \"i\", Audience = \"a\", Expires = {expiry}, SigningCredentials = credentials }}); // {rule}");
        await Match($"return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, expires: {expiry}, signingCredentials: credentials)); // {rule}");
    }

    [Theory]
    [InlineData("var expiry = DateTime.UtcNow.AddDays(7); return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, expiry, credentials)); // JWT4002")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", \"a\", null, null, DateTime.UtcNow.AddDays(7), null, credentials); // JWT4002")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddDays(7)))); // JWT4002")]
    [InlineData("var d = new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials }; d.Expires = DateTime.UtcNow.AddDays(7); return _handler.CreateToken(d); // JWT4002")]
    [InlineData("var p = new JwtPayload { [\"iss\"] = \"i\", [\"aud\"] = \"a\", [\"exp\"] = DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeSeconds() }; return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), p)); // JWT4002")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", [new Claim(\"exp\", EpochTime.GetIntDate(DateTime.UtcNow.AddDays(7)).ToString())], signingCredentials: credentials)); // JWT4002")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new { iss = \"i\", aud = \"a\", exp = DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeSeconds() }), credentials); // JWT4002")]
    [InlineData("_handler.TokenLifetimeInMinutes = 525_600; return \"\"; // JWT4002")]
    [InlineData("return new JwtSecurityTokenHandler { TokenLifetimeInMinutes = 120 }.ToString()!; // JWT4006")]
    public Task Fires_in_every_shape(string statements) => Match(statements);

    [Theory]
    [InlineData("DateTime.UtcNow.AddMinutes(60)")]
    [InlineData("DateTime.UtcNow.AddHours(1)")]
    [InlineData("DateTime.UtcNow.AddDays(-1)")]
    [InlineData("DateTime.UtcNow.AddMinutes(configuration.GetValue<int>(\"Jwt:Minutes\"))")]
    [InlineData("DateTime.UtcNow.AddDays(Convert.ToDouble(configuration[\"Jwt:Days\"]))")]
    [InlineData("DateTime.UtcNow.AddDays(days)")]
    [InlineData("DateTime.UtcNow.Add(_settings.Lifetime)")]
    [InlineData("DateTime.UtcNow.AddDays(Settable)")]
    [InlineData("given")]
    [InlineData("environment.IsDevelopment() ? DateTime.UtcNow.AddDays(30) : DateTime.UtcNow.AddMinutes(15)")]
    [InlineData("DateTime.UtcNow.Add(RefreshTokenLifetime)")]
    [InlineData("start.AddDays(7)")]
    public Task Stays_silent(string expiry) =>
        Match($"return _handler.CreateToken(new SecurityTokenDescriptor {{ Issuer = \"i\", Audience = \"a\", Expires = {expiry}, SigningCredentials = credentials }});");

    [Theory]
    [InlineData("var refreshToken = new JwtSecurityToken(\"i\", \"a\", claims, expires: DateTime.UtcNow.AddDays(7), signingCredentials: credentials); return _legacy.WriteToken(refreshToken);")]
    [InlineData("var refreshExpiry = DateTime.UtcNow.AddDays(7); return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = refreshExpiry, SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", TokenType = \"refresh+jwt\", Expires = DateTime.UtcNow.AddDays(7), SigningCredentials = credentials });")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", new[] { new Claim(\"typ\", \"Refresh\") }, expires: DateTime.UtcNow.AddDays(7), signingCredentials: credentials));")]
    [InlineData("return CreateRefreshToken(credentials);")]
    [InlineData("return ConfirmationLink(credentials);")]
    [InlineData("context.Response.Cookies.Append(\"theme\", \"x\", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddYears(1) }); return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials });")]
    [InlineData("var d = new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = DateTime.UtcNow.AddYears(1) }; return d.Issuer;")]
    [InlineData("_handler.TokenLifetimeInMinutes = 15; return \"\";")]
    [InlineData("_handler.TokenLifetimeInMinutes = days; return \"\";")]
    [InlineData("_refreshHandler.TokenLifetimeInMinutes = 525_600; return \"\";")]
    [InlineData("if (environment.IsDevelopment()) _handler.TokenLifetimeInMinutes = 525_600; return \"\";")]
    public Task Stays_silent_where_it_is_meant_to(string statements) => Match(statements);

    /// <summary>A time that is made of itself: each assignment counts once, on what the others made.</summary>
    [Theory]
    [InlineData("switch (days) { case 1: expiry = expiry.AddDays(1); break; case 2: expiry = expiry.AddDays(2); break; case 3: expiry = expiry.AddDays(3); break; case 4: expiry = expiry.AddDays(4); break; }", "JWT4002")]
    [InlineData("if (condition) expiry = expiry.AddDays(30);", "JWT4002")]
    [InlineData("expiry = condition ? expiry.AddDays(30) : expiry.AddMinutes(5);", "JWT4002")]
    [InlineData("while (condition) expiry = expiry.AddHours(2);", "JWT4006")]
    [InlineData("var other = expiry.AddDays(3); expiry = other; other = expiry;", "JWT4002")]
    [InlineData("if (condition) expiry = expiry.AddMinutes(5); else expiry = expiry.AddMinutes(30);", "")]
    [InlineData("expiry = expiry.AddDays(days);", "")]
    [InlineData("expiry += TimeSpan.FromDays(days);", "")]
    [InlineData("if (environment.IsDevelopment()) expiry = expiry.AddDays(30);", "")]
    [InlineData("var refreshExpiry = expiry.AddDays(30); expiry = refreshExpiry;", "")]
    [InlineData("DateTime? at = null; at = (at ?? DateTime.UtcNow).AddHours(20); expiry = at.Value;", "JWT4006")]
    [InlineData("DateTime? at = null; at = (at ?? DateTime.UtcNow).AddMinutes(50); expiry = at.Value;", "")]
    [InlineData("expiry = expiry;", "")]
    public Task A_time_that_is_made_of_itself(string statements, string rule) =>
        Match($"var expiry = DateTime.UtcNow; {statements} return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, expiry, credentials)); {(rule.Length == 0 ? "" : $"// {rule}")}");

    /// <summary>What the caller names a refresh token may live long.</summary>
    [Theory]
    [InlineData("public Pair All(SigningCredentials c) => new(AccessToken: Write(5, c), RefreshToken: Write(43200, c));", "")]
    [InlineData("public (string Access, string Refresh) All(SigningCredentials c) => (Write(5, c), Write(43200, c));", "")]
    [InlineData("public void All(SigningCredentials c) { var (access, refreshToken) = (Write(5, c), Write(43200, c)); _ = access.Length + refreshToken.Length; }", "")]
    [InlineData("public object All(SigningCredentials c) => new { refresh_token = Write(43200, c) };", "")]
    [InlineData("public Pair All(SigningCredentials c) => new(AccessToken: Write(43201, c), RefreshToken: Write(43200, c));", " // JWT4002")]
    [InlineData("public (string Access, string Refresh) All(SigningCredentials c) => (Write(43200, c), Write(5, c));", " // JWT4002")]
    [InlineData("public object All(SigningCredentials c) => new { access_token = Write(43200, c) };", " // JWT4002")]
    public Task The_caller_says_what_it_is(string caller, string comment) => Findings.MatchCommentsInClass($$"""
        private string Write(int minutes, SigningCredentials c) =>
            _legacy.WriteToken(new JwtSecurityToken("i", "a", null, null, DateTime.UtcNow.AddMinutes(minutes), c));{{comment}}
        {{caller}}
        """, "record Pair(string AccessToken, string RefreshToken);");

    [Fact]
    public Task The_caller_says_how_long() => Findings.MatchCommentsInClass("""
        public string Access(SigningCredentials c) => Issue(c, TimeSpan.FromMinutes(15));
        public string Refresh(SigningCredentials c) => Issue(c, TimeSpan.FromDays(30));
        private string Issue(SigningCredentials c, TimeSpan lifetime) => _handler.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = DateTime.UtcNow + lifetime, SigningCredentials = c });
        """);

    [Theory]
    [InlineData("max_token_lifetime_minutes", "30", "JWT4002")]
    [InlineData("max_token_lifetime_minutes", "100000", "JWT4006")]
    [InlineData("max_token_lifetime_minutes", "x", "JWT4006")]
    [InlineData("advised_token_lifetime_minutes", "120", "")]
    [InlineData("advised_token_lifetime_minutes", "119", "JWT4006")]
    [InlineData("advised_token_lifetime_minutes", "0", "JWT4006")]
    public async Task The_limits_are_options(string option, string value, string rule)
    {
        var compilation = Findings.Compile("class S { string T(SigningCredentials c) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = DateTime.UtcNow.AddHours(2), SigningCredentials = c }); }");
        var found = await Findings.Of(compilation, new IssuedTokenAnalyzer(), new BuildOptions(("jwt_analyzers." + option, value)));
        Assert.Equal(rule.Length == 0 ? [] : [rule], found.Select(finding => finding.Id));
    }

    [Fact]
    public async Task The_message_says_how_long()
    {
        var compilation = Findings.Compile("class S { string T(SigningCredentials c) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = DateTime.MaxValue, SigningCredentials = c }); }");
        Assert.Equal("This token lives for ever, and the limit is 1 day: whoever gets hold of it can use it that long", Assert.Single(await Findings.Of(compilation)).GetMessage());
    }

    private static Task Match(string statements) => Findings.MatchCommentsInClass($$"""
        string Run(IEnumerable<Claim> claims, SigningCredentials credentials, TimeProvider time, IConfiguration configuration, IWebHostEnvironment environment, HttpContext context, bool condition, int days, int? minutes, DateTime given, DateTime start)
        {
        {{statements}}
        }
        private const int Days = 30;
        private static readonly TimeSpan Week = TimeSpan.FromDays(7);
        private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(7);
        public static int Settable { get; set; } = 30;
        private readonly Settings _settings = new();
        private readonly JsonWebTokenHandler _refreshHandler = new();
        private static DateTime In(TimeSpan span) => DateTime.UtcNow + span;
        string CreateRefreshToken(SigningCredentials c) => _handler.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = DateTime.UtcNow.AddDays(7), SigningCredentials = c });
        string ConfirmationLink(SigningCredentials c) => _handler.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", Expires = DateTime.UtcNow.AddDays(7), SigningCredentials = c });
        """, "class Settings { public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7); }");
}
