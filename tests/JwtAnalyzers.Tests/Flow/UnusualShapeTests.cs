using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Bodies and values of unusual shapes are read like others.</summary>
public sealed class UnusualShapeTests
{
    [Fact]
    public Task A_callback_is_read_however_deep_the_lambda_that_sets_it() => Findings.MatchComments("""
        class Subject
        {
            void Build(string[] args) => Host.CreateDefaultBuilder(args)
                .ConfigureWebHostDefaults(web => web.ConfigureServices(services => services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.TokenValidationParameters.LifetimeValidator = (_, _, _, _) => true; // JWT2001
                })));
        }
        """);

    [Fact]
    public Task A_program_that_never_ends_is_read() => Findings.MatchComments("""
        var n = 1;
        while (true) { n++; }
        TokenValidationParameters Parameters() => new() { ValidateLifetime = false }; // JWT2001
        """);

    [Fact]
    public async Task The_parts_of_a_partial_method_stand_in_different_files()
    {
        var compilation = Findings.Compile([
            ("A.cs", "partial class Subject { [Obsolete] internal partial TokenValidationParameters Parameters(); }"),
            ("B.cs", "partial class Subject { internal partial TokenValidationParameters Parameters() => new() { ValidateLifetime = false }; }")]);
        Findings.AssertCompiles(compilation);
        Assert.Equal("JWT2001", Assert.Single(await Findings.Of(compilation)).Id);
    }

    [Theory]
    // What a method of the object, or of what it holds, does to it.
    [InlineData("var p = new Own { ValidateLifetime = false }; p.Harden();")]
    [InlineData("var p = new Own { ValidateLifetime = false }; p.Report(); // JWT2001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenHandlers.Clear(); o.TokenHandlers.Add(new JwtSecurityTokenHandler()); o.TokenValidationParameters.SignatureValidator = (token, _) => new JwtSecurityToken(token); }); // JWT1002")]
    // What the body does after a function was made, the function does not know.
    [InlineData("var p = new TokenValidationParameters(); void Weaken() { p.ValidateLifetime = false; } Weaken(); p.ValidateLifetime = true;")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; services.AddAuthentication().AddJwtBearer(o => { p.ValidAudience = \"x\"; o.TokenValidationParameters = p; }); if (!environment.IsDevelopment()) p.ValidateAudience = true;")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; services.AddAuthentication().AddJwtBearer(o => { p.ValidAudience = \"x\"; o.TokenValidationParameters = p; }); // JWT2003")]
    public Task Found(string statements) => Findings.MatchCommentsIn(statements, """
        class Own : TokenValidationParameters { public void Harden() { ValidateLifetime = true; } public bool Report() => Clone() is null; }
        """);

    [Fact]
    public async Task How_many_other_bodies_there_are_does_not_matter()
    {
        // More members than one body may read, spread over as many bodies.
        var others = string.Concat(Enumerable.Range(0, 700).Select(i => $"static bool Off{i} => false; object P{i}() => new TokenValidationParameters {{ ValidateLifetime = Off{i} }};\n"));
        Assert.Equal(700, (await Findings.Of(Findings.Compile($"class Subject {{ {others} }}"))).Length);
    }

    [Fact]
    public Task An_object_that_was_not_made_here_may_be_null() => Findings.MatchComments("""
        class Subject
        {
            static TokenValidationParameters? s_cached;
            TokenValidationParameters? _cached;
            TokenValidationParameters A => _cached ??= new() { ValidateLifetime = false }; // JWT2001
            static TokenValidationParameters B()
            {
                if (s_cached == null)
                    s_cached = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001
                return s_cached;
            }
            TokenValidationParameters C(TokenValidationParameters? given) => given ?? new() { ValidateLifetime = false }; // JWT2001
            TokenValidationParameters D(TokenValidationParameters? given) { if (given is null) given = new() { ValidateLifetime = false }; return given; } // JWT2001
            TokenValidationParameters E() => Given() ?? new() { ValidateLifetime = false }; // JWT2001
            TokenValidationParameters F() { var p = new TokenValidationParameters(); return p ?? new() { ValidateLifetime = false }; }
            static TokenValidationParameters? Given() => null;
        }
        """);

    [Fact]
    public Task Objects_come_out_of_the_frameworks_containers_as_they_are() => Findings.MatchComments("""
        class Subject
        {
            void A(IOptions<JwtBearerOptions> options) => options.Value.TokenValidationParameters.ValidateAudience = false; // JWT2003
            void B(IOptionsMonitor<JwtBearerOptions> options) => options.CurrentValue.TokenValidationParameters.ValidateAudience = false; // JWT2003
            void C(List<JwtBearerOptions> all) { foreach (var each in all) each.TokenValidationParameters.ValidateAudience = false; } // JWT2003
            void D(Task<TokenValidationParameters> task) => task.Result.ValidateAudience = false; // JWT2003
            void E(Lazy<TokenValidationParameters> lazy) { lazy.Value.ValidateAudience = false; lazy.Value.ValidateAudience = true; }
        }
        """);

    [Theory]
    [InlineData("bool? flag = false; var p = new TokenValidationParameters { ValidateLifetime = flag ?? true }; // JWT2001")]
    [InlineData("bool? flag = false; var p = new TokenValidationParameters { ValidateLifetime = flag.Value }; // JWT2001")]
    [InlineData("bool? flag = null; var p = new TokenValidationParameters { ValidateLifetime = flag ?? true };")]
    public Task Nullable_constants_are_followed(string statements) => Findings.MatchCommentsIn(statements);

    [Fact]
    public Task A_lambda_in_a_field_is_read_whatever_the_constructor_does() => Findings.MatchComments("""
        class Subject
        {
            readonly Action<JwtBearerOptions> _configure = o => o.TokenValidationParameters.ValidateLifetime = false; // JWT2001
            readonly TokenValidationParameters _own = new();
            public Subject() { _own.ValidateAudience = true; }
        }
        """);
}
