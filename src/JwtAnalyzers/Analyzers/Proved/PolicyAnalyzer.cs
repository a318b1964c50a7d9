using System.Collections.Concurrent;
using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Policies.Breaches;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Proved;

/// <summary>Every rule that is proved by attack: reads the policies that code configures, and attacks them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyAnalyzer : DiagnosticAnalyzer
{
    private static readonly NameIndex NamesOfIssuing = new(LibraryNames.OfIssuing);

    private readonly ImmutableArray<PolicyAdapter> _adapters;
    // By the limit of the clock skew, in a box: a table by what is no object is compiled in each process that starts.
    private readonly ConcurrentDictionary<object, PolicyInspector> _inspectors = new();
    private readonly Func<object, PolicyInspector> _newInspector;

    // By the libraries that a compilation references: no file is searched for the names of another library.
    private readonly ConcurrentDictionary<string, NameIndex> _indexes = new();

    public PolicyAnalyzer()
        : this(AttackCatalogue.Default, ReferenceValidator.Instance, Library.PolicyAdapters)
    {
    }

    /// <summary>
    /// The same analyzer with other attacks, another judge or other libraries, by which tests see that findings follow from them.
    /// </summary>
    internal PolicyAnalyzer(AttackCatalogue catalogue, ITokenValidator validator, ImmutableArray<PolicyAdapter> adapters)
    {
        _adapters = adapters;
        var judge = new PolicyJudge(validator);
        _newInspector = clockSkewLimit => new PolicyInspector(catalogue.With(new RecentlyExpiredAttack((TimeSpan)clockSkewLimit)), judge);
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Rules.ProvedOnPolicies.Select(rule => rule.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        // A Razor component's code is generated, and a policy in it is as real as any.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        var symbols = KnownLibraries.PoliciesOf(start.Compilation, _adapters);
        if (symbols.IsEmpty || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation))
            return;

        var names = string.Join(" ",
            symbols.NamesInCode.OrderBy(name => name, StringComparer.Ordinal)
                .Concat(symbols.NamesThatSet.OrderBy(name => name, StringComparer.Ordinal)));
        var index = _indexes.GetOrAdd(names, _ => new NameIndex(symbols.NamesInCode, symbols.NamesThatSet));
        if (!index.FindsAnythingIn(start.Compilation, start.CancellationToken))
            return;

        var shared = new FlowContext(symbols, new MemberReader(start.Compilation), index, new MemberValues(), start.CancellationToken);
        var own = new OwnTokens(start.Compilation, KnownLibraries.Of(start.Compilation).Issued, NamesOfIssuing);
        var found = new Found(shared, symbols, own, new LongestLifetime(own));
        var files = new FileByFile(index);
        start.RegisterOperationBlockAction(context =>
            Analyze(context, files.Of(context.OperationBlocks[0].Syntax.SyntaxTree, context.CancellationToken), found));
    }

    private void Analyze(OperationBlockAnalysisContext context, FileHits file, Found found)
    {
        var check = context.OwningSymbol is IMethodSymbol { IsOverride: true } method ? found.Libraries.CheckTakenOverBy(method) : null;
        if (file.IsEmpty && check is null)
            return;

        var flow = found.Flow.ForBody(context.CancellationToken);
        var limit = AnalysisOptions.MaxClockSkew.In(
            context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.OperationBlocks[0].Syntax.SyntaxTree));
        var inspector = _inspectors.GetOrAdd(limit, _newInspector);
        var rest = new RestOfCompilation(context.Compilation, context.Options.AdditionalFiles, found.Own, flow);
        var finder = new BreachFinder(
            flow, found.Libraries, inspector, context.Compilation, rest, () => TokensOutliveLimit(context, found.Longest));
        if (check is var (adapter, probes))
            Report(() =>
                finder.FindInOverride(
                    context.GetControlFlowGraph(context.OperationBlocks[0]), (IMethodSymbol)context.OwningSymbol, adapter, probes));
        foreach (var body in Bodies(context, file))
        {
            Report(() => body.OriginalOperation is IFieldInitializerOperation or IPropertyInitializerOperation
                ? finder.Find(body, flow.Members.ConstructorsAfter(context.OwningSymbol, flow.Index, context.CancellationToken))
                : finder.Find(body));
        }

        void Report(Func<ImmutableArray<Breach>> find) => TooMuchToReadException.Guard(() =>
        {
            foreach (var diagnostic in BreachReport.Diagnostics(find()))
                context.ReportDiagnostic(diagnostic);
        });
    }

    /// <summary>Asked only where JWT2013 is on: it is off by default, and takes a look at all the code that issues tokens.</summary>
    private static bool TokensOutliveLimit(OperationBlockAnalysisContext context, LongestLifetime longest)
    {
        var file = context.OperationBlocks[0].Syntax.SyntaxTree;
        return AnalysisOptions.IsSwitchedOn(Rules.RevokedTokensAccepted.Id, context.Compilation, file, context.CancellationToken)
            && longest.Exceeds(AnalysisOptions.MaxTokenLifetime.In(context.Options.AnalyzerConfigOptionsProvider.GetOptions(file)),
                context.CancellationToken);
    }

    /// <summary>The graphs of the blocks that name a setting; a constructor's body and initializer share one.</summary>
    private static IEnumerable<ControlFlowGraph> Bodies(OperationBlockAnalysisContext context, FileHits file)
    {
        var seen = new HashSet<IOperation>();
        foreach (var block in context.OperationBlocks)
        {
            if (file.Hits(block.Syntax.Span) && block is not (IParameterInitializerOperation or IAttributeOperation)
                && context.GetControlFlowGraph(block) is { } graph && seen.Add(graph.OriginalOperation))
                yield return graph;
        }
    }

    /// <summary>What is found of a compilation once, for all its code.</summary>
    private sealed record Found(FlowContext Flow, PolicyLibraries Libraries, OwnTokens Own, LongestLifetime Longest);
}
