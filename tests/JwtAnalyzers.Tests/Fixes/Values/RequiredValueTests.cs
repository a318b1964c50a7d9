using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Values;

/// <summary>Where the value that honest tokens need is written, and where it is taken from.</summary>
public sealed class RequiredValueTests
{
    private const string FromConfiguration = "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')";
    private const string FromEnvironment = "Set 'ValidateAudience = true' (needs environment variable 'JWT_AUDIENCE')";
    private const string Throw = "?? throw new InvalidOperationException(\"Set 'Jwt:Audience' in the configuration.\")";
    private const string Variable = "Environment.GetEnvironmentVariable(\"JWT_AUDIENCE\") ?? throw new InvalidOperationException(\"Set the environment variable 'JWT_AUDIENCE'.\")";

    [Fact]
    public Task Beside_a_member_of_a_line() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new() { ValidIssuer = Stage.Issuer, {|JWT2003:ValidateAudience = false|}, IssuerSigningKey = Stage.Key };
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new() { ValidIssuer = Stage.Issuer, ValidateAudience = true, ValidAudience = configuration["Jwt:Audience"] {{Throw}}, IssuerSigningKey = Stage.Key };
        }
        """,
        FromConfiguration);

    [Fact]
    public Task Below_a_member_with_a_comment() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                {|JWT2003:ValidateAudience = false|}, // any
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidateAudience = true, // any
                ValidAudience = configuration["Jwt:Audience"] {{Throw}},
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        FromConfiguration);

    [Fact]
    public Task Below_the_last_member_with_a_comment() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
                {|JWT2003:ValidateAudience = false|} // any
            };
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
                ValidateAudience = true, // any
                ValidAudience = configuration["Jwt:Audience"] {{Throw}}
            };
        }
        """,
        FromConfiguration);

    [Fact]
    public Task Below_a_statement() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(HostBuilderContext context, IServiceCollection services)
            {
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                    {|JWT2003:options.TokenValidationParameters.ValidateAudience = false|}; // any
                    options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                });
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static void Configure(HostBuilderContext context, IServiceCollection services)
            {
                var audience = context.Configuration["Jwt:Audience"] {{Throw}};
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                    options.TokenValidationParameters.ValidateAudience = true; // any
                    options.TokenValidationParameters.ValidAudience = audience;
                    options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                });
            }
        }
        """,
        FromConfiguration);

    [Fact]
    public Task Behind_a_statement_that_shares_its_line() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var p = new TokenValidationParameters { ValidIssuer = Stage.Issuer }; {|JWT2003:p.ValidateAudience = false|}; p.IssuerSigningKey = Stage.Key;
                return p;
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var p = new TokenValidationParameters { ValidIssuer = Stage.Issuer }; p.ValidateAudience = true; p.ValidAudience = configuration["Jwt:Audience"] {{Throw}}; p.IssuerSigningKey = Stage.Key;
                return p;
            }
        }
        """,
        FromConfiguration);

    [Fact]
    public Task An_expression_lambda_gets_a_block() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                services.AddAuthentication().AddJwtBearer(o => {|JWT2003:o.TokenValidationParameters.ValidateAudience = false|});
                services.PostConfigure<JwtBearerOptions>("Bearer", o => { o.TokenValidationParameters.ValidIssuer = Stage.Issuer; o.TokenValidationParameters.IssuerSigningKey = Stage.Key; });
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                var audience = configuration["Jwt:Audience"] {{Throw}};
                services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateAudience = true; o.TokenValidationParameters.ValidAudience = audience; });
                services.PostConfigure<JwtBearerOptions>("Bearer", o => { o.TokenValidationParameters.ValidIssuer = Stage.Issuer; o.TokenValidationParameters.IssuerSigningKey = Stage.Key; });
            }
        }
        """,
        FromConfiguration);

    [Fact]
    public Task An_expression_body_becomes_a_block() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new LegacyParameters(configuration) { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
        }

        public sealed class LegacyParameters : TokenValidationParameters
        {
            public LegacyParameters(IConfiguration configuration) => {|JWT2003:ValidateAudience = false|}; // any
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new LegacyParameters(configuration) { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
        }

        public sealed class LegacyParameters : TokenValidationParameters
        {
            public LegacyParameters(IConfiguration configuration) { ValidateAudience = true; ValidAudience = configuration["Jwt:Audience"] {{Throw}}; } // any
        }
        """,
        FromConfiguration);

    [Fact]
    public Task The_only_statement_of_an_if_gets_braces() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isLegacy)
                    // any
                    {|JWT2003:parameters.ValidateAudience = false|};
                else
                    parameters.ValidAudience = Stage.Audience;
                return parameters;
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isLegacy)
                    // any
                {
                    parameters.ValidateAudience = true;
                    parameters.ValidAudience = configuration["Jwt:Audience"] {{Throw}};
                }
                else
                    parameters.ValidAudience = Stage.Audience;
                return parameters;
            }
        }
        """,
        FromConfiguration);

    [Fact]
    public Task In_each_branch_that_needs_it() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isLegacy) {|JWT2003:parameters.ValidateAudience = false|};
                else parameters.AudienceValidator = (_, _, _) => true;
                return parameters;
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isLegacy) { parameters.ValidateAudience = true; parameters.ValidAudience = configuration["Jwt:Audience"] {{Throw}}; }
                else { parameters.AudienceValidator = null; parameters.ValidAudience = configuration["Jwt:Audience"] {{Throw}}; }
                return parameters;
            }
        }
        """,
        "Set 'ValidateAudience = true' and remove 'AudienceValidator' (needs configuration 'Jwt:Audience')");

    [Fact]
    public Task A_value_that_another_path_gives_stands() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isKnown)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isKnown)
                    parameters.ValidAudience = Stage.Audience;
                {|JWT2003:parameters.ValidateAudience = false|};
                return parameters;
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration, bool isKnown)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                if (isKnown)
                    parameters.ValidAudience = Stage.Audience;
                parameters.ValidateAudience = true;
                parameters.ValidAudience ??= configuration["Jwt:Audience"] {{Throw}};
                return parameters;
            }
        }
        """,
        FromConfiguration);

    [Fact]
    public Task Once_for_a_flag_and_a_delegate_of_one_object() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var parameters = new TokenValidationParameters
                {
                    ValidIssuer = Stage.Issuer,
                    IssuerSigningKey = Stage.Key,
                    {|JWT2003:ValidateAudience = false|},
                };
                parameters.AudienceValidator = (_, _, _) => true;
                return parameters;
            }
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var parameters = new TokenValidationParameters
                {
                    ValidIssuer = Stage.Issuer,
                    IssuerSigningKey = Stage.Key,
                    ValidateAudience = true,
                    ValidAudience = configuration["Jwt:Audience"] {{Throw}},
                };
                return parameters;
            }
        }
        """,
        "Set 'ValidateAudience = true' and remove 'AudienceValidator' (needs configuration 'Jwt:Audience')");

    /// <summary>Each is the head of a type; <c>§</c> stands where the configuration is read.</summary>
    [Theory]
    [InlineData("public class Subject(IConfiguration settings) { public TokenValidationParameters Parameters() => §; }", "settings")]
    [InlineData("public class Subject(IConfiguration settings) { private readonly TokenValidationParameters _parameters = §; public TokenValidationParameters Parameters() => _parameters; }", "settings")]
    [InlineData("public class Subject { private readonly IConfiguration _settings; public Subject(IConfiguration settings) => _settings = settings; public TokenValidationParameters Parameters() => §; }", "_settings")]
    [InlineData("public class Subject { private readonly TokenValidationParameters _parameters; private readonly IConfiguration _settings; public Subject(IConfiguration settings) { _parameters = §; _settings = settings; } public TokenValidationParameters Parameters() => _parameters; }", "settings")]
    [InlineData("public class Base(IConfiguration settings) { protected IConfiguration Settings { get; } = settings; } public class Subject(IConfiguration other) : Base(other) { public TokenValidationParameters Parameters() { return §; } }", "Settings")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IConfiguration configuration) { static TokenValidationParameters Make(IConfiguration inner) => §; return Make(configuration); } }", "inner")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IConfiguration configuration) { TokenValidationParameters Make() => §; return Make(); } }", "configuration")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(WebApplicationBuilder builder) { var settings = builder.Configuration; return §; } }", "settings")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(WebApplicationBuilder builder) => §; }", "builder.Configuration")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IHostApplicationBuilder host) => §; }", "host.Configuration")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(HostBuilderContext context) => §; }", "context.Configuration")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IConfiguration @default) => §; }", "@default")]
    public Task Reads_a_configuration_in_scope(string subject, string configuration) => Verify.FixAsync(
        subject.Replace("§", "new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} }"),
        subject.Replace("§", $"new TokenValidationParameters {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = {configuration}[\"Jwt:Audience\"] {Throw} }}"),
        FromConfiguration);

    [Theory]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters() => §; }")]
    [InlineData("public class Subject { private readonly IConfiguration? _settings = null; public IConfiguration? Settings => _settings; public TokenValidationParameters Parameters() => §; }")]
    [InlineData("public class Subject(IConfiguration settings) { public IConfiguration Settings => settings; private static TokenValidationParameters Make() => §; public TokenValidationParameters Parameters() => Make(); }")]
    [InlineData("public class Subject(IConfiguration settings) { public IConfiguration Settings => settings; private static readonly TokenValidationParameters Shared = §; public TokenValidationParameters Parameters() => Shared; }")]
    [InlineData("public class Subject { private readonly TokenValidationParameters _parameters = §; private readonly IConfiguration _settings; public Subject(IConfiguration settings) => _settings = settings; public TokenValidationParameters Parameters() => _settings is null ? null! : _parameters; }")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(WebApplicationBuilder builder) { var parameters = §; var later = builder.Services; var configuration = (IConfiguration)builder.Configuration; return Check(parameters, configuration); } static TokenValidationParameters Check(TokenValidationParameters p, IConfiguration _) => p; }", "builder.Configuration")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IServiceCollection services) { var parameters = §; var configuration = new ConfigurationBuilder().Build(); return configuration is null ? null! : parameters; } }")]
    [InlineData("public class Base(IConfiguration settings) { public IConfiguration Own { get; } = settings; } public class Subject(IConfiguration other) { private readonly Base _other = new(other); public TokenValidationParameters Parameters() => _other is null ? null! : §; }")]
    [InlineData("public static class Subject { public static TokenValidationParameters Parameters(IConfiguration configuration) => Make(configuration.GetSection(\"Other\")); static TokenValidationParameters Make(IConfigurationSection section) => §; }")]
    public Task Reads_the_environment_where_no_configuration_can_be_read(string subject, string? configuration = null) => Verify.FixAsync(
        subject.Replace("§", "new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} }"),
        subject.Replace("§", $"new TokenValidationParameters {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = {(configuration is null ? Variable : $"{configuration}[\"Jwt:Audience\"] {Throw}")} }}"),
        configuration is null ? FromEnvironment : FromConfiguration);

    [Fact]
    public Task Writes_the_namespace_where_it_is_not_imported() => Verify.FixAsync(
        """
        using JwtAnalyzers.Tests.Harness;
        using Microsoft.IdentityModel.Tokens;

        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
        }
        """,
        """
        using JwtAnalyzers.Tests.Harness;
        using Microsoft.IdentityModel.Tokens;

        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = System.Environment.GetEnvironmentVariable("JWT_AUDIENCE") ?? throw new System.InvalidOperationException("Set the environment variable 'JWT_AUDIENCE'.") };
        }
        """,
        FromEnvironment,
        TestSetup.Default with { HasUsings = false });

    [Fact]
    public Task Writes_the_namespace_where_the_name_means_something_else() => Verify.FixAsync(
        """
        namespace Shop.System
        {
            public static class Environment { }
        }

        namespace Shop
        {
            public class InvalidOperationException { }

            public class Subject
            {
                private string Environment { get; } = "Production";

                public TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
            }
        }
        """,
        """
        namespace Shop.System
        {
            public static class Environment { }
        }

        namespace Shop
        {
            public class InvalidOperationException { }

            public class Subject
            {
                private string Environment { get; } = "Production";

                public TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = global::System.Environment.GetEnvironmentVariable("JWT_AUDIENCE") ?? throw new global::System.InvalidOperationException("Set the environment variable 'JWT_AUDIENCE'.") };
            }
        }
        """,
        FromEnvironment);

    [Theory]
    [InlineData("ValidIssuer = configuration[\"JwtSettings:Issuer\"]", "JwtSettings:Audience")]
    [InlineData("ValidIssuer = configuration[\"JWT:ValidIssuer\"]", "JWT:ValidAudience")]
    [InlineData("ValidIssuer = configuration.GetValue<string>(\"App:Tokens:Issuer\")", "App:Tokens:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"Auth\")[\"Issuer\"]", "Auth:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"Auth:Issuer\").Value", "Auth:Audience")]
    [InlineData("ValidIssuer = configuration.GetRequiredSection(\"Auth\").GetSection(\"Bearer\")[\"Issuer\"]", "Auth:Bearer:Audience")]
    // What is read as a text has nothing below it.
    [InlineData("ValidIssuer = configuration.GetSection(\"AppSettings:Token\").Value", "AppSettings:Audience")]
    [InlineData("ValidIssuer = configuration[\"AppSettings:Token\"]", "AppSettings:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"AppSettings\").GetSection(\"Token\").Value", "AppSettings:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"AppSettings:Token\").Get<string>()", "AppSettings:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"Token\").Value", "Jwt:Audience")]
    [InlineData("ValidIssuer = configuration[\"Token\"] ?? configuration.GetSection(\"token\").Value", "Jwt:Audience")]
    [InlineData("ValidIssuer = configuration[\"Jwt\"]", "JwtSettings:Audience")]
    [InlineData("ValidIssuer = configuration.GetSection(\"Tokens\").GetSection(\"Bearer\").Value", "Tokens:Audience")]
    [InlineData("ValidIssuer = configuration[\"Issuer\"]", "Jwt:Audience")]
    [InlineData("ValidIssuer = configuration[\"Shop:Name\"]", "Jwt:Audience")]
    [InlineData("ValidIssuers = configuration.GetSection(\"Shop\").Get<string[]>()", "Jwt:Audience")]
    [InlineData("ValidIssuers = configuration.GetSection(\"TokenSettings\").Get<string[]>()", "TokenSettings:Audience")]
    public Task Finds_the_section_of_what_is_read_beside_it(string issuer, string key) => Verify.FixAsync(
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                {{issuer}},
                {|JWT2003:ValidateAudience = false|},
                IssuerSigningKey = Stage.Key,
                ValidateIssuer = !Stage.Yes,
            };
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                {{issuer}},
                ValidateAudience = true,
                ValidAudience = configuration["{{key}}"] ?? throw new InvalidOperationException("Set '{{key}}' in the configuration."),
                IssuerSigningKey = Stage.Key,
                ValidateIssuer = !Stage.Yes,
            };
        }
        """,
        $"Set 'ValidateAudience = true' (needs configuration '{key}')",
        TestSetup.Default with { Configuration = TestSetup.Default.Configuration.Add("Auth:Bearer:Issuer", Stage.Issuer) });

    [Fact]
    public Task Finds_the_section_that_a_local_holds_and_the_key_that_the_issuing_code_reads() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var section = configuration.GetSection("Identity");
                return new() { ValidIssuer = section["Issuer"], IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
            }

            private static string? Recipient(IConfiguration configuration) => configuration["Identity:ValidAudience"];
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var section = configuration.GetSection("Identity");
                return new() { ValidIssuer = section["Issuer"], IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = configuration["Identity:ValidAudience"] ?? throw new InvalidOperationException("Set 'Identity:ValidAudience' in the configuration.") };
            }

            private static string? Recipient(IConfiguration configuration) => configuration["Identity:ValidAudience"];
        }
        """,
        "Set 'ValidateAudience = true' (needs configuration 'Identity:ValidAudience')",
        TestSetup.Default with { Configuration = TestSetup.Default.Configuration.Add("Identity:Issuer", Stage.Issuer) });

    [Fact]
    public Task No_fix_where_throw_is_no_expression_yet() => Verify.NoFixAsync(
        """
        using JwtAnalyzers.Tests.Harness;
        using Microsoft.IdentityModel.Tokens;

        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                return new TokenValidationParameters { {|JWT2003:ValidateAudience = false|} };
            }
        }
        """,
        TestSetup.Default with { HasUsings = false, LanguageVersion = LanguageVersion.CSharp6 });

    /// <summary>The locals of top-level statements are seen, and cannot be used, from every file.</summary>
    [Fact]
    public Task Beside_a_program_of_top_level_statements_in_another_file() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                {|JWT2003:ValidateAudience = false|},
                IssuerSigningKey = Stage.Key,
                ValidIssuer = Stage.Issuer,
            };
        }
        """,
        $$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidateAudience = true,
                ValidAudience = configuration["Jwt:Audience"] {{Throw}},
                IssuerSigningKey = Stage.Key,
                ValidIssuer = Stage.Issuer,
            };
        }
        """,
        FromConfiguration,
        TestSetup.Program with
        {
            MoreFiles = TestSetup.Program.MoreFiles.Add("/0/Program.cs", """
                var builder = WebApplication.CreateBuilder(args);
                var configuration = builder.Configuration;
                Stage.Play(Subject.Parameters(configuration));
                """),
        });
}
