using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks;

/// <summary>A build: every tree and every analyzer is new. Parsing is not measured; binding is, since the compiler does it whoever is installed.</summary>
public class ColdBuild : AnalyzerBenchmarks
{
    [Params(100, 1000, 4000)]
    public override int Files { get; set; }

    [Benchmark(Baseline = true)]
    public override Task<ImmutableArray<Diagnostic>> Empty() => base.Empty();

    private protected override CSharpCompilation NextCompilation() => Generated.Compile();

    private protected override Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation, Func<ImmutableArray<DiagnosticAnalyzer>> analyzers) =>
        AnalyzerRun.InBuild(compilation, analyzers());
}
