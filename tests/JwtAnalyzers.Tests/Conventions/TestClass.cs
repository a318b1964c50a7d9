using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>A class of tests, as its file says it.</summary>
/// <param name="File">Its path below <c>tests/JwtAnalyzers.Tests</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What is written above it.</param>
/// <param name="Traits">The rules that its traits name: <c>-trait "rule=JWT5007"</c> runs it.</param>
internal sealed partial record TestClass(string File, string Name, string Summary, IReadOnlyList<string> Traits)
{
    private const string Project = "JwtAnalyzers.Tests";

    public static IReadOnlyList<SyntaxTree> Files { get; } = [.. House.Parse("tests", Project)];

    public static IReadOnlyList<TestClass> All { get; } = [.. Files.SelectMany(In)];

    public string Folder => File.Contains('/', StringComparison.Ordinal) ? House.FolderOf(File) : "";

    /// <summary>The rules that this is the home of: those its summary begins with, or begins a sentence with.</summary>
    public IEnumerable<string> AtHome => Home().Matches(Summary).SelectMany(sentence => Id().Matches(sentence.Value)).Select(id => id.Value).Distinct();

    /// <summary>The rules that its summary names.</summary>
    public IEnumerable<string> Named => Id().Matches(Summary).Select(id => id.Value).Distinct();

    private static IEnumerable<TestClass> In(SyntaxTree file) =>
        from type in file.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.ValueText.EndsWith("Tests", StringComparison.Ordinal)
        select new TestClass(file.FilePath[(Project.Length + 1)..], type.Identifier.ValueText, SummaryOf(type), [.. TraitsOf(type)]);

    private static string SummaryOf(ClassDeclarationSyntax type) =>
        Tags().Replace(string.Concat(type.GetLeadingTrivia().Select(trivia => trivia.ToFullString())), " ").Trim();

    private static IEnumerable<string> TraitsOf(ClassDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => Trait().Match(attribute.ToString()))
            .Where(match => match.Success).Select(match => match.Groups["id"].Value);

    [GeneratedRegex(@"(?:^|[.;] )JWT\d{4}(?:(?:,| and) JWT\d{4})*(?: \(off by default\))?:")]
    private static partial Regex Home();

    [GeneratedRegex(@"JWT\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?:\s|///|</?\w+[^>]*>)+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^Trait\(""rule"", ""(?<id>JWT\d{4})""\)$")]
    private static partial Regex Trait();
}
