using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>For work of microseconds, repeated within each iteration.</summary>
internal sealed class CatalogueConfiguration : ManualConfig
{
    public CatalogueConfiguration()
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithClock(new ProcessorClock()));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
