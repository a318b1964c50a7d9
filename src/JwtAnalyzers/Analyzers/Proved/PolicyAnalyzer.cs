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

        EnvironmentNames.Note(start.Compilation, start.Options.AdditionalFiles);
        var shared = new FlowContext(symbols, new MemberReader(start.Compilation), index, new MemberValues(), start.CancellationToken);
        var own = new OwnTokens(start.Compilation, KnownLibraries.Of(start.Compilation).Issued, NamesOfIssuing);
        var found = new Found(shared, symbols, own, new LongestLifetime(own), new RootRuns());
        var files = new FileByFile(index);
        start.RegisterOperationBlockAction(context =>
            Analyze(context, files.Of(context.OperationBlocks[0].Syntax.SyntaxTree, context.CancellationToken), found));
    }

    private void Analyze(OperationBlockAnalysisContext context, FileHits file, Found found)
    {
        var check = context.OwningSymbol is IMethodSymbol { IsOverride: true } method ? found.Libraries.CheckTakenOverBy(method) : null;
        if (file.IsEmpty && check is null)
            return;

        var limit = AnalysisOptions.MaxClockSkew.In(
            context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.OperationBlocks[0].Syntax.SyntaxTree));
        var member = new JudgedMember(context, found, limit);
        if (check is var (adapter, probes))
            Report(() =>
                BreachReport.Place(
                    FinderOf(member).FindInOverride(
                        context.GetControlFlowGraph(context.OperationBlocks[0]), (IMethodSymbol)context.OwningSymbol, adapter, probes)));
        foreach (var body in Bodies(context, file))
            Report(() => BreachesIn(body, member));

        void Report(Func<IEnumerable<PlacedBreach>> find) => TooMuchToReadException.Guard(() =>
        {
            foreach (var placed in find().ToList())
                context.ReportDiagnostic(BreachReport.Diagnostic(placed));
        });
    }

    /// <summary>
    /// The breaches that are reported in a body: those found from it on, or, where its callers are known, from them on. Each is reported
    /// where it stands, whatever it was found from.
    /// </summary>
    private IEnumerable<PlacedBreach> BreachesIn(ControlFlowGraph body, JudgedMember member)
    {
        var (context, found, limit) = member;
        var syntax = body.OriginalOperation.Syntax;
        var cancellation = context.CancellationToken;
        var roots = new RootMembers(context.Compilation, found.Flow.ForBody(cancellation));
        var from = roots.Of(context.OwningSymbol);
        var hasOtherUses = roots.HasOtherUses;
        var runs = from
            .Select(root => found.Runs.Of(root, limit, () => RunFrom(root, member)))
            .ToList();
        if (!runs.Any(run => run.Entered.ContainsKey(syntax)))
            runs = [Run(body, context.OwningSymbol, roots.IsUncalled(context.OwningSymbol), member)];
        else if (hasOtherUses)
            runs.Add(Run(body, context.OwningSymbol, isUncalled: false, member));
        var all = runs.SelectMany(run => run.In(syntax).Select(placed => (Run: run, Placed: placed))).ToList();
        // What one caller uses to refresh, and another for more, is the worse.
        return all.Where(each => !all.Any(other =>
                other.Placed.Place.Origin == each.Placed.Place.Origin
                    && other.Placed.Breach.Rule.WithoutPremise == each.Placed.Breach.Rule))
            .GroupBy(each => new { each.Placed.Breach.Rule, each.Placed.Place.Origin })
            .Select(same => same.First().Placed with
            {
                Breach = Union(same.Select(each => each.Placed.Breach), all.Select(each => each.Placed)),
                Calls = same.SelectMany(each => each.Placed.Calls).ToImmutableArray(),
                IsOfEveryCaller = same.Select(each => each.Run).Distinct().Count() == runs.Count && !roots.HasEqualCalls,
            });
    }

    /// <summary>Where another caller has a reason for it (it refreshes a session with an expired token), it is needed as it is.</summary>
    private static Breach Union(IEnumerable<Breach> same, IEnumerable<PlacedBreach> all)
    {
        var union = Breach.Union(same);
        return all.Any(other => union.Rule.WithoutPremise == other.Breach.Rule
            && union.Blamed.Any(blamed => blamed.Origin == other.Place.Origin))
            ? union with { IsNeededAsItIs = true }
            : union;
    }

    /// <summary>What is found from a member on whose code is read like that of any other.</summary>
    private RootRun RunFrom(ISymbol root, JudgedMember member)
    {
        var (context, found, _) = member;
        var members = found.Flow.Members.ForBody();
        var graph = root is IMethodSymbol
            ? members.Computation(root, context.CancellationToken)
            : members.Initializer(root, context.CancellationToken);
        var run = RootRun.None;
        // Where that is too much to read, the member is judged by itself.
        if (graph is not null)
            TooMuchToReadException.Guard(() =>
                run = Run(
                    graph, root, new RootMembers(context.Compilation, found.Flow.ForBody(context.CancellationToken)).IsUncalled(root),
                    member));
        return run;
    }

    private RootRun Run(ControlFlowGraph graph, ISymbol root, bool isUncalled, JudgedMember member)
    {
        var finder = FinderOf(member);
        var (context, found, _) = member;
        var breaches = graph.OriginalOperation is IFieldInitializerOperation or IPropertyInitializerOperation
            ? finder.Find(graph, found.Flow.Members.ForBody().ConstructorsAfter(root, found.Flow.Index, context.CancellationToken))
            : isUncalled && root is IMethodSymbol method ? finder.FindByDefaults(graph, method)
            : finder.Find(graph);
        return new RootRun(
            BreachReport.Place(breaches).ToImmutableArray(),
            finder.Entered.ToImmutableDictionary(entered => entered.Key, entered => new LeadingCall(entered.Value, NameOf(root))));
    }

    private static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } => "the program",
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } =>
            $"the constructor of '{member.ContainingType.Name}'",
        IMethodSymbol { AssociatedSymbol: { } property } => $"'{property.ContainingType.Name}.{property.Name}'",
        _ => $"'{member.ContainingType.Name}.{member.Name}'",
    };

    private BreachFinder FinderOf(JudgedMember member)
    {
        var (context, found, limit) = member;
        var flow = found.Flow.ForBody(context.CancellationToken);
        var rest = new RestOfCompilation(context.Compilation, context.Options.AdditionalFiles, found.Own, flow);
        return new BreachFinder(
            flow, found.Libraries, _inspectors.GetOrAdd(limit, _newInspector), context.Compilation, rest,
            () => TokensOutliveLimit(context, found.Longest));
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
    private sealed record Found(FlowContext Flow, PolicyLibraries Libraries, OwnTokens Own, LongestLifetime Longest, RootRuns Runs);

    /// <summary>A member whose policies are judged, and the clock skew that its file allows.</summary>
    private sealed record JudgedMember(OperationBlockAnalysisContext Context, Found Found, TimeSpan ClockSkewLimit);
}
