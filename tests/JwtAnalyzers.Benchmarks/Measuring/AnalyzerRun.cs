using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>One analyzer over one compilation, on one thread.</summary>
internal static class AnalyzerRun
{
    /// <summary>As the compiler runs it: its own diagnostics and the analyzer's, by one pass over the code that both share.</summary>
    public static Task<ImmutableArray<Diagnostic>> InBuild(Compilation compilation, DiagnosticAnalyzer analyzer) =>
        Run(compilation, analyzer, run => run.GetAllDiagnosticsAsync());

    /// <summary>As an IDE runs it in the process where only analyzers run.</summary>
    public static Task<ImmutableArray<Diagnostic>> InEditor(Compilation compilation, DiagnosticAnalyzer analyzer) =>
        Run(compilation, analyzer, run => run.GetAnalyzerDiagnosticsAsync());

    private static async Task<ImmutableArray<Diagnostic>> Run(
        Compilation compilation, DiagnosticAnalyzer analyzer, Func<CompilationWithAnalyzers, Task<ImmutableArray<Diagnostic>>> diagnosticsOf)
    {
        Exception? thrown = null;
        var timed = new TimedAnalyzer(analyzer);
        var diagnostics = await diagnosticsOf(compilation.WithAnalyzers([timed], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => thrown = exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false))).ConfigureAwait(false);
        // An analyzer that gives up would be fast.
        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
        OwnTime.Record(timed.Own);
        return diagnostics;
    }
}
