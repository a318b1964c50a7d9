using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Policies;

/// <summary>Issuer, expiry, clock skew, not-before and audience switched on again: forged tokens in before, out after, honest ones in.</summary>
public sealed class ClaimCheckTests
{
    private const string Base = "ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key";

    [Theory]
    [InlineData("{|JWT2004:ValidateIssuer = false|}", "ValidateIssuer = true", "Set 'ValidateIssuer = true'")]
    [InlineData("{|JWT2002:RequireExpirationTime = false|}", "RequireExpirationTime = true", "Set 'RequireExpirationTime = true'")]
    [InlineData("{|JWT2009:RequireAudience = false|}", "RequireAudience = true", "Set 'RequireAudience = true'")]
    public Task A_flag(string unsafeMember, string safeMember, string title) => Verify.FixAsync(Parameters($"{Base}, {unsafeMember}"), Parameters($"{Base}, {safeMember}"), title);

    [Theory]
    [InlineData("{|JWT2004:IssuerValidator = (issuer, _, _) => issuer|}", "Remove 'IssuerValidator'")]
    [InlineData("{|JWT2004:IssuerValidatorUsingConfiguration = (issuer, _, _, _) => issuer|}", "Remove 'IssuerValidatorUsingConfiguration'")]
    [InlineData("{|JWT2002:LifetimeValidator = (before, expires, _, _) => before <= DateTime.UtcNow && !(expires < DateTime.UtcNow)|}", "Remove 'LifetimeValidator'")]
    [InlineData("{|JWT2006:LifetimeValidator = (_, expires, _, _) => expires > DateTime.UtcNow|}", "Remove 'LifetimeValidator'")]
    [InlineData("{|JWT2005:ClockSkew = TimeSpan.FromDays(1)|}", "Remove 'ClockSkew'")]
    public Task A_member_to_remove(string unsafeMember, string title) => Verify.FixAsync(Parameters($"{Base}, {unsafeMember}"), Parameters(Base), title);

    [Fact]
    public Task The_issuer_is_read_from_configuration_where_the_code_gives_none() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                {|JWT2004:ValidateIssuer = false|},
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidateIssuer = true,
                ValidIssuer = configuration["Jwt:Issuer"] ?? throw new InvalidOperationException("Set 'Jwt:Issuer' in the configuration."),
                ValidAudience = Stage.Audience,
                IssuerSigningKey = Stage.Key,
            };
        }
        """,
        "Set 'ValidateIssuer = true' (needs configuration 'Jwt:Issuer')");

    /// <summary>Its tokens need not have the issuer that its discovery document names: Entra ID's version 1, Keycloak under another host name.</summary>
    [Fact]
    public Task The_issuer_of_a_literal_authority_of_one_tenant_is_asked_for() => Verify.FixAsync(
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.Authority = "https://login.microsoftonline.com/8f2f3c2a-0000-0000-0000-000000000000/v2.0";
                    options.Audience = Stage.Audience;
                    {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};
                });
            }
        }
        """,
        """
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                var issuer = configuration["Jwt:Issuer"] ?? throw new InvalidOperationException("Set 'Jwt:Issuer' in the configuration.");
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.Authority = "https://login.microsoftonline.com/8f2f3c2a-0000-0000-0000-000000000000/v2.0";
                    options.Audience = Stage.Audience;
                    options.TokenValidationParameters.ValidateIssuer = true;
                    options.TokenValidationParameters.ValidIssuer = issuer;
                });
            }
        }
        """,
        "Set 'ValidateIssuer = true' (needs configuration 'Jwt:Issuer')");

    [Theory]
    // Tokens of many tenants are honest there.
    [InlineData("options.Authority = \"https://login.microsoftonline.com/common/v2.0\"; {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};")]
    [InlineData("options.Authority = \"https://login.microsoftonline.com/organizations/v2.0\"; {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};")]
    // Only the configuration knows whether there are many.
    [InlineData("options.Authority = configuration[\"Authority\"]; {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};")]
    [InlineData("options.MetadataAddress = configuration[\"Metadata\"]!; {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};")]
    // A look-alike gets in, but whom else the author meant to let in is not known.
    [InlineData("{|JWT2004:options.TokenValidationParameters.IssuerValidator = (issuer, _, _) => issuer.StartsWith(\"https://login.example\") ? issuer : throw new SecurityTokenInvalidIssuerException()|};")]
    // The validator looks at more than times.
    [InlineData("{|JWT2002:options.TokenValidationParameters.LifetimeValidator = (before, expires, token, _) => before < DateTime.UtcNow && (expires == null || expires > DateTime.UtcNow && token.Id.Length > 0)|};")]
    // The service would not start.
    [InlineData("options.Authority = configuration[\"Authority\"]; {|JWT5001:options.RequireHttpsMetadata = false|};")]
    [InlineData("options.Authority = \"http://login.internal\"; {|JWT5001:options.RequireHttpsMetadata = false|};")]
    [InlineData("options.Authority = \"https://login.example\"; {|JWT5001:options.RequireHttpsMetadata = false|};")] // its keys may be at an http address
    [InlineData("{|JWT2012:options.TokenValidationParameters.ValidateTokenReplay = true|};")]
    // What stands beside a check that is off has never been compared with a token of this authority.
    [InlineData("options.Authority = \"https://login.example\"; {|JWT2003:options.TokenValidationParameters.ValidateAudience = false|};")]
    [InlineData("options.Authority = \"https://login.example\"; {|JWT2003:options.TokenValidationParameters.AudienceValidator = (_, _, _) => true|};")]
    [InlineData("options.Authority = configuration[\"Authority\"]; {|JWT2003:options.TokenValidationParameters.ValidateAudience = false|};")]
    [InlineData("options.Authority = \"https://login.example\"; options.TokenValidationParameters.ValidIssuer = \"https://issuer.example\"; {|JWT2017:options.TokenValidationParameters.ValidateIssuer = false|};")]
    [InlineData("options.TokenValidationParameters.IssuerSigningKey = Stage.Key; options.TokenValidationParameters.ValidIssuer = \"https://issuer.example\"; {|JWT2004:options.TokenValidationParameters.ValidateIssuer = false|};")]
    // Tokens that scopes tell apart may have no audience.
    [InlineData("options.Audience = null; options.MetadataAddress = configuration[\"Metadata\"]!; options.TokenValidationParameters.ValidTypes = [\"at+jwt\"]; {|JWT2003:options.TokenValidationParameters.ValidateAudience = false|};")]
    [InlineData("services.AddAuthorization(o => o.AddPolicy(\"Api\", p => p.RequireClaim(\"scope\", \"api1\"))); {|JWT2003:options.TokenValidationParameters.ValidateAudience = false|};")]
    [InlineData("services.AddAuthorization(o => o.AddPolicy(\"Api\", p => p.RequireClaim(\"scope\", \"api1\"))); {|JWT2009:options.TokenValidationParameters.RequireAudience = false|};")]
    public Task No_fix_where_it_might_lock_somebody_out(string statements) => Verify.NoFixAsync($$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration) => services.AddAuthentication().AddJwtBearer(options =>
            {
                options.Audience = Stage.Audience;
                {{statements}}
            });
        }
        """);

    // The tokens that it issues itself carry the issuer that stands beside the check.
    private static string Parameters(string members) => $$"""
        public static class Subject { public static TokenValidationParameters Parameters() => new() { {{members}} }; }

        public static class Tokens
        {
            public static string Issue() => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(Stage.Issuer, Stage.Audience, expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: new SigningCredentials(Stage.Key, "HS256")));
        }
        """;
}
