using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Policies;

/// <summary>What is unsafe for its callers is repaired where it stands, for all of them; where they differ, it is left to the author.</summary>
public sealed class ByCallersTests
{
    [Theory]
    [InlineData("Make(false)", "bool on", "on")]
    [InlineData("Make(new Flags { Lifetime = false })", "Flags flags", "flags.Lifetime")]
    [InlineData("Make(f => f.Lifetime = false)", "Action<Flags> change", "Changed(change).Lifetime")]
    public Task A_flag_of_a_caller(string call, string parameter, string value) => Verify.FixAsync(
        Snippet(call, parameter, $"{{|JWT2001:ValidateLifetime = {value}|}}"), Snippet(call, parameter, "ValidateLifetime = true"), "Set 'ValidateLifetime = true'");

    /// <summary>The caller that completes the base has its own audience, and keeps it.</summary>
    [Fact]
    public Task A_base_that_one_of_two_callers_completes() => Verify.FixAsync(
        Base("{|JWT2003:ValidateAudience = false|}"),
        Base("ValidateAudience = true, ValidAudience = configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")"),
        "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')");

    /// <summary>What is right for one caller may lock another out: one that is for development only, or gives something else.</summary>
    [Theory]
    [InlineData("if (environment.IsDevelopment()) services.AddToken(false); else services.AddToken(true);", false)]
    [InlineData("services.AddToken(true);", true)]
    [InlineData("if (environment.IsDevelopment()) services.AddToken(false);", true)]
    public Task No_fix_where_other_callers_give_something_else(string other, bool isReported) => Verify.NoFixAsync($$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services) { {{(isReported ? "services.AddToken(false);" : "")}} }
            public static void Other(IServiceCollection services, IWebHostEnvironment environment) { {{other}} }
            private static void AddToken(this IServiceCollection services, bool audience) => services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
            {
                ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = Stage.Audience, {{(isReported ? "{|JWT2003:ValidateAudience = audience|}" : "ValidateAudience = audience")}},
            });
        }
        """);

    /// <summary>A helper that a refresh exchange needs as it is, and that another caller uses for more.</summary>
    [Fact]
    public Task No_fix_where_another_caller_refreshes_a_session() => Verify.NoFixAsync("""
        public sealed class Subject(HashSet<string> refreshTokens)
        {
            public object? Refresh(string token, string refreshToken) => refreshTokens.Contains(refreshToken) ? Read(token) : null;
            public object? Other(string token) => Read(token);
            private static object Read(string token) => new JwtSecurityTokenHandler().ValidateToken(token, new TokenValidationParameters
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {|JWT2001:ValidateLifetime = false|},
            }, out _);
        }
        """);

    private static string Snippet(string call, string parameter, string setting) => $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => {{call}};
            private static TokenValidationParameters Make({{parameter}}) => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{setting}} };
            private static Flags Changed(Action<Flags> change) { var flags = new Flags(); change(flags); return flags; }
        }

        public sealed class Flags { public bool Lifetime { get; set; } = true; }
        """;

    private static string Base(string audience) => $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => Base(configuration);
            private static TokenValidationParameters Own(IConfiguration configuration)
            {
                var own = Base(configuration);
                own.ValidateAudience = true;
                own.ValidAudience = "own";
                return own;
            }
            private static TokenValidationParameters Base(IConfiguration configuration) => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{audience}} };
        }
        """;
}
