using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>The many ways to ask whether this is development.</summary>
public sealed class HostingEnvironmentTests
{
    [Theory]
    [InlineData("environment.EnvironmentName.Equals(\"Development\")")]
    [InlineData("environment.EnvironmentName.Equals(\"development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("environment.EnvironmentName.ToLower() == \"development\"")]
    [InlineData("environment.EnvironmentName.ToUpperInvariant().Equals(\"DEVELOPMENT\")")]
    [InlineData("environment.EnvironmentName is \"Development\" or \"Local\"")]
    [InlineData("environment.EnvironmentName is not (\"Production\" or \"Staging\")")]
    [InlineData("environment.EnvironmentName is { } name and not \"Production\"")]
    [InlineData("new[] { \"Development\", \"Local\" }.Contains(environment.EnvironmentName)")]
    [InlineData("!new[] { \"Production\", \"Staging\" }.Contains(environment.EnvironmentName, StringComparer.OrdinalIgnoreCase)")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\")?.ToLower() == \"development\"")]
    [InlineData("configuration[\"ASPNETCORE_ENVIRONMENT\"] == \"Development\"")]
    [InlineData("configuration.GetValue<string>(\"ASPNETCORE_ENVIRONMENT\") == Environments.Development")]
    public async Task Development_code_stays_silent_and_production_code_fires(string isDevelopment)
    {
        await Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if ({isDevelopment}) p.ValidateLifetime = false;");
        await Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if (!({isDevelopment})) p.ValidateLifetime = false; // JWT2001");
    }

    [Fact]
    public Task Development_is_asked_for_by_members_of_ones_own() => Findings.MatchComments("""
        static class Extensions
        {
            public static bool IsLocal(this IHostEnvironment environment) => environment.IsDevelopment() || environment.IsEnvironment("Local");
            public static bool IsHosted(this IHostEnvironment environment) { if (environment.IsDevelopment()) return false; return true; }
        }
        class Subject(IWebHostEnvironment environment)
        {
            private readonly bool _field = environment.IsDevelopment();
            private bool Getter => environment.IsDevelopment();
            private bool Block { get { return environment.IsDevelopment(); } }
            private bool Auto { get; } = environment.IsDevelopment();
            private bool Changeable { get; set; } = environment.IsDevelopment();
            void A(TokenValidationParameters p) { if (environment.IsLocal()) p.ValidateLifetime = false; }
            void B(TokenValidationParameters p) { if (!environment.IsHosted()) p.ValidateLifetime = false; }
            void C(TokenValidationParameters p) { if (_field) p.ValidateLifetime = false; }
            void D(TokenValidationParameters p) { if (Getter) p.ValidateLifetime = false; }
            void E(TokenValidationParameters p) { if (Block) p.ValidateLifetime = false; }
            void F(TokenValidationParameters p) { if (Auto) p.ValidateLifetime = false; }
            void G(TokenValidationParameters p) { if (Changeable) p.ValidateLifetime = false; } // JWT2001
            void H(TokenValidationParameters p) { if (environment.IsHosted()) p.ValidateLifetime = false; } // JWT2001
        }
        class Constructed
        {
            private readonly bool _development;
            private readonly bool _either;
            private readonly bool _off = false;
            public Constructed(IWebHostEnvironment environment) { _development = environment.IsDevelopment(); _either = true; }
            public Constructed(IWebHostEnvironment environment, bool either) : this(environment) { _either = either; }
            void A(TokenValidationParameters p) { if (_development) p.ValidateLifetime = false; }
            void B(TokenValidationParameters p) { p.ValidateLifetime = _off; } // JWT2001
            void C(TokenValidationParameters p) { p.ValidateLifetime = !_either; }
        }
        """);

    [Theory]
    [InlineData("configuration[\"Jwt:Mode\"] == \"Production\"")]
    [InlineData("configuration[\"Jwt:Mode\"] is \"a\" or \"b\"")]
    [InlineData("new[] { \"a\", configuration[\"Jwt:Mode\"] }.Contains(\"b\")")]
    public Task What_is_not_known_is_either(string condition) =>
        Findings.MatchCommentsIn($"var p = new TokenValidationParameters(); if ({condition}) p.ValidateLifetime = false; // JWT2001");

    // Both questions are asked of the same code: the one of paths (policies), and the one of places (keys, switches).
    public static TheoryData<string> OfDevelopment =>
    [
        "environment.IsDevelopment() || environment.IsEnvironment(\"Local\")",
        "environment.IsEnvironment(\"QA\") || environment.IsEnvironment(\"Testing\") || environment.IsDevelopment()",
        "environment.IsDevelopment() | environment.IsEnvironment(\"Local\")",
        "environment.IsDevelopment() && condition",
        "condition && !environment.IsProduction()",
        "(environment.IsDevelopment() || environment.IsEnvironment(\"Local\")) && condition",
        "!(environment.IsProduction() || condition)",
        "!(environment.IsProduction() && !environment.IsDevelopment())",
        "environment.EnvironmentName is \"Development\" or \"Local\"",
        "environment.EnvironmentName is not (\"Production\" or \"Staging\")",
        "environment.EnvironmentName == \"Development\" || environment.EnvironmentName == Environments.Staging",
        "environment.EnvironmentName.Equals(\"Development\", StringComparison.OrdinalIgnoreCase)",
        "string.Equals(environment.EnvironmentName, Environments.Development, StringComparison.OrdinalIgnoreCase)",
        "environment.EnvironmentName.ToLower() == \"development\"",
        "new[] { \"Development\", \"Local\" }.Contains(environment.EnvironmentName)",
        "environment.IsDevelopment() == true",
        "environment.IsProduction() is false",
        "System.Diagnostics.Debugger.IsAttached",
        "environment.IsDevelopment() || System.Diagnostics.Debugger.IsAttached",
        "!(environment.IsProduction() || environment.IsStaging())",
        "environment.EnvironmentName.StartsWith(\"Dev\")",
        "environment.EnvironmentName is { Length: > 0 } and \"Development\"",
        "Equals(environment.EnvironmentName, \"Development\")",
        "environment.EnvironmentName.Equals(Environments.Development)",
        "configuration[\"DOTNET_ENVIRONMENT\"] is \"Development\"",
        "(Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Production\") == \"Development\"",
        "environment.EnvironmentName switch { \"Development\" or \"Local\" => true, _ => false }",
        "(environment.IsDevelopment() ? true : false)",
    ];

    [Theory, MemberData(nameof(OfDevelopment))]
    public async Task A_condition_is_of_development(string condition)
    {
        await Policy($"if ({condition}) {{ LOOSE }}", fires: false);
        await Policy($"if (!({condition})) return; LOOSE", fires: false);
        await Switch($"if ({condition}) {{ LOOSE }}", fires: false);
        await Switch($"if (!({condition})) return; LOOSE", fires: false);
        await Switch($"var isLocal = {condition}; if (isLocal) {{ LOOSE }}", fires: false);
        await Switch($"if ({condition}) {{ }} else {{ LOOSE }}", fires: true);
    }

    public static TheoryData<string> OfProduction =>
    [
        "environment.IsDevelopment() || condition",
        "condition || environment.IsEnvironment(\"Local\")",
        "environment.IsDevelopment() || environment.IsProduction()",
        "environment.IsDevelopment() || environment.IsEnvironment(\"Production\")",
        "!(environment.IsDevelopment() && condition)",
        "!(environment.IsDevelopment() || environment.IsEnvironment(\"Local\"))",
        "!environment.IsDevelopment() && condition",
        "environment.EnvironmentName is \"Development\" or \"Production\"",
        "environment.EnvironmentName is not \"Development\"",
        "environment.EnvironmentName.Equals(\"production\", StringComparison.OrdinalIgnoreCase)",
        "new[] { \"Development\", \"Production\" }.Contains(environment.EnvironmentName)",
        "configuration[\"Mode\"] is \"a\" or \"b\"",
        "!System.Diagnostics.Debugger.IsAttached",
        // Where code runs is no stage
        "environment.IsEnvironment(\"Docker\")",
        "environment.EnvironmentName == \"Docker\" || environment.IsDevelopment()",
        "new[] { \"Development\", \"Kubernetes\" }.Contains(environment.EnvironmentName)",
        // Production by another name
        "environment.IsEnvironment(\"Prod\")",
        "environment.EnvironmentName is \"Development\" or \"Live\"",
        "!environment.IsProduction() && !environment.IsEnvironment(\"PRD\")|| environment.EnvironmentName == \"prd\"",
        "environment.EnvironmentName != \"Production\" && configuration[\"x\"] != \"Live\"",
    ];

    [Theory, MemberData(nameof(OfProduction))]
    public async Task A_condition_may_hold_in_production(string condition)
    {
        await Policy($"if ({condition}) {{ LOOSE }}", fires: true);
        await Switch($"if ({condition}) {{ LOOSE }}", fires: true);
        await Switch($"var isLocal = {condition}; if (isLocal) {{ LOOSE }}", fires: true);
    }

    [Theory]
    [InlineData("switch (environment.EnvironmentName) { case \"Development\": LOOSE break; }", false)]
    [InlineData("switch (environment.EnvironmentName) { case \"Development\" or \"Local\": LOOSE break; }", false)]
    [InlineData("switch (environment.EnvironmentName) { case \"Development\": case \"Local\": LOOSE break; default: break; }", false)]
    [InlineData("switch (environment.EnvironmentName) { case \"Production\": break; default: LOOSE break; }", false)]
    [InlineData("switch (environment.IsDevelopment()) { case true: LOOSE break; }", false)]
    [InlineData("switch (environment.EnvironmentName) { case \"Development\": break; default: LOOSE break; }", true)]
    [InlineData("switch (environment.EnvironmentName) { case \"Development\": case \"Production\": LOOSE break; }", true)]
    [InlineData("switch (environment.EnvironmentName) { case \"Production\" when condition: break; default: LOOSE break; }", true)]
    [InlineData("switch (environment.EnvironmentName) { case \"Production\": goto default; default: LOOSE break; }", true)]
    [InlineData("switch (environment.EnvironmentName) { case \"Production\": goto case \"Development\"; case \"Development\": LOOSE break; }", true)]
    [InlineData("switch (configuration[\"Mode\"]) { case \"Development\": LOOSE break; }", true)]
    public async Task A_case_is_for_an_environment(string statements, bool fires)
    {
        await Policy(statements, fires);
        await Switch(statements, fires);
    }

    [Theory]
    [InlineData("environment.EnvironmentName switch { \"Development\" => KEY, _ => configuration[\"Jwt:Key\"]! }", false)]
    [InlineData("environment.EnvironmentName switch { \"Production\" => configuration[\"Jwt:Key\"]!, _ => KEY }", false)]
    [InlineData("environment.EnvironmentName switch { \"Development\" or \"Local\" => KEY, _ => configuration[\"Jwt:Key\"]! }", false)]
    [InlineData("environment.IsDevelopment() || environment.IsEnvironment(\"Local\") ? KEY : configuration[\"Jwt:Key\"]!", false)]
    [InlineData("environment.EnvironmentName switch { \"production\" => KEY, _ => configuration[\"Jwt:Key\"]! }", true)]
    [InlineData("environment.EnvironmentName switch { \"Staging\" => configuration[\"Jwt:Key\"]!, _ => KEY }", true)]
    [InlineData("environment.EnvironmentName switch { \"Production\" when condition => configuration[\"Jwt:Key\"]!, _ => KEY }", true)]
    [InlineData("environment.EnvironmentName switch { \"Development\" => configuration[\"Jwt:Key\"]!, var other => KEY }", true)]
    public Task A_key_is_of_development(string key, bool fires) => Findings.MatchCommentsIn(
        $"var signing = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({key.Replace("KEY", "\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"", StringComparison.Ordinal)}));{(fires ? " // JWT3001" : "")}");

    [Fact]
    public Task A_switch_is_asked_for_by_members_of_ones_own() => Findings.MatchComments("""
        using Microsoft.IdentityModel.Logging;
        static class Extensions
        {
            public static bool IsLocal(this IHostEnvironment environment) => environment.IsDevelopment() || environment.IsEnvironment("Local");
            public static bool IsHosted(this IHostEnvironment environment) { if (environment.IsLocal()) return false; return true; }
        }
        class Subject(IWebHostEnvironment environment)
        {
            private readonly bool _field = environment.IsDevelopment();
            private readonly bool _constant = false;
            private bool Getter => environment.IsDevelopment();
            private bool Auto { get; } = environment.IsDevelopment() || environment.IsEnvironment("Local");
            public bool Changeable { get; set; } = environment.IsDevelopment();
            public bool Field = environment.IsDevelopment();
            void A() { if (environment.IsLocal()) IdentityModelEventSource.ShowPII = true; }
            void B() { if (!environment.IsHosted()) IdentityModelEventSource.ShowPII = true; }
            void C() { if (_field) IdentityModelEventSource.ShowPII = true; }
            void D() { if (Getter) IdentityModelEventSource.ShowPII = true; }
            void E() { if (Auto) IdentityModelEventSource.ShowPII = true; }
            void F() { if (Changeable) IdentityModelEventSource.ShowPII = true; } // JWT5006
            void G() { if (Field) IdentityModelEventSource.ShowPII = true; } // JWT5006
            void H() { if (_constant) IdentityModelEventSource.ShowPII = true; } // JWT5006
            void I() { if (environment.IsHosted()) IdentityModelEventSource.ShowPII = true; } // JWT5006
        }
        """);

    /// <summary>What callers say of the environment.</summary>
    [Theory]
    [InlineData("void A() => Set(environment.IsDevelopment());", "", false)]
    [InlineData("void A() { Set(environment.IsDevelopment()); Set(environment.IsEnvironment(\"Local\")); }", "", false)]
    [InlineData("void A() { Set(environment.IsDevelopment()); Set(false); }", "", false)]
    [InlineData("void A() { var d = environment.IsDevelopment(); B(d); } void B(bool yes) => Set(yes);", "", false)]
    [InlineData("void A() { Set(environment.IsDevelopment()); Set(true); }", "", true)]
    [InlineData("void A() { Set(environment.IsDevelopment()); Set(environment.IsProduction()); }", "", true)]
    [InlineData("void A(bool other) { Set(environment.IsDevelopment()); Set(other); }", "", true)]
    [InlineData("void A() { Set(environment.IsDevelopment()); Action<bool> later = Set; }", "", true)]
    [InlineData("void A() { Set(false); }", "", true)]
    [InlineData("void A() => Set(environment.IsDevelopment());", "isDevelopment = true; ", true)]
    public Task A_switch_is_asked_for_by_callers(string callers, string before, bool fires) => Findings.MatchComments($$"""
        class Subject(IWebHostEnvironment environment)
        {
            {{callers}}
            public static void Set(bool isDevelopment) { {{before}}if (isDevelopment) Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;{{(fires ? " // JWT5006" : "")}}
            }
        }
        """);

    [Theory]
    [InlineData("if (environment.IsProduction()) return; else { } LOOSE", false)]
    [InlineData("if (environment.IsDevelopment()) { } else { return; } LOOSE", false)]
    [InlineData("if (!environment.IsDevelopment()) throw new Exception(); LOOSE", false)]
    [InlineData("if (!(environment.IsProduction() && !environment.IsDevelopment())) { } else { return; } LOOSE", false)]
    [InlineData("if (environment.IsDevelopment()) { return; } else { } LOOSE", true)]
    [InlineData("if (environment.IsProduction()) { } else { return; } LOOSE", true)]
    public async Task Production_has_left_by_then(string statements, bool fires)
    {
        await Policy(statements, fires);
        await Switch(statements, fires);
    }

    /// <summary>Where production is called Prod, "not Production" is everywhere.</summary>
    [Theory]
    [InlineData("if (!environment.IsProduction()) { LOOSE } if (environment.IsEnvironment(\"Prod\")) { }", true)]
    [InlineData("if (environment.EnvironmentName != \"Production\") { LOOSE } if (environment.EnvironmentName == \"LIVE\") { }", true)]
    [InlineData("if (environment.IsProduction() || environment.IsEnvironment(\"Prod\")) return; LOOSE", false)]
    [InlineData("if (environment.IsDevelopment()) { LOOSE } if (environment.IsEnvironment(\"Prod\")) { }", false)]
    [InlineData("if (environment.EnvironmentName == \"Local\") { LOOSE } if (environment.IsEnvironment(\"prd\")) { }", false)]
    [InlineData("var tags = new[] { \"live\" };\n if (!environment.IsProduction()) { LOOSE }\n if (environment.IsEnvironment(\"Testing\")) { }", false)]
    public async Task Production_may_have_another_name(string statements, bool fires)
    {
        await Policy(statements, fires);
        await Switch(statements, fires);
    }

    /// <summary>The name of a settings file says what production is called.</summary>
    [Theory]
    [InlineData("appsettings.Prod.json", true)]
    [InlineData("appsettings.live.json", true)]
    [InlineData("appsettings.Production.json", false)]
    [InlineData("appsettings.Development.json", false)]
    public async Task Production_may_have_another_name_in_files(string file, bool fires)
    {
        const string Code = """
            var builder = WebApplication.CreateBuilder(args);
            if (!builder.Environment.IsProduction())
                Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;
            builder.Services.AddAuthentication().AddJwtBearer(o => { o.Authority = "https://i"; o.Audience = "a"; o.TokenValidationParameters.ValidateLifetime = builder.Environment.IsProduction(); });
            """;
        var found = await SettingsFindings.Of([new SettingsText("/project/" + file, "{}")], Code);
        Assert.Equal(fires ? ["JWT5006"] : [], found.Select(finding => finding.Id));
    }

    /// <summary>The request is the attacker's: it says nothing of where the code runs.</summary>
    [Theory]
    [InlineData("context.Request.Host.Host == \"localhost\"")]
    [InlineData("context.Request.Headers[\"X-Environment\"] == \"Development\"")]
    [InlineData("context.Connection.RemoteIpAddress!.ToString() == \"127.0.0.1\"")]
    public Task The_request_says_nothing_of_the_environment(string condition) => Findings.MatchComments($$"""
        class Subject
        {
            void Run(Microsoft.AspNetCore.Http.HttpContext context, TokenValidationParameters p)
            {
                if ({{condition}})
                    p.ValidateLifetime = false; // JWT2001
                if ({{condition}})
                    Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true; // JWT5006
            }
        }
        """);

    private static Task Policy(string statements, bool fires) =>
        Findings.MatchCommentsIn("var p = new TokenValidationParameters(); " + statements.Replace("LOOSE", $"p.ValidateLifetime = false;{(fires ? " // JWT2001\n" : "")}", StringComparison.Ordinal));

    private static Task Switch(string statements, bool fires) =>
        Findings.MatchCommentsIn(statements.Replace("LOOSE", $"Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true;{(fires ? " // JWT5006\n" : "")}", StringComparison.Ordinal));
}
