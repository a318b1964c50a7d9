using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Benchmarks;

/// <summary>Each of our analyzers alone in a build, with the rules that it serves: what one of them costs if the others are switched off.</summary>
[Config(typeof(AnalyzerConfiguration))]
public class SingleAnalyzers
{
    private GeneratedProject _generated = null!;
    private CSharpCompilation _compilation = null!;

    [Params(ProjectKind.JwtInFivePercent)]
    public ProjectKind Project { get; set; }

    [Params(1000)]
    public int Files { get; set; }

    [ParamsSource(nameof(Analyzers))]
    public string Analyzer { get; set; } = "";

    public static IEnumerable<string> Analyzers => Shipped.Names;

    [GlobalSetup]
    public void Generate() => _generated = CheckedProjects.Get(Project, Files);

    [IterationSetup]
    public void Compile() => _compilation = _generated.Compile();

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Alone() => AnalyzerRun.InBuild(_compilation, [Shipped.Analyzer(Analyzer)]);
}
