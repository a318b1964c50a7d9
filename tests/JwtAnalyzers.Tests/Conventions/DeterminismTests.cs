using System.Globalization;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The same code raises the same findings with the same words, whatever culture, folder, order of files or number of threads.</summary>
[Collection(Alone.Name)]
public sealed class DeterminismTests
{
    /// <summary>Every snippet of <c>rules.md</c> that raises something, each a file of a project of its own.</summary>
    private static readonly (string Path, string Text)[] Sources =
        [.. RuleDocument.Snippets.Where(snippet => snippet.Announcement.StartsWith("fires: ", StringComparison.Ordinal) && !IsProgram(snippet.Code))
            .Select((snippet, index) => ($"File{index}.cs", $"namespace N{index} {{ {snippet.Code} }}"))];

    [Fact]
    public async Task There_is_something_to_compare() => Assert.True((await FindingsAsync()).Count > 20);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public async Task In_any_culture(string culture)
    {
        var expected = await FindingsAsync();
        var (before, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, await FindingsAsync());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, ui);
            CultureInfo.DefaultThreadCurrentCulture = null;
        }
    }

    [Fact]
    public async Task In_any_order_of_files() => Assert.Equal(await FindingsAsync(), await FindingsAsync(sources: [.. Sources.Reverse()]));

    [Fact]
    public async Task In_any_folder() => Assert.Equal(await FindingsAsync(), await FindingsAsync(folder: "/another/ölder/folder/"));

    [Fact]
    public async Task On_one_thread_and_on_many()
    {
        var expected = await FindingsAsync(isConcurrent: false);
        for (var run = 0; run < 3; run++)
            Assert.Equal(expected, await FindingsAsync());
    }

    private static async Task<List<string>> FindingsAsync(string folder = "", (string Path, string Text)[]? sources = null, bool isConcurrent = true)
    {
        var compilation = Findings.Compile((sources ?? Sources).Select(source => (folder + source.Path, source.Text)));
        var found = await compilation.WithAnalyzers(
            [.. Shipped.NewAnalyzers()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, finding => finding.Id == "AD0001");
        return [.. found.Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(Diagnostic finding) =>
        $"{Path.GetFileName(finding.Location.GetLineSpan().Path)} {finding.Location.SourceSpan} {finding.Id} {finding.GetMessage(CultureInfo.InvariantCulture)} "
        + string.Join(' ', finding.AdditionalLocations.Select(place => $"{Path.GetFileName(place.GetLineSpan().Path)} {place.SourceSpan}"))
        + string.Join(' ', finding.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"));

    private static bool IsProgram(string code) => CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot().Members.Any(member => member.IsKind(SyntaxKind.GlobalStatement));

}
