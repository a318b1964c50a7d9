using System.Collections.Immutable;
using System.Globalization;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Code;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using JwtAnalyzers.Tokens;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// JWT3001, JWT3002, JWT3003, JWT3006: a key is a literal, can be guessed, stands in a configuration file, or comes from what can be
/// predicted. It is reported where that is written, whichever file makes a key of it, so the whole compilation is searched once, and only
/// where a file's text names what makes a key.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer : DiagnosticAnalyzer
{
    private readonly NameIndex _index = new(LibraryNames.OfKeys);
    private readonly KeyJudge _judge;

    public KeyAnalyzer()
        : this(AttackCatalogue.Default)
    {
    }

    /// <summary>The same analyzer with other attacks, by which tests see that findings follow from them.</summary>
    internal KeyAnalyzer(AttackCatalogue catalogue) => _judge = new KeyJudge(catalogue);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(
            Rules.WeakKey.Descriptor, Rules.KeyInSource.Descriptor, Rules.KeyInConfiguration.Descriptor, Rules.PredictableKey.Descriptor);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        if (!KnownLibraries.AreReferencedBy(start.Compilation)
            || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation))
            return;

        EnvironmentNames.Note(start.Compilation, start.Options.AdditionalFiles);
        var search = new Search(start.Compilation, _index);
        if (_index.FindsAnythingIn(start.Compilation, start.CancellationToken))
        {
            start.RegisterSemanticModelAction(context =>
            {
                var defects = search.KeysIn(context.SemanticModel.SyntaxTree, context.CancellationToken)
                    .Where(defect => !DebugCode.Contains(defect.Place, context.CancellationToken)
                        && !IsRefused(defect, context.SemanticModel.Compilation, context.CancellationToken)).ToList();
                var keysOfFile = LiteralKey.Numbered(defects.OfType<LiteralKey>());
                foreach (var defect in defects)
                    Report(defect, keysOfFile, context);
            });
        }

        if (start.Options.AdditionalFiles.Any(SettingsFile.IsSettings))
            start.RegisterAdditionalFileAction(context => AnalyzeSettings(search, context));
    }

    private void AnalyzeSettings(Search search, AdditionalFileAnalysisContext context)
    {
        if (!SettingsFile.IsAnalyzed(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider)
            || SettingsFile.Read(context.AdditionalFile, context.CancellationToken) is not { Entries.IsEmpty: false } file)
            return;
        var read = search.SettingsRead(context.CancellationToken);
        foreach (var entry in file.Entries)
        {
            if (KeySetting.Of(entry, read) is not { } setting)
                continue;
            var weakness = WeaknessOf(setting.BytesOf(entry), setting.Use);
            // A program that leaves it as it is has no key that works, and neither has an attacker who guesses it.
            if (weakness is null && Placeholder.AsksForKey(entry.Text) && setting.BytesOf(entry) is { Length: < Placeholder.LengthOfKey })
                continue;
            if (RefusedPlaceholder.Is(entry.Text, null, context.Compilation, context.CancellationToken))
                continue;
            var uses = setting.Use is { } use ? ImmutableArray.Create(use.Use.Syntax.GetLocation()) : ImmutableArray<Location>.Empty;
            context.ReportDiagnostic(weakness is { } found && !IsOff(Rules.WeakKey, context)
                ? Diagnostic.Create(Rules.WeakKey.Descriptor, file.LocationOf(entry), uses, Words(found, setting.BytesOf(entry)!))
                : Diagnostic.Create(Rules.KeyInConfiguration.Descriptor, file.LocationOf(entry), uses));
        }
    }

    private static bool IsRefused(KeyDefect defect, Compilation compilation, CancellationToken cancellation) =>
        defect is LiteralKey { Literal.Text: var text } && RefusedPlaceholder.Is(text, defect.Place, compilation, cancellation);

    private void Report(KeyDefect defect, string? keysOfFile, SemanticModelAnalysisContext context)
    {
        if (Describe(defect, keysOfFile, context) is not var (rule, properties, arguments))
            return;
        context.ReportDiagnostic(
            Diagnostic.Create(rule.Descriptor, defect.Place.GetLocation(), [defect.Use.Use.Syntax.GetLocation()], properties, arguments));
    }

    private (Rule Rule, ImmutableDictionary<string, string?> Properties, object[] Arguments)? Describe(
        KeyDefect defect, string? keysOfFile, SemanticModelAnalysisContext context) => defect switch
    {
        // A key that can be guessed need not be read: that is worse, and moving it elsewhere does not help. One diagnostic for one literal.
        LiteralKey literal => WeaknessOf(literal.Bytes, literal.Use) is { } weakness && !IsOff(Rules.WeakKey, context)
            ? (Rules.WeakKey, literal.ToProperties(keysOfFile), [Words(weakness, literal.Bytes!)])
            // What is no key for the library is nothing else, either.
            : EmptyBuffer.IsAt(literal.Literal) ? null
            : (Rules.KeyInSource, literal.ToProperties(keysOfFile),
                [literal.Literal.Constant is { } name ? $" (constant '{name}' of another project)" : ""]),
        SmallKey small =>
            _judge.WeaknessOfRsa(small.Bits, small.Use.LeastBits ?? KeyStrength.LeastRsaBits) is null
                ? null
                : (Rules.WeakKey, small.ToProperties(), [InBits(small.Bits)]),
        PredictableKey predictable => (Rules.PredictableKey, predictable.ToProperties(), [Words(predictable.Source)]),
        _ => null,
    };

    private KeyWeakness? WeaknessOf(byte[]? bytes, KeyUse? use) =>
        bytes is null ? null : _judge.WeaknessOf(bytes, JwsAlgorithm.Find(use?.Algorithm), use?.LeastBits);

    private static string Words(KeyWeakness weakness, byte[] key) =>
        weakness is KeyWeakness.TooShort ? InBits(key.Length * 8) : KeyStrength.Describe(weakness);

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
        return (options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(
            context.SemanticModel.SyntaxTree, rule.Id, context.CancellationToken, out var severity) is true
            || options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out severity)) && severity is ReportDiagnostic.Suppress;
    }

    private static bool IsOff(Rule rule, AdditionalFileAnalysisContext context)
    {
        var options = context.Compilation.Options;
        return (options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(rule.Id, context.CancellationToken, out var severity) is true
            || options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out severity)) && severity is ReportDiagnostic.Suppress;
    }

    /// <summary>The search of one compilation, made when the first file asks. A cancelled one is made again.</summary>
    private sealed class Search(Compilation compilation, NameIndex index)
    {
        private readonly object _lock = new();
        private KeySearch? _found;
        private ILookup<SyntaxTree, KeyDefect>? _keys;

        public IEnumerable<KeyDefect> KeysIn(SyntaxTree tree, CancellationToken cancellation)
        {
            lock (_lock)
                _keys ??= Found(cancellation).InSource;
            return _keys[tree];
        }

        public IReadOnlyDictionary<string, KeySetting> SettingsRead(CancellationToken cancellation)
        {
            lock (_lock)
                return Found(cancellation).Settings(cancellation);
        }

        private KeySearch Found(CancellationToken cancellation) =>
            _found ??= KeySearch.Find(
                compilation, KnownLibraries.Of(compilation).Tokens, new MemberReader(compilation), index, cancellation);
    }
}
