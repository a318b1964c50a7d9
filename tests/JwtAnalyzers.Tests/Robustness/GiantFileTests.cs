using System.Collections.Immutable;
using System.Diagnostics;
using JwtAnalyzers.Tests.Conventions;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>
/// No file is so large or so deep that an analyzer overflows the stack, or needs more than twice as much for twice the lines. Allocations are counted,
/// not time; <c>JWT_GIANT_LINES=1000000</c> measures that many lines, or as many as the compiler takes of the shape, and prints both, beside what the compiler itself takes; <c>JWT_GIANT_SHAPE</c> takes one shape only.
/// </summary>
[Collection(Alone.Name)]
public sealed class GiantFileTests
{
    private static readonly int Asked = int.TryParse(Environment.GetEnvironmentVariable("JWT_GIANT_LINES"), out var lines) ? lines : 0;

    private static readonly string? AskedShape = Environment.GetEnvironmentVariable("JWT_GIANT_SHAPE");

    // Few, since this runs every time: what grows with the square has doubled twice by then.
    private const int Lines = 1_000;

    // What is allocated once, however long the file: the library's types and such. It hides no growth worth the name.
    private const long Once = 4_000_000;

    [Theory, MemberData(nameof(Shapes))]
    public async Task Twice_the_lines_take_twice_as_much(string shape)
    {
        await MeasureAsync(shape, Lines, [.. Shipped.NewAnalyzers()]); // what is made once in a process
        var (single, twice) = (await MeasureAsync(shape, Lines, [.. Shipped.NewAnalyzers()]), await MeasureAsync(shape, 2 * Lines, [.. Shipped.NewAnalyzers()]));
        if (twice.Bytes < (single.Bytes * 2.5) + Once)
            return;

        // The compiler's own work, which is in both, may grow faster itself: that of a method with thousands of locals does.
        var (bare, bareTwice) = (await MeasureAsync(shape, Lines, [new Reading()]), await MeasureAsync(shape, 2 * Lines, [new Reading()]));
        Assert.True(
            twice.Bytes < single.Bytes * 1.2 * bareTwice.Bytes / bare.Bytes,
            $"{shape}: {single.Bytes:N0} bytes for {Lines:N0} lines, {twice.Bytes:N0} for {2 * Lines:N0}; {bare.Bytes:N0} and {bareTwice.Bytes:N0} without us.");
    }

    public static TheoryData<string> Shapes => [.. GiantFile.Shapes.Keys];

    [Theory, MemberData(nameof(Shapes))]
    public async Task Of_as_many_lines_as_are_asked_for(string shape)
    {
        if (Asked == 0)
            Assert.Skip("JWT_GIANT_LINES asks for none.");
        if (AskedShape is not null && AskedShape != shape)
            Assert.Skip("JWT_GIANT_SHAPE asks for another.");
        var lines = Math.Min(Asked, GiantFile.MostLinesOf(shape));
        var compiler = Compiler(shape, lines);
        var bare = await MeasureAsync(shape, lines, [new Reading()]);
        var ours = await MeasureAsync(shape, lines, [.. Shipped.NewAnalyzers()]);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{lines:N0} lines, {shape}: {ours.Findings} findings; {compiler.Seconds:F1} s and {compiler.Bytes / 1e6:N0} MB for the compiler, {bare.Seconds:F1} s and {bare.Bytes / 1e6:N0} MB for an analyzer that only has operations made, {ours.Seconds:F1} s and {ours.Bytes / 1e6:N0} MB for ours ({ours.Slowest})");
    }

    /// <summary>What the compiler takes to parse the file and bind it, with nothing else in it.</summary>
    private static (double Seconds, long Bytes) Compiler(string shape, int lines)
    {
        var text = GiantFile.Shapes[shape](lines);
        var (clock, before) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        Findings.Compile(text).GetDiagnostics(TestContext.Current.CancellationToken);
        return ((Process.GetCurrentProcess().TotalProcessorTime - clock).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static async Task<(int Findings, double Seconds, long Bytes, string Slowest)> MeasureAsync(string shape, int lines, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = Findings.Compile(GiantFile.Shapes[shape](lines));
        var (clock, before) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        var result = await compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true)).GetAnalysisResultAsync(TestContext.Current.CancellationToken);
        var (seconds, bytes) = ((Process.GetCurrentProcess().TotalProcessorTime - clock).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
        var found = result.GetAllDiagnostics();
        Assert.DoesNotContain(found, finding => finding.Id == "AD0001");
        var slowest = result.AnalyzerTelemetryInfo.OrderByDescending(each => each.Value.ExecutionTime).Take(4).Select(each => $"{each.Key.GetType().Name} {each.Value.ExecutionTime.TotalSeconds:F1}");
        return (found.Length, seconds, bytes, string.Join(", ", slowest));
    }
}
