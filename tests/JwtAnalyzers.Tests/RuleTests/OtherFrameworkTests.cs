using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>Duende IdentityServer, OpenIddict, Microsoft.Identity.Web and Katana, by their declarations.</summary>
public sealed class OtherFrameworkTests
{
    [Theory]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.CodeAndClientCredentials, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = [\"authorization_code\"], RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = new List<string> { \"authorization_code\" }, RequireClientSecret = false, RequirePkce = false }; // JWT5008")]
    [InlineData("void A(Client c) { c.AllowedGrantTypes = GrantTypes.Code; c.RequireClientSecret = false; c.RequirePkce = false; } // JWT5008")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequirePkce = false };")]
    [InlineData("Client A() => new() { RequireClientSecret = false, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.ClientCredentials, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Implicit, RequireClientSecret = false, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = true, RequirePkce = false };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false, RequirePkce = true };")]
    [InlineData("Client A() => new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false };")]
    [InlineData("Client A() => new() { AllowPlainTextPkce = true }; // JWT5008")]
    [InlineData("Client A() => new() { AllowAccessTokensViaBrowser = true }; // JWT5008")]
    [InlineData("Client A() => new() { AccessTokenLifetime = 30 * 24 * 3600 }; // JWT4002")]
    [InlineData("void A(Client c) => c.AccessTokenLifetime = 8 * 3600; // JWT4006")]
    [InlineData("Client A() => new() { AccessTokenLifetime = 3600, AllowPlainTextPkce = false, AllowAccessTokensViaBrowser = false };")]
    [InlineData("Client A(IConfiguration c) => new() { AccessTokenLifetime = c.GetValue<int>(\"Lifetime\") };")]
    [InlineData("class Options { public int AccessTokenLifetime { get; set; } } Options A() => new() { AccessTokenLifetime = 30 * 24 * 3600 };")]
    [InlineData("IEnumerable<Client> A() => [new() { AllowedGrantTypes = GrantTypes.Code, RequirePkce = false }, new() { AllowedGrantTypes = GrantTypes.Code, RequireClientSecret = false }];")]
    public Task Duende_clients(string members) => Frameworks.MatchComments(members);

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
    public Task OpenIddict(string statements) => Frameworks.MatchCommentsIn(statements);

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
    public Task OpenIddict_validation(string statements) => Frameworks.MatchComments($$"""
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
    public Task OpenIddict_validation_of_an_API_that_looks_for_itself(string member) => Frameworks.MatchComments(
        "void Run(IServiceCollection services, IConfiguration configuration) => services.AddOpenIddict().AddValidation(o => { " + Remote + " });\n" + member,
        "static class Scopes { public static bool HasScope(this ClaimsPrincipal user, string scope) => user.HasClaim(\"scope\", scope); public static string[] GetAudiences(this ClaimsPrincipal user) => []; }");

    [Theory]
    [InlineData("Action<MicrosoftIdentityOptions> A() => o => o.AllowWebApiToBeAuthorizedByACL = true; // JWT5008")]
    [InlineData("Action<MicrosoftIdentityOptions> A() => o => o.AllowWebApiToBeAuthorizedByACL = false;")]
    [InlineData("Action<MicrosoftIdentityOptions> A(bool list) => o => o.AllowWebApiToBeAuthorizedByACL = list;")]
    [InlineData("Action<MicrosoftIdentityOptions> A() => o => o.AllowWebApiToBeAuthorizedByACL = true; bool B(ClaimsPrincipal user, string known) => user.FindFirstValue(\"azp\") == known;")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.RequireSignedTokens = false, o => { }); // JWT1001")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateLifetime = false, o => { }); // JWT2001")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ClockSkew = TimeSpan.FromHours(3), o => { }); // JWT2005")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { }, o => { });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateLifetime = true, o => { });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateLifetime = false; o.TokenValidationParameters.LifetimeValidator = (from, to, token, parameters) => from < DateTime.UtcNow && to > DateTime.UtcNow; }, o => { });")]
    // its own validators decide
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidIssuer = \"i\", o => { });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = true, o => { });")]
    // but that of the issuer is left out where the flag is off by then
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }); // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters = new TokenValidationParameters { ValidateIssuer = false }, o => { }); // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApiAot(o => { }, \"Bearer\", o => o.TokenValidationParameters.ValidateIssuer = false); // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b, bool isOn) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = isOn, o => { });")]
    [InlineData("void A(AuthenticationBuilder b, IConfiguration c) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateIssuer = false; c.Bind(\"AzureAd\", o); }, o => { });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateIssuer = false; o.TokenValidationParameters.IssuerValidator = (issuer, token, parameters) => issuer == \"i\" ? issuer : throw new SecurityTokenInvalidIssuerException(); }, o => { });")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }); s.PostConfigure<JwtBearerOptions>(\"Bearer\", o => { o.TokenValidationParameters.ValidateIssuer = true; }); }")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }, \"Entra\"); s.PostConfigure<JwtBearerOptions>(\"Entra\", o => { o.TokenValidationParameters.ValidateIssuer = true; }); }")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }, \"Entra\"); s.PostConfigure<JwtBearerOptions>(\"Bearer\", o => { o.TokenValidationParameters.ValidateIssuer = true; }); } // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s, IConfiguration c) { b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }); s.Configure<JwtBearerOptions>(\"Bearer\", c.GetSection(\"AzureAd\")); }")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateIssuer = false, o => { }); void B(IServiceCollection s, IssuerValidator own) => s.PostConfigure<JwtBearerOptions>(o => o.TokenValidationParameters.IssuerValidator = own);")]
    [InlineData("void A(AuthenticationBuilder b, IWebHostEnvironment e) => b.AddMicrosoftIdentityWebApi(o => { if (e.IsDevelopment()) o.TokenValidationParameters.ValidateIssuer = false; }, o => { });")]
    // the parameters of its own options are for nothing here
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { }, o => o.TokenValidationParameters.ValidateLifetime = false);")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { }, o => { o.TokenValidationParameters.ValidateIssuer = false; o.TokenValidationParameters.ValidateAudience = false; });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.ValidateAudience = false, o => { }); // JWT2003")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateAudience = false; o.TokenValidationParameters.ValidateIssuer = false; }, o => { }); // JWT2003 JWT2004")]
    [InlineData("void A(AuthenticationBuilder b, IConfiguration c) => b.AddMicrosoftIdentityWebApi(o => { c.Bind(\"AzureAd\", o); o.TokenValidationParameters.ValidateLifetime = false; }, o => c.Bind(\"AzureAd\", o)); // JWT2001")]
    [InlineData("void A(AuthenticationBuilder b, IConfiguration c) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateLifetime = false; c.Bind(\"AzureAd\", o); }, o => c.Bind(\"AzureAd\", o));")]
    [InlineData("void A(AuthenticationBuilder b, IConfiguration c) => b.AddMicrosoftIdentityWebApi(o => { c.Bind(\"AzureAd\", o); o.TokenValidationParameters.ValidateIssuer = false; }, o => c.Bind(\"AzureAd\", o)); // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApiAot(o => { }, \"Bearer\", null); s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateIssuer = false); }")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => { }, o => { }); s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateLifetime = false); } // JWT2001")]
    [InlineData("void A(AuthenticationBuilder b) { b.AddMicrosoftIdentityWebApi(o => { }, o => { }); b.AddJwtBearer(\"Partner\", o => { o.Authority = \"https://id.example\"; o.TokenValidationParameters.ValidateAudience = false; }); } // JWT2003")]
    [InlineData("void A(IServiceCollection s) => s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => { }, o => { }); s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = false); } // JWT2003")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => { }, o => { }); s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateIssuer = false); }")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { }, o => { }); void B(IServiceCollection s) => s.PostConfigure<JwtBearerOptions>(o => { o.TokenValidationParameters.ValidateIssuer = false; o.TokenValidationParameters.ValidateAudience = true; });")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { o.TokenValidationParameters.ValidateAudience = false; o.TokenValidationParameters.AudienceValidator = (a, token, parameters) => a.Contains(\"api\"); }, o => { });")]
    [InlineData("void A(AuthenticationBuilder b, IServiceCollection s) { b.AddMicrosoftIdentityWebApi(o => { }, o => { }); s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.NameClaimType = \"name\"); }")]
    [InlineData("void A(IServiceCollection s, IConfiguration c) { s.AddMicrosoftIdentityWebApiAuthentication(c); s.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateIssuer = false); }")]
    [InlineData("void A(IServiceCollection s, IConfiguration c) { s.AddMicrosoftIdentityWebAppAuthentication(c); s.Configure<Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions>(\"OpenIdConnect\", o => o.TokenValidationParameters.ValidateIssuer = false); }")]
    [InlineData("void A(IServiceCollection s) => s.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateIssuer = false); /* no AddMicrosoftIdentityWebApi any more */ // JWT2004")]
    [InlineData("void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => { }, o => { }); void B(string token, TokenValidationParameters given) { given.ValidateIssuer = false; new JwtSecurityTokenHandler().ValidateToken(token, given, out _); } // JWT2004")]
    public Task Identity_Web(string members) => Frameworks.MatchComments(members);

    /// <summary>What the library does with the flag of the issuer is known of the versions that were run.</summary>
    [Theory]
    [InlineData("2.21.1.0", "ValidateIssuer = false", "")]
    [InlineData("3.14.1.0", "ValidateIssuer = false", "")]
    [InlineData("4.14.0.0", "ValidateIssuer = false", "")]
    [InlineData("4.15.0.0", "ValidateIssuer = false", "// JWT2004")]
    [InlineData("4.18.0.0", "ValidateIssuer = false", "// JWT2004")]
    [InlineData("5.0.0.0", "ValidateIssuer = false", "// JWT2004")]
    [InlineData("3.14.1.0", "ValidateLifetime = false", "// JWT2001")]
    [InlineData("4.18.0.0", "NameClaimType = \"name\"", "")]
    public Task Identity_Web_of_a_version(string version, string set, string finding) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Identity.Web;
        class Subject { void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.{{set}}, o => { }); } {{finding}}
        """, more: Frameworks.IdentityWebOf(version));

    private const string Sound = "ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key";

    [Theory]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { TokenValidationParameters = new TokenValidationParameters { " + Sound + ", ValidateLifetime = false } }); // JWT2001")]
    // the audiences are for options without parameters
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { AllowedAudiences = [\"a\"], TokenValidationParameters = new TokenValidationParameters { ValidIssuer = \"i\", ValidateAudience = false, IssuerSigningKey = key } }); // JWT2003")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = false }; // JWT2004")]
    [InlineData("var format = new JwtFormat(\"a\", null!); format.ValidateIssuer = false; // JWT2004")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { TokenValidationParameters = new TokenValidationParameters { " + Sound + " } });")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions { AllowedAudiences = [\"a\"], IssuerSecurityKeyProviders = [] });")]
    [InlineData("app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions());")]
    [InlineData("var format = new JwtFormat(\"a\", null!);")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"i\", \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\"); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"i\", System.Text.Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")); // JWT3001")]
    [InlineData("var keys = new SymmetricKeyIssuerSecurityKeyProvider(\"https://issuer.example/a-long-name\", configuration[\"Jwt:Key\"]!);")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = true };")]
    [InlineData("var format = new JwtFormat(\"a\", null!) { ValidateIssuer = condition };")]
    [InlineData("var format = new JwtFormat(\"a\", null!); if (environment.IsDevelopment()) format.ValidateIssuer = false;")]
    public Task Katana(string statements) => Frameworks.MatchCommentsIn(statements);
}
