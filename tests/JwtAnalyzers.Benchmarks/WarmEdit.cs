using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks;

/// <summary>A key pressed in an IDE: one tree is new; the others and the analyzers are those of the compilation before. All files are analysed.</summary>
public class WarmEdit : AnalyzerBenchmarks
{
    private ImmutableArray<DiagnosticAnalyzer>? _analyzers;
    private CSharpCompilation? _before;
    private int _keyPresses;

    [Params(100)]
    public override int Files { get; set; }

    // Where only analyzers run, an empty one spares the code from being bound at all: no measure for those that look at it.
    [Benchmark(Baseline = true)]
    public override Task<ImmutableArray<Diagnostic>> OperationBlocks() => base.OperationBlocks();

    private protected override CSharpCompilation NextCompilation() => _before = Generated.Edit(_before ?? Generated.Compile(), ++_keyPresses);

    private protected override Task<ImmutableArray<Diagnostic>> Analyze(CSharpCompilation compilation, Func<ImmutableArray<DiagnosticAnalyzer>> analyzers) =>
        AnalyzerRun.InEditor(compilation, _analyzers ??= analyzers());
}
