using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using JwtAnalyzers.Benchmarks.GeneratedProjects;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>
/// For work of a second each on fresh input: few iterations of one invocation. In this process, as in a compiler server that has
/// been up for a while; starting and warming up a process for each case would take longer than measuring it.
/// </summary>
internal sealed class AnalyzerConfiguration : ManualConfig
{
    public AnalyzerConfiguration()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithClock(new ProcessorClock())
            .WithStrategy(RunStrategy.Monitoring)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithWarmupCount(0) // CheckedProjects has warmed up
            .WithIterationCount(3));
        AddDiagnoser(MemoryDiagnoser.Default, new OwnTime());
        // Where nothing is registered, nothing grows with the project.
        AddFilter(new SimpleFilter(benchmark => benchmark.Parameters["Project"] is not ProjectKind.JwtAbsent || benchmark.Parameters["Files"] is 100));
        HideColumns(Column.Job, Column.Error, Column.Gen0, Column.Gen1, Column.Gen2);
    }
}
