using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>A project's configuration file, as the build hands it to the compiler.</summary>
internal sealed class SettingsText(string path, SourceText text) : AdditionalText
{
    public SettingsText(string path, string text)
        : this(path, SourceText.From(text))
    {
    }

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}

/// <summary>Runs every shipped analyzer over code and configuration files, and compares what it finds with the comments in both: <c>"Key": "…" // JWT3003</c>.</summary>
internal static partial class SettingsFindings
{
    public const string AnApi = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer();
        builder.Build().Run();
        """;

    public static Task MatchComments(string json, string code = AnApi) => MatchComments([("appsettings.json", json)], code);

    public static async Task MatchComments(IEnumerable<(string Name, string Json)> files, string code = AnApi, params (string Key, string Value)[] options)
    {
        var texts = files.ToList();
        var found = await Of(texts.Select(file => new SettingsText($"/project/{file.Name}", file.Json)), code, options);
        Assert.Equal(
            texts.Append(("Subject.cs", code)).SelectMany(file => Announced(file.Item1, file.Item2)).Order(StringComparer.Ordinal),
            found.Select(Describe).Order(StringComparer.Ordinal));
    }

    public static Task<ImmutableArray<Diagnostic>> Of(IEnumerable<AdditionalText> files, string code = AnApi, params (string Key, string Value)[] options) =>
        Of(files, code, [.. Shipped.NewAnalyzers()], options);

    public static async Task<ImmutableArray<Diagnostic>> Of(IEnumerable<AdditionalText> files, string code, ImmutableArray<DiagnosticAnalyzer> analyzers, params (string Key, string Value)[] options)
    {
        var (said, findings) = await new AnalyzerRun(Findings.Compile(code), analyzers, Options(files, options)).AllAsync();
        Assert.Empty(said.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error));
        return findings;
    }

    /// <summary>The findings in code that need not compile. An exception in an analyzer fails the test.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(
        IEnumerable<AdditionalText> files, Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, params (string Key, string Value)[] options) =>
        new AnalyzerRun(compilation, analyzers, Options(files, options)).FindingsAsync();

    private static AnalyzerOptions Options(IEnumerable<AdditionalText> files, (string Key, string Value)[] options) =>
        new([.. files], new SectionOptions(options));

    private static IEnumerable<string> Announced(string file, string text) => text.Split('\n').SelectMany((line, index) =>
        Announcement().Match(line) is { Success: true } match ? match.Groups["id"].Captures.Select(id => $"{file}({index + 1}): {id.Value}") : []);

    private static string Describe(Diagnostic finding) =>
        $"{Path.GetFileName(finding.Location.GetLineSpan().Path)}({finding.Location.GetLineSpan().StartLinePosition.Line + 1}): {finding.Id}";

    [GeneratedRegex(@"//(?: (?<id>JWT\d{4}))+\s*$")]
    private static partial Regex Announcement();

    /// <summary>Options of the build, and of the section of an <c>.editorconfig</c> that is about one file: <c>appsettings.json/key</c>.</summary>
    private sealed class SectionOptions((string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values.ToImmutableDictionary(pair => pair.Key, pair => pair.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(values
            .Where(pair => pair.Key.StartsWith(Path.GetFileName(textFile.Path) + "/", StringComparison.Ordinal))
            .ToImmutableDictionary(pair => pair.Key[(pair.Key.IndexOf('/') + 1)..], pair => pair.Value));

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
