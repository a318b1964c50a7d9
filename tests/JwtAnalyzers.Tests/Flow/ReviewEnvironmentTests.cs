using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>The many ways to ask whether this is development.</summary>
public sealed class ReviewEnvironmentTests
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
}
