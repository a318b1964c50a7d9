using System.Collections.Immutable;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>An API that three issuers' tokens are good for, each with settings of its own: each audience is read by another key, and none is mixed up with another.</summary>
internal static class ThreeSchemes
{
    private const string Partner = "https://partner.example";
    private const string Business = "https://b2b.example";
    private const string Shop = "https://shop.example";

    public static SetUp OfOneChain { get; } = new(
        "Three schemes, each with settings of its own",
        """
        using System.Security.Claims;
        using System.Text;
        using Microsoft.AspNetCore.Authorization;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication()
            .AddJwtBearer("Partner", options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidIssuer = builder.Configuration["Partner:Issuer"];
                options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Partner:Key"]!));
                options.TokenValidationParameters.ValidateAudience = false;
            })
            .AddJwtBearer("B2B", options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidIssuer = builder.Configuration["Authentication:Schemes:B2B:Issuer"];
                options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Authentication:Schemes:B2B:Key"]!));
                options.TokenValidationParameters.ValidateAudience = false;
            })
            .AddJwtBearer("Shop", options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidIssuer = builder.Configuration["Jwt:Issuer"];
                options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!));
                options.TokenValidationParameters.ValidateAudience = false;
            });
        builder.Services.AddAuthorization(options => options.DefaultPolicy = new AuthorizationPolicyBuilder("Partner", "B2B", "Shop").RequireAuthenticatedUser().Build());

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        _ => { })
    {
        Configuration = ImmutableDictionary<string, string>.Empty
            .AddRange(Settings("Partner", Partner)).AddRange(Settings("Authentication:Schemes:B2B", Business)).AddRange(Settings("Jwt", Shop)),
        Answers = ImmutableDictionary<string, string>.Empty.Add("Partner:Audience", "partners").Add("Authentication:Schemes:B2B:Audience", "business").Add("Jwt:Audience", "orders"),
        SignIns =
        [
            SignIn.With("a partner", _ => Signed(Partner, "partners")),
            SignIn.With("a business", _ => Signed(Business, "business")),
            SignIn.With("a user", _ => Signed(Shop, "orders")),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2003", "a partner's token for what users call", _ => Signed(Partner, "orders")),
            Intrusion.With("JWT2003", "a business's token for what partners call", _ => Signed(Business, "partners")),
            Intrusion.With("JWT2003", "a user's token for what businesses call", _ => Signed(Shop, "business")),
        ],
    };

    private static Dictionary<string, string> Settings(string section, string issuer) => new() { [section + ":Issuer"] = issuer, [section + ":Key"] = KeyOf(issuer) };

    private static string KeyOf(string issuer) => $"a-key-of-{issuer}-that-guards-nothing-but-this-test";

    private static string Signed(string issuer, string audience) =>
        IdentityProvider.Write(new { iss = issuer, aud = audience, sub = "alice" }, "JWT", new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(KeyOf(issuer))), SecurityAlgorithms.HmacSha256));
}
