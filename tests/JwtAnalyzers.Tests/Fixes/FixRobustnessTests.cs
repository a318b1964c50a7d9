using JwtAnalyzers.CodeFixes;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using System.Collections.Immutable;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Whatever diagnostic and whatever text a fix meets: it applies cleanly or is not offered, and never throws.</summary>
public sealed class FixRobustnessTests
{
    private const string Source = """
        public static class Subject
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration, bool isLegacy)
            {
                bool Any(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters all) => true;
                services.AddAuthentication().AddJwtBearer(options =>
                {
                    options.TokenValidationParameters = new() { RequireSignedTokens = false, LifetimeValidator = Any, IssuerSigningKey = Stage.Key };
                    if (isLegacy)
                        options.TokenValidationParameters.ValidateAudience = false;
                    else options.TokenValidationParameters.AudienceValidator = (_, _, _) => true;
                });
            }
        }
        """;

    [Fact]
    public async Task The_whole_text_has_three_fixes() => Assert.Equal(3, (await FixesAsync(Source)).Count);

    [Fact]
    public async Task A_text_cut_off_anywhere_gets_no_worse()
    {
        for (var length = 1; length < Source.Length; length += 17)
        {
            var text = Source[..length];
            foreach (var repaired in await FixesAsync(text))
                Assert.True(SyntaxErrors(repaired) <= SyntaxErrors(text), $"{text}\n=====\n{repaired}");
        }
    }

    [Fact]
    public async Task A_text_without_one_of_its_characters_gets_no_worse()
    {
        var start = Source.IndexOf("options.TokenValidationParameters = new", StringComparison.Ordinal);
        for (var index = start; index < Source.Length; index += 5)
        {
            var text = Source.Remove(index, 1);
            foreach (var repaired in await FixesAsync(text))
                Assert.True(SyntaxErrors(repaired) <= SyntaxErrors(text), $"{text}\n=====\n{repaired}");
        }
    }

    [Fact]
    public async Task A_diagnostic_of_an_older_text_has_no_fix()
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, Source);
        var diagnostics = await DiagnosticsAsync(document);
        var text = await document.GetTextAsync(TestContext.Current.CancellationToken);

        var changed = document.WithText(text.Replace(new TextSpan(0, 0), "// new\n"));
        foreach (var diagnostic in diagnostics)
            Assert.Empty(await ActionsAsync(changed, diagnostic));
    }

    [Fact]
    public async Task A_diagnostic_of_an_equal_text_has_its_fix()
    {
        using var workspace = new AdhocWorkspace();
        using var other = new AdhocWorkspace();
        foreach (var diagnostic in await DiagnosticsAsync(Document(workspace, Source)))
            Assert.Single(await ActionsAsync(Document(other, Source), diagnostic));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("RequireSignedTokens", null)]
    [InlineData("RequireSignedTokens=None", null)]
    [InlineData("RequireSignedTokens=99", null)]
    [InlineData("RequireSignedTokens=SetValue", null)]
    [InlineData("RequireSignedTokens=Rename", null)]
    [InlineData("RequireSignedTokens=Explode", null)]
    [InlineData("RequireSignedTokens=SetTrue;LifetimeValidator=Remove", null)]
    [InlineData("ValidateAudience=SetTrue", null)]
    [InlineData("RequireSignedTokens=SetTrue", "ValidAudience")]
    [InlineData("RequireSignedTokens=SetTrue", "=Audience")]
    [InlineData("RequireSignedTokens=SetTrue", "IssuerSigningKey=Key")]
    public async Task A_plan_that_cannot_be_read_or_carried_out_has_no_fix(string? repair, string? requires)
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, Source);
        var found = (await DiagnosticsAsync(document)).First(diagnostic => diagnostic.Id == "JWT1001");

        var properties = ImmutableDictionary<string, string?>.Empty;
        if (repair is not null)
            properties = properties.Add("repair", repair);
        if (requires is not null)
            properties = properties.Add("requires", requires);
        Assert.Empty(await ActionsAsync(document, Diagnostic.Create(found.Descriptor, found.Location, properties)));
    }

    [Fact]
    public async Task A_step_in_another_file_has_no_fix()
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, Source);
        var found = (await DiagnosticsAsync(document)).First(diagnostic => diagnostic.Id == "JWT1001");
        var elsewhere = document.Project.AddDocument("Other.cs", Source, filePath: "/0/Other.cs");
        var tree = await elsewhere.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);

        var plan = new RepairPlan([new("RequireSignedTokens", RepairAction.SetTrue), new("RequireSignedTokens", RepairAction.SetTrue)], null);
        var spread = Diagnostic.Create(found.Descriptor, found.Location, [Location.Create(tree!, found.Location.SourceSpan)], plan.ToProperties());
        Assert.Empty(await ActionsAsync(document, spread));
    }

    private static Document Document(AdhocWorkspace workspace, string source)
    {
        var project = workspace.CurrentSolution.AddProject("A", "A", LanguageNames.CSharp)
            .WithMetadataReferences(TestSetup.Default.References)
            .WithParseOptions(TestSetup.Default.ParseOptions)
            .WithCompilationOptions(TestSetup.Default.CompilationOptions);
        foreach (var (path, text) in TestSetup.Default.OtherFiles)
            project = project.AddDocument(path, text, filePath: path).Project;
        return project.AddDocument("Snippet.cs", source, filePath: TestSetup.Default.FilePath);
    }

    private static async Task<List<string>> FixesAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, source);
        var repaired = new List<string>();
        foreach (var diagnostic in await DiagnosticsAsync(document))
        {
            foreach (var action in await ActionsAsync(document, diagnostic))
            {
                var change = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(TestContext.Current.CancellationToken)));
                repaired.Add((await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
            }
        }

        return repaired;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return await compilation!.WithAnalyzers([.. Shipped.NewAnalyzers()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await new PolicyCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static int SyntaxErrors(string text) =>
        Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text, TestSetup.Default.ParseOptions).GetDiagnostics().Count();
}
