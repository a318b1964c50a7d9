using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>Options that are set up in several places.</summary>
public sealed class LaterSetupTests
{
    private const string Bearer = "services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false);";

    [Theory]
    [InlineData(Bearer + " services.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData(Bearer + " services.PostConfigureAll<JwtBearerOptions>(o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o => o.TokenValidationParameters.AudienceValidator = (a, _, _) => a.Contains(\"api\"));")]
    [InlineData("services.AddAuthentication().AddJwtBearer(\"A\", o => o.TokenValidationParameters.ValidateAudience = false); services.PostConfigure<JwtBearerOptions>(\"A\", o => { o.TokenValidationParameters.ValidateAudience = true; });")]
    // A builder of options sets them up as the collection of services does.
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure(o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure<IConfiguration>((o, c) => { o.Audience = c[\"Audience\"]; o.TokenValidationParameters.ValidateAudience = true; });")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).ValidateOnStart().PostConfigure(o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData("services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure(o => o.TokenValidationParameters.ValidateAudience = false); services.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = true);")]
    public Task Stays_silent_where_another_place_repairs_it(string statements) => Findings.MatchCommentsIn(statements);

    [Fact]
    public Task Stays_silent_where_a_type_repairs_it() => Findings.MatchCommentsIn(Bearer + " services.ConfigureOptions<Setup>();", """
        class Setup : IPostConfigureOptions<JwtBearerOptions>
        {
            public void PostConfigure(string? name, JwtBearerOptions options) => options.TokenValidationParameters.ValidateAudience = true;
        }
        """);

    [Theory]
    [InlineData(Bearer + " services.PostConfigure<JwtBearerOptions>(\"Other\", o => o.TokenValidationParameters.ValidateAudience = true); // JWT2003")]
    [InlineData(Bearer + " services.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateLifetime = true); // JWT2003")]
    [InlineData(Bearer + " services.PostConfigure<Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = true); // JWT2003")]
    [InlineData(Bearer + " services.AddAuthentication().AddJwtBearer(\"B\", o => o.TokenValidationParameters.ValidateAudience = true); // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; services.PostConfigure<JwtBearerOptions>(o => o.TokenValidationParameters.ValidateAudience = true); // JWT2003")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Other\").Configure(o => o.TokenValidationParameters.ValidateAudience = true); // JWT2003")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure(o => o.SaveToken = true); // JWT2003")]
    public Task Fires_where_nothing_repairs_it(string statements) => Findings.MatchCommentsIn(statements);

    [Fact]
    public Task Two_places_that_break_it_are_two_findings() => Findings.MatchCommentsIn("""
        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003
        services.Configure<JwtBearerOptions>("Bearer", o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003
        """);

    /// <summary>What stands in the section may be another value, which is the one that counts (<see cref="OrderOfSetupTests"/>).</summary>
    [Theory]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\"));")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, configuration.GetSection(\"Jwt\"));")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\"), binder => binder.BindNonPublicProperties = true);")]
    [InlineData(Bearer + " var section = configuration.GetSection(\"Jwt\"); services.Configure<JwtBearerOptions>(\"Bearer\", section);")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Bearer\").Bind(configuration.GetSection(\"Jwt\"));")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>(\"Bearer\").BindConfiguration(\"Jwt\").ValidateOnStart();")]
    [InlineData("services.AddAuthentication().AddJwtBearer(\"A\", o => o.TokenValidationParameters = new TokenValidationParameters { ValidateLifetime = false }); services.Configure<JwtBearerOptions>(\"A\", configuration.GetSection(\"Jwt\"));")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ClockSkew = TimeSpan.FromDays(1)); services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\"));")]
    [InlineData("services.Configure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = false); services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\"));")]
    [InlineData("services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure(o => o.TokenValidationParameters.ValidateAudience = false).Bind(configuration.GetSection(\"Jwt\"));")]
    [InlineData("void Bind() => services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\")); " + Bearer + " Bind();")] // in which order, is not asked
    [InlineData("services.AddAuthentication().AddOpenIdConnect(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateAudience = false; }); services.Configure<Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions>(\"OpenIdConnect\", configuration.GetSection(\"Oidc\"));")]
    public Task Stays_silent_where_a_section_may_repair_it(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\")); " + Bearer + " // JWT2003")] // which comes first
    [InlineData("services.AddOptions<JwtBearerOptions>(\"Bearer\").Bind(configuration.GetSection(\"Jwt\")).Configure(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003")]
    [InlineData("services.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = false); services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\")); // JWT2003")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(\"Other\", configuration.GetSection(\"Jwt\")); // JWT2003")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(configuration.GetSection(\"Jwt\")); // JWT2003")] // of no scheme
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(configuration.GetSection(\"Jwt\"), binder => binder.BindNonPublicProperties = true); // JWT2003")]
    [InlineData(Bearer + " services.AddOptions<JwtBearerOptions>().Bind(configuration.GetSection(\"Jwt\")); // JWT2003")]
    [InlineData(Bearer + " services.Configure<CookiePolicyOptions>(\"Bearer\", configuration.GetSection(\"Cookies\")); // JWT2003")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.AudienceValidator = (_, _, _) => true); services.Configure<JwtBearerOptions>(\"Bearer\", configuration.GetSection(\"Jwt\")); // JWT2003")] // no section has delegates
    public Task Fires_where_no_section_can_repair_it(string statements) => Findings.MatchCommentsIn(statements);
}
