using System.Collections.Immutable;
using System.Globalization;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers;

/// <summary>
/// JWT3001, JWT3002, JWT3006: a key is a literal, can be guessed, or comes from what can be predicted. It is reported where that is written, whichever file makes a key of it, so the
/// whole compilation is searched once, and only where a file's text names what makes a key.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer : DiagnosticAnalyzer
{
    private readonly MemberIndex _index = new(KnownTokens.NamesOfKeys);
    private readonly KeyJudge _judge;

    public KeyAnalyzer()
        : this(AttackCatalogue.Default)
    {
    }

    /// <summary>The same analyzer with other attacks, by which tests see that findings follow from them.</summary>
    internal KeyAnalyzer(AttackCatalogue catalogue) => _judge = new KeyJudge(catalogue);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.WeakKey.Descriptor, Rules.KeyInSource.Descriptor, Rules.PredictableKey.Descriptor);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        if (KnownSymbols.Of(start.Compilation, PolicyAdapter.All) is null || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation))
            return;

        var search = new Search(start.Compilation, _index);
        start.RegisterSemanticModelAction(context =>
        {
            foreach (var defect in search.KeysIn(context.SemanticModel.SyntaxTree, context.CancellationToken))
                Report(defect, context);
        });
    }

    private void Report(KeyDefect defect, SemanticModelAnalysisContext context)
    {
        if (DevelopmentCode.Contains(defect.Place, context.CancellationToken) || Describe(defect, context) is not var (rule, properties, arguments))
            return;
        context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, defect.Place.GetLocation(), [defect.Use.Use.Syntax.GetLocation()], properties, arguments));
    }

    private (Rule Rule, ImmutableDictionary<string, string?> Properties, object[] Arguments)? Describe(KeyDefect defect, SemanticModelAnalysisContext context) => defect switch
    {
        // A key that can be guessed need not be read: that is worse, and moving it elsewhere does not help. One diagnostic for one literal.
        LiteralKey literal => WeaknessOf(literal) is { } weakness && !IsOff(Rules.WeakKey, context)
            ? (Rules.WeakKey, literal.ToProperties(), [weakness is KeyWeakness.TooShort ? InBits(literal.Bytes!.Length * 8) : KeyStrength.Describe(weakness)])
            : (Rules.KeyInSource, literal.ToProperties(), []),
        SmallKey small => _judge.WeaknessOfRsa(small.Bits, small.Use.LeastBits ?? KeyStrength.LeastRsaBits) is null ? null : (Rules.WeakKey, small.ToProperties(), [InBits(small.Bits)]),
        PredictableKey predictable => (Rules.PredictableKey, predictable.ToProperties(), [Words(predictable.Source)]),
        _ => null,
    };

    private KeyWeakness? WeaknessOf(LiteralKey key) => key.Bytes is { } bytes ? _judge.WeaknessOf(bytes, JwsAlgorithm.Find(key.Use.Algorithm), key.Use.LeastBits) : null;

    private static string InBits(int bits) => $"has only {bits.ToString(CultureInfo.InvariantCulture)} bits";

    private static string Words(PredictableSource source) => source switch
    {
        PredictableSource.Random => "'Random', whose output tells what comes next",
        PredictableSource.SeededRandom => "'Random' with a seed, which gives the same numbers every time",
        PredictableSource.Guid => "a GUID, which is unique and need not be secret",
        PredictableSource.Time => "the time",
        _ => "a name",
    };

    /// <summary>Whether a rule is switched off for a file: then the lesser one speaks.</summary>
    private static bool IsOff(Rule rule, SemanticModelAnalysisContext context)
    {
        var options = context.SemanticModel.Compilation.Options;
        return (options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(context.SemanticModel.SyntaxTree, rule.Id, context.CancellationToken, out var severity) is true
            || options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out severity)) && severity is ReportDiagnostic.Suppress;
    }

    /// <summary>The search of one compilation, made when the first file asks. A cancelled one is made again.</summary>
    private sealed class Search(Compilation compilation, MemberIndex index)
    {
        private readonly object _lock = new();
        private ILookup<SyntaxTree, KeyDefect>? _keys;

        public IEnumerable<KeyDefect> KeysIn(SyntaxTree tree, CancellationToken cancellation)
        {
            lock (_lock)
                _keys ??= KeysOfCompilation.Find(compilation, KnownTokens.Of(compilation), new MemberReader(compilation), index, cancellation);
            return _keys[tree];
        }
    }
}
