using System.Collections.Immutable;
using System.Globalization;
using JwtAnalyzers.Code;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Growing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>
/// Twice the code, at most some twice the steps: of values, operations and states that the walks read. Steps are counted (<see cref="Walk"/>), not timed, so that they are the same on every
/// machine. <c>JwtAnalyzers.Benchmarks -- growth</c> measures seconds and megabytes, at more sizes and with every place where a value may end by itself.
/// </summary>
public sealed class GrowingProgramTests
{
    // What doubles with each line has grown a thousand times at the second.
    private static readonly int[] Sizes = [.. (Environment.GetEnvironmentVariable("JWT_GROWTH_SIZES") ?? "10,20").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];

    // Far more than any of them needs, on a machine with much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Shapes => [.. GrowingProgram.Together.Select(program => program.Name)];

    [Theory, MemberData(nameof(Shapes))]
    public async Task Twice_the_code_takes_some_twice_the_steps(string shape)
    {
        var program = GrowingProgram.Together.First(program => program.Name == shape);
        var steps = new List<long>();
        foreach (var size in Sizes)
            steps.Add(await StepsAsync(program, size));

        // Where a body is given up, fewer are taken than before.
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.Second <= 2.2 * pair.First, string.Join(", ", steps)));
    }

    [Fact]
    public async Task The_steps_are_the_same_each_time()
    {
        var program = GrowingProgram.Of("assigned in a switch: expires");
        var steps = await StepsAsync(program, 20);
        Assert.True(steps > 20);
        Assert.Equal(steps, await StepsAsync(program, 20));
    }

    private static async Task<long> StepsAsync(GrowingProgram program, int size)
    {
        var compilation = Findings.Compile(program.Source(size * program.Factor));
        if (size == Sizes[0])
            Findings.AssertCompiles(compilation);
        var files = program.Settings(size * program.Factor).Select(file => new SettingsText($"/project/{file.Name}", file.Json));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        Exception? thrown = null;
        var count = Walk.Count();
        try
        {
            await compilation.WithAnalyzers(
                [.. Shipped.NewAnalyzers()],
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. files]), (exception, _, _) => thrown = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(source.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"A size of {size} does not end.");
        }

        Assert.Null(thrown);
        return count.Steps;
    }
}
