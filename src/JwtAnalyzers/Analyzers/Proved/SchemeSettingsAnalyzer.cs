using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies.Breaches;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.Proved;

/// <summary>
/// JWT2003, JWT2004, JWT5001 and JWT2015 in <c>appsettings*.json</c>: the settings of a scheme that <c>AddJwtBearer</c> registers. Silent
/// where code may have the last word.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemeSettingsAnalyzer : DiagnosticAnalyzer
{
    // The names that tell that code sets up the same, or looks at the claims itself.
    private static readonly ImmutableHashSet<string> Names = Library.PolicyAdapters.SelectMany(adapter => adapter.Settings)
        .Select(setting => setting.Name)
        .Concat(LibraryNames.Safeguards.Select(safeguard => safeguard.Property))
        .Concat(Library.Schemes.Judges)
        .Append(Library.Schemes.Registration)
        .ToImmutableHashSet();

    private static readonly string Parameters = Library.Schemes.Parameters.Substring(Library.Schemes.Parameters.LastIndexOf('.') + 1);

    private readonly NameIndex _index = new(Names);
    private readonly PolicyInspector _inspector;
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors =
        Rules.ProvedByAttack.Select(rule => rule.Descriptor).Append(Rules.KeysFetchedOverHttp.Descriptor)
            .Append(Rules.SettingWithoutEffect.Descriptor).ToImmutableArray();

    public SchemeSettingsAnalyzer()
        : this(AttackCatalogue.Default)
    {
    }

    /// <summary>The same analyzer with other attacks, by which tests see that findings follow from them.</summary>
    internal SchemeSettingsAnalyzer(AttackCatalogue catalogue) =>
        _inspector = new PolicyInspector(catalogue, new PolicyJudge(ReferenceValidator.Instance));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => _descriptors;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        if (!start.Options.AdditionalFiles.Any(SettingsFile.IsSettings)
            || !KnownLibraries.AreReferencedBy(start.Compilation) || !Library.Schemes.AreRead(start.Compilation)
            || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation))
            return;

        start.RegisterAdditionalFileAction(Analyze);
    }

    private void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!SettingsFile.IsAnalyzed(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider)
            || SettingsFile.Read(context.AdditionalFile, context.CancellationToken) is not { } file || !file.Entries.Any(IsOfScheme))
            return;

        var settings = new SchemeSettings(Effective(file, context), name => IsNamed(name, context));
        foreach (var scheme in Schemes(context).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var finding in settings.Find(scheme, _inspector, context.Compilation)
                .Where(finding => file.Entries.Contains(finding.Entry) && IsHere(finding.Rule, context)))
                context.ReportDiagnostic(
                    Diagnostic.Create(finding.Rule.Descriptor, file.LocationOf(finding.Entry), [.. finding.Arguments]));
        }
    }

    /// <summary>A file of an environment is read over the common one, and the common one is read under that of production.</summary>
    private static Dictionary<string, SettingsEntry> Effective(SettingsFile file, AdditionalFileAnalysisContext context)
    {
        var entries = new Dictionary<string, SettingsEntry>(StringComparer.OrdinalIgnoreCase);
        var layers = context.Options.AdditionalFiles
            .Where(other => other.Path != context.AdditionalFile.Path && SettingsFile.IsSettings(other))
            .ToLookup(SettingsFile.LayerOf);
        foreach (var layer in layers[SettingsLayer.Common])
            Add(SettingsFile.Read(layer, context.CancellationToken));
        Add(file);
        if (SettingsFile.LayerOf(context.AdditionalFile) is SettingsLayer.Common)
        {
            foreach (var layer in layers[SettingsLayer.Production])
                Add(SettingsFile.Read(layer, context.CancellationToken));
        }

        return entries;

        void Add(SettingsFile? layer)
        {
            foreach (var entry in layer?.Entries ?? ImmutableArray<SettingsEntry>.Empty)
            {
                if (IsOfScheme(entry))
                    entries[entry.Path] = entry;
            }
        }
    }

    private IEnumerable<string> Schemes(AdditionalFileAnalysisContext context)
    {
        var members = new MemberReader(context.Compilation);
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            var file = _index.Of(tree, context.CancellationToken);
            if (!file.Names.Contains(Library.Schemes.Registration))
                continue;
            var text = CodeText.Read(tree, context.CancellationToken);
            foreach (var (_, code) in members.MembersOf(
                tree, member => CodeText.Has(text, member.Span, Library.Schemes.Registration), context.CancellationToken))
            {
                foreach (var scheme in CodeBodies.ActsOf(code).Select(Library.Schemes.SchemeIn).OfType<string>())
                    yield return scheme;
            }
        }
    }

    private bool IsNamed(string name, AdditionalFileAnalysisContext context) =>
        _index.IsNamedIn(context.Compilation, name, context.CancellationToken);

    private bool IsHere(Rule rule, AdditionalFileAnalysisContext context) => rule.Evidence is not Evidence.ProvedByAttack
        ? rule != Rules.SettingWithoutEffect || !SettingsOfCode.ReadSchemes(context.Compilation, context.CancellationToken)
        : !Library.Schemes.Judges.Any(name => IsNamed(name, context))
            && !SettingsOfCode.Replace(Parameters, context.Compilation, context.CancellationToken);

    private static bool IsOfScheme(SettingsEntry entry) =>
        entry.Section.Depth > 3 && entry.Path.StartsWith(Library.Schemes.Section + ":", StringComparison.OrdinalIgnoreCase);
}
