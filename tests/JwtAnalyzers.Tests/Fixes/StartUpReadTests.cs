using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Where a value that must be there is read: when the program starts, and not when the first user comes.</summary>
public sealed class StartUpReadTests
{
    private const string Title = "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')";
    private const string Read = "configuration[\"Jwt:Audience\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")";
    private const string Issuer = "configuration[\"Jwt:Issuer\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Issuer' in the configuration.\")";
    private const string Rest = "o.TokenValidationParameters.ValidIssuer = Stage.Issuer; o.TokenValidationParameters.IssuerSigningKey = Stage.Key;";
    private const string Off = "{|JWT2003:o.TokenValidationParameters.ValidateAudience = false|};";
    private const string On = "o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience;";

    private static string Method(string body) => $$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
        {{body}}
            }
        }
        """;

    [Theory]
    // The comment is the statement's.
    [InlineData(
        $"        // Tokens\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = {Read};\n        // Tokens\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    [InlineData(
        $"        services.AddOptions(); services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        services.AddOptions(); var audience = {Read}; services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    // Before the statement in a list that holds it.
    [InlineData(
        $"        if (services.Count >= 0)\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = {Read};\n        if (services.Count >= 0)\n            services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    // Another name where this one is taken.
    [InlineData(
        $"        var audience = services.Count;\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        var audience = services.Count;\n        var audience2 = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience2; }});")]
    // A lambda in a lambda that runs later, too.
    [InlineData(
        $"        Action<IApplicationBuilder> later = app => {{ var inner = new JwtBearerOptions(); Action<JwtBearerOptions> set = o => {{ o.RequireHttpsMetadata = true; }}; }};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});",
        $"        Action<IApplicationBuilder> later = app => {{ var inner = new JwtBearerOptions(); Action<JwtBearerOptions> set = o => {{ o.RequireHttpsMetadata = true; }}; }};\n        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {On} }});")]
    public Task Is_read_before_the_statement_that_hands_the_lambda_over(string before, string after) => Verify.FixAsync(Method(before), Method(after), Title);

    [Fact]
    public Task Several_stand_in_one_order_whichever_rule_comes_first() => Verify.FixAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.IssuerSigningKey = Stage.Key; {|JWT2004:o.TokenValidationParameters.ValidateIssuer = false|}; {|JWT2003:o.TokenValidationParameters.ValidateAudience = false|}; });"),
        Method($"        var audience = {Read};\n        var issuer = {Issuer};\n        services.AddAuthentication().AddJwtBearer(o => {{ o.TokenValidationParameters.IssuerSigningKey = Stage.Key; o.TokenValidationParameters.ValidateIssuer = true; o.TokenValidationParameters.ValidIssuer = issuer; {On} }});"),
        $"{Title}\nSet 'ValidateIssuer = true' (needs configuration 'Jwt:Issuer')");

    [Fact]
    public Task What_is_read_already_is_read_once() => Verify.FixTextAsync(
        Method($"        var wanted = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});"),
        Method($"        var wanted = {Read};\n        services.AddAuthentication().AddJwtBearer(o => {{ {Rest} o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = wanted; }});"),
        Title);

    [Fact]
    public Task A_lambda_that_runs_at_the_start_is_no_reason() => Verify.FixTextAsync(
        $$"""
        public static class Subject
        {
            public static void Configure(IHostBuilder host, IServiceCollection given)
            {
                host.ConfigureServices((context, services) =>
                {
                    services.AddAuthentication().AddJwtBearer(o => { {{Rest}} {{Off}} });
                });
                given.AddAuthentication().AddJwtBearer(o => { {{Rest}} o.TokenValidationParameters.ValidAudience = Stage.Audience; });
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static void Configure(IHostBuilder host, IServiceCollection given)
            {
                host.ConfigureServices((context, services) =>
                {
                    var audience = context.{{Read.Replace("configuration", "Configuration", StringComparison.Ordinal).Replace("the Configuration", "the configuration", StringComparison.Ordinal)}};
                    services.AddAuthentication().AddJwtBearer(o => { {{Rest}} {{On}} });
                });
                given.AddAuthentication().AddJwtBearer(o => { {{Rest}} o.TokenValidationParameters.ValidAudience = Stage.Audience; });
            }
        }
        """,
        Title);

    [Theory]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) => services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});")]
    [InlineData($"public static void Configure(IServiceCollection services) {{ services.AddOptions<JwtBearerOptions>(\"Bearer\").Configure<IConfiguration>((o, configuration) => {{ o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{|JWT2003:ValidateAudience = false|}} }}; }}); }}")]
    [InlineData($"public static void Configure(IServiceCollection services, IConfiguration configuration) {{ services.AddAuthentication().AddJwtBearer(static o => {{ {Rest} {Off} }}); }}")]
    [InlineData($"private static readonly Action<IServiceCollection> Add = services => services.AddAuthentication().AddJwtBearer(o => {{ {Rest} {Off} }});")]
    public Task No_fix_where_it_would_be_read_too_late(string member) => Verify.NoFixAsync($"public static class Subject {{ {member} }}");

    [Fact]
    public Task No_fix_in_a_class_that_sets_options_up() => Verify.NoFixAsync(
        """
        public class Subject(IConfiguration configuration) : IConfigureNamedOptions<JwtBearerOptions>
        {
            public void Configure(JwtBearerOptions options) => Configure("Bearer", options);

            public void Configure(string? name, JwtBearerOptions options)
            {
                options.Authority = configuration["Jwt:Authority"];
                options.TokenValidationParameters = new TokenValidationParameters { {|JWT2003:ValidateAudience = false|} };
            }
        }
        """);

    [Fact]
    public Task A_value_that_is_given_must_be_there() => Verify.FixAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = configuration[\"Jwt:Audience\"], {|JWT2003:ValidateAudience = false|} });"),
        Method($"        var audience = {Read};\n        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = audience, ValidateAudience = true }});"),
        Title);

    /// <summary>A word of the language is no name for a variable.</summary>
    [Fact]
    public Task A_key_that_is_read_already_keeps_its_name() => Verify.FixTextAsync(
        Method("        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Keys:Default\"] ?? {|JWT3001:\"" + Stage.PublishedSecret + "\"|})) });"),
        Method("        var value = configuration[\"Keys:Default\"] ?? throw new InvalidOperationException(\"Set 'Keys:Default' in the configuration.\");\n        services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(value)) });"),
        "Read the key from configuration 'Keys:Default' (set it first, and retire the old key)");

    [Theory]
    [InlineData("configuration[\"Shop:Name\"]", "Shop:Name", "configuration[\"Shop:Name\"]")]
    [InlineData("configuration[\"Shop:Name\"]!", "Shop:Name", "configuration[\"Shop:Name\"]")]
    [InlineData("configuration.GetSection(\"Shop\")[\"Audience\"]", "Shop:Audience", "configuration.GetSection(\"Shop\")[\"Audience\"]")]
    [InlineData("configuration.GetValue<string>(\"Shop:Audience\")", "Shop:Audience", "configuration.GetValue<string>(\"Shop:Audience\")")]
    public Task And_in_place_where_no_lambda_is(string given, string key, string read) => Verify.FixTextAsync(
        $"public static class Subject {{ public static TokenValidationParameters Parameters(IConfiguration configuration) => new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = {given}, {{|JWT2003:ValidateAudience = false|}} }}; }}",
        $"public static class Subject {{ public static TokenValidationParameters Parameters(IConfiguration configuration) => new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidAudience = {read} ?? throw new InvalidOperationException(\"Set '{key}' in the configuration.\"), ValidateAudience = true }}; }}",
        $"Set 'ValidateAudience = true' (needs configuration '{key}')");
}
