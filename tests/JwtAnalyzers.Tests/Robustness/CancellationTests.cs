using System.Collections.Immutable;
using CsCheck;
using JwtAnalyzers.Tests.Conventions;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>
/// Somebody types on: an analysis or a fix is cancelled at any point. It ends with that and nothing else, and leaves nothing half done behind: the next
/// one on the same compilation, by the same analyzers or others, finds all there is. <c>JWT_CANCEL_COUNT</c> and <c>JWT_CANCEL_SEED</c> ask for more and other points.
/// </summary>
public sealed class CancellationTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("JWT_CANCEL_COUNT"), out var count) ? count : 6;
    private static readonly uint Seed = uint.TryParse(Environment.GetEnvironmentVariable("JWT_CANCEL_SEED"), out var seed) ? seed : 1;

    /// <summary>Every snippet of <c>rules.md</c> that raises something, each a file of a project of its own.</summary>
    private static readonly (string Path, string Text)[] Sources =
        [.. RuleDocument.Snippets.Where(snippet => snippet.Announcement.StartsWith("fires: ", StringComparison.Ordinal) && !snippet.Code.Contains("WebApplication.CreateBuilder(args)", StringComparison.Ordinal))
            .Select((snippet, index) => ($"File{index}.cs", $"namespace N{index} {{ {snippet.Code} }}"))];

    /// <summary>Cancelled by an analyzer beside ours, at the so many-th operation that it sees: on one thread, the same point every time.</summary>
    [Fact]
    public async Task An_analysis_cancelled_at_any_operation_ends_and_leaves_nothing_behind()
    {
        var counting = new Cancelling(null, int.MaxValue);
        var expected = Describe(await RunAsync(Findings.Compile(Sources), [.. Shipped.NewAnalyzers(), counting], CancellationToken.None));
        Assert.True(expected.Count > 20);
        var random = new PCG(1, Seed);
        for (var index = 0; index < Count; index++)
        {
            using var source = new CancellationTokenSource();
            var at = 1 + (int)random.Next((uint)counting.Seen);
            var compilation = Findings.Compile(Sources);
            ImmutableArray<DiagnosticAnalyzer> analyzers = [.. Shipped.NewAnalyzers()];
            await IsCancelledOr(expected, () => RunAsync(compilation, [new Cancelling(source, at), .. analyzers], source.Token), $"JWT_CANCEL_SEED={Seed}: operation {at}");
            Assert.Equal(expected, Describe(await RunAsync(compilation, index % 2 == 0 ? analyzers : [.. Shipped.NewAnalyzers()], CancellationToken.None)));
        }
    }

    /// <summary>Cancelled whenever it happens to be, on several threads.</summary>
    [Fact]
    public async Task An_analysis_cancelled_at_any_time_ends_and_leaves_nothing_behind()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var expected = Describe(await RunAsync(Findings.Compile(Sources), [.. Shipped.NewAnalyzers()], CancellationToken.None));
        var whole = clock.Elapsed;
        var random = new PCG(1, Seed);
        for (var index = 0; index < Count; index++)
        {
            using var source = new CancellationTokenSource(whole * (random.Next(1000) / 1000.0));
            var compilation = Findings.Compile(Sources);
            ImmutableArray<DiagnosticAnalyzer> analyzers = [.. Shipped.NewAnalyzers()];
            await IsCancelledOr(expected, () => RunAsync(compilation, analyzers, source.Token, isConcurrent: true), $"JWT_CANCEL_SEED={Seed}: time {index}");
            Assert.Equal(expected, Describe(await RunAsync(compilation, analyzers, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task A_fix_cancelled_at_any_time_ends_and_leaves_nothing_behind()
    {
        using var workspace = new AdhocWorkspace();
        var project = TrialProject.OfSample(workspace, "VulnerableApi");
        var start = new FixedProject(project);
        var findings = await start.FindingsAsync();
        var random = new PCG(1, Seed);
        foreach (var id in findings.Where(FixedProject.IsFixable).Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal))
        {
            var finding = findings.First(finding => finding.Id == id);
            var document = project.GetDocument(finding.Location.SourceTree)!;
            var provider = Shipped.NewCodeFixProviders().Single(provider => provider.FixableDiagnosticIds.Contains(id));
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var expected = await FixedAsync(provider, document, finding, CancellationToken.None);
            using var source = new CancellationTokenSource(clock.Elapsed * (random.Next(1000) / 1000.0));
            try
            {
                Assert.Equal(expected, await FixedAsync(provider, document, finding, source.Token));
            }
            catch (OperationCanceledException)
            {
                Assert.True(source.IsCancellationRequested);
            }

            Assert.Equal(expected, await FixedAsync(provider, document, finding, CancellationToken.None));
        }
    }

    private static async Task<string?> FixedAsync(CodeFixProvider provider, Document document, Diagnostic finding, CancellationToken cancellation)
    {
        CodeAction? action = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (offered, _) => action = offered, cancellation));
        var operations = action is null ? [] : await action.GetOperationsAsync(cancellation);
        return operations.OfType<ApplyChangesOperation>().FirstOrDefault() is { } change ? (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString() : null;
    }

    private static async Task IsCancelledOr(List<string> expected, Func<Task<ImmutableArray<Diagnostic>>> run, string point)
    {
        try
        {
            var found = Describe(await run()); // it was done before it was cancelled
            Assert.True(expected.SequenceEqual(found), point);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation, bool isConcurrent = false)
    {
        Exception? thrown = null;
        var found = await compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => thrown = exception, isConcurrent, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Null(thrown);
        return found;
    }

    private static List<string> Describe(ImmutableArray<Diagnostic> findings) => [.. findings.Select(finding => $"{finding.Location.GetLineSpan().Path} {finding.Location.SourceSpan} {finding.Id} {finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal)];

#pragma warning disable RS1001, RS1012, RS1036, RS1041, RS1038, RS1008 // an analyzer of the tests, which nobody ships
    private sealed class Cancelling(CancellationTokenSource? source, int at) : DiagnosticAnalyzer
    {
        private int _seen;

        public int Seen => _seen;

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("TEST0003", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterOperationAction(_ => Count(), Enum.GetValues<OperationKind>().Where(kind => kind is not OperationKind.None).Distinct().ToArray());
            context.RegisterSemanticModelAction(_ => Count());
            context.RegisterOperationBlockAction(_ => Count());
        }

        private void Count()
        {
            if (Interlocked.Increment(ref _seen) == at)
                source?.Cancel();
        }
    }
#pragma warning restore
}
