using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Breaches;

/// <summary>A check that is switched by a parameter is as its callers have it, and as its default says where they leave it out.</summary>
public sealed class FlagParameterTests
{
    [Theory]
    [InlineData("Make(false)", "private static TokenValidationParameters Make(bool validateLifetime)", "{|JWT2001:ValidateLifetime = validateLifetime|}")]
    [InlineData("Make(validateLifetime: false)", "private static TokenValidationParameters Make(bool validateLifetime = true)", "{|JWT2001:ValidateLifetime = validateLifetime|}")]
    [InlineData("Make()", "private static TokenValidationParameters Make(bool validateLifetime = false)", "{|JWT2001:ValidateLifetime = validateLifetime|}")]
    [InlineData("Make()", "internal static TokenValidationParameters Make(bool validateLifetime = false)", "{|JWT2001:ValidateLifetime = validateLifetime|}")]
    [InlineData("Make(true)", "private static TokenValidationParameters Make(bool skip)", "{|JWT2001:ValidateLifetime = !skip|}")]
    [InlineData("Make(null)", "private static TokenValidationParameters Make(bool? check)", "{|JWT2001:ValidateLifetime = check ?? false|}")]
    [InlineData("Outer(false)", "private static TokenValidationParameters Outer(bool on) => Make(on); private static TokenValidationParameters Make(bool validateLifetime)", "{|JWT2001:ValidateLifetime = validateLifetime|}")]
    [InlineData("Make(true)", "private static TokenValidationParameters Make(bool validateLifetime)", "ValidateLifetime = validateLifetime")]
    [InlineData("Make(validateLifetime: true)", "private static TokenValidationParameters Make(bool validateLifetime = false)", "ValidateLifetime = validateLifetime")]
    [InlineData("Make()", "private static TokenValidationParameters Make(bool validateLifetime = true)", "ValidateLifetime = validateLifetime")]
    [InlineData("Make(!false)", "private static TokenValidationParameters Make(bool validateLifetime)", "ValidateLifetime = validateLifetime")]
    [InlineData("Outer(false)", "private static TokenValidationParameters Outer(bool off) => Make(!off); private static TokenValidationParameters Make(bool validateLifetime)", "ValidateLifetime = validateLifetime")]
    public Task In_a_factory(string call, string method, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => {{call}};
            {{method}} => new()
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{setting}},
            };
        }
        """);

    [Theory]
    [InlineData("services.AddTokenAuth()", "bool validateAudience = false", "{|JWT2003:ValidateAudience = validateAudience|}")]
    [InlineData("services.AddTokenAuth(validateAudience: false)", "bool validateAudience = true", "{|JWT2003:ValidateAudience = validateAudience|}")]
    [InlineData("Extensions.AddTokenAuth(services, false)", "bool validateAudience", "{|JWT2003:ValidateAudience = validateAudience|}")]
    [InlineData("services.AddTokenAuth(validateAudience: true)", "bool validateAudience = false", "ValidateAudience = validateAudience")]
    [InlineData("services.AddTokenAuth()", "bool validateAudience = true", "ValidateAudience = validateAudience")]
    public Task In_the_set_up_of_a_scheme(string call, string parameter, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => {{call}};
        }

        public static class Extensions
        {
            public static IServiceCollection AddTokenAuth(this IServiceCollection services, {{parameter}})
            {
                services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
                {
                    ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{setting}},
                });
                return services;
            }
        }
        """);

    /// <summary>Somebody else may call what is public: its default is what they get who say nothing.</summary>
    [Theory]
    [InlineData("bool validateAudience = false", "{|JWT2003:ValidateAudience = validateAudience|}")]
    [InlineData("bool validateAudience = true", "ValidateAudience = validateAudience")]
    [InlineData("bool validateAudience", "ValidateAudience = validateAudience")]
    public Task Where_nobody_is_seen_to_call(string parameter, string setting) => Verify.DiagnosticsAsync($$"""
        public static class Extensions
        {
            public static void AddTokenAuth(this IServiceCollection services, {{parameter}}) =>
                services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
                {
                    ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{setting}},
                });
        }
        """);

    /// <summary>One finding an object and rule, however many callers.</summary>
    [Fact]
    public Task Of_several_callers_one_is_enough() => Verify.DiagnosticsAsync("""
        class Subject
        {
            public object A() => Make(true);
            public object B() => Make(false);
            public object C() => Make(false);
            static TokenValidationParameters Make(bool on) => new() { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = Stage.Key, {|JWT2001:ValidateLifetime = on|} };
        }
        """);

    /// <summary>Who calls what an interface promises, a framework calls, or a derived class may replace, is not known.</summary>
    [Theory]
    [InlineData("public class Maker : IMaker", "public TokenValidationParameters Make(bool on)")]
    [InlineData("public class Maker", "public virtual TokenValidationParameters Make(bool on)")]
    public Task Where_others_may_be_meant_nothing_is_said(string type, string method) => Verify.DiagnosticsAsync($$"""
        interface IMaker { TokenValidationParameters Make(bool on); }
        {{type}}
        {
            {{method}} => new() { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = Stage.Key, ValidateLifetime = on };
        }
        class Subject { object A(Maker maker) => maker.Make(false); }
        """);

    [Fact]
    public Task The_environment_is_handed_on() => Proved.ByRunAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddKeycloak(builder.Environment.IsDevelopment());
        Stage.Play(builder);

        internal static class KeycloakAuth
        {
            public static void AddKeycloak(this IServiceCollection services, bool isDevelopment) =>
                services.AddAuthentication().AddJwtBearer(o =>
                {
                    o.TokenValidationParameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                    if (isDevelopment)
                        o.TokenValidationParameters.ValidateIssuer = false;
                });
        }
        """, TestSetup.Program);
}
