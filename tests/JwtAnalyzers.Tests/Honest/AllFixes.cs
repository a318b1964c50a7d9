using System.Collections.Immutable;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Honest;

/// <summary>Applies every fix that is offered, as <c>dotnet format analyzers</c> does: one rule after the other, Fix All with the first action's key, and again until nothing changes.</summary>
internal static class AllFixes
{
    private const int MaximumRounds = 10;

    /// <param name="Text">The program after all fixes.</param>
    /// <param name="Found">The rules that reported something.</param>
    /// <param name="Fixed">The rules that a fix was applied for.</param>
    /// <param name="Titles">What the fixes were called.</param>
    internal sealed record Result(string Text, ImmutableSortedSet<string> Found, ImmutableSortedSet<string> Fixed, ImmutableSortedSet<string> Titles);

    public static async Task<Result> ApplyAsync(string source, TestSetup setup)
    {
        using var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var program = DocumentId.CreateNewId(id);
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "App", "App", LanguageNames.CSharp, compilationOptions: setup.CompilationOptions, parseOptions: setup.ParseOptions, metadataReferences: setup.References))
            .AddDocument(program, "Program.cs", SourceText.From(source), filePath: "/app/Program.cs");
        solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From($"is_global = true\n{TestSetup.AllFixes} = true\n"), filePath: "/.globalconfig");
        foreach (var (path, text) in setup.OtherFiles)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path, SourceText.From(text), filePath: path);

        ImmutableSortedSet<string> found = [], repaired = [], titles = [];
        var (looked, findings) = (solution, await FindingsAsync(solution.GetProject(id)!));
        for (var round = 0; ; round++)
        {
            Assert.True(round < MaximumRounds, "The fixes never come to an end.");
            var before = solution;
            if (looked != solution)
                (looked, findings) = (solution, await FindingsAsync(solution.GetProject(id)!));
            found = found.Union(findings.Select(finding => finding.Id));
            foreach (var rule in Rules.All.Where(rule => rule.HasFix).Select(rule => rule.Id).Order(StringComparer.Ordinal))
            {
                if (findings.Where(finding => finding.Id == rule).ToImmutableArray() is not { IsEmpty: false } own || await ActionsAsync(solution.GetDocument(program)!, own) is not [var (provider, action), ..] actions)
                    continue;
                titles = titles.Union(actions.Select(each => each.Action.Title));
                repaired = repaired.Add(rule);
                solution = await FixAllAsync(solution.GetDocument(program)!, provider, action, rule, own);
                (looked, findings) = (solution, await FindingsAsync(solution.GetProject(id)!));
            }

            if (solution == before || solution.GetChanges(before).GetProjectChanges().All(project => !project.GetChangedDocuments().Any()))
                break;
        }

        return new Result((await solution.GetDocument(program)!.GetTextAsync(Cancellation)).ToString(), found, repaired, titles);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project) => await Harness.Findings.Of((await project.GetCompilationAsync(Cancellation))!);

    /// <summary>The first action of each finding.</summary>
    private static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> ActionsAsync(Document document, ImmutableArray<Diagnostic> findings)
    {
        var actions = new List<(CodeFixProvider, CodeAction)>();
        foreach (var finding in findings)
        {
            foreach (var provider in Shipped.NewCodeFixProviders().Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
            {
                CodeAction? first = null;
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => first ??= action, Cancellation));
                if (first is not null)
                    actions.Add((provider, first));
            }
        }

        return actions;
    }

    private static async Task<Solution> FixAllAsync(Document document, CodeFixProvider provider, CodeAction action, string rule, ImmutableArray<Diagnostic> findings)
    {
        var context = new FixAllContext(document, provider, FixAllScope.Solution, action.EquivalenceKey, [rule], new Given(findings), Cancellation);
        var all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return (await all!.GetOperationsAsync(Cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class Given(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return findings.Where(finding => finding.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
