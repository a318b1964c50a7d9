using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
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

    [Benchmark]
    public virtual Task<ImmutableArray<Diagnostic>> Empty() => Analyze(_compilation, () => [new EmptyAnalyzer()]);

    [Benchmark]
    public virtual Task<ImmutableArray<Diagnostic>> OperationBlocks() => Analyze(_compilation, () => [new OperationBlockAnalyzer()]);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Gated() => Analyze(_compilation, () => [new GatedAnalyzer()]);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> JwtAnalyzers() => Analyze(_compilation, Shipped.Analyzers);

    /// <summary>The compilation of the next iteration; making it is not measured.</summary>
    private protected abstract CSharpCompilation NextCompilation();

    /// <summary>The run that is measured.</summary>
    private protected abstract Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation, Func<ImmutableArray<DiagnosticAnalyzer>> analyzers);
}
