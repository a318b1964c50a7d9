using System.Collections.Immutable;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>An API whose own users sign in at one issuer, and whose partners at another: the token says which of two schemes judges it.</summary>
internal static class TwoSchemes
{
    private const string Authority = "https://id.shop.example";
    private const string Key = "a-key-of-the-partner-that-guards-nothing-but-this-test";
    private const string Partner = "https://partner.example";

    public static SetUp BySelector { get; } = new(
        "Two schemes, and a selector that reads the issuer",
        $$"""
        using System.Security.Claims;
        using System.Text;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication("Selector")
            .AddPolicyScheme("Selector", "Users or partners", options => options.ForwardDefaultSelector = context =>
            {
                string? authorization = context.Request.Headers.Authorization;
                if (authorization is not null && authorization.StartsWith("Bearer "))
                {
                    var token = authorization["Bearer ".Length..].Trim();
                    var handler = new JwtSecurityTokenHandler();
                    if (handler.CanReadToken(token) && handler.ReadJwtToken(token).Issuer == builder.Configuration["Partner:Issuer"])
                        return "Partner";
                }
                return JwtBearerDefaults.AuthenticationScheme;
            })
            .AddJwtBearer(options =>
            {
                options.Authority = "{{Authority}}";
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ValidateAudience = false;
            })
            .AddJwtBearer("Partner", options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = builder.Configuration["Partner:Issuer"],
                    ValidateAudience = false,
                    RequireExpirationTime = false,
                    IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Partner:Key"]!)),
                };
            });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string> { ["Partner:Issuer"] = Partner, ["Partner:Key"] = Key }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Jwt:Audience"] = "orders", ["Partner:Audience"] = "partners" }.ToImmutableDictionary(),
        SignIns =
        [
            SignIn.With("a user", provider => provider.Sign(new { iss = Authority, aud = "orders", sub = "alice" })),
            SignIn.With("a partner", _ => Signed(new { iss = Partner, aud = "partners", sub = "alice" })),
        ],
        Intrusions =
        [
            Intrusion.With("JWT2002", "a partner's token without an end", _ => Signed(new { iss = Partner, aud = "partners", sub = "alice", exp = (object?)null })),
            Intrusion.With("JWT2003", "a user's token for another API", provider => provider.Sign(new { iss = Authority, aud = "newsletter", sub = "alice" })),
            Intrusion.With("JWT2003", "a partner's token for somebody else", _ => Signed(new { iss = Partner, aud = "newsletter", sub = "alice" })),
        ],
    };

    private static string Signed(object claims) => IdentityProvider.Write(claims, "JWT", new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)), SecurityAlgorithms.HmacSha256));
}
