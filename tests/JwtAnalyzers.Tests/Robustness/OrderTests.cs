using System.Globalization;
using System.Text.RegularExpressions;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>
/// What is found of members that call each other across files is the same in whatever order the files are, whichever is looked at first, on
/// one thread or several, and after an analysis that was cancelled at any step.
/// </summary>
public sealed class OrderTests
{
    private static readonly (string Path, string Text)[] Files =
    [
        ("Program1.cs", """
            class First(IServiceCollection services)
            {
                public void A() => services.AddTokenAuth(false);
                public void B() => services.AddTokenAuth(new Settings { Audience = false });
                public void C() => services.AddTokenAuth(s => s.Issuer = false);
            }
            """),
        ("Program2.cs", """
            class Second(IServiceCollection services)
            {
                public void A() => services.AddTokenAuth(true);
                public void B() => services.AddTokenAuth(new Settings());
                public object C() => Parameters.Complete(Parameters.Base());
                public object D() => Parameters.Base();
            }
            """),
        ("Settings.cs", "class Settings { public bool Audience { get; set; } = true; public bool Issuer { get; set; } = true; }"),
        ("Extensions.cs", """
            static class Extensions
            {
                public static void AddTokenAuth(this IServiceCollection services, bool lifetime) =>
                    services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = Parameters.Make(true, true, lifetime));
                public static void AddTokenAuth(this IServiceCollection services, Settings settings) =>
                    services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = Parameters.Make(settings.Audience, settings.Issuer, true));
                public static void AddTokenAuth(this IServiceCollection services, Action<Settings> configure)
                {
                    var settings = new Settings();
                    configure(settings);
                    services.AddTokenAuth(settings);
                }
            }
            """),
        ("Parameters.cs", """
            static class Parameters
            {
                public static TokenValidationParameters Make(bool audience, bool issuer, bool lifetime) => new()
                {
                    ValidIssuer = "i",
                    ValidAudience = "a",
                    IssuerSigningKey = JwtAnalyzers.Tests.Harness.Stage.Key,
                    ValidateAudience = audience,
                    ValidateIssuer = issuer,
                    ValidateLifetime = lifetime,
                };
                public static TokenValidationParameters Base() => new() { ValidIssuer = "i", IssuerSigningKey = JwtAnalyzers.Tests.Harness.Stage.Key, RequireExpirationTime = false };
                public static TokenValidationParameters Complete(TokenValidationParameters p) { p.RequireExpirationTime = true; return p; }
            }
            """),
    ];

    // Each flag is off for one caller, and 'Base' is handed on as it is by one.
    private static readonly string[] Expected = 
    [
        "Parameters.cs:10 JWT2001 when called by 'First.A' from Program1.cs",
        "Parameters.cs:12 JWT2002 from Program2.cs",
        "Parameters.cs:8 JWT2003 when called by 'First.B' from Program1.cs",
        "Parameters.cs:9 JWT2004 when called by 'First.C' from Program1.cs",
    ];

    public static TheoryData<int> Rotations => [.. Enumerable.Range(0, Files.Length)];

    [Theory, MemberData(nameof(Rotations))]
    public async Task Whatever_the_order_of_the_files(int rotation)
    {
        var rotated = Files.Skip(rotation).Concat(Files.Take(rotation)).ToArray();
        foreach (var files in ((string, string)[][])[rotated, [.. rotated.Reverse()]])
        {
            foreach (var isConcurrent in (bool[])[false, true])
                Assert.Equal(Expected, await FindAsync(Findings.Compile(files), isConcurrent));
        }
    }

    /// <summary>As an editor asks: one file alone, of a compilation in which no other was looked at.</summary>
    [Theory, MemberData(nameof(Rotations))]
    public async Task Whichever_file_comes_first(int first)
    {
        var compilation = Findings.Compile(Files);
        var run = RunOver(compilation, isConcurrent: false);
        var found = new List<string>();
        foreach (var index in Enumerable.Range(0, Files.Length).OrderBy(index => index != first))
        {
            var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == Files[index].Path);
            var here = await run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, TestContext.Current.CancellationToken);
            Assert.All(here, finding => Assert.Equal(tree, finding.Location.SourceTree));
            found.AddRange(Describe(here));
        }

        Assert.Equal(Expected, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelled_at_any_step()
    {
        var count = Walk.Count();
        await FindAsync(Findings.Compile(Files), isConcurrent: false);
        var steps = count.Steps;
        Assert.True(steps > 100, $"{steps}");
        for (var at = 1L; at < steps; at += steps / 10)
        {
            using var source = new CancellationTokenSource();
            Walk.Count(at, source.Cancel);
            var compilation = Findings.Compile(Files);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunOver(compilation, isConcurrent: false).GetAnalyzerDiagnosticsAsync(source.Token));
            Walk.Count();
            Assert.Equal(Expected, await FindAsync(compilation, isConcurrent: false));
        }
    }

    private static async Task<string[]> FindAsync(Compilation compilation, bool isConcurrent) =>
        [.. Describe(await RunOver(compilation, isConcurrent).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal)];

    private static CompilationWithAnalyzers RunOver(Compilation compilation, bool isConcurrent) => compilation.WithAnalyzers(
        [.. Shipped.NewAnalyzers()],
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: false));

    private static IEnumerable<string> Describe(IEnumerable<Diagnostic> findings) =>
        from finding in findings
        where finding.Id is "JWT2001" or "JWT2002" or "JWT2003" or "JWT2004"
        let place = finding.Location.GetLineSpan()
        let called = Regex.Match(finding.GetMessage(CultureInfo.InvariantCulture), " when called by '[^']*'").Value
        select $"{place.Path}:{place.StartLinePosition.Line + 1} {finding.Id}{called} from {finding.AdditionalLocations[^1].GetLineSpan().Path}";
}
