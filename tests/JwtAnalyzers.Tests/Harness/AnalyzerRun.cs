using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>Analyzers over one compilation. An exception in one of them fails the test.</summary>
internal sealed class AnalyzerRun
{
    private readonly CompilationWithAnalyzers _run;
    private Exception? _thrown;

    public AnalyzerRun(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        _run = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: (exception, _, _) => _thrown = exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));

    /// <summary>What the analyzers say.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync() =>
        Checked(await _run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));

    /// <summary>What the compiler and the analyzers say: both of one run, so that the code is bound once.</summary>
    public async Task<(ImmutableArray<Diagnostic> Compiler, ImmutableArray<Diagnostic> Findings)> AllAsync()
    {
        var all = Checked(await _run.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken)).ToLookup(IsOfAnalyzer);
        return ([.. all[false]], [.. all[true]]);
    }

    private static bool IsOfAnalyzer(Diagnostic diagnostic) => !diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    private ImmutableArray<Diagnostic> Checked(ImmutableArray<Diagnostic> diagnostics) =>
        _thrown is null ? diagnostics : throw new InvalidOperationException("An analyzer threw.", _thrown);
}
