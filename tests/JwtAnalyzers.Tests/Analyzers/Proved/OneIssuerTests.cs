using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT2017: nobody but one issuer can sign with a key that is trusted, and the issuer is not compared. Else it is JWT2004.</summary>
[Trait("rule", "JWT2017")]
public sealed class OneIssuerTests
{
    [Theory]
    [InlineData("o.Authority = \"https://login.shop.example/realms/shop\";", "JWT2017")]
    [InlineData("o.Authority = \"https://demo.eu.auth0.com/\";", "JWT2017")]
    [InlineData("o.MetadataAddress = \"https://login.shop.example/.well-known/openid-configuration\";", "JWT2017")]
    [InlineData("o.Authority = \"https://accounts.google.com\";", "JWT2017")]
    // The keys of these sign for many issuers.
    [InlineData("o.Authority = \"https://login.microsoftonline.com/common/v2.0\";", "JWT2004")]
    [InlineData("o.Authority = \"https://login.microsoftonline.com/7f58f645-c190-4ce5-9de4-e2b7acd2a6ab/v2.0\";", "JWT2004")]
    [InlineData("o.Authority = \"https://securetoken.google.com/shop\";", "JWT2004")]
    // May be one of those.
    [InlineData("o.Authority = configuration[\"Jwt:Authority\"];", "JWT2004")]
    // Several sources.
    [InlineData("o.Authority = \"https://login.shop.example\"; o.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, _, _) => [key];", "JWT2004")]
    [InlineData("o.Authority = \"https://login.shop.example\"; o.TokenValidationParameters.IssuerSigningKey = key;", "JWT2004")]
    [InlineData("o.TokenValidationParameters.IssuerSigningKey = key;", "JWT2004")]
    [InlineData("", "JWT2004")]
    public Task Depends_on_where_the_keys_come_from(string keys, string id) => Findings.MatchCommentsIn($$"""
        services.AddAuthentication().AddJwtBearer(o =>
        {
            o.Audience = "https://api.example";
            {{keys}}
            o.TokenValidationParameters.ValidateIssuer = false; // {{id}}
        });
        """);

    [Theory]
    [InlineData("issuer => issuer")]
    [InlineData("issuer => issuer.StartsWith(\"https://shop\") ? issuer : throw new SecurityTokenInvalidIssuerException()")]
    public Task Stays_a_warning_where_code_compares_issuers_itself(string validator) => Findings.MatchCommentsIn($$"""
        services.AddAuthentication().AddJwtBearer(o =>
        {
            o.Audience = "https://api.example";
            o.Authority = "https://login.shop.example";
            Func<string, string> validate = {{validator}};
            o.TokenValidationParameters.IssuerValidator = (issuer, _, _) => {{validator["issuer => ".Length..]}}; // JWT2004
        });
        """);

    /// <summary>The app's own key, whose tokens all name one issuer.</summary>
    [Theory]
    [InlineData("\"i\"", "JWT2017")]
    [InlineData("null", "JWT2017")]
    [InlineData("builder.Configuration[\"Jwt:Issuer\"]", "JWT2017")]
    [InlineData("tenant", "JWT2004")]
    public Task Depends_on_what_the_program_signs(string issuer, string id) => Findings.MatchComments($$"""
        using System.Security.Claims;
        using System.Text;
        var builder = WebApplication.CreateBuilder(args);
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!));
        builder.Services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
        {
            ValidateIssuer = false, // {{id}}
            ValidAudience = "a",
            IssuerSigningKey = key,
        });
        string Issue(string tenant) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
            {{issuer}}, "a", [new Claim("sub", tenant)], expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(key, "HS256")));
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());

    [Theory]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "ValidateIssuer", "anyone with a free Entra ID tenant can get a token signed with them")]
    [InlineData("https://securetoken.google.com/shop", "ValidateIssuer", "anyone with a free Firebase project can get a token signed with them")]
    [InlineData("https://accounts.google.com", "ValidateAudience", "anyone with a free Google account can get a token of this issuer, for an app of their own")]
    [InlineData("https://token.actions.githubusercontent.com", "ValidateAudience", "anyone with a free GitHub account can get a token")]
    [InlineData("https://login.shop.example", "ValidateAudience", "a token that was issued for another service works here")]
    public async Task The_message_says_who_may_get_a_token(string authority, string setting, string expected)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($$"""
            class Subject
            {
                void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o => { o.Authority = "{{authority}}"; o.TokenValidationParameters.{{setting}} = false; });
            }
            """)));
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
