using System.Collections.Frozen;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>
/// What keeps <c>src</c> readable at first sight: short members of few decisions and parameters, and lines that fit beside another file. What is over the limits
/// is listed with its figure. A figure may only go down, and what is within the limits goes from the list.
/// </summary>
public sealed class MemberSizeTests(ITestOutputHelper output)
{
    private const int MostLines = 50;
    private const int MostComplexity = 40;
    private const int MostParameters = 5;
    private const int MostColumns = 140;

    private static readonly FrozenDictionary<string, int> TooLong = new Dictionary<string, int>
    {
        ["JwtAnalyzers/Libraries/Library.cs All"] = 64,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> TooComplex = new Dictionary<string, int>
    {
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> TooManyParameters = new Dictionary<string, int>
    {
        ["JwtAnalyzers.Validation/Algorithms/EllipticCurve.cs constructor"] = 7,
        ["JwtAnalyzers.Validation/Json/JsonValue.cs constructor"] = 6,
        ["JwtAnalyzers/Rules.cs Pattern"] = 6,
        ["JwtAnalyzers/Rules.cs Proved"] = 7,
    }.ToFrozenDictionary();

    /// <summary>How many lines of each project are too long.</summary>
    private static readonly FrozenDictionary<string, int> TooWide = new Dictionary<string, int>
    {
    }.ToFrozenDictionary();

    private static readonly Lazy<List<MemberSize>> Members = new(() => [.. House.Src.Files.SelectMany(file => MemberSize.In(file, CancellationToken.None))]);

    [Fact]
    public void A_member_has_at_most_50_lines() => Judge("lines", member => member.Lines, MostLines, TooLong);

    [Fact]
    public void A_member_has_at_most_40_decisions() => Judge("complexity", member => member.Complexity, MostComplexity, TooComplex);

    [Fact]
    public void A_member_has_at_most_5_parameters() => Judge("parameters", member => member.Parameters, MostParameters, TooManyParameters);

    [Fact]
    public void A_line_has_at_most_140_columns()
    {
        var lines = House.Src.Files
            .SelectMany(file => file.GetText(TestContext.Current.CancellationToken).Lines.Select(line => (File: file.FilePath, Number: line.LineNumber + 1, Columns: line.Span.Length)))
            .Where(line => line.Columns > MostColumns).ToList();
        foreach (var (file, number, columns) in lines.OrderByDescending(line => line.Columns).Take(10))
            output.WriteLine($"{columns,4} columns: {file}:{number}");
        var counts = lines.GroupBy(line => line.File.Split('/')[0]).ToDictionary(project => project.Key, project => project.Count());
        foreach (var (project, count) in counts)
            output.WriteLine($"{count,4} lines over {MostColumns} columns: {project}");
        HouseTests.AssertNone(Grown(counts, TooWide));
    }

    private void Judge(string what, Func<MemberSize, int> figure, int most, FrozenDictionary<string, int> known)
    {
        foreach (var member in Members.Value.OrderByDescending(figure).Take(10))
            output.WriteLine($"{figure(member),4} {what}: {member.Name}");
        // Overloads have one name: the largest counts.
        var found = Members.Value.Where(member => figure(member) > most).GroupBy(member => member.Name).ToDictionary(same => same.Key, same => same.Max(figure));
        HouseTests.AssertNone(Grown(found, known));
    }

    private static IEnumerable<string> Grown(Dictionary<string, int> found, FrozenDictionary<string, int> known) =>
        found.Where(each => each.Value > known.GetValueOrDefault(each.Key)).Select(each => $"[\"{each.Key}\"] = {each.Value}, and may be {known.GetValueOrDefault(each.Key)}")
            .Concat(known.Keys.Except(found.Keys).Select(gone => $"delete it from the list, it is within the limit: {gone}"));
}
