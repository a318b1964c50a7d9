using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.IssuedTokens;

/// <summary>JWT4001: an issued token never expires.</summary>
[Trait("rule", "JWT4001")]
public sealed class EverlastingTokenIssuedTests
{
    [Theory]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: credentials)); // JWT4001")]
    [InlineData("var token = new JwtSecurityToken(issuer: \"i\", audience: \"a\", claims: claims, signingCredentials: credentials); return _legacy.WriteToken(token); // JWT4001")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, DateTime.UtcNow, null, credentials)); // JWT4001")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, expires: default, signingCredentials: credentials)); // JWT4001")]
    [InlineData("var list = new List<Claim> { new(\"sub\", \"x\") }; list.Add(new Claim(\"role\", \"y\")); return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", list, signingCredentials: credentials)); // JWT4001")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", new[] { new Claim(\"sub\", \"x\") }.Union(roles.Select(r => new Claim(\"role\", r))), signingCredentials: credentials)); // JWT4001")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(\"i\", \"a\", claims, null, null))); // JWT4001")]
    [InlineData("var own = new JwtPayload { { \"sub\", \"x\" }, { \"iss\", \"i\" }, { \"aud\", \"a\" } }; return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), own)); // JWT4001")]
    [InlineData("return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials }); // JWT4001")]
    [InlineData("var handler = new JwtSecurityTokenHandler(); handler.SetDefaultTimesOnTokenCreation = false; return handler.CreateEncodedJwt(\"i\", \"a\", null, null, null, null, credentials); // JWT4001")]
    [InlineData("return _handler.CreateToken(\"{\\\"sub\\\":\\\"x\\\",\\\"iss\\\":\\\"i\\\",\\\"aud\\\":\\\"a\\\"}\", credentials); // JWT4001")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new { sub = \"x\", iss = \"i\", aud = \"a\" }), credentials); // JWT4001")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new Dictionary<string, object> { [\"sub\"] = \"x\", [\"iss\"] = \"i\", [\"aud\"] = \"a\" }), credentials); // JWT4001")]
    public Task Fires(string statements) => Match(statements);

    [Theory]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: credentials));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, expires: expiry, signingCredentials: credentials));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", new[] { new Claim(\"exp\", DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds().ToString()) }, signingCredentials: credentials));")]
    [InlineData("var list = new List<Claim>(); list.Add(new Claim(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Exp, \"1\")); return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", list, signingCredentials: credentials));")]
    [InlineData("var token = new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: credentials); token.Payload[\"exp\"] = 1; return _legacy.WriteToken(token);")]
    [InlineData("var token = new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: credentials); token.Payload.AddClaim(new Claim(\"exp\", \"1\")); return _legacy.WriteToken(token);")]
    [InlineData("var token = new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: credentials); token.Payload.Add(\"exp\", 1); return _legacy.WriteToken(token);")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5))));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), payload));")]
    [InlineData("var p = new JwtPayload { { \"iss\", \"i\" }, { \"aud\", \"a\" }, { \"exp\", 1 } }; return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), p));")]
    [InlineData("var p = new JwtPayload { [\"iss\"] = \"i\", [\"aud\"] = \"a\" }; p[\"exp\"] = 1; return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), p));")]
    // The handler gives it an hour.
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = null, SigningCredentials = credentials });")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", \"a\", null, null, null, null, credentials);")]
    [InlineData("return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = true }.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials });")]
    [InlineData("return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Expires = expiry, SigningCredentials = credentials });")]
    [InlineData("return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Claims = new Dictionary<string, object> { [\"exp\"] = 1 }, SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(json, credentials);")]
    [InlineData("return _handler.CreateToken($\"{{{json}}}\", credentials);")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new { iss = \"i\", aud = \"a\", exp = 1 }), credentials);")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(roles), credentials);")]
    public Task Stays_silent(string statements) => Match(statements);

    [Fact]
    public Task The_handler_of_a_field_says_whether_there_is_a_default() => Findings.MatchCommentsInClass("""
        private readonly JsonWebTokenHandler _own = new();
        private readonly JsonWebTokenHandler _other = new() { SetDefaultTimesOnTokenCreation = false };
        public Subject() => _own.SetDefaultTimesOnTokenCreation = false;
        string First(SigningCredentials c) => _own.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = c }); // JWT4001
        string Second(SigningCredentials c) => _other.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = c }); // JWT4001
        string Third(SigningCredentials c) => _handler.CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = c });
        """);

    [Fact]
    public Task Claims_that_others_give_may_hold_an_expiry_where_anybody_writes_one() => Findings.MatchCommentsInClass("""
        public string Issue(IEnumerable<Claim> claims, SigningCredentials c) => _legacy.WriteToken(new JwtSecurityToken("i", "a", claims, signingCredentials: c));
        """, "static class Caller { static Claim[] Claims => [new Claim(\"exp\", \"1\")]; }");

    [Fact]
    public Task A_method_that_is_given_the_claims_may_add_it() => Findings.MatchCommentsInClass("""
        public string Issue(SigningCredentials c)
        {
            var claims = new List<Claim>();
            AddTimes(claims);
            return _legacy.WriteToken(new JwtSecurityToken("i", "a", claims, signingCredentials: c));
        }
        static void AddTimes(List<Claim> claims) => claims.Add(new Claim("exp", "1"));
        """);

    /// <summary>A helper may take the claims as any type, or add them by a call.</summary>
    [Theory]
    [InlineData("var claims = new List<Claim> { new(\"sub\", \"x\") }; AddTo(claims); return new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: c);", "static void AddTo(ICollection<Claim> all) => all.Add(new Claim(\"exp\", \"1\"));")]
    [InlineData("var claims = new List<Claim>(); AddTo(claims); return new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: c);", "static void AddTo(IList<Claim> all) => all.Insert(0, new Claim(\"exp\", \"1\"));")]
    [InlineData("var p = new JwtPayload(\"i\", \"a\", null, null, null); AddTo(p); return new JwtSecurityToken(new JwtHeader(c), p);", "static void AddTo(IDictionary<string, object> all) => all[\"exp\"] = 5L;")]
    [InlineData("var p = new JwtPayload(\"i\", \"a\", null, null, null); AddTo(p); return new JwtSecurityToken(new JwtHeader(c), p);", "static void AddTo(JwtPayload all) => all.AddClaim(new Claim(\"exp\", \"5\"));")]
    [InlineData("var p = new JwtPayload(\"i\", \"a\", null, null, null); AddTo(p); return new JwtSecurityToken(new JwtHeader(c), p);", "static void AddTo(JwtPayload all) => Put(all); static void Put(JwtPayload all) => all[\"exp\"] = 5L;")]
    public Task A_helper_may_add_it(string statements, string helpers) =>
        Findings.MatchCommentsInClass($"JwtSecurityToken Issue(SigningCredentials c) {{ {statements} }} public string Written(SigningCredentials c) => _legacy.WriteToken(Issue(c)); {helpers}");

    [Theory]
    [InlineData("var claims = new List<Claim>(); Count(claims); return new JwtSecurityToken(\"i\", \"a\", claims, signingCredentials: c); // JWT4001\n", "static int Count(ICollection<Claim> all) => all.Count;")]
    [InlineData("var p = new JwtPayload(\"i\", \"a\", null, null, null); /* JWT4001 */ Say(p); return new JwtSecurityToken(new JwtHeader(c), p); // JWT4001\n", "static string Say(JwtPayload all) => all.SerializeToJson();")]
    [InlineData("return new JwtSecurityToken(\"i\", \"a\", [], signingCredentials: c); // JWT4001\n", "")]
    public Task A_helper_that_only_reads_adds_nothing(string statements, string helpers) =>
        Findings.MatchCommentsInClass($"JwtSecurityToken Issue(SigningCredentials c) {{ {statements} }} public string Written(SigningCredentials c) => _legacy.WriteToken(Issue(c)); {helpers}");

    private static Task Match(string statements) => Findings.MatchCommentsInClass($$"""
        string Run(IEnumerable<Claim> claims, string[] roles, SigningCredentials credentials, JwtPayload payload, DateTime expiry, string json)
        {
        {{statements}}
        }
        """);
}
