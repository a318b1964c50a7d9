using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Programs in which what a check compares with is given in another place than the one where the check is off.</summary>
internal static class SettingsElsewhere
{
    private const string Authority = "https://id.shop.example";

    private const string Rest =
        """
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization();
        app.Run();
        """;

    private static readonly ImmutableArray<SignIn> Users =
    [
        SignIn.With("token for the first name", provider => provider.Sign(new { iss = Authority, aud = "shop", sub = "alice" })),
        SignIn.With("token for the second name", provider => provider.Sign(new { iss = Authority, aud = "https://shop.example", sub = "alice" })),
    ];

    private static readonly ImmutableArray<Intrusion> Attacks =
    [
        Intrusion.With("JWT2001", "a token that expired yesterday", provider => provider.Sign(new { iss = Authority, aud = "shop", sub = "alice", nbf = Clock.In(-100000), exp = Clock.In(-86400) })),
        Intrusion.With("JWT2003", "a token for another API", provider => provider.Sign(new { iss = Authority, aud = "newsletter", sub = "alice" })),
    ];

    public static SetUp InPostConfigure { get; } = new(
        "Audiences that PostConfigure gives",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = "{{Authority}}";
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateAudience = false;
            options.TokenValidationParameters.ValidateLifetime = false;
        });
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
            options.TokenValidationParameters.ValidAudiences = new[] { "shop", "https://shop.example" });
        {{Rest}}
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Answers = new Dictionary<string, string> { ["Audience"] = "shop" }.ToImmutableDictionary(),
        SignIns = Users,
        Intrusions = Attacks,
    };

    public static SetUp InScheme { get; } = new(
        "Audiences that the configuration of the scheme gives",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateAudience = false;
            options.TokenValidationParameters.ValidateLifetime = false;
        });
        {{Rest}}
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string>
        {
            ["Authentication:Schemes:Bearer:Authority"] = Authority,
            ["Authentication:Schemes:Bearer:ValidAudiences:0"] = "shop",
            ["Authentication:Schemes:Bearer:ValidAudiences:1"] = "https://shop.example",
        }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = "shop" }.ToImmutableDictionary(),
        SignIns = Users,
        Intrusions = Attacks,
    };

    public static SetUp InOptionsClass { get; } = new(
        "Options that a class sets up",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication().AddJwtBearer();
        builder.Services.ConfigureOptions<ConfigureJwtBearer>();
        {{Rest}}

        public class ConfigureJwtBearer(IConfiguration configuration) : IConfigureNamedOptions<JwtBearerOptions>
        {
            public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

            public void Configure(string? name, JwtBearerOptions options)
            {
                options.Authority = configuration["Jwt:Authority"];
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidateAudience = false,
                    ValidateLifetime = false,
                };
            }
        }
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string> { ["Jwt:Authority"] = Authority }.ToImmutableDictionary(),
        SignIns = Users,
        Intrusions = Attacks,
    };

    public static SetUp ByService { get; } = new(
        "Options that are set up with a service",
        $$"""
        using System.Security.Claims;

        var builder = WebApplication.CreateBuilder(args);

        builder.Services.AddAuthentication().AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IConfiguration>((options, configuration) =>
        {
            options.Authority = configuration["Jwt:Authority"];
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateAudience = false,
                ValidateLifetime = false,
            };
        });
        {{Rest}}
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string> { ["Jwt:Authority"] = Authority }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = "shop" }.ToImmutableDictionary(),
        SignIns = [Users[0]],
        Intrusions = Attacks,
    };

    public static SetUp InStartup { get; } = new(
        "A host with a Startup class",
        $$"""
        using System.Security.Claims;

        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        public class Startup
        {
            public Startup(IConfiguration configuration)
            {
                Configuration = configuration;
            }

            public IConfiguration Configuration { get; }

            public void ConfigureServices(IServiceCollection services)
            {
                // Tokens
                services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
                    .AddJwtBearer(options =>
                    {
                        options.Authority = Configuration["Tokens:Authority"];
                        options.MapInboundClaims = false;
                        options.TokenValidationParameters = new TokenValidationParameters { ValidateAudience = false, ValidateLifetime = false };
                    });
                services.AddAuthorization();
            }

            public void Configure(IApplicationBuilder app)
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.UseEndpoints(endpoints => endpoints.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub")).RequireAuthorization());
            }
        }
        """,
        provider => provider.Serve(Authority, Authority))
    {
        Configuration = new Dictionary<string, string> { ["Tokens:Authority"] = Authority }.ToImmutableDictionary(),
        Answers = new Dictionary<string, string> { ["Audience"] = "shop" }.ToImmutableDictionary(),
        SignIns = [Users[0]],
        Intrusions = Attacks,
    };
}
