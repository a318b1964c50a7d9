using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Breaches;

/// <summary>What one member begins and another completes is judged as it is in the end.</summary>
public sealed class CompletedElsewhereTests
{
    [Theory]
    [InlineData("var p = Base(); p.ValidateAudience = true; p.ValidAudience = Stage.Audience; return p;", "ValidateAudience = false")]
    [InlineData("var p = Base(); Complete(p); return p;", "ValidateAudience = false")]
    [InlineData("return With(Base());", "ValidateAudience = false")]
    [InlineData("return Base();", "{|JWT2003:ValidateAudience = false|}")]
    [InlineData("var p = Base(); p.RequireSignedTokens = true; return p;", "{|JWT2003:ValidateAudience = false|}")]
    [InlineData("var p = Base(); if (Stage.Yes) return p; Complete(p); return p;", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_base_that_a_caller_completes(string body, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() { {{body}} }
            private static TokenValidationParameters Base() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
            private static void Complete(TokenValidationParameters p) { p.ValidateAudience = true; p.ValidAudience = Stage.Audience; }
            private static TokenValidationParameters With(TokenValidationParameters p) { Complete(p); return p; }
        }
        """);

    /// <summary>What another call does to the object that has them, or to its other members, is not done to the parameters.</summary>
    [Fact]
    public Task A_class_that_makes_them_and_is_used() => Verify.DiagnosticsAsync("""
        sealed class Checker
        {
            private readonly TokenValidationParameters _parameters;
            private int _count;
            public Checker(string audience) => _parameters = new() { ValidIssuer = Stage.Issuer, ValidAudience = audience, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
            public void Start() => _count++;
            public object Check(string token) => new JwtSecurityTokenHandler().ValidateToken(token, _parameters, out _);
        }
        class Subject(IServiceCollection services)
        {
            public void A() => services.AddSingleton(_ => { var checker = new Checker("x"); checker.Start(); return checker; });
        }
        """);

    /// <summary>One caller completes it, and another place hands it on to something that is not seen.</summary>
    [Fact]
    public Task A_use_that_is_no_call() => Verify.DiagnosticsAsync("""
        class Subject(IServiceCollection services)
        {
            public object A()
            {
                var p = Base();
                p.ValidateAudience = true;
                p.ValidAudience = "a";
                services.AddSingleton(new Lazy<TokenValidationParameters>(Base));
                return p;
            }
            private static TokenValidationParameters Base() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
        }
        """);

    /// <summary>A program of statements and its types share a file: each finding is said once.</summary>
    [Fact]
    public Task A_program_and_its_types_in_one_file() => Proved.ByRunAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddTokens(false);
        Stage.Play(builder);

        public static class Extensions
        {
            public static void AddTokens(this IServiceCollection services, bool audience) => services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
            {
                ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = audience|},
            });
        }
        """, TestSetup.Program);

    [Fact]
    public Task A_worker_that_never_ends() => Verify.DiagnosticsAsync("""
        class Worker
        {
            public void Run(Func<string> next)
            {
                var parameters = Base();
                for (;;)
                    Console.WriteLine(next().Length + parameters.NameClaimType);
            }
            private static TokenValidationParameters Base() => new() { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = Stage.Key, {|JWT2001:ValidateLifetime = false|} };
        }
        """);

    [Theory]
    [InlineData("await BaseAsync().ConfigureAwait(false)")]
    [InlineData("BaseAsync().Result")]
    [InlineData("BaseAsync().GetAwaiter().GetResult()")]
    [InlineData("await Task.FromResult(await BaseAsync())")]
    public Task A_base_that_comes_in_a_task(string call) => Verify.DiagnosticsAsync($$"""
        class Subject
        {
            public async Task<object> A()
            {
                await Task.Yield();
                var p = {{call}};
                p.ValidateAudience = true;
                p.ValidAudience = "a";
                return p;
            }
            private static async Task<TokenValidationParameters> BaseAsync()
            {
                await Task.Yield();
                return new() { ValidIssuer = "i", IssuerSigningKey = Stage.Key, ValidateAudience = false };
            }
        }
        """);

    /// <summary>What comes in a task of which nothing is seen is reached by the call, as without the task.</summary>
    [Fact]
    public Task What_comes_in_a_task_of_others() => Verify.DiagnosticsAsync("""
        interface ISource { Task<TokenValidationParameters> GetAsync(); }
        class Subject(ISource source)
        {
            public object A()
            {
                var p = source.GetAsync().GetAwaiter().GetResult();
                {|JWT2001:p.ValidateLifetime = false|};
                return p;
            }
        }
        """);

    /// <summary>The caller's own members may be changed under another name.</summary>
    [Theory]
    [InlineData("Defaults.Apply(this);")]
    [InlineData("Lifetime(true).Audience(true);")]
    public Task Its_own_object_by_another_name(string call) => Verify.DiagnosticsAsync($$"""
        class Module
        {
            public bool CheckAudience { get; set; }
            private bool _lifetime;
            public Module Lifetime(bool on) { _lifetime = on; return this; }
            public Module Audience(bool on) { CheckAudience = on; return this; }
            public TokenValidationParameters Build()
            {
                CheckAudience = false;
                {{call}}
                return new() { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = Stage.Key, ValidateAudience = CheckAudience, ValidateLifetime = _lifetime };
            }
        }
        static class Defaults { public static void Apply(Module module) => module.CheckAudience = true; }
        """);

    /// <summary>Two calls make two objects.</summary>
    [Fact]
    public Task Each_caller_has_its_own() => Proved.ByRunAsync("""
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                var open = Base();
                var closed = Base();
                closed.ValidateAudience = true;
                closed.ValidAudience = Stage.Audience;
                return open;
            }
            private static TokenValidationParameters Base() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {|JWT2003:ValidateAudience = false|} };
        }
        """);

    [Theory]
    [InlineData("new Builder().ForAudience(Stage.Audience).Build()", "ValidateAudience = false")]
    [InlineData("new Builder().Build()", "{|JWT2003:ValidateAudience = false|}")]
    [InlineData("new Builder().Named(\"x\").Build()", "{|JWT2003:ValidateAudience = false|}")]
    [InlineData("Builder.Start().ForAudience(Stage.Audience).Build()", "ValidateAudience = false")]
    [InlineData("Builder.Start().Build()", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_builder_of_the_projects_own(string chain, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => {{chain}};
        }
        sealed class Builder
        {
            private readonly TokenValidationParameters _parameters = new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
            public static Builder Start() => new();
            public Builder ForAudience(string audience) { _parameters.ValidateAudience = true; _parameters.ValidAudience = audience; return this; }
            public Builder Named(string name) { _parameters.NameClaimType = name; return this; }
            public TokenValidationParameters Build() => _parameters;
        }
        """);

    [Theory]
    [InlineData("Audience();", "ValidateAudience = false")]
    [InlineData("", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_constructor_that_calls_a_setter(string call, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => new Policy().Parameters;
        }
        sealed class Policy
        {
            public Policy()
            {
                Parameters = new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
                {{call}}
            }
            public TokenValidationParameters Parameters { get; private set; }
            private void Audience() { Parameters.ValidateAudience = true; Parameters.ValidAudience = Stage.Audience; }
        }
        """);

    [Theory]
    [InlineData("policy._parameters.ValidateAudience = true; policy._parameters.ValidAudience = Stage.Audience;", "ValidateAudience = false")]
    [InlineData("", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_static_factory_over_a_private_constructor(string completion, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => Policy.Create()._parameters;
        }
        sealed class Policy
        {
            internal readonly TokenValidationParameters _parameters;
            private Policy() => _parameters = new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
            public static Policy Create()
            {
                var policy = new Policy();
                {{completion}}
                return policy;
            }
        }
        """);

    [Theory]
    [InlineData("var p = Base(); p.ValidateAudience = true; p.ValidAudience = Stage.Audience; return p;", "ValidateAudience = false")]
    [InlineData("return Base();", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_local_function(string body, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters()
            {
                {{body}}
                TokenValidationParameters Base() => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
            }
        }
        """);

    [Theory]
    [InlineData("var p = Base; p.ValidateAudience = true; p.ValidAudience = Stage.Audience; return p;", "ValidateAudience = false")]
    [InlineData("return Base;", "{|JWT2003:ValidateAudience = false|}")]
    public Task A_property_that_makes_one(string body, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() { {{body}} }
            private static TokenValidationParameters Base => new() { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, {{setting}} };
        }
        """);

    [Theory]
    [InlineData("Fill(out var p); return p;", "private static void Fill(out TokenValidationParameters p) => p = new()", "{|JWT2001:ValidateLifetime = false|}")]
    [InlineData("Fill(out var p); p.ValidateLifetime = true; return p;", "private static void Fill(out TokenValidationParameters p) => p = new()", "ValidateLifetime = false")]
    public Task What_is_given_out(string body, string method, string setting) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() { {{body}} }
            {{method}} { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key, {{setting}} };
        }
        """);

    /// <summary>The caller's lambda is run where it is called, and what comes after it counts.</summary>
    [Theory]
    [InlineData("p => p.ValidateLifetime = false", "", "{|JWT2001:p.ValidateLifetime = false|}")]
    [InlineData("p => p.ValidateLifetime = false", "parameters.ValidateLifetime = true;", "p.ValidateLifetime = false")]
    public Task A_lambda_that_is_handed_in(string lambda, string after, string marked) => Proved.ByRunAsync($$"""
        public static class Subject
        {
            public static TokenValidationParameters Parameters() => Make({{lambda.Replace("p.ValidateLifetime = false", marked)}});
            private static TokenValidationParameters Make(Action<TokenValidationParameters> change)
            {
                var parameters = new TokenValidationParameters { ValidIssuer = Stage.Issuer, ValidAudience = Stage.Audience, IssuerSigningKey = Stage.Key };
                change(parameters);
                {{after}}
                return parameters;
            }
        }
        """);
}
