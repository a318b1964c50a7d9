using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Keys;

/// <summary>Two keys in one file are two keys after the fix: who may sign for one of two schemes, or has a refresh token, gets in nowhere else.</summary>
public sealed class TwoKeysTests
{
    private const string One = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";
    private const string Other = "k3VnT7xQ9zLw2RbY5mHc8JdGf4sAe6uPq1";
    private const string Throw = " ?? throw new InvalidOperationException(\"Set ";

    private static string Marked(string secret) => $"{{|JWT3001:\"{secret}\"|}}";

    private static string Key(string text) => $"new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({text}))";

    private static string Schemes(string one, string other, string reads = "") => $$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
        {{reads}}        services.AddAuthentication()
                    .AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = {{Key(one)}} })
                    .AddJwtBearer("B", o => o.TokenValidationParameters = new() { ValidIssuer = "https://b.example", ValidAudience = Stage.Audience, IssuerSigningKey = {{Key(other)}} });
            }
        }
        """;

    [Fact]
    public Task Of_two_schemes() => Verify.NoFixAsync(Schemes(Marked(One), Marked(Other)));

    [Theory]
    // of access and refresh tokens
    [InlineData("static SecurityKey Access(IConfiguration configuration) => ONE; static SecurityKey Refresh(IConfiguration configuration) => OTHER;")]
    [InlineData("static SecurityKey Access() => ONE; static readonly SecurityKey Refresh = OTHER;")]
    // of today and of yesterday
    [InlineData("static SecurityKey[] Keys() => new SecurityKey[] { ONE, OTHER };")]
    // one is text, one is base64
    [InlineData("static SecurityKey Access() => ONE; static SecurityKey Refresh() => new SymmetricSecurityKey(Convert.FromBase64String({|JWT3001:\"aDNWblQ3eFE5ekx3MlJiWTVtSGM4SmRHZjRzQWU2dVBxMQ==\"|}));")]
    // one is weak
    [InlineData("static SecurityKey Access() => ONE; static SecurityKey Refresh() => new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({|JWT3002:\"a-string-secret-at-least-256-bits-long\"|}));")]
    public Task Of_one_class(string members) => Verify.NoFixAsync($"class Subject {{ {With(members)} }}");

    /// <summary>The same key at two places is one.</summary>
    [Fact]
    public Task Of_one_key_all_are_repaired() => Verify.FixTextAsync(
        Schemes(Marked(One), Marked(One)),
        Schemes("key", "key", $"        var key = configuration[\"Jwt:Key\"]{Throw}'Jwt:Key' in the configuration.\");\n"),
        "Read the key from configuration 'Jwt:Key' (set it first, and retire the old key)");

    /// <summary>The code gives each its name.</summary>
    [Fact]
    public Task Those_that_have_names_keep_them() => Verify.FixTextAsync(
        Schemes($"configuration[\"A:Key\"] ?? {Marked(One)}", $"configuration[\"B:Key\"] ?? {Marked(Other)}"),
        Schemes("key", "key2", $"        var key = configuration[\"A:Key\"]{Throw}'A:Key' in the configuration.\");\n        var key2 = configuration[\"B:Key\"]{Throw}'B:Key' in the configuration.\");\n"),
        "Read the key from configuration 'A:Key' (set it first, and retire the old key)\nRead the key from configuration 'B:Key' (set it first, and retire the old key)");

    /// <summary>A configuration is at hand for one alone.</summary>
    [Fact]
    public Task Names_that_differ_are_no_reason()
    {
        const string Members = "static SecurityKey Access(IConfiguration configuration) => ONE; static SecurityKey Refresh() => OTHER;";
        return Verify.FixTextAsync(
            $"class Subject {{ {With(Members)} }}",
            $"class Subject {{ {Members.Replace("ONE", Key($"configuration[\"Jwt:Key\"]{Throw}'Jwt:Key' in the configuration.\")"), StringComparison.Ordinal)
                .Replace("OTHER", Key($"Environment.GetEnvironmentVariable(\"JWT_KEY\"){Throw}the environment variable 'JWT_KEY'.\")"), StringComparison.Ordinal)} }}",
            "Read the key from configuration 'Jwt:Key' (set it first, and retire the old key)\nRead the key from environment variable 'JWT_KEY' (set it first, and retire the old key)");
    }

    private static string With(string members) => members.Replace("ONE", Key(Marked(One)), StringComparison.Ordinal).Replace("OTHER", Key(Marked(Other)), StringComparison.Ordinal);
}
