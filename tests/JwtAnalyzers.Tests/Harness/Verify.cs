using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>Runs every shipped analyzer over a snippet. Markup says what must be reported: <c>{|JWT2001:…|}</c>; no markup, silence.</summary>
internal static partial class Verify
{
    /// <summary>
    /// The snippet raises what its markup says, and nothing else of any rule. The test library does that for a sample of the snippets
    /// (<see cref="Sample"/>), and looks whether they are silent under a pragma, too: that takes another run.
    /// </summary>
    /// <param name="source">The snippet. It must compile, unless its markup says where it does not: <c>{|CS1002:…|}</c>.</param>
    /// <param name="setup">The project it is in.</param>
    public static Task DiagnosticsAsync(string source, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        if (!Sample.Has(source) && setup is { EditorConfig: "" } && setup.Analyzers.IsEmpty)
            return OnceAsync(source, setup);
        var test = new Test(setup);
        setup.ApplyTo(test, source);
        return test.RunAsync(Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>One run: ids, places and severities, those of the compiler's errors among them.</summary>
    private static async Task OnceAsync(string source, TestSetup setup)
    {
        TestFileMarkupParser.GetSpans(source, out var text, out ImmutableDictionary<string, ImmutableArray<TextSpan>> marked);
        var compilation = SnippetProgram.Compile(text, setup);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            compilation.Options.SpecificDiagnosticOptions.SetItems(Rules.All.Select(rule => rule.Descriptor).Append(Rules.AnalyzersRunning)
                .Where(descriptor => !descriptor.IsEnabledByDefault)
                .Select(descriptor => KeyValuePair.Create(descriptor.Id, WhereAnnounced(descriptor, source))))));
        var (said, findings) = await new AnalyzerRun(compilation, [.. setup.NewAnalyzers()], new AnalyzerOptions([], new BuildOptions())).AllAsync();

        var tree = compilation.SyntaxTrees.Single(file => file.FilePath == setup.FilePath);
        Assert.Equal(
            marked.SelectMany(id => id.Value.Select(span => Describe(Location.Create(tree, span), id.Key, SeverityOf(id.Key)))).Order(StringComparer.Ordinal),
            said.Where(error => error.Severity is DiagnosticSeverity.Error).Concat(findings)
                .Select(found => Describe(found.Location, found.Id, found.Severity)).Order(StringComparer.Ordinal));
    }

    private static ReportDiagnostic WhereAnnounced(DiagnosticDescriptor descriptor, string source) =>
        !source.Contains(descriptor.Id, StringComparison.Ordinal) ? ReportDiagnostic.Suppress : descriptor.DefaultSeverity switch
        {
            DiagnosticSeverity.Error => ReportDiagnostic.Error,
            DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
            DiagnosticSeverity.Info => ReportDiagnostic.Info,
            _ => ReportDiagnostic.Hidden,
        };

    private static DiagnosticSeverity SeverityOf(string id) =>
        Rules.All.Select(rule => rule.Descriptor).Append(Rules.OptionNotUnderstood).Append(Rules.AnalyzersRunning)
            .SingleOrDefault(descriptor => descriptor.Id == id)?.DefaultSeverity ?? DiagnosticSeverity.Error;

    private static string Describe(Location location, string id, DiagnosticSeverity severity) =>
        $"{location.GetLineSpan().Path} {location.GetLineSpan().Span}: {severity} {id}";

    private sealed class Test(TestSetup setup) : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => setup.NewAnalyzers();

        protected override ParseOptions CreateParseOptions() => setup.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => setup.CompilationOptions;
    }
}
