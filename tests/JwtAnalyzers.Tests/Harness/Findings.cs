using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// Runs an analyzer over C# text and compares what it finds with the text's own comments: a line that ends in
/// <c>// JWT2001</c> must carry exactly that finding, and a line without such a comment none.
/// </summary>
internal static partial class Findings
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IdentityModel.Tokens.Jwt;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Authentication.JwtBearer;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Options;
        global using Microsoft.IdentityModel.JsonWebTokens;
        global using Microsoft.IdentityModel.Tokens;
        """;

    /// <summary>Asserts that the findings are those the comments announce. The code must compile.</summary>
    /// <param name="source">The text.</param>
    /// <param name="analyzer">The only analyzer that runs, where the code breaks rules of others, too.</param>
    /// <param name="more">What it references beside the JWT libraries.</param>
    public static async Task MatchComments(string source, DiagnosticAnalyzer? analyzer = null, params MetadataReference[] more)
    {
        var compilation = Compile(source);
        var findings = await OfCompiled(more.Length == 0 ? compilation : compilation.AddReferences(more), analyzer);
        Assert.Equal(Expected(source), findings.Select(Describe).Order());
    }

    /// <summary>Asserts that statements in a method raise what their comments announce. In scope: <c>services</c>, <c>configuration</c>, <c>environment</c>, <c>condition</c>, <c>key</c>.</summary>
    public static Task MatchCommentsIn(string statements, string members = "") => MatchComments($$"""
        class Subject
        {
            void Run(IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment, bool condition, SecurityKey key)
            {
        {{statements}}
            }
        {{members}}
        }
        """);

    /// <summary>Asserts that members of a class <c>Subject</c> raise what their comments announce. In scope: <c>_handler</c>, <c>_legacy</c> (the two handlers) and <c>_parameters</c>.</summary>
    public static Task MatchCommentsInClass(string members, string types = "") => MatchComments(WebUsings + $$"""
        class Subject
        {
            private readonly JsonWebTokenHandler _handler = new();
            private readonly JwtSecurityTokenHandler _legacy = new();
            private readonly TokenValidationParameters _parameters = Stage.Parameters;
            private readonly ILogger _logger = null!;
        {{members}}
        }
        {{types}}
        """);

    private const string WebUsings = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Logging;
        using JwtAnalyzers.Tests.Harness;

        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly SyntaxTree UsingsFile = CSharpSyntaxTree.ParseText(Usings, ParseOptions, "Usings.cs");

    public static CSharpCompilation Compile(string source, bool withJwt = true, string path = "Subject.cs") => Compile([(path, source)], withJwt);

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Source)> files, bool withJwt = true)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Source), ParseOptions, file.Path)).ToList();
        if (withJwt)
            trees.Add(UsingsFile);
        var isProgram = trees.Any(tree => tree.GetRoot(TestContext.Current.CancellationToken).ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement))
            || tree.ToString().Contains("static void Main()", StringComparison.Ordinal));
        return TestReferences.Compile("Subject", trees, withJwt ? TestReferences.All : TestReferences.Frameworks,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                // What is off by default is on where a comment announces it.
                specificDiagnosticOptions: Rules.All
                    .Where(rule => !rule.Descriptor.IsEnabledByDefault && trees.Any(tree => tree.ToString().Contains(rule.Id, StringComparison.Ordinal)))
                    .Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn))));
    }

    public static void AssertCompiles(Compilation compilation) =>
        AssertNoErrors(compilation.GetDiagnostics(TestContext.Current.CancellationToken));

    /// <summary>The findings in the order of the source. An exception in the analyzer fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Of(
        Compilation compilation, DiagnosticAnalyzer? analyzer = null, AnalyzerConfigOptionsProvider? options = null)
    {
        var run = new AnalyzerRun(compilation, analyzer is null ? [.. Shipped.NewAnalyzers()] : [analyzer], new AnalyzerOptions([], options ?? NoOptions));
        return InOrder(await run.FindingsAsync());
    }

    /// <summary>The same of code that has to compile: the compiler says whether it does in the same run, which binds the code once.</summary>
    public static async Task<ImmutableArray<Diagnostic>> OfCompiled(Compilation compilation, DiagnosticAnalyzer? analyzer = null)
    {
        var run = new AnalyzerRun(compilation, analyzer is null ? [.. Shipped.NewAnalyzers()] : [analyzer], new AnalyzerOptions([], NoOptions));
        var (said, findings) = await run.AllAsync();
        AssertNoErrors(said);
        return InOrder(findings);
    }

    private static readonly BuildOptions NoOptions = new();

    private static void AssertNoErrors(IEnumerable<Diagnostic> said) =>
        Assert.DoesNotContain(said, diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

    private static ImmutableArray<Diagnostic> InOrder(IEnumerable<Diagnostic> findings) =>
        [.. findings.OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];

    public static async Task<IEnumerable<string>> IdsOf(string source, DiagnosticAnalyzer? analyzer = null) =>
        (await Of(Compile(source), analyzer)).Select(finding => finding.Id);

    private static List<string> Expected(string source) =>
        [.. source.Split('\n').SelectMany((line, index) => Announced().Match(line) is { Success: true } match ? match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"{index + 1}: {id}") : []).Order()];

    private static string Describe(Diagnostic finding) => $"{finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.Id}";

    [GeneratedRegex(@"//((?: JWT\d{4})+)\s*$")]
    private static partial Regex Announced();
}
