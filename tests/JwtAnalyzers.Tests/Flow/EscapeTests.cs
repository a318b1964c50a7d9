using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>What other assemblies do to an object cannot be seen, and what cannot be seen is not reported.</summary>
public sealed class EscapeTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; configuration.GetSection(\"Jwt\").Bind(p);")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateLifetime = false; configuration.Bind(\"Jwt\", o); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.RequireSignedTokens = false; configuration.Bind(\"Jwt\", o.TokenValidationParameters); });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { configuration.Bind(\"Jwt\", o); o.Authority = \"https://id.example\"; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { configuration.Bind(\"Jwt\", o); o.TokenValidationParameters.ValidateAudience = true; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { configuration.Bind(\"Jwt\", o); o.TokenValidationParameters.ValidateLifetime = configuration.GetValue<bool>(\"Jwt:Lifetime\"); });")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (from, to, token, parameters) => from < DateTime.UtcNow && to > DateTime.UtcNow }; configuration.Bind(\"Jwt\", p); p.ValidateLifetime = false;")]
    public Task Bound_to_configuration_stays_silent(string statements) => Findings.MatchCommentsIn(statements);

    /// <summary>The configuration has no delegates: what is set afterwards means what it says.</summary>
    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { configuration.Bind(\"Jwt\", o); o.TokenValidationParameters.ValidateLifetime = false; }); // JWT2001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { configuration.GetSection(\"Jwt\").Bind(o); o.TokenValidationParameters.ValidateAudience = false; }); // JWT2003")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (from, to, token, parameters) => true }; configuration.Bind(\"Jwt\", p); // JWT2001")]
    public Task What_stands_after_the_configuration_fires(string statements) => Findings.MatchCommentsIn(statements);

    /// <summary>It ended the compiler's process, for want of stack.</summary>
    [Theory]
    [InlineData("p.ActorValidationParameters = p; configuration.Bind(p); p.ValidateLifetime = false; // JWT2001")]
    [InlineData("var q = new TokenValidationParameters { ActorValidationParameters = p }; p.ActorValidationParameters = q; configuration.Bind(\"Jwt\", q);")]
    public Task Objects_that_hold_each_other_may_be_bound(string statements) => Findings.MatchCommentsIn("var p = new TokenValidationParameters { ValidIssuer = \"i\", ValidAudience = \"a\", IssuerSigningKey = key, ValidateLifetime = condition }; " + statements);

    [Fact]
    public Task What_a_delegate_of_another_place_may_do_stays_silent() => Findings.MatchCommentsIn(
        "services.AddAuthentication().AddJwtBearer(o => { configuration.Bind(\"Jwt\", o); o.TokenValidationParameters.ValidateLifetime = false; });",
        "static void Later(JwtBearerOptions o) => o.TokenValidationParameters.LifetimeValidator = (from, to, token, parameters) => from < DateTime.UtcNow && to > DateTime.UtcNow;");

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; ArgumentNullException.ThrowIfNull(p); services.AddSingleton(p); // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; new JwtSecurityTokenHandler().ValidateToken(\"\", p, out _); // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; new List<TokenValidationParameters>().Add(p); // JWT2001")]
    public Task Handed_to_code_that_only_reads_it_fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; Defaults(p);")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; p.Chain().Chain();")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; Use(p); // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; Round(p, 3); // JWT2001")]
    public Task A_helper_that_calls_a_helper_is_followed(string statements) => Findings.MatchCommentsIn(statements, """
        static void Defaults(TokenValidationParameters p) => Lifetime(p, true);
        static void Lifetime(TokenValidationParameters p, bool on) => p.ValidateLifetime = on;
        static void Use(TokenValidationParameters p) => new JwtSecurityTokenHandler().ValidateToken("", p, out _);
        static void Round(TokenValidationParameters p, int n) { if (n > 0) Trip(p, n - 1); }
        static void Trip(TokenValidationParameters p, int n) { Round(p, n); Round(p, n - 1); Trip(p, n); }
        }
        static class Fluent
        {
            public static TokenValidationParameters Chain(this TokenValidationParameters p) => p.Link();
            public static TokenValidationParameters Link(this TokenValidationParameters p) { p.ValidateLifetime = true; return p; }
        """);

    [Fact]
    public async Task What_a_library_of_its_own_set_up_does_is_unknown()
    {
        // As Microsoft.Identity.Web does it.
        var library = Findings.Compile("""
            namespace Contoso.Identity;
            public static class Extensions
            {
                public static void AddContosoApi(this IServiceCollection services, Action<JwtBearerOptions> configure) =>
                    services.AddAuthentication().AddJwtBearer(o => { configure(o); o.TokenValidationParameters.AudienceValidator ??= (audiences, _, _) => audiences.Contains("api"); });
                public static void Harden(this TokenValidationParameters parameters) => parameters.ValidateAudience = true;
                public sealed class Handler(TokenValidationParameters parameters) { public object Parameters => parameters; }
                public static bool Accepts(this TokenValidationParameters parameters, string token) => token == parameters.ValidIssuer;
            }
            """);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var compilation = Findings.Compile("""
            using Contoso.Identity;
            class Subject
            {
                void A(IServiceCollection services) => services.AddContosoApi(o => o.TokenValidationParameters.ValidateAudience = false);
                void B() { var p = new TokenValidationParameters { ValidateAudience = false }; p.Harden(); }
                void C() { var p = new TokenValidationParameters { ValidateAudience = false }; p.Accepts(""); } // 6
                object D() => new Extensions.Handler(new TokenValidationParameters { ValidateAudience = false }); // 7
                object E() => new R(new() { ValidateAudience = false }); // 8
                record R(TokenValidationParameters Parameters);
            }
            """).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Findings.AssertCompiles(compilation);
        Assert.Equal([5, 6, 7], (await Findings.Of(compilation)).Select(finding => finding.Location.GetLineSpan().StartLinePosition.Line));
    }
}
