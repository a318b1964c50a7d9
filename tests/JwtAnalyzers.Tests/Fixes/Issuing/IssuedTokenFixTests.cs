using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Issuing;

/// <summary>The fixes of JWT1003, JWT4001, JWT4004 and JWT4005. Both texts issue a token, and the reference validator takes both apart.</summary>
[Trait("rule", "JWT1003")]
[Trait("rule", "JWT4001")]
[Trait("rule", "JWT4004")]
[Trait("rule", "JWT4005")]
public sealed class IssuedTokenFixTests
{
    private const string Written = "new JwtSecurityTokenHandler().WriteToken(";
    private const string Parties = "Stage.Issuer, Stage.Audience";
    private const string Described = "Issuer = Stage.Issuer, Audience = Stage.Audience";
    private const string AnHour = "DateTime.UtcNow.AddMinutes(60)";
    private const string Expires = "Let the token expire after 60 minutes";

    private static string Subject(string body, string parameters, string members = "") => $$"""
        using System.Security.Claims;

        class Subject
        {{{members}}
            public string Issue({{parameters}})
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData($"return {Written}{{|JWT1003:new JwtSecurityToken({Parties}, expires: {AnHour})|}});", $"return {Written}new JwtSecurityToken({Parties}, expires: {AnHour}, signingCredentials: credentials));")]
    [InlineData($"return {Written}{{|JWT1003:new JwtSecurityToken({Parties}, null, null, {AnHour}, null)|}});", $"return {Written}new JwtSecurityToken({Parties}, null, null, {AnHour}, credentials));")]
    [InlineData($"return {Written}{{|JWT1003:new JwtSecurityToken(signingCredentials: null, issuer: Stage.Issuer, audience: Stage.Audience, expires: {AnHour})|}});", $"return {Written}new JwtSecurityToken(signingCredentials: credentials, issuer: Stage.Issuer, audience: Stage.Audience, expires: {AnHour}));")]
    [InlineData($"return {Written}new JwtSecurityToken({{|JWT1003:new JwtHeader()|}}, new JwtPayload({Parties}, null, null, {AnHour})));", $"return {Written}new JwtSecurityToken(new JwtHeader(signingCredentials: credentials), new JwtPayload({Parties}, null, null, {AnHour})));")]
    [InlineData($"return new JsonWebTokenHandler().CreateToken({{|JWT1003:new SecurityTokenDescriptor {{ {Described} }}|}});", $"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ {Described}, SigningCredentials = credentials }});")]
    [InlineData($"SecurityTokenDescriptor made = {{|JWT1003:new() {{ SigningCredentials = null, {Described} }}|}}; return new JsonWebTokenHandler().CreateToken(made);", $"SecurityTokenDescriptor made = new() {{ SigningCredentials = credentials, {Described} }}; return new JsonWebTokenHandler().CreateToken(made);")]
    [InlineData($"return {{|JWT1003:new JwtSecurityTokenHandler().CreateEncodedJwt({Parties}, null, null, null, null, null)|}};", $"return new JwtSecurityTokenHandler().CreateEncodedJwt({Parties}, null, null, null, null, credentials);")]
    [InlineData($"return {Written}{{|JWT1003:new JwtSecurityTokenHandler().CreateJwtSecurityToken(audience: Stage.Audience, issuer: Stage.Issuer)|}});", $"return {Written}new JwtSecurityTokenHandler().CreateJwtSecurityToken(audience: Stage.Audience, issuer: Stage.Issuer, signingCredentials: credentials));")]
    public Task Signs_with_the_credentials_at_hand(string before, string after) =>
        Verify.FixAsync(Subject(before, "SigningCredentials credentials"), Subject(after, "SigningCredentials credentials"), "Sign with 'credentials'");

    [Fact]
    public Task Signs_on_a_line_of_its_own() => Verify.FixAsync(
        Subject("""
            return new JsonWebTokenHandler().CreateToken({|JWT1003:new SecurityTokenDescriptor
                    {
                        Issuer = Stage.Issuer, // ours
                        Audience = Stage.Audience,
                    }|});
            """, "", "\n    private static readonly SigningCredentials Own = new(Stage.Key, \"HS256\");\n"),
        Subject("""
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                    {
                        Issuer = Stage.Issuer, // ours
                        Audience = Stage.Audience,
                        SigningCredentials = Own,
                    });
            """, "", "\n    private static readonly SigningCredentials Own = new(Stage.Key, \"HS256\");\n"),
        "Sign with 'Own'");

    [Fact]
    public Task Signs_with_a_key_that_says_what_it_is_for() => Verify.FixAsync(
        Subject($"return new JsonWebTokenHandler().CreateToken({{|JWT1003:new SecurityTokenDescriptor {{ {Described} }}|}});", "SymmetricSecurityKey key"),
        Subject($"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ {Described}, SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256) }});", "SymmetricSecurityKey key"),
        "Sign with 'key'");

    [Theory]
    [InlineData("")]
    [InlineData("SecurityKey key")] // HMAC or RSA?
    [InlineData("SigningCredentials access, SigningCredentials refresh")] // which?
    [InlineData("SigningCredentials? credentials")]
    [InlineData("IConfiguration configuration")]
    public Task Does_not_guess_what_to_sign_with(string parameters) =>
        Verify.NoFixAsync(Subject($"return new JsonWebTokenHandler().CreateToken({{|JWT1003:new SecurityTokenDescriptor {{ {Described} }}|}});", parameters));

    [Theory]
    [InlineData($"return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, signingCredentials: credentials, expires: {AnHour}));")]
    [InlineData($"return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, null, DateTime.Now, null, credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, null, DateTime.Now, DateTime.Now.AddMinutes(60), credentials));")]
    [InlineData($"return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, null, null, default, credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, null, null, {AnHour}, credentials));")]
    [InlineData($"return {Written}{{|JWT4001:new JwtSecurityToken(expires: null, issuer: Stage.Issuer, audience: Stage.Audience, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken(expires: {AnHour}, issuer: Stage.Issuer, audience: Stage.Audience, signingCredentials: credentials));")]
    [InlineData($"var now = DateTime.Now; return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, notBefore: now, signingCredentials: credentials)|}});", $"var now = DateTime.Now; return {Written}new JwtSecurityToken({Parties}, notBefore: now, signingCredentials: credentials, expires: now.AddMinutes(60)));")]
    [InlineData($"return {Written}new JwtSecurityToken(new JwtHeader(credentials), {{|JWT4001:new JwtPayload({Parties}, null, null, null)|}}));", $"return {Written}new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload({Parties}, null, null, {AnHour})));")]
    [InlineData($"var payload = {{|JWT4001:new JwtPayload {{ {{ \"iss\", Stage.Issuer }}, {{ \"aud\", Stage.Audience }} }}|}}; return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));", $"var payload = new JwtPayload {{ {{ \"iss\", Stage.Issuer }}, {{ \"aud\", Stage.Audience }}, {{ \"exp\", DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds() }} }}; return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));")]
    [InlineData($"var payload = {{|JWT4001:new JwtPayload {{ [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience, }}|}}; return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));", $"var payload = new JwtPayload {{ [\"iss\"] = Stage.Issuer, [\"aud\"] = Stage.Audience, [\"exp\"] = DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds(), }}; return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));")]
    [InlineData($"var payload = {{|JWT4001:new JwtPayload()|}}; payload[\"iss\"] = Stage.Issuer; payload.Add(\"aud\", Stage.Audience); return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));", $"var payload = new JwtPayload() {{ [\"exp\"] = DateTimeOffset.UtcNow.AddMinutes(60).ToUnixTimeSeconds() }}; payload[\"iss\"] = Stage.Issuer; payload.Add(\"aud\", Stage.Audience); return {Written}new JwtSecurityToken(new JwtHeader(credentials), payload));")]
    [InlineData($"return new JsonWebTokenHandler {{ SetDefaultTimesOnTokenCreation = false }}.CreateToken({{|JWT4001:new SecurityTokenDescriptor {{ {Described}, SigningCredentials = credentials }}|}});", $"return new JsonWebTokenHandler {{ SetDefaultTimesOnTokenCreation = false }}.CreateToken(new SecurityTokenDescriptor {{ {Described}, SigningCredentials = credentials, Expires = {AnHour} }});")]
    [InlineData($"return {{|JWT4001:new JwtSecurityTokenHandler {{ SetDefaultTimesOnTokenCreation = false }}.CreateEncodedJwt({Parties}, null, null, null, null, credentials)|}};", $"return new JwtSecurityTokenHandler {{ SetDefaultTimesOnTokenCreation = false }}.CreateEncodedJwt({Parties}, null, null, {AnHour}, null, credentials);")]
    public Task Lets_the_token_expire(string before, string after) =>
        Verify.FixAsync(Subject(before, "SigningCredentials credentials"), Subject(after, "SigningCredentials credentials"), Expires);

    [Fact]
    public Task Lets_the_token_expire_on_a_line_of_its_own() => Verify.FixAsync(
        Subject("""
            return new JwtSecurityTokenHandler().WriteToken({|JWT4001:new JwtSecurityToken(
                        issuer: Stage.Issuer,
                        audience: Stage.Audience,
                        signingCredentials: credentials)|});
            """, "SigningCredentials credentials"),
        Subject("""
            return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
                        issuer: Stage.Issuer,
                        audience: Stage.Audience,
                        signingCredentials: credentials,
                        expires: DateTime.UtcNow.AddMinutes(60)));
            """, "SigningCredentials credentials"),
        Expires);

    [Fact]
    public Task Keeps_to_the_limit_of_the_project() => Verify.FixAsync(
        Subject($"return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, signingCredentials: credentials)|}});", "SigningCredentials credentials"),
        Subject($"return {Written}new JwtSecurityToken({Parties}, signingCredentials: credentials, expires: DateTime.UtcNow.AddMinutes(15)));", "SigningCredentials credentials"),
        "Let the token expire after 15 minutes",
        TestSetup.Default with { EditorConfig = "jwt_analyzers.advised_token_lifetime_minutes = 15" });

    [Theory]
    [InlineData($"return {Written}{{|JWT4001:new JwtSecurityToken({Parties}, notBefore: DateTime.Today.AddDays(1), signingCredentials: credentials)|}});")]
    [InlineData("return new JsonWebTokenHandler().CreateToken({|JWT4001:\"{\\\"iss\\\":\\\"i\\\",\\\"aud\\\":\\\"a\\\"}\"|}, credentials);")]
    public Task Does_not_guess_when_it_expires(string body) =>
        Verify.NoFixAsync(Subject(body.Replace("CreateToken({|JWT4001:", "CreateToken(", StringComparison.Ordinal).Replace("|}, credentials)", ", credentials)", StringComparison.Ordinal) is var text && body.Contains("new JsonWebTokenHandler", StringComparison.Ordinal)
            ? text.Replace("return ", "return {|JWT4001:", StringComparison.Ordinal).Replace(";", "|};", StringComparison.Ordinal) : body, "SigningCredentials credentials"));

    private const string FromConfiguration = "configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")";
    private const string IssuerToo = "configuration[\"Jwt:Issuer\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Issuer' in the configuration.\")";

    [Theory]
    [InlineData("return new JsonWebTokenHandler().CreateToken({|JWT4004:new SecurityTokenDescriptor { Issuer = configuration[\"Jwt:Issuer\"], SigningCredentials = credentials }|});", $"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ Issuer = configuration[\"Jwt:Issuer\"], SigningCredentials = credentials, Audience = {FromConfiguration} }});")]
    [InlineData($"return {Written}{{|JWT4004:new JwtSecurityToken(Stage.Issuer, null, null, null, {AnHour}, credentials)|}});", $"return {Written}new JwtSecurityToken(Stage.Issuer, {FromConfiguration}, null, null, {AnHour}, credentials));")]
    [InlineData($"return {Written}{{|JWT4004:new JwtSecurityToken(Stage.Issuer, expires: {AnHour}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken(Stage.Issuer, expires: {AnHour}, signingCredentials: credentials, audience: {FromConfiguration}));")]
    public Task Names_the_audience(string before, string after) => Verify.FixAsync(
        Subject(before, "SigningCredentials credentials, IConfiguration configuration"),
        Subject(after, "SigningCredentials credentials, IConfiguration configuration"),
        "Name the audience (needs configuration 'Jwt:Audience')");

    [Theory]
    [InlineData("return new JsonWebTokenHandler().CreateToken({|JWT4004:new SecurityTokenDescriptor { SigningCredentials = credentials }|});", $"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ SigningCredentials = credentials, Issuer = {IssuerToo}, Audience = {FromConfiguration} }});")]
    [InlineData($"return {Written}{{|JWT4004:new JwtSecurityToken(expires: {AnHour}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken(expires: {AnHour}, signingCredentials: credentials, issuer: {IssuerToo}, audience: {FromConfiguration}));")]
    public Task Names_both(string before, string after) => Verify.FixAsync(
        Subject(before, "SigningCredentials credentials, IConfiguration configuration"),
        Subject(after, "SigningCredentials credentials, IConfiguration configuration"),
        "Name the issuer and the audience (needs configuration 'Jwt:Issuer' and configuration 'Jwt:Audience')");

    private const string Id = "Guid.NewGuid().ToString()";

    [Theory]
    [InlineData($"return new JsonWebTokenHandler().CreateToken({{|JWT4005:new SecurityTokenDescriptor {{ {Described}, SigningCredentials = credentials }}|}});", $"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ {Described}, SigningCredentials = credentials, Claims = new Dictionary<string, object> {{ [\"jti\"] = {Id} }} }});")]
    [InlineData($"return new JsonWebTokenHandler().CreateToken({{|JWT4005:new SecurityTokenDescriptor {{ {Described}, Claims = new Dictionary<string, object> {{ {{ \"sub\", \"x\" }} }}, SigningCredentials = credentials }}|}});", $"return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor {{ {Described}, Claims = new Dictionary<string, object> {{ {{ \"sub\", \"x\" }}, {{ \"jti\", {Id} }} }}, SigningCredentials = credentials }});")]
    [InlineData($"return {Written}{{|JWT4005:new JwtSecurityToken({Parties}, new[] {{ new Claim(\"sub\", \"x\") }}, expires: {AnHour}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, new[] {{ new Claim(\"sub\", \"x\"), new Claim(\"jti\", {Id}) }}, expires: {AnHour}, signingCredentials: credentials));")]
    [InlineData($"return {Written}{{|JWT4005:new JwtSecurityToken({Parties}, [], expires: {AnHour}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, [new Claim(\"jti\", {Id})], expires: {AnHour}, signingCredentials: credentials));")]
    [InlineData($"var claims = new List<Claim> {{ new(\"sub\", \"x\") }}; return {Written}{{|JWT4005:new JwtSecurityToken({Parties}, claims, expires: {AnHour}, signingCredentials: credentials)|}});", $"var claims = new List<Claim> {{ new(\"sub\", \"x\"), new Claim(\"jti\", {Id}) }}; return {Written}new JwtSecurityToken({Parties}, claims, expires: {AnHour}, signingCredentials: credentials));")]
    [InlineData($"return {Written}{{|JWT4005:new JwtSecurityToken({Parties}, expires: {AnHour}, signingCredentials: credentials)|}});", $"return {Written}new JwtSecurityToken({Parties}, expires: {AnHour}, signingCredentials: credentials, claims: new[] {{ new Claim(\"jti\", {Id}) }}));")]
    public Task Names_the_token(string before, string after) =>
        Verify.FixAsync(Subject(before, "SigningCredentials credentials"), Subject(after, "SigningCredentials credentials"), "Give the token a 'jti'", TestSetup.Default with { Enabled = ["JWT4005"] });

    [Theory]
    [InlineData($"return {Written}{{|JWT4005:new JwtSecurityToken({Parties}, claims, expires: {AnHour}, signingCredentials: credentials)|}});")]
    [InlineData($"return {{|JWT4005:new JwtSecurityTokenHandler().CreateEncodedJwt({Parties}, null, null, null, null, credentials)|}};")]
    public Task Leaves_claims_alone_that_others_give(string body) =>
        Verify.NoFixAsync(Subject(body, "SigningCredentials credentials, IEnumerable<Claim> claims"), TestSetup.Default with { Enabled = ["JWT4005"] });
}
