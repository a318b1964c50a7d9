using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>A project on its way through Fix All: what is found in it now, and the project after one rule's fixes.</summary>
/// <param name="Project">The project as it is now.</param>
internal sealed record FixedProject(Project Project)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [.. Shipped.NewAnalyzers()];

    private static readonly ImmutableDictionary<string, CodeFixProvider> Providers =
        Shipped.NewCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds.Select(id => KeyValuePair.Create(id, provider))).ToImmutableDictionary();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the rule's analyzers find, or all of them. An exception in one fails the test.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(string? id = null)
    {
        var compilation = (await Project.GetCompilationAsync(Cancellation))!;
        Exception? thrown = null;
        var found = await compilation.WithAnalyzers(
            id is null ? Analyzers : [.. Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(supported => supported.Id == id))],
            new CompilationWithAnalyzersOptions(Project.AnalyzerOptions, (exception, _, _) => thrown = exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(Cancellation);
        if (thrown is not null)
            throw new InvalidOperationException($"An analyzer threw in {Project.Name}.", thrown);
        return [.. found.Where(finding => !finding.IsSuppressed && (id is null || finding.Id == id)).OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>Whether no document has changed in which the rule has a finding. What a change does to other documents shows when all is looked at again.</summary>
    public async Task<bool> AreCurrentAsync(ImmutableArray<Diagnostic> findings, string id)
    {
        foreach (var tree in findings.Where(finding => finding.Id == id && finding.Location.IsInSource).Select(finding => finding.Location.SourceTree).Distinct())
        {
            if (Project.GetDocument(tree) is not { } document || await document.GetSyntaxTreeAsync(Cancellation) != tree)
                return false;
        }

        return true;
    }

    public static bool IsFixable(Diagnostic finding) => HasFix(finding.Id) && finding.Location.IsInSource;

    /// <summary>Whether the rule has a fix at all.</summary>
    public static bool HasFix(string id) => Providers.ContainsKey(id);

    /// <summary>Whether a fix is offered for the finding, as a light bulb would.</summary>
    public async Task<bool> HasFixAsync(Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        if (Project.GetDocument(finding.Location.SourceTree) is not { } document)
            return false;
        await Providers[finding.Id].RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), Cancellation));
        return actions.Count > 0;
    }

    /// <summary>Fix All for one rule in the whole project, as an IDE and <c>dotnet format</c> do it.</summary>
    public async Task<FixedProject> FixAllAsync(string id, ImmutableArray<Diagnostic> findings)
    {
        if (!findings.Any(finding => finding.Id == id && IsFixable(finding)))
            return this;
        var provider = Providers[id];
        var context = new FixAllContext(Project.Documents.First(), provider, FixAllScope.Project, id, [id], new Given(findings), Cancellation);
        if (await provider.GetFixAllProvider()!.GetFixAsync(context) is not { } action)
            return this;
        var operations = await action.GetOperationsAsync(Cancellation);
        return new FixedProject(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(Project.Id)!);
    }

    /// <summary>The documents whose text differs, before and after.</summary>
    public async Task<IReadOnlyList<(Document Before, Document After)>> ChangesFromAsync(FixedProject before)
    {
        var changes = new List<(Document, Document)>();
        foreach (var document in Project.Documents)
        {
            var old = before.Project.GetDocument(document.Id)!;
            if (old != document && !(await old.GetTextAsync(Cancellation)).ContentEquals(await document.GetTextAsync(Cancellation)))
                changes.Add((old, document));
        }

        return changes;
    }

    /// <summary>What the compiler says, by id and words: places move.</summary>
    public async Task<ImmutableArray<string>> CompilerSaysAsync() =>
        [.. (await Project.GetCompilationAsync(Cancellation))!.GetDiagnostics(Cancellation)
            .Where(said => said is { IsSuppressed: false, Severity: >= DiagnosticSeverity.Warning })
            .Select(said => $"{said.Severity.ToString().ToLowerInvariant()} {said.Id}: {said.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    private sealed class Given(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return findings.Where(finding => finding.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(finding => !finding.Location.IsInSource));
    }
}
