using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>
/// Another analyzer, and the time spent in its actions: what is left when the compiler's and the driver's work is taken away.
/// (Roslyn's own account of it, <c>-p:ReportAnalyzer=true</c>, is not to be had where its own diagnostics are asked for too.)
/// </summary>
#pragma warning disable RS1001 // The compiler finds analyzers by the attribute, and this one needs another to be made of: see CompilerRuns.
internal sealed class TimedAnalyzer(DiagnosticAnalyzer analyzer) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    /// <summary>
    /// The time spent in the actions so far, without the pauses of the garbage collector: whose action they fall into is chance, and how long they are is a matter
    /// of the whole compilation. What an analyzer adds to them shows in its allocations.
    /// </summary>
    public TimeSpan Own { get; private set; }

    /// <summary>The analyzer whose action runs at this moment.</summary>
    public static string? Running
    {
        get => Volatile.Read(ref s_running);
        private set => Volatile.Write(ref s_running, value);
    }

    private static string? s_running;

    public string Name => analyzer.GetType().Name;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => analyzer.SupportedDiagnostics;

    public override void Initialize(AnalysisContext context) => analyzer.Initialize(new TimedContext(context, this));

    private Action<T> Timed<T>(Action<T> action) => context =>
    {
        var (start, pause, around) = (Stopwatch.GetTimestamp(), GC.GetTotalPauseDuration(), Running);
        Running = Name;
        try
        {
            action(context);
        }
        finally
        {
            Own += Stopwatch.GetElapsedTime(start) - (GC.GetTotalPauseDuration() - pause);
            Running = around;
        }
    };

    private sealed class TimedContext(AnalysisContext context, TimedAnalyzer timer) : AnalysisContext
    {
        public override void EnableConcurrentExecution() => context.EnableConcurrentExecution();

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => context.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            context.RegisterCompilationStartAction(timer.Timed<CompilationStartAnalysisContext>(start => action(new TimedStart(start, timer))));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => context.RegisterCompilationAction(timer.Timed(action));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => context.RegisterSemanticModelAction(timer.Timed(action));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> kinds) => context.RegisterSymbolAction(timer.Timed(action), kinds);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) => context.RegisterCodeBlockStartAction(timer.Timed(action));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => context.RegisterCodeBlockAction(timer.Timed(action));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => context.RegisterSyntaxTreeAction(timer.Timed(action));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => context.RegisterAdditionalFileAction(timer.Timed(action));

        public override void RegisterSyntaxNodeAction<TKind>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> kinds) => context.RegisterSyntaxNodeAction(timer.Timed(action), kinds);

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => context.RegisterOperationBlockAction(timer.Timed(action));

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> kinds) => context.RegisterOperationAction(timer.Timed(action), kinds);
    }

    private sealed class TimedStart(CompilationStartAnalysisContext start, TimedAnalyzer timer)
        : CompilationStartAnalysisContext(start.Compilation, start.Options, start.CancellationToken)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => start.RegisterCompilationEndAction(timer.Timed(action));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => start.RegisterSemanticModelAction(timer.Timed(action));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> kinds) => start.RegisterSymbolAction(timer.Timed(action), kinds);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) => start.RegisterCodeBlockStartAction(timer.Timed(action));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => start.RegisterCodeBlockAction(timer.Timed(action));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => start.RegisterSyntaxTreeAction(timer.Timed(action));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => start.RegisterAdditionalFileAction(timer.Timed(action));

        public override void RegisterSyntaxNodeAction<TKind>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> kinds) => start.RegisterSyntaxNodeAction(timer.Timed(action), kinds);

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => start.RegisterOperationBlockAction(timer.Timed(action));

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> kinds) => start.RegisterOperationAction(timer.Timed(action), kinds);
    }
}
