using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2016: a program that alone signs with its key, and signs one kind of token, accepts any audience. Where that is not seen it is JWT2003.</summary>
[Trait("rule", "JWT2016")]
public sealed class OwnTokensTests
{
    private const string Claims = "claims: [new Claim(\"sub\", name), new Claim(\"jti\", Guid.NewGuid().ToString())]";
    private const string Issued = $"new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", \"a\", {Claims}, expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(KEY, \"HS256\")))";

    /// <summary>The same key, whichever way it comes there.</summary>
    [Theory]
    [InlineData("key", "key", "")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration[\"Jwt:Key\"]!))", "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration.GetSection(\"Jwt\")[\"Key\"]!))", "")]
    [InlineData("new SymmetricSecurityKey(Convert.FromBase64String(builder.Configuration[\"Jwt:Key\"] ?? throw new InvalidOperationException()))", "new SymmetricSecurityKey(Convert.FromBase64String(builder.Configuration.GetValue<string>(\"jwt:key\")!))", "")]
    [InlineData("Keys.Of(Environment.GetEnvironmentVariable(\"JWT\")!)", "Keys.Of(Environment.GetEnvironmentVariable(\"JWT\")!)", "static class Keys { public static SecurityKey Of(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("Keys.Signing", "Keys.Signing", "static class Keys { public static readonly SecurityKey Signing = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)); }")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.Key))", "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration[\"Jwt:Key\"]!))", "class JwtSettings { public string Key { get; set; } = \"\"; }")]
    public Task Is_advice_where_the_program_signs_with_the_key(string trusted, string signing, string types) => Match(trusted, Issued.Replace("KEY", signing), types, "JWT2016");

    /// <summary>Somebody else may sign, or not seen who does.</summary>
    [Theory]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration[\"Jwt:Other\"]!))", "key")]
    [InlineData("new X509SecurityKey(store.Certificates[0])", "key")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration[name]!))", "key")]
    [InlineData("Load(builder.Configuration[\"Partner:Key\"]!)", "Load(builder.Configuration[\"Own:Key\"]!)")]
    public Task Stays_a_warning_where_another_key_is_trusted(string trusted, string signing) => Match(trusted, Issued.Replace("KEY", signing), "", "JWT2003");

    /// <summary>Two kinds of token with one key.</summary>
    [Theory]
    [InlineData("string Refresh(string name) => ISSUED;")]
    [InlineData("string Again(string name) => ISSUED;")] // which of two places is for what, names do not tell
    [InlineData("string ForgotPassword(string name) => Issue(name);")]
    [InlineData("string Access(string name) => Issue(name); string Download(string name) => Issue(name);")]
    [InlineData("string One(string name) => Issue(name); string Two(string name) => Issue(name);")] // two makers of tokens
    [InlineData("Func<string, string> made = Issue; Console.WriteLine(made);")]
    [InlineData("void One() { Console.Write(Issue(\"access\").Length); } void Two() { Console.Write(Issue(\"invite\").Length); }")]
    [InlineData("string Both(string name) { var accessToken = Issue(name); var refreshToken = Issue(name + \"!\"); return accessToken + refreshToken; }")]
    [InlineData("string Reset(string name) { var passwordResetToken = Issue(name); return passwordResetToken; }")]
    [InlineData("string Admin(string name) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", \"a\", [new Claim(\"admin\", name), new Claim(\"jti\", name)], expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(key, \"HS256\")));")]
    [InlineData("string Typed(string name) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", \"a\", [new Claim(\"sub\", name), new Claim(\"jti\", name), new Claim(\"token_use\", \"access\")], expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(key, \"HS256\")));")]
    [InlineData("string For(string client) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(\"i\", client, [new Claim(\"sub\", client), new Claim(\"jti\", client)], expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(key, \"HS256\")));")]
    public Task Stays_a_warning_where_the_key_signs_several_kinds(string more) =>
        Match("key", Issued.Replace("KEY", "key"), "", "JWT2003", more.Replace("ISSUED", Issued.Replace("KEY", "key")));

    [Theory]
    [InlineData("string Login(string name) { var token = Issue(name); return token; }")]
    [InlineData("string Refresh(string name) { var fresh = Issue(name); return fresh; }")]
    public Task Is_advice_where_all_are_of_one_kind(string more) =>
        Match("key", Issued.Replace("KEY", "key"), "", "JWT2016", more.Replace("ISSUED", Issued.Replace("KEY", "key")));

    /// <summary>A class library's key is signed with wherever it is used.</summary>
    [Fact]
    public Task Stays_a_warning_in_a_library() => Findings.MatchComments($$"""
        using System.Security.Claims;
        class Tokens(SecurityKey key)
        {
            TokenValidationParameters Parameters => new() { ValidIssuer = "i", ValidateAudience = false, IssuerSigningKey = key }; // JWT2003
            string Issue(string name) => {{Issued.Replace("KEY", "key")}};
        }
        """);

    /// <summary>A delegate that accepts every audience was meant to tell some apart.</summary>
    [Fact]
    public Task Stays_a_warning_where_code_compares_audiences_itself() => Findings.MatchComments($$"""
        using System.Security.Claims;
        var key = new SymmetricSecurityKey(new byte[64]);
        new ServiceCollection().AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = "i", IssuerSigningKey = key, AudienceValidator = (_, _, _) => true }); // JWT2003
        string Issue(string name) => {{Issued.Replace("KEY", "key")}};
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());

    private static Task Match(string trusted, string issued, string types, string id, string more = "") => Findings.MatchComments($$"""
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;
        var builder = WebApplication.CreateBuilder(args);
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!));
        var store = new X509Store();
        var name = args[0];
        {{(types.Contains("JwtSettings", StringComparison.Ordinal) ? "var settings = builder.Configuration.GetSection(\"Jwt\").Get<JwtSettings>()!;" : "")}}
        builder.Services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
        {
            ValidIssuer = "i",
            ValidateAudience = false, // {{id}}
            IssuerSigningKey = {{trusted}},
        });
        string Issue(string name) => {{issued}};
        SecurityKey Load(string pem) { var rsa = RSA.Create(); rsa.ImportFromPem(pem); return new RsaSecurityKey(rsa); }
        {{more}}
        {{types}}
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());
}
