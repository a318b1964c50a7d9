using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Tests.Harness;

#pragma warning disable RS1012, RS1036, RS1041, RS1038 // an analyzer of the tests, which nobody ships
/// <summary>An analyzer that does nothing: what it costs, the driver costs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class Silent : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("TEST0001", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(_ => { });
    }
}

/// <summary>An analyzer that does nothing with every body's operations: what it costs, the compiler costs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class Reading : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("TEST0002", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterOperationBlockAction(_ => { });
    }
}
