using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>
/// JWT4003: a claim of an issued token says what the token's holder must not read. Searched once in the whole compilation, and only where a
/// file's text names what makes a token.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveClaimAnalyzer : DiagnosticAnalyzer
{
    private readonly NameIndex _index = new(LibraryNames.OfClaims);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.SensitiveClaim.Descriptor);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        var options = start.Options.AnalyzerConfigOptionsProvider;
        if (!KnownLibraries.AreReferencedBy(start.Compilation) || AnalysisOptions.IsSpared(options, start.Compilation)
            || !_index.FindsAnythingIn(start.Compilation, start.CancellationToken))
            return;

        EnvironmentNames.Note(start.Compilation, start.Options.AdditionalFiles);
        var search = new Search(start.Compilation, _index, options);
        start.RegisterSemanticModelAction(context =>
        {
            foreach (var claim in search.ClaimsIn(context.SemanticModel.SyntaxTree, context.CancellationToken))
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.SensitiveClaim.Descriptor, claim.Place.GetLocation(), Claim(claim), Content(claim.Value)));
        });
    }

    private static string Claim(SensitiveClaim claim) => claim.Name is { Length: > 0 } name ? $"The claim '{name}'" : "A claim";

    private static string Content(SensitiveValue value)
    {
        var kind = value.Kind switch
        {
            SensitiveKind.Password when value.IsHash => "the hash of a password",
            SensitiveKind.Password => "a password",
            SensitiveKind.Secret => "a secret",
            SensitiveKind.Card => "payment card data",
            SensitiveKind.IdentityNumber => "an identity number",
            SensitiveKind.BankAccount => "a bank account number",
            SensitiveKind.Health => "health data",
            _ => "sensitive data",
        };
        return value.Source is { } source ? $"{kind} ('{source}')" : kind;
    }

    /// <summary>The search of one compilation, made when the first file asks. A cancelled one is made again.</summary>
    private sealed class Search(Compilation compilation, NameIndex index, AnalyzerConfigOptionsProvider options)
    {
        private readonly object _lock = new();
        private readonly Dictionary<string, SensitiveNames> _names = new(StringComparer.Ordinal);
        private ILookup<SyntaxTree, SensitiveClaim>? _claims;

        public IEnumerable<SensitiveClaim> ClaimsIn(SyntaxTree tree, CancellationToken cancellation)
        {
            lock (_lock)
                _claims ??= SensitiveClaimSearch.Find(compilation, KnownLibraries.Of(compilation).Tokens, index, NamesFor, cancellation);
            return _claims[tree];
        }

        private SensitiveNames NamesFor(SyntaxTree tree)
        {
            var changes = string.Join(",", AnalysisOptions.SensitiveClaims.In(options.GetOptions(tree)));
            if (changes.Length == 0)
                return SensitiveNames.Default;
            if (!_names.TryGetValue(changes, out var names))
                _names[changes] = names = SensitiveNames.Of(changes);
            return names;
        }
    }
}
