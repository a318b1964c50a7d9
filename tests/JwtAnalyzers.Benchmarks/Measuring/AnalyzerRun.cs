using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>Analyzers over one compilation, on one thread.</summary>
internal static class AnalyzerRun
{
    /// <summary>As the compiler runs it: its own diagnostics and the analyzers', by one pass over the code that both share.</summary>
    public static Task<ImmutableArray<Diagnostic>> InBuild(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Run(compilation, analyzers, run => run.GetAllDiagnosticsAsync());

    /// <summary>As an IDE runs it in the process where only analyzers run.</summary>
    public static Task<ImmutableArray<Diagnostic>> InEditor(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Run(compilation, analyzers, run => run.GetAnalyzerDiagnosticsAsync());

    private static async Task<ImmutableArray<Diagnostic>> Run(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, Func<CompilationWithAnalyzers, Task<ImmutableArray<Diagnostic>>> diagnosticsOf)
    {
        Exception? thrown = null;
        var timed = analyzers.Select(analyzer => new TimedAnalyzer(analyzer)).ToList();
        var diagnostics = await diagnosticsOf(compilation.WithAnalyzers([.. timed], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => thrown = exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false))).ConfigureAwait(false);
        // An analyzer that gives up would be fast.
        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
        OwnTime.Record(timed.Aggregate(TimeSpan.Zero, (sum, analyzer) => sum + analyzer.Own));
        return diagnostics;
    }
}
