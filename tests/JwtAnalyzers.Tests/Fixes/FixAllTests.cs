using JwtAnalyzers.CodeFixes;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>Fix All over several documents and projects. That it gives the same text as single fixes is part of every other fix test.</summary>
public sealed class FixAllTests
{
    private const string Title = "Set 'ValidateAudience = true' (needs configuration 'Jwt:Audience')";

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 4)]
    public async Task Fixes_what_the_scope_holds_and_nothing_else(FixAllScope scope, int documents)
    {
        using var workspace = new AdhocWorkspace();
        var solution = TwoProjectsOfTwoDocuments(workspace.CurrentSolution);
        var document = solution.Projects.First().Documents.First();

        var repaired = await FixAllAsync(document, scope, "JWT2003");

        var changed = repaired.GetChanges(solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()).ToList();
        Assert.Equal(documents, changed.Count);
        Assert.Contains(document.Id, changed);
        foreach (var id in changed)
        {
            var text = (await repaired.GetDocument(id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            Assert.DoesNotContain("ValidateAudience = false", text);
            Assert.Contains("RequireSignedTokens = false", text); // another rule's
            await RunProof.RunAsync(Source, text, ["JWT2003"], [Title], TestSetup.Default);
        }
    }

    /// <summary>What needs a setting is applied to whole projects only where that is asked for, in any of the places that a build reads. In one document it always is.</summary>
    [Theory]
    [InlineData(FixAllScope.Document, "", true)]
    [InlineData(FixAllScope.Project, "", false)]
    [InlineData(FixAllScope.Solution, "", false)]
    [InlineData(FixAllScope.Solution, "[*.cs]\njwt_analyzers.fix_all_may_need_settings = false", false)]
    [InlineData(FixAllScope.Solution, "[Other.cs]\njwt_analyzers.fix_all_may_need_settings = true", false)]
    [InlineData(FixAllScope.Solution, "[*.cs]\njwt_analyzers.fix_all_may_need_settings = true", true)]
    [InlineData(FixAllScope.Project, "[*.cs]\njwt_analyzers.fix_all_may_need_settings = True", true)]
    [InlineData(FixAllScope.Solution, "is_global = true\njwt_analyzers.fix_all_may_need_settings = true", true)]
    [InlineData(FixAllScope.Solution, "is_global = true\nbuild_property.JwtAnalyzersFixAllMayNeedSettings = true", true)]
    [InlineData(FixAllScope.Solution, "is_global = true\nbuild_property.JwtAnalyzersFixAllMayNeedSettings = yes", false)]
    [InlineData(FixAllScope.Solution, "is_global = true\nbuild_property.JwtAnalyzersFixAllMayNeedSettings =", false)]
    public async Task What_needs_a_setting_waits_until_it_is_asked_for(FixAllScope scope, string configuration, bool isApplied)
    {
        using var workspace = new AdhocWorkspace();
        var document = Add(workspace.CurrentSolution, "A", configuration, ("A.cs", Source.Replace("IssuerSigningKey = Stage.Key,", "IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(\"fT3-kq9Zr_dW1xNc8LbV5yHs2MpGj7Ua\")),", StringComparison.Ordinal)))
            .Projects.Single().Documents.First();

        foreach (var (provider, rule) in ((CodeFixProvider, string)[])[(new PolicyCodeFixProvider(), "JWT1001"), (new PolicyCodeFixProvider(), "JWT2003"), (new PatternCodeFixProvider(), "JWT3001")])
            document = (await FixAllAsync(document, scope, rule, [rule], provider: provider)).GetDocument(document.Id)!;

        var text = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.DoesNotContain("RequireSignedTokens = false", text);
        Assert.Equal(isApplied, !text.Contains("ValidateAudience = false", StringComparison.Ordinal));
        Assert.Equal(isApplied, text.Contains("configuration[\"Jwt:Audience\"] ?? throw", StringComparison.Ordinal));
        Assert.Equal(isApplied, !text.Contains("fT3-kq9Zr", StringComparison.Ordinal));
    }

    /// <summary>A value that the code reads already, and that nobody missed until now, has to be there from then on: that is a setting, too.</summary>
    [Fact]
    public async Task So_does_what_makes_a_setting_necessary_that_is_read_already()
    {
        using var workspace = new AdhocWorkspace();
        var document = Add(workspace.CurrentSolution, "A", "", ("A.cs", Source.Replace("RequireSignedTokens = false", "ValidAudience = configuration[\"Jwt:Audience\"]", StringComparison.Ordinal))).Projects.Single().Documents.First();

        var text = (await (await FixAllAsync(document, FixAllScope.Solution, "JWT2003")).GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

        Assert.Contains("ValidateAudience = false", text);
    }

    /// <summary>`dotnet format` asks for one id with the key of the first diagnostic of any id, or without one; an IDE for all ids with the key of one.</summary>
    [Theory]
    [InlineData("JWT1001", "JWT2003")]
    [InlineData(null, "JWT2003")]
    [InlineData("JWT2003", "JWT1001 JWT2001 JWT2003")]
    public async Task Fixes_what_is_asked_for_however_it_is_asked(string? key, string ids)
    {
        using var workspace = new AdhocWorkspace();
        var document = TwoProjectsOfTwoDocuments(workspace.CurrentSolution).Projects.First().Documents.First();

        var repaired = await FixAllAsync(document, FixAllScope.Document, key, ids.Split(' '));

        var text = (await repaired.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.DoesNotContain("ValidateAudience = false", text);
        Assert.Contains("RequireSignedTokens = false", text);
    }

    [Fact]
    public async Task Objects_that_need_a_value_each_get_it_and_each_once()
    {
        using var workspace = new AdhocWorkspace();
        var solution = Add(workspace.CurrentSolution, "A", ("A.cs", """
            public static class Subject
            {
                public static TokenValidationParameters Parameters(IConfiguration configuration, bool isFirst)
                {
                    var first = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = false };
                    var second = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                    second.ValidateAudience = false;
                    return isFirst ? first : second;
                }
            }
            """));
        var document = solution.Projects.Single().Documents.First();

        var text = await (await FixAllAsync(document, FixAllScope.Document, "JWT2003")).GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            public static class Subject
            {
                public static TokenValidationParameters Parameters(IConfiguration configuration, bool isFirst)
                {
                    var first = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = true, ValidAudience = configuration["Jwt:Audience"] ?? throw new InvalidOperationException("Set 'Jwt:Audience' in the configuration.") };
                    var second = new TokenValidationParameters { ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key };
                    second.ValidateAudience = true;
                    second.ValidAudience = configuration["Jwt:Audience"] ?? throw new InvalidOperationException("Set 'Jwt:Audience' in the configuration.");
                    return isFirst ? first : second;
                }
            }
            """,
            text.ToString());
        await RunProof.RunAsync((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString(), text.ToString(), ["JWT2003"], [Title], TestSetup.Default);
    }

    /// <summary>A value that several schemes read is declared once where all see it, and never where C# has the name already.</summary>
    [Theory]
    [InlineData("«A» «B»")]
    [InlineData("if (services.Count > 5) { «A» } else { «B» }")]
    [InlineData("«A» if (services.Count > 5) { «B» }")]
    [InlineData("if (services.Count > 5) { «A» } «B»")]
    [InlineData("switch (services.Count) { case 1: «A» break; default: «B» break; }")]
    [InlineData("switch (services.Count) { case 1: { «A» break; } default: { «B» break; } }")]
    [InlineData("«A» static void Other(IServiceCollection services, IConfiguration configuration) { «B» } Other(services, configuration);")]
    [InlineData("«A» Action<IServiceCollection> more = others => { services = others; «B» };")]
    [InlineData("«A»\n#if !STAGING\n«B»\n#endif\n")]
    [InlineData("\n#if !STAGING\n«A»\n#endif\n«B»", "STAGING")]
    [InlineData("AddMore(); «A» void AddMore() { if (services.Count > 5) { «B» } }")]
    public async Task Schemes_that_need_the_same_value(string body, string? otherBuild = null)
    {
        using var workspace = new AdhocWorkspace();
        var statements = body.Replace("«A»", Scheme("A"), StringComparison.Ordinal).Replace("«B»", Scheme("B"), StringComparison.Ordinal);
        var project = Add(workspace.CurrentSolution, "A", ("A.cs", $"public static class Subject {{ public static void Configure(IServiceCollection services, IConfiguration configuration) {{ {statements} }} }}")).Projects.Single();
        Assert.Equal(2, await CountAsync(project));

        project = (await FixAllAsync(project.Documents.First(), FixAllScope.Document, "JWT2003")).Projects.Single();

        await AssertCompilesAsync(project);
        Assert.Equal(0, await CountAsync(project));
        if (otherBuild is not null)
            await AssertCompilesAsync(project.WithParseOptions(TestSetup.Default.ParseOptions.WithPreprocessorSymbols(otherBuild)));
    }

    /// <summary>However many schemes there are, each with a key of its own: one pass repairs them all, and gives the same text whichever finding it is told of first.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(12, false)]
    [InlineData(12, true)]
    public async Task Schemes_that_need_different_values(int count, bool isChain)
    {
        using var workspace = new AdhocWorkspace();
        var names = Enumerable.Range(1, count).Select(number => $"S{number}").ToList();
        var schemes = names.Select(name => $".AddJwtBearer(\"{name}\", o => o.TokenValidationParameters = new() {{ ValidIssuer = configuration[\"{name}:Issuer\"], IssuerSigningKey = Stage.Key, ValidateAudience = false }})").ToList();
        var statements = isChain ? $"services.AddAuthentication(){string.Concat(schemes)};" : string.Join("\n", schemes.Select(scheme => $"services.AddAuthentication(){scheme};"));
        var project = Add(workspace.CurrentSolution, "A", ("A.cs", $"public static class Subject {{ public static void Configure(IServiceCollection services, IConfiguration configuration) {{\n{statements}\n}} }}")).Projects.Single();
        Assert.Equal(count, await CountAsync(project));

        var repaired = (await FixAllAsync(project.Documents.First(), FixAllScope.Document, "JWT2003")).Projects.Single();

        await AssertCompilesAsync(repaired);
        Assert.Equal(0, await CountAsync(repaired));
        var text = await TextAsync(repaired);
        Assert.Equal(text, await TextAsync((await FixAllAsync(project.Documents.First(), FixAllScope.Document, "JWT2003", ["JWT2003"], new Diagnostics(isBackwards: true))).Projects.Single()));
        Assert.Equal(Enumerable.Range(1, count).Select(number => number == 1 ? "audience" : $"audience{number}"), Regex.Matches(text, "var (\\w+) =").Select(match => match.Groups[1].Value));
        // Each scheme is given what is read for it.
        var variables = names.ToDictionary(name => name, name => Regex.Match(text, $"var (\\w+) = configuration\\[\"{name}:Audience\"\\]").Groups[1].Value);
        Assert.All(variables, variable => Assert.Matches($"ValidIssuer = configuration\\[\"{variable.Key}:Issuer\"\\], [^}}]*ValidAudience = {variable.Value} }}", text));
        await RunProof.RunAsync(
            await TextAsync(project), text, ["JWT2003"], [.. names.Select(name => $"(needs configuration '{name}:Audience')")],
            TestSetup.Default with { Configuration = names.ToImmutableDictionary(name => $"{name}:Issuer", _ => Stage.Issuer) });
    }

    private static async Task<int> CountAsync(Project project) =>
        (await new Diagnostics().GetAllDiagnosticsAsync(project, TestContext.Current.CancellationToken)).Count(diagnostic => diagnostic.Id == "JWT2003");

    private static async Task<string> TextAsync(Project project) => (await project.Documents.First().GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task AssertCompilesAsync(Project project)
    {
        var errors = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"{string.Join('\n', errors)}\nin\n{await TextAsync(project)}");
    }

    private static string Scheme(string name) =>
        $"services.AddAuthentication().AddJwtBearer(\"{name}\", o => o.TokenValidationParameters = new() {{ ValidIssuer = Stage.Issuer, IssuerSigningKey = Stage.Key, ValidateAudience = false }});";

    private const string Source = """
        public static class Subject
        {
            public static TokenValidationParameters Parameters(IConfiguration configuration) => new()
            {
                ValidIssuer = Stage.Issuer,
                IssuerSigningKey = Stage.Key,
                ValidateAudience = false,
                RequireSignedTokens = false,
            };
        }
        """;

    private static Solution TwoProjectsOfTwoDocuments(Solution solution)
    {
        foreach (var name in (string[])["A", "B"])
            solution = Add(solution, name, ("First.cs", $"namespace First;\n{Source}"), ("Second.cs", $"namespace Second;\n{Source}"));
        return solution;
    }

    private static Solution Add(Solution solution, string name, params (string Name, string Text)[] documents) => Add(solution, name, $"is_global = true\n{TestSetup.AllFixes} = true", documents);

    private static Solution Add(Solution solution, string name, string configuration, params (string Name, string Text)[] documents)
    {
        var project = solution.AddProject(name, name, LanguageNames.CSharp)
            .WithMetadataReferences(TestSetup.Default.References)
            .WithParseOptions(TestSetup.Default.ParseOptions)
            .WithCompilationOptions(TestSetup.Default.CompilationOptions);
        if (configuration.Length > 0)
            project = project.AddAnalyzerConfigDocument(".config", SourceText.From(configuration), filePath: $"/{name}/{(configuration.StartsWith('[') ? ".editorconfig" : ".globalconfig")}").Project;
        foreach (var (path, text) in documents.Concat(TestSetup.Default.OtherFiles.Select(file => (file.Key, file.Value))))
            project = project.AddDocument(path, SourceText.From(text), filePath: $"/{name}/{path}").Project;
        return project.Solution;
    }

    private static Task<Solution> FixAllAsync(Document document, FixAllScope scope, string id) => FixAllAsync(document, scope, id, [id]);

    private static async Task<Solution> FixAllAsync(Document document, FixAllScope scope, string? key, string[] ids, Diagnostics? diagnostics = null, CodeFixProvider? provider = null)
    {
        provider ??= new PolicyCodeFixProvider();
        var context = new FixAllContext(document, provider, scope, key!, ids, diagnostics ?? new Diagnostics(), TestContext.Current.CancellationToken);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(TestContext.Current.CancellationToken);
        return Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
    }

    /// <summary>What the analyzers say of a project, as an IDE or <c>dotnet format</c> hands it to a fix.</summary>
    private sealed class Diagnostics(bool isBackwards = false) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            var compilation = await project.GetCompilationAsync(cancellationToken);
            var found = (await compilation!.WithAnalyzers([.. Shipped.NewAnalyzers()]).GetAnalyzerDiagnosticsAsync(cancellationToken)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start);
            return isBackwards ? found.Reverse() : found;
        }

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
