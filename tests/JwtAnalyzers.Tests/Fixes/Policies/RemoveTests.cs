using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Policies;

/// <summary>A setting that is worse than none goes, with its line and its comma, and with nothing else.</summary>
public sealed class RemoveTests
{
    [Fact]
    public Task A_member_with_its_line() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                // the audience is checked by the gateway
                {|JWT2003:AudienceValidator = (audiences, token, parameters) => true|},
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                // the audience is checked by the gateway
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        "Remove 'AudienceValidator'");

    [Fact]
    public Task The_last_member_of_a_line_with_the_comma_before_it() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {|JWT2001:LifetimeValidator = (_, _, _, _) => true|} };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
        }
        """,
        "Remove 'LifetimeValidator'");

    [Fact]
    public Task A_member_in_the_middle_of_a_line() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, {|JWT2001:LifetimeValidator = delegate { return true; }|}, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
        }
        """,
        "Remove 'LifetimeValidator'");

    [Fact]
    public Task The_last_member_without_a_comma_keeps_its_comment() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
                {|JWT2001:LifetimeValidator = (_, _, _, _) => true|} // tokens are short-lived anyway
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
                // tokens are short-lived anyway
            };
        }
        """,
        "Remove 'LifetimeValidator'");

    [Fact]
    public Task The_flag_and_the_delegate_of_one_check() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new()
            {
                ValidIssuer = Stage.Issuer,
                ValidAudience = Stage.Audience,
                {|JWT2001:ValidateLifetime = false|},
                LifetimeValidator = (_, _, _, _) => true,
                IssuerSigningKey = Stage.Key,
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
                ValidateLifetime = true,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        "Set 'ValidateLifetime = true' and remove 'LifetimeValidator'");

    [Fact]
    public Task A_statement_with_its_line() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };

                // the audience is checked by the gateway
                {|JWT2003:parameters.AudienceValidator = (audiences, token, validation) =>
                {
                    return true;
                }|};
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

                // the audience is checked by the gateway
                return parameters;
            }
        }
        """,
        "Remove 'AudienceValidator'");

    [Fact]
    public Task A_top_level_statement_between_blank_lines() => Verify.FixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var options = new JwtBearerOptions { TokenValidationParameters = { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key } };

        {|JWT2001:options.TokenValidationParameters.LifetimeValidator = (_, _, _, _) => true|};

        builder.Services.AddAuthentication().AddJwtBearer(own => own.TokenValidationParameters = options.TokenValidationParameters);
        Stage.Play(builder);
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        var options = new JwtBearerOptions { TokenValidationParameters = { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key } };

        builder.Services.AddAuthentication().AddJwtBearer(own => own.TokenValidationParameters = options.TokenValidationParameters);
        Stage.Play(builder);
        """,
        "Remove 'LifetimeValidator'",
        TestSetup.Program);

    [Fact]
    public Task The_only_statement_of_an_if_becomes_null() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(bool isLegacy)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                if (isLegacy) {|JWT2001:parameters.LifetimeValidator = (_, _, _, _) => true|};
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
                if (isLegacy) parameters.LifetimeValidator = null;
                return parameters;
            }
        }
        """,
        "Remove 'LifetimeValidator'");

    [Fact]
    public Task The_body_of_a_lambda_becomes_null() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services)
            {
                services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key });
                services.PostConfigure<JwtBearerOptions>("Bearer", options => {|JWT2001:options.TokenValidationParameters.LifetimeValidator = (_, _, _, _) => true|});
            }
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services)
            {
                services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key });
                services.PostConfigure<JwtBearerOptions>("Bearer", options => options.TokenValidationParameters.LifetimeValidator = null);
            }
        }
        """,
        "Remove 'LifetimeValidator'");

    [Fact]
    public Task A_validator_that_verifies_nothing_beside_the_flag_of_unsigned_tokens() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.Audience = Stage.Audience;
                options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                {|JWT1001:options.TokenValidationParameters.RequireSignedTokens = false|};
                {|JWT1002:options.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebTokenHandler().ReadJsonWebToken(token)|};
            });
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.Audience = Stage.Audience;
                options.TokenValidationParameters.ValidIssuer = Stage.Issuer;
                options.TokenValidationParameters.IssuerSigningKey = Stage.Key;
                options.TokenValidationParameters.RequireSignedTokens = true;
            });
        }
        """,
        // One action repairs both: the other one is gone before it is offered.
        "Set 'RequireSignedTokens = true' and remove 'SignatureValidator'");

    [Theory]
    [InlineData("IssuerSigningKey = Stage.Key, ¤, ¤¤ };", "IssuerSigningKey = Stage.Key };")]
    [InlineData("¤, ¤¤, IssuerSigningKey = Stage.Key };", "IssuerSigningKey = Stage.Key };")]
    [InlineData("¤, IssuerSigningKey = Stage.Key, ¤¤ };", "IssuerSigningKey = Stage.Key };")]
    [InlineData("IssuerSigningKey = Stage.Key,\n    ¤, ¤¤\n};", "IssuerSigningKey = Stage.Key,\n};")]
    [InlineData("IssuerSigningKey = Stage.Key,\n    ¤, ¤¤,\n};", "IssuerSigningKey = Stage.Key,\n};")]
    [InlineData("IssuerSigningKey = Stage.Key,\n    ¤,\n    ¤¤\n};", "IssuerSigningKey = Stage.Key,\n};")]
    [InlineData("IssuerSigningKey = Stage.Key\n    , ¤\n    , ¤¤\n};", "IssuerSigningKey = Stage.Key\n};")]
    public Task Two_members_at_once(string members, string rest) => Verify.FixAsync(
        $"public static class Subject {{ public static TokenValidationParameters Parameters() => new() {{ ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, {members} }}"
            .Replace("¤¤", "SignatureValidatorUsingConfiguration = (token, _, _) => new JsonWebToken(token)")
            .Replace("¤", "{|JWT1002:SignatureValidator = (token, _) => new JsonWebToken(token)|}"),
        $"public static class Subject {{ public static TokenValidationParameters Parameters() => new() {{ ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, {rest} }}",
        "Remove 'SignatureValidator', 'SignatureValidatorUsingConfiguration'");

    [Fact]
    public Task A_validator_that_verifies_nothing_beside_an_authority() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.Authority = Stage.Issuer;
                options.Audience = Stage.Audience;
                {|JWT1002:options.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token)|};
            });
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.Authority = Stage.Issuer;
                options.Audience = Stage.Audience;
            });
        }
        """,
        "Remove 'SignatureValidator'");

    [Fact]
    public Task A_required_value_takes_the_place_of_a_member() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = configuration["Tokens:Issuer"],
                {|JWT2003:AudienceValidator = (audiences, token, parameters) => true|},
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = configuration["Tokens:Issuer"],
                ValidAudience = configuration["Tokens:Audience"] ?? throw new InvalidOperationException("Set 'Tokens:Audience' in the configuration."),
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        "Remove 'AudienceValidator' (needs configuration 'Tokens:Audience')",
        TestSetup.Default with { Configuration = TestSetup.Default.Configuration.Add("Tokens:Issuer", Stage.Issuer) });

    [Fact]
    public Task A_required_value_takes_the_place_of_a_statement() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                {|JWT2003:parameters.AudienceValidator = (audiences, token, validation) => true|}; // any
                return parameters;
            }
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                parameters.ValidAudience = configuration["Jwt:Audience"] ?? throw new InvalidOperationException("Set 'Jwt:Audience' in the configuration."); // any
                return parameters;
            }
        }
        """,
        "Remove 'AudienceValidator' (needs configuration 'Jwt:Audience')");
}
