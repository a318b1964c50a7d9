using System.Collections.Immutable;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers;

/// <summary>
/// JWT3001: a key is a literal; JWT3003: it is in a configuration file. It is reported where it is written, whichever file makes a key of it, so the whole
/// compilation is searched once, and only where a file's text names what makes a key.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer : DiagnosticAnalyzer
{
    private readonly MemberIndex _index = new(KnownTokens.NamesOfKeys);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.KeyInSource.Descriptor, Rules.KeyInConfiguration.Descriptor);

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
            foreach (var key in search.KeysIn(context.SemanticModel.SyntaxTree, context.CancellationToken))
                Report(key, context);
        });
        if (start.Options.AdditionalFiles.Any(SettingsFile.IsSettings))
            start.RegisterAdditionalFileAction(context => AnalyzeSettings(search, context));
    }

    private static void AnalyzeSettings(Search search, AdditionalFileAnalysisContext context)
    {
        if (!SettingsFile.IsAnalyzed(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider) || SettingsFile.Read(context.AdditionalFile, context.CancellationToken) is not { Entries.IsEmpty: false } file)
            return;
        var read = search.SettingsRead(context.CancellationToken);
        foreach (var entry in file.Entries)
        {
            if (KeySetting.Of(entry, read) is { } setting)
                context.ReportDiagnostic(Diagnostic.Create(Rules.KeyInConfiguration.Descriptor, file.LocationOf(entry), setting.Use is { } use ? ImmutableArray.Create(use.GetLocation()) : ImmutableArray<Location>.Empty));
        }
    }

    private static void Report(LiteralKey key, SemanticModelAnalysisContext context)
    {
        var place = key.Literal.Syntax.GetLocation();
        var use = key.Use.Use.Syntax.GetLocation();
        if (!DevelopmentCode.Contains(key.Literal.Syntax, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(Rules.KeyInSource.Descriptor, place, [use], key.ToProperties()));
    }

    /// <summary>The search of one compilation, made when the first file asks. A cancelled one is made again.</summary>
    private sealed class Search(Compilation compilation, MemberIndex index)
    {
        private readonly object _lock = new();
        private KeysOfCompilation? _found;
        private ILookup<SyntaxTree, LiteralKey>? _keys;

        public IEnumerable<LiteralKey> KeysIn(SyntaxTree tree, CancellationToken cancellation)
        {
            lock (_lock)
                _keys ??= Found(cancellation).Literals;
            return _keys[tree];
        }

        public IReadOnlyDictionary<string, KeySetting> SettingsRead(CancellationToken cancellation)
        {
            lock (_lock)
                return Found(cancellation).Settings(cancellation);
        }

        private KeysOfCompilation Found(CancellationToken cancellation) =>
            _found ??= KeysOfCompilation.Find(compilation, KnownTokens.Of(compilation), new MemberReader(compilation), index, cancellation);
    }
}
