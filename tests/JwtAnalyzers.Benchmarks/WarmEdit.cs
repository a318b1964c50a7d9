using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using JwtAnalyzers.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks;

/// <summary>A key pressed in an IDE: one tree is new; the others and the analyzer are those of the compilation before. All files are analysed.</summary>
public class WarmEdit : AnalyzerBenchmarks
{
    private DiagnosticAnalyzer? _analyzer;
    private CSharpCompilation? _before;
    private int _keyPresses;

    [Params(100)]
    public override int Files { get; set; }

    private protected override CSharpCompilation NextCompilation() => _before = Generated.Edit(_before ?? Generated.Compile(), ++_keyPresses);

    private protected override Task<ImmutableArray<Diagnostic>> Analyze<T>(CSharpCompilation compilation) => AnalyzerRun.InEditor(compilation, _analyzer ??= new T());
}
