using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Policies;

/// <summary>A check that is switched off is switched on, wherever and however it was switched off.</summary>
public sealed class SetTrueTests
{
    [Fact]
    public Task In_an_object_initializer() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
                {|JWT1001:RequireSignedTokens = false|}, // legacy clients
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
                RequireSignedTokens = true, // legacy clients
            };
        }
        """,
        "Set 'RequireSignedTokens = true'");

    // Whoever holds them: nothing is missing.
    [Fact]
    public Task In_parameters_of_an_object_that_nobody_knows() => Verify.FixAsync(
        """
        public sealed class SignIn
        {
            public TokenValidationParameters? Parameters { get; set; }
        }

        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new SignIn { Parameters = new TokenValidationParameters { {|JWT2003:ValidateAudience = false|}, ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key } }.Parameters!;
        }
        """,
        """
        public sealed class SignIn
        {
            public TokenValidationParameters? Parameters { get; set; }
        }

        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new SignIn { Parameters = new TokenValidationParameters { ValidateAudience = true, ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key } }.Parameters!;
        }
        """,
        "Set 'ValidateAudience = true'");

    [Fact]
    public Task In_a_nested_initializer() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddSingleton<IConfigureOptions<JwtBearerOptions>, Setup>();

            private sealed class Setup : IConfigureNamedOptions<JwtBearerOptions>
            {
                public void Configure(JwtBearerOptions options) => Configure(null, options);

                public void Configure(string? name, JwtBearerOptions options)
                {
                    var defaults = new JwtBearerOptions { TokenValidationParameters = { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {|JWT2001:ValidateLifetime = false|} } };
                    options.TokenValidationParameters = defaults.TokenValidationParameters;
                }
            }
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddSingleton<IConfigureOptions<JwtBearerOptions>, Setup>();

            private sealed class Setup : IConfigureNamedOptions<JwtBearerOptions>
            {
                public void Configure(JwtBearerOptions options) => Configure(null, options);

                public void Configure(string? name, JwtBearerOptions options)
                {
                    var defaults = new JwtBearerOptions { TokenValidationParameters = { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, ValidateLifetime = true } };
                    options.TokenValidationParameters = defaults.TokenValidationParameters;
                }
            }
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task In_a_statement_with_its_comments() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                options.TokenValidationParameters.ValidAudience = Stage.Audience;
                options.TokenValidationParameters.IssuerSigningKey = Stage.Key;

                // Tokens of the old portal have no end.
                {|JWT2001:options.TokenValidationParameters.ValidateLifetime /* until June */ = /* sorry */ false|}; // see the wiki
            });
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                options.TokenValidationParameters.ValidAudience = Stage.Audience;
                options.TokenValidationParameters.IssuerSigningKey = Stage.Key;

                // Tokens of the old portal have no end.
                options.TokenValidationParameters.ValidateLifetime /* until June */ = /* sorry */ true; // see the wiki
            });
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task A_compound_assignment_becomes_a_plain_one() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                {|JWT2001:parameters.ValidateLifetime &= false|};
                return parameters;
            }
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                parameters.ValidateLifetime = true;
                return parameters;
            }
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task Comments_inside_the_value_stay() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(bool isLegacy) => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
                {|JWT2001:ValidateLifetime = isLegacy // their clock is wrong
                    ? false /* for now */
                    : true|},
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(bool isLegacy) => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
                ValidateLifetime = // their clock is wrong
                /* for now */ true,
            };
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task Two_rules_in_one_initializer() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {|JWT1001:RequireSignedTokens = false|}, {|JWT2001:ValidateLifetime = false|} };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, RequireSignedTokens = true, ValidateLifetime = true };
        }
        """,
        """
        Set 'RequireSignedTokens = true'
        Set 'ValidateLifetime = true'
        """);

    [Fact]
    public Task Of_the_type_itself_in_its_constructor() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new LegacyParameters();
        }

        public sealed class LegacyParameters : TokenValidationParameters
        {
            public LegacyParameters()
            {
                ValidIssuer = Stage.Issuer;
                ValidAudience = Stage.Audience;
                IssuerSigningKey = Stage.Key;
                {|JWT2001:ValidateLifetime = false|};
            }
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new LegacyParameters();
        }

        public sealed class LegacyParameters : TokenValidationParameters
        {
            public LegacyParameters()
            {
                ValidIssuer = Stage.Issuer;
                ValidAudience = Stage.Audience;
                IssuerSigningKey = Stage.Key;
                ValidateLifetime = true;
            }
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task In_a_program_of_top_level_statements() => Verify.FixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new()
        {
            ValidIssuer = Stage.Issuer,
            ValidAudience = Stage.Audience,
            IssuerSigningKey = Stage.Key,
            {|JWT1001:RequireSignedTokens = false|},
        });
        Stage.Play(builder);
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new()
        {
            ValidIssuer = Stage.Issuer,
            ValidAudience = Stage.Audience,
            IssuerSigningKey = Stage.Key,
            RequireSignedTokens = true,
        });
        Stage.Play(builder);
        """,
        "Set 'RequireSignedTokens = true'",
        TestSetup.Program);

    [Fact]
    public Task Between_directives() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
        #if LEGACY
                {|JWT2001:ValidateLifetime =
        #if OLDEST
                    1 < 0
        #else
                    false|}
        #endif
        #else
                ValidateLifetime = true
        #endif
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
        #if LEGACY
                ValidateLifetime =
        #if OLDEST
                    1 < 0
        #else
                    true
        #endif
        #else
                ValidateLifetime = true
        #endif
            };
        }
        """,
        "Set 'ValidateLifetime = true'",
        TestSetup.Default with { Symbols = ["LEGACY"] });

    [Fact]
    public Task Line_ends_of_Windows_stay() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
                {|JWT2003:ValidateAudience = false|}
            };
        }
        """.ReplaceLineEndings("\r\n"),
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
                ValidateAudience = true,
                ValidAudience = configuration["Jwt:Audience"] ?? throw new InvalidOperationException("Set 'Jwt:Audience' in the configuration.")
            };
        }
        """.ReplaceLineEndings("\r\n"),
        "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')");

    [Fact]
    public Task In_both_branches() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                if (isLegacy)
                    {|JWT2001:parameters.ValidateLifetime = false|};
                else
                    parameters.ValidateLifetime = false;
                return parameters;
            }
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                if (isLegacy)
                    parameters.ValidateLifetime = true;
                else
                    parameters.ValidateLifetime = true;
                return parameters;
            }
        }
        """,
        "Set 'ValidateLifetime = true'");

    [Fact]
    public Task Through_a_conditional_access()
    {
        Assert.SkipUnless(LanguageVersionFacts.TryParse("14", out _), "o?.X = false is C# 14, and this Roslyn knows no such thing.");
        return Verify.FixAsync(
            """
            public static class Subject
            {
                public static void Configure(IServiceCollection services, IConfiguration configuration)
                {
                    services.AddAuthentication().AddJwtBearer(options =>
                    {
                        options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                        options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                        options.TokenValidationParameters?{|JWT2003:.ValidateAudience = false|};
                    });
                }
            }
            """,
            """
            public static class Subject
            {
                public static void Configure(IServiceCollection services, IConfiguration configuration)
                {
                    var audience = configuration["Jwt:Audience"] ?? throw new InvalidOperationException("Set 'Jwt:Audience' in the configuration.");
                    services.AddAuthentication().AddJwtBearer(options =>
                    {
                        options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                        options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                        options.TokenValidationParameters?.ValidateAudience = true;
                        options.TokenValidationParameters?.ValidAudience = audience;
                    });
                }
            }
            """,
            "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')");
    }
}
