using System.Collections.Immutable;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.SelfCheck;

/// <summary>
/// JWT0001: an option of ours is unknown or malformed. JWT0002: the analyzers are running. Both are about the project, so they have
/// no location and are reported once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SelfCheckAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.OptionNotUnderstood, Rules.AnalyzersRunning);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        var symbols = KnownLibraries.Of(context.Compilation).Policies;
        var options = context.Options.AnalyzerConfigOptionsProvider;
        if (!symbols.IsEmpty)
        {
            foreach (var problem in OptionProblem.In(options, context.Compilation, context.Options.AdditionalFiles))
                context.ReportDiagnostic(Diagnostic.Create(Rules.OptionNotUnderstood, Location.None, problem.What, problem.Allowed));
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.AnalyzersRunning, Location.None, typeof(SelfCheckAnalyzer).Assembly.GetName().Version!.ToString(3),
            AnalysisMode.Of(options), Scope(symbols, options, context.Compilation)));
    }

    private static string Scope(PolicyLibraries symbols, AnalyzerConfigOptionsProvider options, Compilation compilation) =>
        symbols.IsEmpty ? "no JWT library is referenced here, so there is nothing to look at"
        : AnalysisOptions.IsSpared(options, compilation)
        ? $"this is a test project, which is spared unless '{AnalysisOptions.AnalyzeTestProjects.Key}' is true"
        : $"what uses {string.Join(", ", symbols.Libraries)} is looked at";
}
