using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>Which of several setups of the same options has the last word, with the real libraries: what the look at later setups goes by.</summary>
public sealed class OrderOfSetupTests
{
    private static readonly IConfiguration Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Jwt:TokenValidationParameters:ValidateLifetime", (string?)"true"), KeyValuePair.Create("Elsewhere:Audience", (string?)"api")])
        .Build();

    private static readonly IConfiguration Section = Configuration.GetSection("Jwt");

    public static TheoryData<string, bool> Orders => new()
    {
        { "AddJwtBearer, section", true },
        { "AddJwtBearer with new parameters, section", true },
        { "AddJwtBearer, section by a builder", true },
        { "AddJwtBearer, section by its path", true },
        { "Configure, section", true },
        { "section, AddJwtBearer", false },
        { "section, Configure", false },
        { "PostConfigure, section", false },
        { "AddJwtBearer, section of no scheme", false },
        { "AddJwtBearer, section by a builder of no scheme", false },
        { "AddJwtBearer, section of another scheme", false },
        { "AddJwtBearer, section without it", false },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Whether_the_section_has_the_last_word(string order, bool isOfSection)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Configuration);
        services.AddAuthentication().AddJwtBearer("Other", _ => { });
        foreach (var step in order.Split(", "))
            Steps[step](services);
        if (!order.Contains("AddJwtBearer", StringComparison.Ordinal))
            services.AddAuthentication().AddJwtBearer(_ => { });

        using var provider = services.BuildServiceProvider();
        Assert.Equal(isOfSection, provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Bearer").TokenValidationParameters.ValidateLifetime);
    }

    private static readonly Dictionary<string, Action<IServiceCollection>> Steps = new()
    {
        ["AddJwtBearer"] = services => services.AddAuthentication().AddJwtBearer(SwitchOff),
        ["AddJwtBearer with new parameters"] = services => services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new TokenValidationParameters { ValidateLifetime = false }),
        ["Configure"] = services => services.Configure<JwtBearerOptions>("Bearer", SwitchOff),
        ["PostConfigure"] = services => services.PostConfigure<JwtBearerOptions>("Bearer", SwitchOff),
        ["section"] = services => services.Configure<JwtBearerOptions>("Bearer", Section),
        ["section by a builder"] = services => services.AddOptions<JwtBearerOptions>("Bearer").Bind(Section),
        ["section by its path"] = services => services.AddOptions<JwtBearerOptions>("Bearer").BindConfiguration("Jwt"),
        ["section of no scheme"] = services => services.Configure<JwtBearerOptions>(Section),
        ["section by a builder of no scheme"] = services => services.AddOptions<JwtBearerOptions>().Bind(Section),
        ["section of another scheme"] = services => services.Configure<JwtBearerOptions>("Other", Section),
        ["section without it"] = services => services.Configure<JwtBearerOptions>("Bearer", Configuration.GetSection("Elsewhere")),
    };

    private static void SwitchOff(JwtBearerOptions options) => options.TokenValidationParameters.ValidateLifetime = false;
}
