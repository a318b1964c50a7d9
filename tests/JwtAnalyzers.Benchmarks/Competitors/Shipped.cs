using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Proved;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Competitors;

/// <summary>What the package brings: every analyzer in its assembly.</summary>
internal static class Shipped
{
    private static readonly ImmutableArray<Type> Types =
        [.. typeof(PolicyAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static IEnumerable<string> Names => Types.Select(type => type.Name);

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() => [.. Types.Select(New)];

    public static DiagnosticAnalyzer Analyzer(string name) => New(Types.Single(type => type.Name == name));

    private static DiagnosticAnalyzer New(Type type) => (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
}
