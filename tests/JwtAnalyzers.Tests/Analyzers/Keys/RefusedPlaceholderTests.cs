using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>A text that the program refuses to run with is no key.</summary>
public sealed class RefusedPlaceholderTests
{
    private const string Options = """
        class Options { public const string Placeholder = "CHANGE_ME_CHANGE_ME_CHANGE_ME_CHANGE_ME"; public string Key { get; set; } = Placeholder; }
        class Keys(IOptions<Options> options) { public SecurityKey Signing => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Key)); }
        """;

    [Theory]
    [InlineData("void Add(IServiceCollection services) => services.AddOptions<Options>().Validate(o => o.Key != Options.Placeholder && o.Key.Length > 31, \"no key\").ValidateOnStart();")]
    [InlineData("void Add(IServiceCollection services) => services.AddOptions<Options>().Validate(o => { return !o.Key.Equals(Options.Placeholder); });")]
    [InlineData("void Add(IServiceCollection services) => services.AddOptions<Options>().Validate(o => !o.Key.StartsWith(\"CHANGE_ME\"));")]
    [InlineData("void Start(Options options) { if (options.Key == Options.Placeholder) throw new InvalidOperationException(\"no key\"); }")]
    [InlineData("void Start(Options options) { if (string.IsNullOrEmpty(options.Key) || options.Key is Options.Placeholder or \"\") throw new InvalidOperationException(\"no key\"); }")]
    [InlineData("void Start(Options options, IHostEnvironment env) { if (env.IsProduction() && options.Key == Options.Placeholder) { throw new InvalidOperationException(\"no key\"); } }")]
    [InlineData("string Start(Options options) => options.Key == Options.Placeholder ? throw new InvalidOperationException(\"no key\") : options.Key;")]
    [InlineData("void Start(Options options) { if (options.Key.Contains(\"change_me\", StringComparison.OrdinalIgnoreCase)) Environment.FailFast(\"no key\"); }")]
    [InlineData("ValidateOptionsResult Validate(string? name, Options options) { if (options.Key == Options.Placeholder) return ValidateOptionsResult.Fail(\"no key\"); return ValidateOptionsResult.Success; }")]
    public Task Is_silent_where_it_is_refused(string members) => Findings.MatchCommentsInClass(members, Options);

    [Theory]
    [InlineData("void Start(Options options) { if (options.Key == Options.Placeholder) _logger.LogWarning(\"no key\"); }")]
    [InlineData("void Start(Options options) { if (options.Key != Options.Placeholder) throw new InvalidOperationException(\"no key\"); }")]
    [InlineData("void Add(IServiceCollection services) => services.AddOptions<Options>().Validate(o => o.Key == Options.Placeholder || o.Key.Length > 31);")]
    [InlineData("void Start(Options options, bool strict) { if (strict && options.Key == Options.Placeholder) throw new InvalidOperationException(\"no key\"); }")]
    [InlineData("void Start(Options options) { if (options.Key.StartsWith(\"REPLACE\")) throw new InvalidOperationException(\"no key\"); }")]
    [InlineData("bool IsDefault(Options options) => options.Key == Options.Placeholder;")]
    public Task Fires_where_the_program_runs_with_it(string members) =>
        Findings.MatchCommentsInClass(members, Options.Replace("; public string Key", "; // JWT3002\n public string Key", StringComparison.Ordinal));

    [Fact]
    public Task One_that_stands_in_a_configuration_file() => SettingsFindings.MatchComments(
        "{ \"Jwt\": { \"Key\": \"change-this-to-a-secret-of-your-own-1234567890\" } }",
        """
        var builder = WebApplication.CreateBuilder(args);
        if (builder.Configuration["Jwt:Key"] is null or "change-this-to-a-secret-of-your-own-1234567890")
            throw new InvalidOperationException("no key");
        builder.Services.AddAuthentication().AddJwtBearer();
        builder.Build().Run();
        """);
}
