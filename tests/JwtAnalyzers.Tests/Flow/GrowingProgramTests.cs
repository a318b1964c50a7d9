using System.Collections.Immutable;
using JwtAnalyzers.Tests.Conventions;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Growing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>
/// Ordinary code whose values double or branch line by line is read once, not once for every way through it. Allocations are counted, not time;
/// <c>JwtAnalyzers.Benchmarks -- growth</c> measures both, at more sizes and with every place where a value may end by itself.
/// </summary>
[Collection(Alone.Name)]
public sealed class GrowingProgramTests
{
    // Few, since this runs every time: what doubles with each line has grown four thousand times when it is twice as many.
    private const int Size = 12;

    // What is allocated once, however long the program: the library's types and such.
    private const long Once = 6_000_000;

    // Far more than any of them needs, on a machine with much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Shapes => [.. GrowingProgram.Together.Select(program => program.Name)];

    [Theory, MemberData(nameof(Shapes))]
    public async Task Twice_the_size_takes_twice_as_much(string shape)
    {
        var program = GrowingProgram.Together.First(program => program.Name == shape);
        Findings.AssertCompiles(Compile(program, Size));
        var (single, twice) = (await BytesAsync(program, Size, [.. Shipped.NewAnalyzers()]), await BytesAsync(program, 2 * Size, [.. Shipped.NewAnalyzers()]));
        if (twice < (single * 2.5) + Once)
            return;

        // The compiler's own work, which is in both, may grow faster itself.
        var (bare, bareTwice) = (await BytesAsync(program, Size, [new Reading()]), await BytesAsync(program, 2 * Size, [new Reading()]));
        Assert.True(twice < single * 1.2 * bareTwice / bare, $"{single:N0} bytes for a size of {Size}, {twice:N0} for {2 * Size}; {bare:N0} and {bareTwice:N0} without us.");
    }

    private static CSharpCompilation Compile(GrowingProgram program, int size) => Findings.Compile(program.Source(size * program.Factor));

    private static async Task<long> BytesAsync(GrowingProgram program, int size, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = Compile(program, size);
        var files = program.Settings(size * program.Factor).Select(file => new SettingsText($"/project/{file.Name}", file.Json));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Exception? thrown = null;
        try
        {
            await Task.Run(() => compilation.WithAnalyzers(
                analyzers,
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. files]), (exception, _, _) => thrown = exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(source.Token), source.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"A size of {size} does not end.");
        }

        Assert.Null(thrown);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
