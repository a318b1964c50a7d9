using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Options that are set up in several places.</summary>
public sealed class LaterSetupTests
{
    private const string Bearer = "services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false);";

    [Theory]
    [InlineData(Bearer + " services.PostConfigure<JwtBearerOptions>(\"Bearer\", o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData(Bearer + " services.PostConfigureAll<JwtBearerOptions>(o => o.TokenValidationParameters.ValidateAudience = true);")]
    [InlineData(Bearer + " services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o => o.TokenValidationParameters.AudienceValidator = (a, _, _) => a.Contains(\"api\"));")]
    [InlineData("services.AddAuthentication().AddJwtBearer(\"A\", o => o.TokenValidationParameters.ValidateAudience = false); services.PostConfigure<JwtBearerOptions>(\"A\", o => { o.TokenValidationParameters.ValidateAudience = true; });")]
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
    public Task Fires_where_nothing_repairs_it(string statements) => Findings.MatchCommentsIn(statements);

    [Fact]
    public Task Two_places_that_break_it_are_two_findings() => Findings.MatchCommentsIn("""
        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003
        services.Configure<JwtBearerOptions>("Bearer", o => o.TokenValidationParameters.ValidateAudience = false); // JWT2003
        """);
}
