using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.IdentityWeb;

/// <summary>Microsoft.Identity.Web, by its declarations: who its registrations let in, version by version.</summary>
public sealed class IdentityWebTests
{
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
    public Task Registrations(string members) => Frameworks.MatchComments(members);

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
    public Task Registrations_of_a_version(string version, string set, string finding) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Identity.Web;
        class Subject { void A(AuthenticationBuilder b) => b.AddMicrosoftIdentityWebApi(o => o.TokenValidationParameters.{{set}}, o => { }); } {{finding}}
        """, more: Frameworks.IdentityWebOf(version));
}
