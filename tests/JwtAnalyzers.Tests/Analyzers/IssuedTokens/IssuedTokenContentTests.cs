using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.IssuedTokens;

/// <summary>JWT4004: an issued token has no issuer or no audience. JWT4005: it has no <c>jti</c>.</summary>
[Trait("rule", "JWT4004")]
[Trait("rule", "JWT4005")]
public sealed class IssuedTokenContentTests
{
    [Theory]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { SigningCredentials = credentials }); // JWT4004")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", SigningCredentials = credentials }); // JWT4004")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Audience = \"a\", Subject = new ClaimsIdentity(claims), SigningCredentials = credentials }); // JWT4004")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(null, null, claims, null, DateTime.UtcNow.AddMinutes(5), credentials)); // JWT4004")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(issuer: \"i\", claims: claims, expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: credentials)); // JWT4004")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", null, null, null, null, null, credentials); // JWT4004")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload { { \"sub\", \"x\" }, { \"exp\", 1 } })); // JWT4004")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new { sub = \"x\", exp = 1, iss = \"i\" }), credentials); // JWT4004")]
    public Task Fires_without_issuer_or_audience(string statements) => Match(statements);

    [Theory]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = configuration[\"Jwt:Issuer\"], Audience = configuration[\"Jwt:Audience\"], SigningCredentials = credentials });")]
    [InlineData("var d = new SecurityTokenDescriptor { Issuer = \"i\", SigningCredentials = credentials }; d.Audiences.Add(\"a\"); d.Audience = \"a\"; return _handler.CreateToken(d);")]
    [InlineData("var d = new SecurityTokenDescriptor { Issuer = \"i\", SigningCredentials = credentials }; d.Audiences.Add(\"a\"); return _handler.CreateToken(d);")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audiences = { \"a\" }, SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Claims = new Dictionary<string, object> { [\"aud\"] = \"a\" }, SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Claims = new Dictionary<string, object> { { \"aud\", new[] { \"a\" } } }, SigningCredentials = credentials });")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Subject = new ClaimsIdentity(new[] { new Claim(\"aud\", \"a\"), new Claim(\"aud\", \"b\") }), SigningCredentials = credentials });")]
    [InlineData("var identity = new ClaimsIdentity(); identity.AddClaim(new Claim(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud, \"a\")); return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Subject = identity, SigningCredentials = credentials });")]
    [InlineData("var token = new JwtSecurityToken(\"i\", null, claims, null, DateTime.UtcNow.AddMinutes(5), credentials); token.Payload[\"aud\"] = new[] { \"a\", \"b\" }; return _legacy.WriteToken(token);")]
    [InlineData("var token = _legacy.CreateJwtSecurityToken(new SecurityTokenDescriptor { Issuer = \"i\", SigningCredentials = credentials }); token.Payload[\"aud\"] = new[] { \"a\", \"b\" }; return _legacy.WriteToken(token);")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5))));")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), payload));")]
    [InlineData("return _handler.CreateToken(json, credentials);")]
    [InlineData("return _handler.CreateToken(given);")]
    public Task Stays_silent_with_both(string statements) => Match(statements);

    [Theory]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials }); // JWT4005")]
    [InlineData("return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims, null, DateTime.UtcNow.AddMinutes(5), credentials)); // JWT4005")]
    [InlineData("return _legacy.CreateEncodedJwt(\"i\", \"a\", null, null, null, null, credentials); // JWT4005")]
    [InlineData("return _handler.CreateToken(JsonSerializer.Serialize(new { aud = \"a\", exp = 1, iss = \"i\" }), credentials); // JWT4005")]
    public Task Fires_without_a_name(string statements) => Match(statements);

    // The comment switches the rule on.
    [Theory]
    [InlineData("/* JWT4005 */ return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Claims = new Dictionary<string, object> { [\"jti\"] = \"x\" }, SigningCredentials = credentials });")]
    [InlineData("/* JWT4005 */ return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", Subject = new ClaimsIdentity([new Claim(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Jti, \"x\")]), SigningCredentials = credentials });")]
    [InlineData("/* JWT4005 */ return _legacy.WriteToken(new JwtSecurityToken(\"i\", \"a\", claims.Append(new Claim(\"jti\", \"x\")), null, DateTime.UtcNow.AddMinutes(5), credentials));")]
    [InlineData("/* JWT4005 */ return _handler.CreateToken(JsonSerializer.Serialize(new { aud = \"a\", exp = 1, iss = \"i\", jti = \"x\" }), credentials);")]
    [InlineData("/* JWT4005 */ return _handler.CreateToken(json, credentials);")]
    [InlineData("return _handler.CreateToken(new SecurityTokenDescriptor { Issuer = \"i\", Audience = \"a\", SigningCredentials = credentials });")]
    public Task Stays_silent_with_a_name(string statements) => Match(statements);

    private static Task Match(string statements) => Findings.MatchCommentsInClass($$"""
        string Run(Claim[] claims, SigningCredentials credentials, IConfiguration configuration, JwtPayload payload, SecurityTokenDescriptor given, string json)
        {
        {{statements}}
        }
        """);
}
