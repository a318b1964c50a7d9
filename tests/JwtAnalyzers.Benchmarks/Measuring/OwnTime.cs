using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>
/// The column "Own": the time inside the analyzer's own actions (see <see cref="TimedAnalyzer"/>) in the iteration that was
/// disturbed least. It tells apart what the difference of two long times cannot.
/// </summary>
internal sealed class OwnTime : IDiagnoser
{
    private static readonly List<TimeSpan> Runs = [];

    public IEnumerable<string> Ids => [nameof(OwnTime)];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    /// <summary>The least of the runs since <see cref="Clear"/>.</summary>
    public static TimeSpan Least => Runs.Min();

    public static void Record(TimeSpan time) => Runs.Add(time);

    public static void Clear() => Runs.Clear();

    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal is HostSignal.BeforeActualRun)
            Clear();
    }

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results) =>
        Runs.Count == 0 ? [] : [new Metric(Descriptor.Instance, Least.TotalNanoseconds)];

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];

    private sealed class Descriptor : IMetricDescriptor
    {
        public static readonly Descriptor Instance = new();

        public string Id => "Own";

        public string DisplayName => "Own";

        public string Legend => "Time inside the analyzer's own actions in the least disturbed iteration (clock on the wall)";

        public string NumberFormat => "0.00";

        public UnitType UnitType => UnitType.Time;

        public string Unit => "ns";

        public bool TheGreaterTheBetter => false;

        public int PriorityInCategory => 0;

        public bool GetIsAvailable(Metric metric) => true;
    }
}
