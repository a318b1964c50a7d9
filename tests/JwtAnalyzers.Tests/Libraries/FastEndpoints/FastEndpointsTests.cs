using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.FastEndpoints;

/// <summary>FastEndpoints.Security, by its declarations: which checks its registration leaves on, and its keys.</summary>
public sealed class FastEndpointsTests
{
    [Theory]
    [InlineData("services.AddAuthenticationJwtBearer(s => s.SigningKey = configuration[\"Jwt:Key\"]); // JWT2004")]
    [InlineData("services.AddAuthenticationJwtBearer(s => s.SigningKey = configuration[\"Jwt:Key\"], null); // JWT2004")]
    [InlineData("AuthExtensions.AddAuthenticationJwtBearer(services, s => { }); // JWT2004")]
    // what the callback asks for is overwritten
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { b.TokenValidationParameters.ValidateAudience = true; b.TokenValidationParameters.ValidateIssuer = true; }); // JWT2004")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { b.TokenValidationParameters.ValidAudiences = [\"a\"]; b.TokenValidationParameters.ValidIssuer = \"i\"; }); // JWT2003")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => b.TokenValidationParameters.ValidIssuer = configuration[\"Jwt:Issuer\"]); // JWT2003")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, bearerOptions: b => { b.Audience = \"a\"; b.TokenValidationParameters.ValidIssuer = \"i\"; }); // JWT2003")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => b.TokenValidationParameters.ValidAudience = \"a\"); // JWT2004")]
    public Task A_check_without_its_value_is_off(string statements) => Frameworks.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }); services.PostConfigure<JwtBearerOptions>(\"Other\", b => { b.TokenValidationParameters.ValidateIssuer = true; }); // JWT2004")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }).AddAuthorization(); // JWT2004")]
    [InlineData("services\n.AddAuthenticationJwtBearer(s => { }) // JWT2004\n.AddAuthorization();")]
    public Task Another_scheme_does_not_help(string statements) => Frameworks.MatchCommentsIn(statements);

    private const string Both = "b.TokenValidationParameters.ValidAudience = configuration[\"a\"]; b.TokenValidationParameters.ValidIssuer = configuration[\"i\"];";

    [Theory]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { " + Both + " });")]
    // is set true again afterwards
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { " + Both + " b.TokenValidationParameters.ValidateAudience = false; });")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { b.TokenValidationParameters.AudienceValidator = (audiences, token, parameters) => audiences.Contains(configuration[\"a\"]); b.TokenValidationParameters.ValidIssuer = \"i\"; });")]
    // others may set them
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => configuration.Bind(\"Bearer\", b));")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => configuration.GetSection(\"Jwt\").Bind(b.TokenValidationParameters));")]
    [InlineData("Action<JwtBearerOptions> set = b => { }; services.AddAuthenticationJwtBearer(s => { }, set);")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { b.EventsType = typeof(JwtBearerEvents); });")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => b.TokenValidationParameters = new() { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key });")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }); services.PostConfigure<JwtBearerOptions>(\"Bearer\", b => { b.TokenValidationParameters.ValidateAudience = true; b.TokenValidationParameters.ValidateIssuer = true; " + Both + " });")]
    [InlineData("if (environment.IsDevelopment()) services.AddAuthenticationJwtBearer(s => { });")]
    [InlineData("services.AddAuthenticationJwtBearer(s => { }, b => { " + Both + " }).AddAuthorization();")]
    public Task A_check_with_its_value_is_on(string statements) => Frameworks.MatchCommentsIn(statements);

    private const string Parameters = "p => { p.ValidAudience = configuration[\"a\"]; p.ValidIssuer = configuration[\"i\"]; }";

    // Before version 5.23, and before version 5.
    [Theory]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!); // JWT2004")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, JWTBearer.TokenSigningStyle.Symmetric, p => { p.ValidateIssuer = true; p.ValidateAudience = true; }, null); // JWT2004")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, tokenValidation: p => p.ValidIssuer = \"i\"); // JWT2003")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, o => o.TokenValidationParameters.ValidIssuer = \"i\"); // JWT2003")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!); // JWT2004")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, \"i\"); // JWT2003")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, audience: \"a\"); // JWT2004")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, null, null); // JWT2004")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, tokenValidation: " + Parameters + ");")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, JWTBearer.TokenSigningStyle.Asymmetric, " + Parameters + ", null);")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, bearerEvents: e => e.OnTokenValidated = c => Task.CompletedTask);")]
    [InlineData("services.AddJWTBearerAuth(configuration[\"Jwt:Key\"]!, tokenValidation: p => configuration.Bind(\"Jwt\", p));")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, \"i\", \"a\");")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, configuration[\"i\"], configuration[\"a\"]);")]
    public Task Old_versions_do_the_same(string statements) => Frameworks.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.AddJWTBearerAuth(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\", tokenValidation: " + Parameters + "); // JWT3001")]
    [InlineData("services.AddAuthenticationJWTBearer(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\", \"i\", \"a\"); // JWT3001")]
    [InlineData("services.AddAuthenticationJWTBearer(\"supersecretsupersecretsupersecret\", \"i\", \"a\"); // JWT3002")]
    [InlineData("var token = JWTBearer.CreateToken(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\", DateTime.UtcNow.AddMinutes(30)); // JWT3001")]
    [InlineData("var token = JWTBearer.CreateToken(signingKey: \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\", privileges: o => { }); // JWT3001")]
    // the public key of a pair
    [InlineData("services.AddJWTBearerAuth(\"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7\", JWTBearer.TokenSigningStyle.Asymmetric, " + Parameters + ", null);")]
    [InlineData("services.AddJWTBearerAuth(\"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7\", o => { o.TokenValidationParameters.ValidIssuer = \"i\"; o.TokenValidationParameters.ValidAudience = \"a\"; });")]
    [InlineData("services.AddAuthenticationJWTBearer(configuration[\"Jwt:Key\"]!, \"https://issuer.example/a-long-name\", \"a\");")]
    [InlineData("var token = JWTBearer.CreateToken(configuration[\"Jwt:Key\"]!, o => { }, \"https://issuer.example/a-long-name\");")]
    public Task Old_versions_are_given_the_key_first(string statements) => Frameworks.MatchCommentsIn(statements);

    [Fact]
    public Task Another_extension_of_that_name_is_another() => Frameworks.MatchComments(
        "void Run(Other other) => other.AddAuthenticationJwtBearer(s => { });",
        "class Other { public void AddAuthenticationJwtBearer(Action<JwtSigningOptions> options) { } }");

    [Theory]
    [InlineData("string Issue() => JwtBearer.CreateToken(o => { o.SigningKey = \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"; o.ExpireAt = DateTime.UtcNow.AddHours(1); }); // JWT3001")]
    [InlineData("string Issue() => JwtBearer.CreateToken(o => o.SigningKey = \"supersecretsupersecretsupersecret\"); // JWT3002")]
    [InlineData("const string Key = \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"; // JWT3001\n string Issue() => JwtBearer.CreateToken(o => o.SigningKey = Key);")]
    [InlineData("Action<JwtSigningOptions> Set() => s => s.SigningKey = \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"; // JWT3001")]
    public Task A_literal_is_a_key(string members) => Frameworks.MatchComments(members);

    [Theory]
    [InlineData("string Issue(IConfiguration c) => JwtBearer.CreateToken(o => o.SigningKey = c[\"Jwt:Key\"]!);")]
    // its own default: 60 minutes
    [InlineData("string Issue(string key) => JwtBearer.CreateToken(o => { o.SigningKey = key; o.Issuer = \"i\"; });")]
    // the public key of a pair
    [InlineData("Action<JwtSigningOptions> Set() => s => { s.SigningStyle = TokenSigningStyle.Asymmetric; s.SigningKey = \"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7\"; };")]
    [InlineData("JwtSigningOptions Set() => new() { SigningKey = \"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7\", SigningStyle = TokenSigningStyle.Asymmetric };")]
    [InlineData("class Options { public string? SigningKey { get; set; } } Options Set() => new() { SigningKey = \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\" };")]
    public Task Nothing_secret_is_none(string members) => Frameworks.MatchComments(members);
}
