using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.IssuedTokens;

/// <summary>JWT1003: an unsigned token is issued.</summary>
[Trait("rule", "JWT1003")]
public sealed class UnsignedTokenIssuedTests
{
    private const string Times = "expires: DateTime.UtcNow.AddMinutes(5)";
    private const string Parties = "Issuer = \"i\", Audience = \"a\"";

    [Theory]
    [InlineData($"return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, {Times})); // JWT1003")]
    [InlineData($"var token = new JwtSecurityToken(\"i\", \"a\", claims, {Times}); return _legacy.WriteToken(token); // JWT1003")]
    [InlineData($"return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, {Times}, signingCredentials: null)); // JWT1003")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5), null)); // JWT1003")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(), new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5)))); // JWT1003")]
    [InlineData("var own = new JwtHeader(); own[\"alg\"] = \"HS256\"; return _legacy.WriteToken(new JwtSecurityToken(own, new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5)))); // JWT1003")]
    [InlineData($"return _handler.CreateToken(new SecurityTokenDescriptor {{ {Parties}, Subject = new ClaimsIdentity(claims) }}); // JWT1003")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; d.Expires = DateTime.UtcNow.AddMinutes(5); return _handler.CreateToken(d); // JWT1003")]
    [InlineData($"SecurityTokenDescriptor d = new() {{ {Parties}, SigningCredentials = null }}; return _legacy.WriteToken(_legacy.CreateToken(d)); // JWT1003")]
    [InlineData($"return _legacy.CreateEncodedJwt(new SecurityTokenDescriptor {{ {Parties} }}); // JWT1003")]
    [InlineData($"return _legacy.WriteToken(_legacy.CreateJwtSecurityToken(new SecurityTokenDescriptor {{ {Parties} }})); // JWT1003")]
    [InlineData("return _legacy.WriteToken(_legacy.CreateJwtSecurityToken(issuer: \"i\", audience: \"a\", subject: new ClaimsIdentity(claims))); // JWT1003")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", \"a\", new ClaimsIdentity(claims), null, null, null, null); // JWT1003")]
    [InlineData("return _handler.CreateToken(json); // JWT1003")]
    [InlineData("return _handler.CreateToken(json, new Dictionary<string, object>()); // JWT1003")]
    [InlineData($"return Write(new SecurityTokenDescriptor {{ {Parties} }}); // JWT1003")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData($"return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, {Times}, signingCredentials: credentials));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5), credentials));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5))));")]
    [InlineData("var own = new JwtHeader(credentials); own[\"kid\"] = \"x\"; return _legacy.WriteToken(new JwtSecurityToken(own, new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5))));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(header, new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5))));")]
    [InlineData($"return _handler.CreateToken(new SecurityTokenDescriptor {{ {Parties}, SigningCredentials = credentials }});")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; d.SigningCredentials = credentials; return _handler.CreateToken(d);")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; if (condition) d.SigningCredentials = credentials; return _handler.CreateToken(d);")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; Sign(d); return _handler.CreateToken(d);")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; sign(d); return _handler.CreateToken(d);")]
    // A JWE of an unsigned token: default validation refuses it, and whoever accepts it decrypts it with a secret key.
    [InlineData($"return _handler.CreateToken(new SecurityTokenDescriptor {{ {Parties}, EncryptingCredentials = encrypting }});")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", \"a\", new ClaimsIdentity(claims), null, null, null, credentials);")]
    [InlineData("return _handler.CreateToken(json, credentials);")]
    [InlineData("return _handler.CreateToken(json, encrypting);")]
    // Nobody gets it.
    [InlineData("var token = new JwtSecurityToken(\"i\", \"a\", claims); return token.Issuer;")]
    [InlineData($"var d = new SecurityTokenDescriptor {{ {Parties} }}; return d.Issuer;")]
    [InlineData("return new JwtSecurityToken(json).Issuer;")]
    [InlineData("return _handler.CreateToken(given);")]
    [InlineData($"if (environment.IsDevelopment()) return _handler.CreateToken(new SecurityTokenDescriptor {{ {Parties} }}); return \"\";")]
    public Task Stays_silent(string statements) => Match(statements);

    [Fact]
    public Task A_descriptor_of_a_factory_is_signed_by_whoever_asked_for_it() => Findings.MatchCommentsInClass("""
        private static SecurityTokenDescriptor Describe() => new() { Issuer = "i", Audience = "a" };
        public string Issue(SigningCredentials credentials)
        {
            var descriptor = Describe();
            descriptor.SigningCredentials = credentials;
            return _handler.CreateToken(descriptor);
        }
        """);

    [Fact]
    public Task A_descriptor_of_a_factory_that_nobody_signs() => Findings.MatchCommentsInClass("""
        private static SecurityTokenDescriptor Describe() => new() { Issuer = "i", Audience = "a" }; // JWT1003
        public string Issue() => _handler.CreateToken(Describe());
        """);

    [Fact]
    public Task A_token_that_is_returned() => Findings.MatchCommentsInClass("""
        public JwtSecurityToken Make(List<Claim> claims)
        {
            var token = new JwtSecurityToken("i", "a", claims, expires: DateTime.Now.AddHours(1)); // JWT1003
            return token;
        }
        """);

    /// <summary>The key is in a vault: the library writes header and payload, and the signature comes behind them.</summary>
    [Theory]
    [InlineData("return Unsigned() + Base64UrlEncoder.Encode(sig);")]
    [InlineData("var t = Unsigned(); var s = t.Substring(0, t.LastIndexOf('.')); return $\"{s}.{Base64UrlEncoder.Encode(sig)}\";")]
    [InlineData("var p = Unsigned().Split('.'); return string.Join(\".\", p[0] + \".\" + p[1], Base64UrlEncoder.Encode(sig));")]
    [InlineData("return string.Concat(Unsigned(), Base64UrlEncoder.Encode(sig));")]
    [InlineData("return SignJwt(Unsigned());")]
    [InlineData("var t = Unsigned().TrimEnd('.'); return SignBytes(System.Text.Encoding.ASCII.GetBytes(t));")]
    public Task A_signature_comes_later(string statements) => MatchCompleted(statements, "");

    [Theory]
    [InlineData("return \"Bearer \" + Unsigned();")]
    [InlineData("var t = Unsigned(); return $\"{t}|{sig.Length}\";")]
    [InlineData("var t = Unsigned(); return t + \";\" + sig.Length;")]
    [InlineData("var t = Unsigned(); return string.Concat(new object[] { sig, t });")]
    [InlineData("var t = Unsigned(); SignIn(t); return t;")]
    public Task No_signature_comes_later(string statements) => MatchCompleted(statements, " // JWT1003");

    private static Task MatchCompleted(string statements, string comment) => Findings.MatchCommentsInClass($$"""
        public string Issue(byte[] sig, List<Claim> claims)
        {
            {{statements.Replace("Unsigned()", "_legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5)))", StringComparison.Ordinal)}}{{comment}}
        }
        string SignJwt(string text) => text;
        string SignBytes(byte[] bytes) => "";
        void SignIn(string token) { }
        """);

    /// <summary>An object of the type that is never written is a bag of claims.</summary>
    [Theory]
    [InlineData("public string Issuer() { var bag = Bag(); return bag.Issuer + bag.Subject; }")]
    [InlineData("public string Issuer() => In(Bag()); static string In(JwtSecurityToken token) => token.Issuer;")]
    [InlineData("public bool Any() => Bag()?.Claims.Any() == true && Bag() is not null;")]
    public Task A_private_one_that_is_only_read(string callers) =>
        Findings.MatchCommentsInClass($"static JwtSecurityToken Bag() => new(\"i\", \"a\", [], null, DateTime.UtcNow.AddMinutes(5)); {callers}");

    [Theory]
    [InlineData("public string Out() => _legacy.WriteToken(Made());")]
    [InlineData("public string Out() { var made = Made(); return made.Issuer + Write(made); } string Write(JwtSecurityToken token) => _legacy.WriteToken(token);")]
    [InlineData("public JwtSecurityToken Out() { var made = Made(); return made; }")]
    [InlineData("public Func<JwtSecurityToken> Out() => Made;")]
    [InlineData("JwtSecurityToken? _kept; public void Out() { _kept = Made(); }")]
    [InlineData("public void Out(List<SecurityToken> all) => all.Add(Made());")]
    public Task A_private_one_that_may_be_written(string callers) =>
        Findings.MatchCommentsInClass($"static JwtSecurityToken Made() => new(\"i\", \"a\", [], null, DateTime.UtcNow.AddMinutes(5)); // JWT1003\n {callers}");

    [Fact]
    public Task Types_of_the_same_name_are_not_the_librarys() => Findings.MatchComments("""
        namespace Other
        {
            class SecurityTokenDescriptor { public string? Issuer { get; set; } }
            class Handler { public string CreateToken(SecurityTokenDescriptor d) => ""; public string CreateToken(string payload) => payload; }
            class Subject { string Run() => new Handler().CreateToken(new SecurityTokenDescriptor { Issuer = "i" }) + new Handler().CreateToken("{}"); }
        }
        """);

    private static Task Match(string statements) => Findings.MatchCommentsInClass($$"""
        string Run(IEnumerable<Claim> claims, SigningCredentials credentials, EncryptingCredentials encrypting, JwtHeader header, SecurityTokenDescriptor given, string json, bool condition, IWebHostEnvironment environment, Action<SecurityTokenDescriptor> sign)
        {
        {{statements}}
        }
        string Write(SecurityTokenDescriptor d) => _handler.CreateToken(d);
        static readonly SigningCredentials Credentials = new(Stage.Key, "HS256");
        static void Sign(SecurityTokenDescriptor d) => d.SigningCredentials = Credentials;
        """);
}
