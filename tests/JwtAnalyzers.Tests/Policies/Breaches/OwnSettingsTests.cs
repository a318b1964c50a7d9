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

    /// <summary>A setting that may be another by the time it is read is not known.</summary>
    [Theory]
    [InlineData("class Flags { public bool Audience { get; set; } public static Flags Current { get; } = new(); }", "configuration.Bind(Flags.Current); return Make(Flags.Current);")]
    [InlineData("class Flags { public bool Audience { get; set; } public static Flags Current { get; } = new(); static Flags() { Current.Audience = true; } }", "return Make(Flags.Current);")]
    [InlineData("struct Flags { public bool Audience { get; set; } }", "var strict = new Flags { Audience = true }; var lax = strict; lax.Audience = false; return Make(strict);")]
    [InlineData("record struct Flags(bool Audience);", "var strict = new Flags(true); var lax = strict with { Audience = false }; return Make(strict);")]
    [InlineData("class Flags { public bool Audience { get; set; } }", "var f = new Flags(); new List<int> { 1 }.ForEach(_ => f.Audience = true); return Make(f);")]
    [InlineData("class Flags { public bool Audience { get; set; } }", "var f = new Flags(); foreach (var each in new[] { f }) each.Audience = true; return Make(f);")]
    [InlineData("class Flags { public bool Audience { get; set; } public bool this[string name] { set => Audience = value; } }", "var f = new Flags(); f[\"aud\"] = true; return Make(f);")]
    [InlineData("class Flags : IFlags { public bool Audience { get; set; } } interface IFlags { bool Audience { get; set; } }", "var f = new Flags(); IFlags same = f; same.Audience = true; return Make(f);")]
    [InlineData("class Flags(bool audience) { public bool Audience => audience; public void On() => audience = true; }", "var f = new Flags(false); f.On(); return Make(f);")]
    [InlineData("class Flags : Base { public new bool Audience { get; set; } = true; } class Base { public bool Audience { get; set; } }", "return Make(new Flags());")]
    [InlineData("class Flags { public bool Audience { get; set; } }", "return Make(configuration.GetSection(\"Jwt\").Get<Flags>() ?? new Flags());")]
    [InlineData("class Flags { public bool Audience { get; set; } }", "var f = new Flags(); typeof(Flags).GetProperty(\"Audience\")!.SetValue(f, true); return Make(f);")]
    public Task What_may_have_changed_is_unknown(string type, string body) => JwtAnalyzers.Tests.Harness.Verify.DiagnosticsAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) { {{body}} }
            private static TokenValidationParameters Make(Flags flags) => new()
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, ValidateAudience = flags.Audience,
            };
        }
        {{type}}
        """);

    [Fact]
    public Task A_setting_that_follows_the_set_up_of_a_scheme_is_unknown_there() => Proved.ByRunAsync("""
        public static class Subject
        {
            public static void Configure(IServiceCollection services)
            {
                var flags = new Flags();
                services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
                {
                    ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, ValidateAudience = flags.Audience,
                });
                flags.Audience = true;
            }
        }
        class Flags { public bool Audience { get; set; } }
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
