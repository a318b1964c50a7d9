using System.Collections.Immutable;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Issuers that stand in the code and that nothing has ever been compared with.</summary>
internal static class OtherIssuers
{
    private const string Key = "a-key-of-two-owners-that-guards-nothing-but-this-test";

    public static SetUp SlashAtTheEnd { get; } = SetUpOf("An issuer that tokens write otherwise", """ValidateIssuer = false, ValidIssuer = "https://login.shop.example",""", "https://login.shop.example/");

    public static SetUp Several { get; } = SetUpOf(
        "Two issuers, and one more by now", """ValidateIssuer = false, ValidIssuers = new[] { "https://one.example", "https://two.example" },""", "https://one.example", "https://three.example");

    public static SetUp LoggedOnly { get; } = SetUpOf(
        "Two issuers, and a log of others",
        """
        IssuerValidator = (issuer, token, parameters) =>
                {
                    if (!new[] { "https://one.example", "https://two.example" }.Contains(issuer)) Console.WriteLine("another issuer");
                    return issuer;
                },
        """,
        "https://one.example",
        "https://two.example");

    private static SetUp SetUpOf(string name, string settings, params string[] issuers) => new(
        name,
        $$"""
        using System.Security.Claims;
        using System.Text;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                {{settings}}
                ValidAudience = "shop",
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Jwt:Key"]!)),
            };
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """,
        _ => { })
    {
        Configuration = new Dictionary<string, string> { ["Jwt:Key"] = Key }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Issuer"] = issuers[0] }.ToImmutableDictionary(),
        SignIns = [.. issuers.Select(issuer => SignIn.With($"token of {issuer}", _ => Signed(issuer)))],
        Intrusions = [Intrusion.With("JWT2004", "a token of somebody who has the key for another purpose", _ => Signed("https://test.example"))],
    };

    private static string Signed(string issuer) => IdentityProvider.Write(
        new { iss = issuer, aud = "shop", sub = "alice", exp = Clock.In(3600) }, "JWT", new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)), SecurityAlgorithms.HmacSha256));
}
