using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Benchmarks;

/// <summary>A build: every tree and the analyzer are new. Parsing is not measured; binding is, since the compiler does it whoever is installed.</summary>
public class ColdBuild : AnalyzerBenchmarks
{
    [Params(100, 1000)]
    public override int Files { get; set; }

    private protected override CSharpCompilation NextCompilation() => Generated.Compile();

    private protected override Task<ImmutableArray<Diagnostic>> Analyze<T>(CSharpCompilation compilation) => AnalyzerRun.InBuild(compilation, new T());
}
