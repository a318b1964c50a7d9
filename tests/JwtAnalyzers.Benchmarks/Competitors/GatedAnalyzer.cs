using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Benchmarks.Competitors;

/// <summary>
/// Three checks by name, as CA5404 of the .NET SDK's analyzers makes them: a gate on the library's type, then every simple
/// assignment, whose target's name is compared first, of a constant <see langword="false"/>. What a finding costs at least.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class GatedAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("BENCH03", "A token check is off", "'{0}' is false", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Microsoft.IdentityModel.Tokens.TokenValidationParameters") is { } parameters)
                start.RegisterOperationAction(context => Check(context, parameters), OperationKind.SimpleAssignment);
        });
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol parameters)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "RequireSignedTokens" or "ValidateLifetime" or "ValidateAudience" } property }
            && assignment.Value.ConstantValue is { HasValue: true, Value: false }
            && SymbolEqualityComparer.Default.Equals(property.ContainingType, parameters))
            context.ReportDiagnostic(Diagnostic.Create(Rule, assignment.Syntax.GetLocation(), property.Name));
    }
}
