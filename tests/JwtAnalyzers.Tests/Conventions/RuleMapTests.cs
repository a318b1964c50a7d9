using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>From a rule to its code in one step: the table in <c>src/JwtAnalyzers/README.md</c>, and the tests' tree, which mirrors that of <c>src</c>.</summary>
public sealed class RuleMapTests
{
    private static readonly string[] MirrorOfAnalyzers = ["Analyzers", "Code", "Flow", "Libraries", "Policies"];

    public static TheoryData<string> RuleIds => [.. RuleMap.All.Select(rule => rule.Id)];

    [Fact]
    public void The_table_says_where_the_code_of_each_rule_is() => GeneratedFile.AssertHas("src/JwtAnalyzers/README.md", "rules", RuleMap.Table());

    [Theory, MemberData(nameof(RuleIds))]
    public void A_rule_has_one_class_of_tests_in_the_folder_of_a_family_that_reports_it(string id)
    {
        var rule = Rule(id);
        Assert.NotEmpty(rule.Families);
        var home = Assert.Single(rule.Homes);
        Assert.Contains(home.Folder["Analyzers/".Length..], rule.Families);
    }

    [Theory, MemberData(nameof(RuleIds))]
    public void A_fix_of_a_pattern_has_tests_of_its_own(string id) =>
        Assert.Equal(Rule(id).Repair is { } repair && repair != typeof(CodeFixes.Policies.PolicyRepair), Rule(id).FixTests.Any());

    /// <summary>So that <c>-trait "rule=JWT5007"</c> runs them.</summary>
    [Theory, MemberData(nameof(RuleIds))]
    public void The_tests_of_a_rule_have_its_trait(string id) => Assert.Equal(
        Rule(id).Homes.Concat(Rule(id).FixTests).Select(test => test.Name).Order(StringComparer.Ordinal),
        TestClass.All.Where(test => test.Traits.Contains(id)).Select(test => test.Name).Order(StringComparer.Ordinal));

    /// <summary>So that <c>-class "*KeyInSourceTests"</c> means one.</summary>
    [Fact]
    public void No_two_classes_of_tests_end_in_the_same_name() => HouseTests.AssertNone(
        from one in TestClass.All
        from other in TestClass.All
        where one != other && one.Name.EndsWith(other.Name, StringComparison.Ordinal)
        select $"{one.File}: {one.Name} and {other.Name}");

    [Fact]
    public void A_folder_of_the_tests_is_one_of_src() => HouseTests.AssertNone(
        from folder in TestClass.All.Select(test => test.Folder).Distinct()
        let project = MirrorOfAnalyzers.Contains(folder.Split('/')[0]) ? Path.Combine("JwtAnalyzers", folder)
            : folder.StartsWith("Fixes/", StringComparison.Ordinal) ? Path.Combine("JwtAnalyzers.CodeFixes", folder["Fixes/".Length..])
            : null
        where project is not null && !Directory.Exists(Path.Combine(GeneratedFile.Root, "src", project))
        select folder);

    [Fact]
    public void A_namespace_of_the_tests_is_a_folder() => HouseTests.AssertNone(
        from file in TestClass.Files
        let found = House.NamespaceIn(file, TestContext.Current.CancellationToken)
        where found != House.FolderOf(file.FilePath).Replace('/', '.')
        select $"{file.FilePath}: {found}");

    [Fact]
    public void A_class_of_tests_has_a_file_of_its_own_name() => HouseTests.AssertNone(
        TestClass.All.Where(test => Path.GetFileNameWithoutExtension(test.File) != test.Name).Select(test => $"{test.File}: {test.Name}"));

    private static RuleMap Rule(string id) => RuleMap.All.Single(rule => rule.Id == id);
}
