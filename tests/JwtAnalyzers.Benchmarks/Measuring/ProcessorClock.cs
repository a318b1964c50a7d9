using Perfolizer.Horology;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>
/// The processor time that this process has used, which does not run while other processes do: on a shared machine the clock on
/// the wall measures the neighbours. One thread does the work, so the two agree on an idle machine.
/// </summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => nameof(ProcessorClock);

    public bool IsAvailable => true;

    public Frequency Frequency { get; } = new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
