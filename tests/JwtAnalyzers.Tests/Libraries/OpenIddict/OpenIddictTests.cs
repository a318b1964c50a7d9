using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.OpenIddict;

/// <summary>OpenIddict, by its declarations: its server, and the validation of its tokens.</summary>
public sealed class OpenIddictTests
{
    [Theory]
    [InlineData("services.AddOpenIddict().AddServer(o => o.AllowImplicitFlow()); // JWT5008")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.UseAspNetCore().DisableTransportSecurityRequirement()); // JWT5008")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(null)); // JWT4001")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(TimeSpan.FromDays(30))); // JWT4002")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(TimeSpan.FromHours(8))); // JWT4006")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.AllowAuthorizationCodeFlow().AllowNoneFlow().DisableAccessTokenEncryption());")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.UseAspNetCore().EnableTokenEndpointPassthrough());")]
    [InlineData("services.AddOpenIddict().AddServer(o => { if (environment.IsDevelopment()) o.UseAspNetCore().DisableTransportSecurityRequirement(); });")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(TimeSpan.FromMinutes(30)).SetRefreshTokenLifetime(TimeSpan.FromDays(30)));")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.SetAccessTokenLifetime(configuration.GetValue<TimeSpan?>(\"Lifetime\")));")]
    [InlineData("services.AddOpenIddict().AddServer(o => { if (environment.IsDevelopment()) o.SetAccessTokenLifetime(null); });")]
    // it checks them itself
    [InlineData("services.AddOpenIddict().AddServer(o => o.Configure(s => s.TokenValidationParameters.ValidateAudience = false));")]
    [InlineData("services.AddOpenIddict().AddServer(o => o.Configure(s => { s.TokenValidationParameters.ValidateAudience = false; s.TokenValidationParameters.ValidateLifetime = false; }));")]
    [InlineData("services.AddOpenIddict().AddValidation(o => o.Configure(v => v.TokenValidationParameters.ValidateLifetime = false));")]
    [InlineData("services.Configure<OpenIddict.Server.OpenIddictServerOptions>(s => { var checks = s.TokenValidationParameters.ValidateLifetime; });")]
    public Task Server(string statements) => Frameworks.MatchCommentsIn(statements);

    private const string Remote = "o.SetIssuer(configuration[\"Issuer\"]!); o.UseSystemNetHttp(); o.UseAspNetCore();";

    // Measured on 7.8.0: a token for another audience, or for none, gets 200.
    [Theory]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " }); // JWT2003")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { o.AddEncryptionKey(key); " + Remote + " }); // JWT2003")]
    [InlineData("services.AddOpenIddict().AddValidation(o => o.SetIssuer(\"https://issuer.example/\").AddEncryptionKey(key).UseSystemNetHttp().SetProductInformation(\"a\", null)); // JWT2003")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.UseAspNetCore().DisableAccessTokenExtractionFromQueryString(); }); // JWT2003")]
    [InlineData("services.AddOpenIddict().AddValidation(delegate(OpenIddictValidationBuilder o) { " + Remote + " }); // JWT2003")]
    [InlineData("OpenIddictValidationExtensions.AddValidation(services.AddOpenIddict(), o => { " + Remote + " }); // JWT2003")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.AddAudiences(\"api\"); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.Configure(v => v.Audiences.Add(\"api\")); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.Configure(v => { v.TokenValidationParameters.ValidateAudience = true; v.TokenValidationParameters.ValidAudience = \"api\"; }); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " }); services.Configure<OpenIddict.Validation.OpenIddictValidationOptions>(v => v.Audiences.Add(\"api\"));")]
    // the server says of each token whether it is for this API
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.UseIntrospection().SetClientId(\"api\").SetClientSecret(configuration[\"Secret\"]!); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { o.UseLocalServer(); o.UseAspNetCore(); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => o.UseAspNetCore());")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " Other.Set(o); });")]
    [InlineData("services.AddOpenIddict().AddValidation(o => { " + Remote + " o.SetAll(); });")]
    [InlineData("Action<OpenIddictValidationBuilder> set = o => { " + Remote + " }; services.AddOpenIddict().AddValidation(set);")]
    [InlineData("if (environment.IsDevelopment()) services.AddOpenIddict().AddValidation(o => { " + Remote + " });")]
    [InlineData("services.AddOther().AddValidation(o => { " + Remote + " });")]
    public Task Validation(string statements) => Frameworks.MatchComments($$"""
            void Run(IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment, SecurityKey key)
            {
        {{statements}}
            }
        """, """
        static class Other
        {
            public static void Set(OpenIddictValidationBuilder builder) => builder.SetIssuer("i");
            public static void SetAll(this OpenIddictValidationBuilder builder) => builder.SetIssuer("i");
            public static Other2 AddOther(this IServiceCollection services) => throw null!;
        }
        class Other2 { public void AddValidation(Action<OpenIddictValidationBuilder> configuration) { } }
        """);

    [Theory]
    [InlineData("bool A(ClaimsPrincipal user) => user.HasScope(\"orders\");")]
    [InlineData("bool A(ClaimsPrincipal user) => user.GetAudiences().Contains(\"orders\");")]
    [InlineData("void A(IServiceCollection services) => services.AddAuthorization(a => a.AddPolicy(\"x\", p => p.RequireClaim(\"scope\", \"orders\")));")]
    [InlineData("void A(IServiceCollection services) => services.AddAuthorization(a => a.AddPolicy(\"x\", p => p.RequireAssertion(c => c.User.HasClaim(\"oi_scp\", \"orders\"))));")]
    public Task Validation_of_an_API_that_looks_for_itself(string member) => Frameworks.MatchComments(
        "void Run(IServiceCollection services, IConfiguration configuration) => services.AddOpenIddict().AddValidation(o => { " + Remote + " });\n" + member,
        "static class Scopes { public static bool HasScope(this ClaimsPrincipal user, string scope) => user.HasClaim(\"scope\", scope); public static string[] GetAudiences(this ClaimsPrincipal user) => []; }");
}
