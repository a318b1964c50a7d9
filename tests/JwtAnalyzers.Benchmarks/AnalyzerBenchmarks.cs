using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Analyzers;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks;

/// <summary>
/// Ours beside an analyzer that does nothing, one that only asks for operation blocks, and one that compares three names, on the
/// same generated project. An iteration analyses one compilation, once: a second look at the same one would find it bound.
/// </summary>
[Config(typeof(AnalyzerConfiguration))]
public abstract class AnalyzerBenchmarks
{
    private CSharpCompilation _compilation = null!;

    public abstract int Files { get; set; }

    [Params(ProjectKind.JwtInFivePercent, ProjectKind.JwtUnused, ProjectKind.JwtAbsent)]
    public ProjectKind Project { get; set; }

    private protected GeneratedProject Generated { get; private set; } = null!;

    [GlobalSetup]
    public void Generate() => Generated = CheckedProjects.Get(Project, Files);

    [IterationSetup]
    public void Compile() => _compilation = NextCompilation();

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> Empty() => Run<EmptyAnalyzer>();

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> OperationBlocks() => Run<OperationBlockAnalyzer>();

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Gated() => Run<GatedAnalyzer>();

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> JwtAnalyzers() => Run<PolicyAnalyzer>();

    /// <summary>The compilation of the next iteration; making it is not measured.</summary>
    private protected abstract CSharpCompilation NextCompilation();

    /// <summary>The run that is measured.</summary>
    private protected abstract Task<ImmutableArray<Diagnostic>> Analyze<T>(CSharpCompilation compilation)
        where T : DiagnosticAnalyzer, new();

    private Task<ImmutableArray<Diagnostic>> Run<T>()
        where T : DiagnosticAnalyzer, new() => Analyze<T>(_compilation);
}
