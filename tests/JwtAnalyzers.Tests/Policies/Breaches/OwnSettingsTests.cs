using Xunit;

namespace JwtAnalyzers.Tests.Policies.Breaches;

/// <summary>Settings of one's own that code makes, in whatever type, are as good as the library's.</summary>
public sealed class OwnSettingsTests
{
    [Theory]
    [InlineData("new Flags { CheckAudience = false }", "class Flags { public bool CheckAudience { get; set; } = true; }", true)]
    [InlineData("new Flags { CheckAudience = false }", "class Flags { public bool CheckAudience { get; init; } = true; }", true)]
    [InlineData("new Flags()", "class Flags { public bool CheckAudience { get; set; } }", true)]
    [InlineData("new Flags()", "class Flags { public bool CheckAudience = false; }", true)]
    [InlineData("new Flags(false)", "class Flags { public Flags(bool audience) { CheckAudience = audience; } public bool CheckAudience { get; } }", true)]
    [InlineData("new Flags(false)", "class Flags { readonly bool _audience; public Flags(bool audience) => _audience = audience; public bool CheckAudience => _audience; }", true)]
    [InlineData("new Flags(false)", "class Flags(bool audience) { public bool CheckAudience { get; } = audience; }", true)]
    [InlineData("new Flags(false)", "class Flags(bool audience) { public bool CheckAudience => audience; }", true)]
    [InlineData("new Flags()", "class Flags { public Flags() : this(false) { } public Flags(bool audience) { CheckAudience = audience; } public bool CheckAudience { get; } }", true)]
    [InlineData("new Flags(false)", "record Flags(bool CheckAudience);", true)]
    [InlineData("new Flags()", "record Flags(bool CheckAudience = false);", true)]
    [InlineData("new Flags(true) with { CheckAudience = false }", "record Flags(bool CheckAudience);", true)]
    [InlineData("Flags.Default with { CheckAudience = false }", "record Flags(bool CheckAudience) { public static readonly Flags Default = new(true); }", true)]
    [InlineData("Flags.Default", "record Flags(bool CheckAudience) { public static Flags Default { get; } = new(false); }", true)]
    [InlineData("new Flags(false)", "readonly record struct Flags(bool CheckAudience);", true)]
    [InlineData("new Flags { Off = true }", "class Flags { public bool Off { set { CheckAudience = !value; } } public bool CheckAudience { get; private set; } = true; }", true)]
    [InlineData("Flags.None()", "record Flags(bool CheckAudience) { public static Flags None() => new(false); }", true)]
    [InlineData("new Flags { CheckAudience = true }", "class Flags { public bool CheckAudience { get; set; } }", false)]
    [InlineData("new Flags()", "class Flags { public bool CheckAudience { get; set; } = true; }", false)]
    [InlineData("new Flags(true)", "class Flags(bool audience) { public bool CheckAudience => audience; }", false)]
    [InlineData("new Flags()", "record Flags(bool CheckAudience = true);", false)]
    [InlineData("new Flags(false) with { CheckAudience = true }", "record Flags(bool CheckAudience);", false)]
    [InlineData("Flags.Default with { Name = \"x\" }", "record Flags(bool CheckAudience, string Name) { public static readonly Flags Default = new(true, \"\"); }", false)]
    [InlineData("new Flags { Off = false }", "class Flags { public bool Off { set { CheckAudience = !value; } } public bool CheckAudience { get; private set; } = true; }", false)]
    [InlineData("new Flags(false)", "class Flags { public Flags(bool off) { CheckAudience = off; Complete(); } void Complete() { CheckAudience = true; } public bool CheckAudience { get; private set; } }", false)]
    public Task Handed_to_a_method(string made, string type, bool isInsecure) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => Make({{made}});
            private static TokenValidationParameters Make(Flags flags) => new()
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{(isInsecure ? "{|JWT2003:ValidateAudience = flags.CheckAudience|}" : "ValidateAudience = flags.CheckAudience")}},
            };
        }
        {{type}}
        """);

    [Theory]
    [InlineData("o => o.ValidateIssuer = false", true)]
    [InlineData("o => { o.Name = \"x\"; o.ValidateIssuer = false; }", true)]
    [InlineData("Loosen", true)]
    [InlineData("o => o.Name = \"x\"", false)]
    [InlineData("o => { o.ValidateIssuer = false; o.ValidateIssuer = true; }", false)]
    public Task Filled_by_a_lambda_of_the_caller(string lambda, bool isInsecure) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static void Configure(IServiceCollection services) => services.AddTokenAuth({{lambda}});
            private static void Loosen(TokenAuthOptions options) => options.ValidateIssuer = false;
        }

        public sealed class TokenAuthOptions
        {
            public string Name { get; set; } = "";
            public bool ValidateIssuer { get; set; } = true;
        }

        public static class Extensions
        {
            public static void AddTokenAuth(this IServiceCollection services, Action<TokenAuthOptions> configure)
            {
                var auth = new TokenAuthOptions();
                configure(auth);
                services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
                {
                    ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{(isInsecure ? "{|JWT2004:ValidateIssuer = auth.ValidateIssuer|}" : "ValidateIssuer = auth.ValidateIssuer")}},
                });
            }
        }
        """);

    /// <summary>What the configuration, or code that is not seen, has put into them is not known.</summary>
    [Theory]
    [InlineData("configuration.GetSection(\"Jwt\").Get<Flags>()!")]
    [InlineData("Filled(configuration)")]
    public Task Not_made_in_code_they_are_unknown(string made) => JwtAnalyzers.Tests.Harness.Verify.DiagnosticsAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => Make({{made}});
            private static Flags Filled(IConfiguration configuration) { var flags = new Flags(); configuration.Bind(flags); return flags; }
            private static TokenValidationParameters Make(Flags flags) => new()
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, ValidateAudience = flags.CheckAudience,
            };
        }
        class Flags { public bool CheckAudience { get; set; } }
        """);
}
