using System.Collections.Immutable;
using System.Reflection;
using JwtAnalyzers.CodeFixes;
using JwtAnalyzers.Validation;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>What a user's compiler loads: found as it finds it, by attribute.</summary>
internal static class Shipped
{
    public static Assembly Analyzers { get; } = typeof(Rules).Assembly;

    public static Assembly CodeFixes { get; } = typeof(PolicyCodeFixProvider).Assembly;

    public static Assembly Validation { get; } = typeof(ITokenValidator).Assembly;

    public static ImmutableArray<Assembly> Assemblies { get; } = [Validation, Analyzers, CodeFixes];

    private static readonly ImmutableArray<Type> AnalyzerTypes = TypesWith<DiagnosticAnalyzerAttribute>(Analyzers);

    private static readonly ImmutableArray<Type> CodeFixTypes = TypesWith<ExportCodeFixProviderAttribute>(CodeFixes);

    /// <summary>A new instance of every analyzer.</summary>
    public static IEnumerable<DiagnosticAnalyzer> NewAnalyzers() => AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    /// <summary>A new instance of every code fix provider.</summary>
    public static IEnumerable<CodeFixProvider> NewCodeFixProviders() => CodeFixTypes.Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    private static ImmutableArray<Type> TypesWith<TAttribute>(Assembly assembly)
        where TAttribute : Attribute => [.. assembly.GetTypes().Where(type => type.GetCustomAttribute<TAttribute>() is not null)];
}
