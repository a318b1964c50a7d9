using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>No code makes the analyzer throw, and code that only looks like a JWT library does not make it speak.</summary>
public sealed class PolicyRobustnessTests
{
    private const string Sample = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Audience = builder.Configuration["Jwt:Audience"] ?? throw new InvalidOperationException();
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateLifetime = builder.Environment.IsDevelopment() ? false : bool.Parse("false"),
                AudienceValidator = (audiences, token, parameters) => { foreach (var a in audiences) { if (a is "x") return true; } return false; },
                SignatureValidator = delegate (string token, TokenValidationParameters p) { return new JsonWebToken(token); },
                ValidTypes = ["at+jwt"],
                IssuerSigningKeyResolver = (_, jwt, kid, _) => ((JsonWebToken)jwt).TryGetHeaderValue("jwk", out string k) ? [new JsonWebKey(k)] : [new X509SecurityKey(new(string.Format("a/{0}", $"{kid}" + jwt.Issuer)))],
            };
            try { options.TokenValidationParameters.RequireSignedTokens &= false; } catch (Exception e) when (e is not null) { throw; } finally { Local(); }
        });
        void Local() { var p = new TokenValidationParameters { ValidateAudience = false }.Clone(); (p.ValidateLifetime, var x) = (false, 1); }
        string Read(string t, byte[] k, JWT.IJwtDecoder d) { var b = new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()); b?.WithSecret("x", t).WithVerifySignature(verify: false); return JWT.JwtDecoderExtensions.Decode(d, t, k, verify: b is null) + b!.Decode<string>(t) + Jose.JWT.Decode(t, key: null, settings: null); }
        class Derived : TokenValidationParameters { readonly TokenValidationParameters _p = new() { ValidateLifetime = false }; Derived() { _p.ValidateLifetime = true; } }
        """;

    [Fact]
    public async Task Broken_code_does_not_throw()
    {
        var analyzer = new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer();
        foreach (var text in BrokenCode.Of(Sample, oneOf: 12))
            await Findings.Of(Findings.Compile(text), analyzer);
    }

    // The Serilog template: a lambda's graph has fewer blocks than the body around it, whose handlers are not its own.
    [Fact]
    public Task Lambdas_within_a_try_are_read_like_any_other() => Findings.MatchComments("""
        class Subject
        {
            void Configure(IServiceCollection services, bool flag)
            {
                try
                {
                    if (flag) Console.WriteLine();
                    if (!flag) Console.WriteLine();
                    services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters.ValidateAudience = false); // JWT2003
                    services.AddAuthentication().AddJwtBearer("safe", options =>
                    {
                        options.TokenValidationParameters.ValidateAudience = false;
                        if (flag) Console.WriteLine();
                        options.TokenValidationParameters.AudienceValidator = (audiences, token, parameters) => audiences.Contains("api");
                    });
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Console.WriteLine(e);
                }
                finally
                {
                    Console.WriteLine();
                }
            }
        }
        """);

    [Fact]
    public async Task Without_a_jwt_library_nothing_is_found()
    {
        var compilation = Findings.Compile("class Subject { bool ValidateLifetime = false; object M() => new Subject { ValidateLifetime = false }; }", withJwt: false);
        Findings.AssertCompiles(compilation);
        Assert.Empty(await Findings.Of(compilation));
    }

    [Fact]
    public Task Own_types_with_the_librarys_names_are_no_library() => Findings.MatchComments("""
        namespace Own
        {
            class TokenValidationParameters { public bool ValidateLifetime { get; set; } public bool ValidateAudience { get; set; } public bool RequireSignedTokens { get; set; } }
            class Outer { public class JwtBearerOptions { public TokenValidationParameters TokenValidationParameters { get; set; } = new(); } }
            class Subject
            {
                TokenValidationParameters A => new() { ValidateLifetime = false, ValidateAudience = false, RequireSignedTokens = false };
                void B(Outer.JwtBearerOptions o) => o.TokenValidationParameters.ValidateAudience = false;
                bool ValidateLifetime { get; set; }
                void C() { ValidateLifetime = false; }
            }
        }
        """);

    [Fact]
    public async Task A_stub_of_the_library_is_the_library()
    {
        var compilation = Findings.Compile("""
            namespace Microsoft.IdentityModel.Tokens { public class TokenValidationParameters { public bool ValidateLifetime { get; set; } = true; } }
            class Subject { object M() => new Microsoft.IdentityModel.Tokens.TokenValidationParameters { ValidateLifetime = false }; }
            """, withJwt: false);
        Findings.AssertCompiles(compilation);
        Assert.Equal("JWT2001", Assert.Single(await Findings.Of(compilation)).Id);
    }

    [Fact]
    public async Task Generated_code_is_analysed_and_reported_where_it_comes_from()
    {
        var compilation = Findings.Compile("""
            // <auto-generated/>
            class Component
            {
            #line 7 "Login.razor"
                object Parameters() => new TokenValidationParameters { ValidateLifetime = false };
            #line default
            }
            """, path: "Login.razor.g.cs");
        var finding = Assert.Single(await Findings.Of(compilation));
        Assert.Equal(("Login.razor", 6), (finding.Location.GetMappedLineSpan().Path, finding.Location.GetMappedLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task Test_projects_are_spared_unless_they_ask()
    {
        var compilation = Findings.Compile("class Subject { object M() => new TokenValidationParameters { ValidateLifetime = false }; }");
        Assert.Empty(await Findings.Of(compilation, options: new BuildOptions(("build_property.IsTestProject", "true"))));
        Assert.Single(await Findings.Of(compilation, options: new BuildOptions(("build_property.IsTestProject", "true"), ("jwt_analyzers.analyze_test_projects", "true"))));
        Assert.Single(await Findings.Of(compilation, options: new BuildOptions(("build_property.IsTestProject", ""))));
    }

    [Fact]
    public async Task A_body_of_enormous_size_ends()
    {
        var branches = string.Concat(Enumerable.Range(0, 2000).Select(i => $"if (n == {i}) p.ClockSkew = TimeSpan.FromSeconds({i});\n"));
        var compilation = Findings.Compile($"class Subject {{ void M(int n) {{ var p = new TokenValidationParameters {{ ValidateLifetime = false }};\n{branches} }} }}");
        Assert.Single(await Findings.Of(compilation));
    }

    [Fact]
    public async Task Deep_nesting_does_not_overflow_the_stack()
    {
        var nested = string.Concat(Enumerable.Repeat("if (n > 0) { ", 200)) + "p.ValidateLifetime = false;" + string.Concat(Enumerable.Repeat(" }", 200));
        var sum = string.Join(" + ", Enumerable.Repeat("n", 500));
        var compilation = Findings.Compile($"class Subject {{ int M(int n) {{ var p = new TokenValidationParameters();\n{nested}\nreturn {sum}; }} }}");
        Assert.Single(await Findings.Of(compilation));
    }
}
