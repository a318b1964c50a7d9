using System.Collections.Immutable;
using System.Globalization;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Bounded;

/// <summary>
/// One analysis on one thread that may use so much processor time and is then cancelled. Runs in a process of its own (<see cref="Worker"/>): what does not hear that it is cancelled ends with it.
/// </summary>
internal static class BoundedRun
{
    /// <summary>The compiler's own work: binding, and what emitting would complain of.</summary>
    public static Cost Compiler(CSharpCompilation compilation, double limit, bool mustCompile)
    {
        using var limited = new Limit(limit);
        try
        {
            var found = compilation.GetDiagnostics(limited.Token);
            var error = mustCompile ? found.FirstOrDefault(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error) : null;
            return limited.Cost(found.Length, error?.ToString() ?? "", error is null ? "" : Cost.Errors);
        }
        catch (OperationCanceledException)
        {
            return limited.Cost(0, "", Cost.Cancelled);
        }
    }

    public static async Task<Cost> Ours(CSharpCompilation compilation, IEnumerable<AdditionalText> files, double limit)
    {
        var analyzers = Shipped.Analyzers().Select(analyzer => new TimedAnalyzer(analyzer)).ToList();
        (TimedAnalyzer Analyzer, Exception Exception)? thrown = null;
        using var limited = new Limit(limit);
        try
        {
            var run = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. files]),
                onAnalyzerException: (exception, analyzer, _) => thrown ??= ((TimedAnalyzer)analyzer, exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
            var found = await run.GetAnalyzerDiagnosticsAsync(limited.Token).ConfigureAwait(false);
            return limited.Cost(
                found.Length,
                Slowest(analyzers),
                thrown is { } crash ? $"{Cost.Threw}: {crash.Analyzer.Name} {crash.Exception.GetType().Name}: {crash.Exception.Message} {crash.Exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("JwtAnalyzers", StringComparison.Ordinal))?.Trim()}" : "");
        }
        catch (OperationCanceledException)
        {
            // The driver comes back at once, and the action that it waited for when that hears of it: or never, and the process ends.
            while (TimedAnalyzer.Running is not null)
                await Task.Delay(10).ConfigureAwait(false);
            return limited.Cost(0, Slowest(analyzers), Cost.Cancelled);
        }
    }

    /// <summary>With every rule, those that are off by default, too.</summary>
    public static CSharpCompilationOptions Options(OutputKind kind) => new(
        kind,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false,
        specificDiagnosticOptions: Rules.All.Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn)));

    private static string Slowest(IEnumerable<TimedAnalyzer> analyzers) => string.Join(", ", analyzers
        .OrderByDescending(analyzer => analyzer.Own).Take(3).Where(analyzer => analyzer.Own.TotalSeconds >= 0.01)
        .Select(analyzer => string.Create(CultureInfo.InvariantCulture, $"{analyzer.Name} {analyzer.Own.TotalSeconds:F2}")));

    /// <summary>Cancels after so much processor time of this process, whatever else the machine does; ends the process where that is not heard.</summary>
    private sealed class Limit : IDisposable
    {
        // Of processor time: an action asks for cancellation far more often than this.
        private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

        private readonly CancellationTokenSource _source = new();
        private readonly ManualResetEventSlim _done = new();
        private readonly TimeSpan _start;
        private readonly long _bytes;

        public Limit(double seconds)
        {
            GC.Collect();
            _bytes = GC.GetTotalAllocatedBytes(precise: true);
            _start = Environment.CpuUsage.TotalTime;
            var limit = TimeSpan.FromSeconds(seconds);
            new Thread(() =>
            {
                while (!_done.Wait(50))
                {
                    var used = Environment.CpuUsage.TotalTime - _start;
                    if (used > limit)
                        _source.Cancel();
                    if (used > limit + Grace)
                        WorkerLoop.GiveUp(Cost(0, TimedAnalyzer.Running ?? "the compiler", Bounded.Cost.Deaf));
                }
            })
            { IsBackground = true, Priority = ThreadPriority.AboveNormal }.Start();
        }

        public CancellationToken Token => _source.Token;

        public Cost Cost(int findings, string slowest, string end) =>
            new((Environment.CpuUsage.TotalTime - _start).TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - _bytes) / 1e6, findings, slowest, end);

        public void Dispose() => _done.Set();
    }
}
