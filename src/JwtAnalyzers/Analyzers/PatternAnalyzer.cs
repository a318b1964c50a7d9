using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers;

/// <summary>
/// A family of rules that know an insecure shape of code. The cheap way in is shared: a JWT library is referenced, the file's
/// text names a member that the family looks at, and only then a member's operations are read.
/// </summary>
public abstract class PatternAnalyzer : DiagnosticAnalyzer
{
    private readonly NameIndex _index;
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors;

    private protected PatternAnalyzer(ImmutableHashSet<string> names, params Rule[] rules)
    {
        _index = new NameIndex(names);
        _descriptors = rules.Select(rule => rule.Descriptor).ToImmutableArray();
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => _descriptors;

    public override void Initialize(AnalysisContext context)
    {
        // A Razor component's code is generated, and a token read in it is as real as any.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private protected abstract void Analyze(PatternContext context);

    /// <summary>Whether a member of a file that names what the family looks at is worth reading: here, one that names it itself.</summary>
    private protected virtual bool IsWorthReading(SyntaxNode member, FileHits file) => file.Hits(member.Span);

    /// <summary>Whether a compilation has what the family is about: a JWT library.</summary>
    private protected virtual bool Applies(Compilation compilation, CancellationToken cancellation) =>
        KnownLibraries.AreReferencedBy(compilation);

    private void Start(CompilationStartAnalysisContext start)
    {
        if (!Applies(start.Compilation, start.CancellationToken)
            || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation)
            || !_index.FindsAnythingIn(start.Compilation, start.CancellationToken))
            return;

        EnvironmentNames.Note(start.Compilation, start.Options.AdditionalFiles);
        var libraries = KnownLibraries.Of(start.Compilation);
        var members = new MemberReader(start.Compilation);
        var files = new FileByFile(_index);
        start.RegisterOperationBlockAction(context =>
        {
            var file = files.Of(context.OperationBlocks[0].Syntax.SyntaxTree, context.CancellationToken);
            if (!file.IsEmpty && context.OperationBlocks.Any(block => IsWorthReading(block.Syntax, file)))
                TooMuchToReadException.Guard(() => Analyze(new PatternContext(context, file, libraries, members.ForBody())));
        });
    }
}
