using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using JwtAnalyzers.Tests.Harness.FixAll;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

internal static partial class Verify
{
    /// <summary>
    /// The snippet raises what its markup says; each diagnostic has one fix, with this title; applied one by one, and by Fix All in
    /// document, project and solution, they give the fixed text, which raises nothing; and both texts are run (<see cref="RunProof"/>).
    /// </summary>
    /// <param name="source">The snippet, in a form that <see cref="SnippetProgram"/> can run.</param>
    /// <param name="fixedSource">The whole text after the fix.</param>
    /// <param name="title">The title of the fix, or the titles one to a line where there are several.</param>
    /// <param name="setup">The project it is in.</param>
    public static async Task FixAsync(string source, string fixedSource, string title, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        var (text, ruleIds, titles) = await FixTextAsync(source, fixedSource, title, setup);
        await RunProof.RunAsync(text, fixedSource, ruleIds, titles, setup);
    }

    /// <summary>The same without a run, for code in which the attack is no token: a key that is made, and that nobody can predict before or after in a test.</summary>
    public static async Task<(string Text, string[] RuleIds, string[] Titles)> FixTextAsync(string source, string fixedSource, string title, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        var test = new FixTest(setup, Sample.Has(source));
        setup.ApplyTo(test, source);
        setup.Fill(test.FixedState, fixedSource);

        TestFileMarkupParser.GetSpans(source, out var text, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
        string[] ruleIds = [.. spans.Keys.Where(id => id.StartsWith("JWT", StringComparison.Ordinal))];
        // One for each rule, at most: a plan that repairs several settings may repair another rule's too.
        test.NumberOfFixAllIterations = ruleIds.Length == 1 ? 1 : -ruleIds.Length;
        await test.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(title.ReplaceLineEndings("\n").Split('\n').Order(), test.Titles.Order());
        await FixVariants.RunAsync(text, setup);
        return (text, ruleIds, [.. test.Titles]);
    }

    /// <summary>The snippet raises what its markup says, and no fix is offered.</summary>
    public static async Task NoFixAsync(string source, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        var test = new FixTest(setup, Sample.Has(source)) { CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck };
        setup.ApplyTo(test, source);
        setup.Fill(test.FixedState, source);
        await test.RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(test.Titles);
    }

    private sealed class FixTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
    {
        private readonly TestSetup _setup;

        // The test library applies fixes one by one and all at once on several threads.
        private readonly ConcurrentDictionary<string, bool> _titles = [];

        public FixTest(TestSetup setup, bool isWhole)
        {
            _setup = setup;
            CodeFixTestBehaviors = isWhole
                ? CodeFixTestBehaviors.None
                : CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
            if (!isWhole)
                TestBehaviors |= TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
            // Fix All in a project and a solution is to do what the light bulb does.
            TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{TestSetup.AllFixes} = true\n"));
        }

        /// <summary>The titles of all actions that were offered.</summary>
        public ICollection<string> Titles => _titles.Keys;

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => _setup.NewAnalyzers();

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Shipped.NewCodeFixProviders();

        protected override ParseOptions CreateParseOptions() => _setup.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => _setup.CompilationOptions;

        protected override CodeFixContext CreateCodeFixContext(
            Document document,
            TextSpan span,
            ImmutableArray<Diagnostic> diagnostics,
            Action<CodeAction, ImmutableArray<Diagnostic>> registerCodeFix,
            CancellationToken cancellationToken)
        {
            var actions = new HashSet<(string, TextSpan)>();
            return base.CreateCodeFixContext(
                document,
                span,
                diagnostics,
                (action, fixable) =>
                {
                    var diagnostic = Assert.Single(fixable);
                    Assert.Equal(diagnostic.Id, action.EquivalenceKey);
                    Assert.True(actions.Add((diagnostic.Id, diagnostic.Location.SourceSpan)), $"{diagnostic.Id} has more than one action.");
                    _titles.TryAdd(action.Title, true);
                    registerCodeFix(action, fixable);
                },
                cancellationToken);
        }
    }
}
