using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>The shapes of code through which a setting reaches an object.</summary>
public sealed class ShapesTests
{
    [Fact]
    public Task Constants_are_followed() => Findings.MatchComments("""
        static class Settings
        {
            public const bool Off = false;
            public static readonly bool ReadOnly = false;
            public static bool GetOnly { get; } = false;
            public static bool Expression => false;
            public static bool Changeable = false;
            public static readonly bool Assigned;
            static Settings() { Assigned = Environment.MachineName == "x"; }
        }
        static class Plain { public static readonly bool ReadOnly = false; public static bool GetOnly { get; } = false; public static bool Expression => !true; }
        class Subject
        {
            TokenValidationParameters A => new() { ValidateLifetime = Settings.Off }; // JWT2001
            TokenValidationParameters B => new() { ValidateLifetime = Plain.ReadOnly }; // JWT2001
            TokenValidationParameters C => new() { ValidateLifetime = Plain.GetOnly }; // JWT2001
            TokenValidationParameters D => new() { ValidateLifetime = Plain.Expression }; // JWT2001
            TokenValidationParameters E => new() { ValidateLifetime = Settings.Changeable };
            TokenValidationParameters F => new() { ValidateLifetime = Settings.Assigned };
            TokenValidationParameters G()
            {
                const bool local = false;
                bool variable = local;
                return new() { ValidateLifetime = variable }; // JWT2001
            }
            TokenValidationParameters H(bool flag)
            {
                bool variable = false;
                if (flag)
                    variable = flag;
                return new() { ValidateLifetime = variable || true };
            }
        }
        """);

    [Fact]
    public Task Callbacks_are_read_wherever_they_stand() => Findings.MatchComments("""
        class Subject
        {
            static readonly AudienceValidator Field = (audiences, token, parameters) => true;
            static readonly AudienceValidator RealField = (audiences, token, parameters) => audiences.Contains("api");
            static bool Always(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => true;
            static bool Wrapped(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => Always(audiences, token, parameters);
            static bool Real(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => audiences.Contains("api");
            static bool Throws(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) { Demand(audiences); return true; }
            static void Demand(IEnumerable<string> audiences) { if (!audiences.Contains("api")) throw new SecurityTokenInvalidAudienceException(); }
            public virtual bool Overridable(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => true;

            TokenValidationParameters A => new() { AudienceValidator = Field }; // JWT2003
            TokenValidationParameters B => new() { AudienceValidator = Always }; // JWT2003
            TokenValidationParameters C => new() { AudienceValidator = Wrapped }; // JWT2003
            TokenValidationParameters D => new() { AudienceValidator = Real };
            TokenValidationParameters E => new() { AudienceValidator = RealField };
            TokenValidationParameters F => new() { AudienceValidator = Throws };
            TokenValidationParameters G => new() { AudienceValidator = Overridable };
            TokenValidationParameters H()
            {
                bool Local(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => true;
                bool RealLocal(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) { foreach (var a in audiences) { if (a == "api") return true; } return false; }
                var safe = new TokenValidationParameters { AudienceValidator = RealLocal };
                return new() { AudienceValidator = Local }; // JWT2003
            }
        }
        """);

    [Fact]
    public Task Objects_are_followed() => Findings.MatchComments("""
        class Derived : TokenValidationParameters { public Derived() { ValidateLifetime = false; } } // JWT2001
        class Plain : TokenValidationParameters { }
        class Holder { public TokenValidationParameters Parameters { get; } = new(); }
        class Subject
        {
            private TokenValidationParameters _field = new();
            private readonly TokenValidationParameters _initialized = new() { ValidateLifetime = false }; // JWT2001
            private readonly TokenValidationParameters _finished = new() { ValidateLifetime = false };
            public static TokenValidationParameters Property { get; } = new() { ValidateAudience = false }; // JWT2003
            public Subject() { _finished.ValidateLifetime = true; }
            void Parameter(TokenValidationParameters p) => p.ValidateLifetime = false; // JWT2001
            void Field() { _field.ValidateLifetime = false; } // JWT2001
            void This() { this._field.ValidateLifetime = false; } // JWT2001
            void Nested() { var h = new Holder { Parameters = { ValidateLifetime = false } }; } // JWT2001
            void Path(Holder h) { h.Parameters.ValidateLifetime = false; } // JWT2001
            void PathRepaired(Holder h) { h.Parameters.ValidateLifetime = false; h.Parameters.ValidateLifetime = true; }
            void DerivedInitializer() { var p = new Plain { ValidateLifetime = false }; } // JWT2001
            void Clone(TokenValidationParameters p)
            {
                var q = p.Clone();
                q.ValidateLifetime = false; // JWT2001
            }
            void CloneRepaired()
            {
                var p = new TokenValidationParameters { ValidateAudience = false }; // JWT2003
                var q = p.Clone();
                q.ValidateAudience = true;
            }
            void Options() { var o = new JwtBearerOptions { TokenValidationParameters = { ValidateLifetime = false } }; } // JWT2001
            void Chained(TokenValidationParameters p) { p.ValidateAudience = p.ValidateLifetime = false; } // JWT2003 JWT2001
            void Tuple(TokenValidationParameters p) { (p.ValidateAudience, p.ValidateLifetime) = (true, true); }
            Task<TokenValidationResult> Used(string token)
            {
                var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001
                var result = new JsonWebTokenHandler().ValidateTokenAsync(token, p);
                p.ValidateLifetime = true;
                return result;
            }
        }
        class Configure : IConfigureNamedOptions<JwtBearerOptions>, IPostConfigureOptions<JwtBearerOptions>
        {
            public void Configure(string? name, JwtBearerOptions options) => options.TokenValidationParameters.ValidateLifetime = false; // JWT2001
            public void Configure(JwtBearerOptions options) { options.TokenValidationParameters = new() { ValidateAudience = false }; } // JWT2003
            public void PostConfigure(string? name, JwtBearerOptions options) { options.TokenValidationParameters.RequireSignedTokens = false; } // JWT1001
        }
        """.Replace("class Configure ", "class ConfigureJwt "));

    [Fact]
    public Task Top_level_statements_are_one_body() => Findings.MatchComments("""
        var builder = WebApplication.CreateBuilder(args);
        var validate = false;
        var parameters = new TokenValidationParameters { ValidateLifetime = validate }; // JWT2001
        builder.Services.AddSingleton(parameters);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.TokenValidationParameters = parameters;
            options.TokenValidationParameters.ValidateAudience = validate; // JWT2003
        });
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.Configure<JwtBearerOptions>(o => o.TokenValidationParameters.RequireSignedTokens = false);
        }
        builder.Build().Run();
        """);

    [Fact]
    public Task Control_flow_is_followed() => Findings.MatchComments("""
        class Subject
        {
            void Try(TokenValidationParameters p)
            {
                try { p.ValidateLifetime = false; Console.WriteLine(); }
                finally { p.ValidateLifetime = true; }
            }
            void Catch()
            {
                var p = new TokenValidationParameters();
                try { Console.WriteLine(); }
                catch (Exception e) when (e.Message.Length > 3) { p.ValidateLifetime = false; } // JWT2001
            }
            void Loop(int n)
            {
                var p = new TokenValidationParameters();
                for (var i = 0; i < n; i++)
                    p.ValidateLifetime = false; // JWT2001
            }
            void Switch(int n)
            {
                var p = new TokenValidationParameters();
                switch (n)
                {
                    case 1: p.ValidateLifetime = true; break;
                    case 2: p.ValidateLifetime = false; break; // JWT2001
                    default: throw new ArgumentException();
                }
            }
            TokenValidationParameters Return(bool condition)
            {
                var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001
                if (condition)
                    return p;
                p.ValidateLifetime = true;
                return p;
            }
            async Task Async(TokenValidationParameters p) { await Task.Yield(); p.ValidateLifetime = false; } // JWT2001
            IEnumerable<TokenValidationParameters> Iterator() { var p = new TokenValidationParameters(); yield return p; p.ValidateLifetime = false; } // JWT2001
            void Coalesce(TokenValidationParameters? p) { p ??= new TokenValidationParameters(); p.ValidateLifetime = false; } // JWT2001
            void Conditional(TokenValidationParameters? p) { if (p?.ValidateLifetime == true) p.ValidateLifetime = false; } // JWT2001
            void TooManyPaths(int n, bool a, bool b, bool c, bool d, bool e)
            {
                var p = new TokenValidationParameters { ValidateLifetime = false }; // JWT2001
                if (a) p.ClockSkew = TimeSpan.FromSeconds(1);
                if (b) p.ValidIssuer = "b";
                if (c) p.ValidAudience = "c";
                if (d) p.NameClaimType = "d";
                if (e) p.RoleClaimType = "e";
            }
        }
        """);

    [Fact]
    public Task Debug_code_is_development_code() => Findings.MatchComments("""
        #define DEBUG
        class Subject
        {
            void M(TokenValidationParameters p)
            {
        #if DEBUG
                p.ValidateLifetime = false;
        #else
                p.ValidateLifetime = true;
        #endif
        #if !DEBUG
        #else
                p.ValidateAudience = false; // JWT2003
        #endif
            }
        }
        """);
}
