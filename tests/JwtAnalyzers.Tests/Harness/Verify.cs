using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>Runs every shipped analyzer over a snippet. Markup says what must be reported: <c>{|JWT2001:…|}</c>; no markup, silence.</summary>
internal static partial class Verify
{
    /// <summary>The snippet raises what its markup says, and nothing else of any rule.</summary>
    /// <param name="source">The snippet. It must compile, unless its markup says where it does not: <c>{|CS1002:…|}</c>.</param>
    /// <param name="setup">The project it is in.</param>
    public static Task DiagnosticsAsync(string source, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        var test = new Test(setup);
        setup.ApplyTo(test, source);
        return test.RunAsync(Xunit.TestContext.Current.CancellationToken);
    }

    private sealed class Test(TestSetup setup) : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => setup.NewAnalyzers();

        protected override ParseOptions CreateParseOptions() => setup.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => setup.CompilationOptions;
    }
}
