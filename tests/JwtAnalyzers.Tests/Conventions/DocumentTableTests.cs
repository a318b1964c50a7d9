using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The generated parts of the documents say what the code says.</summary>
public sealed class DocumentTableTests
{
    [Fact]
    public void The_index_of_the_rules() => GeneratedFile.AssertHas("rules.md", "rules", DocumentTables.Index);

    [Fact]
    public void The_table_of_the_options() => GeneratedFile.AssertHas("rules.md", "options", DocumentTables.Options);

    [Fact]
    public void ASVS_requirement_by_requirement() => GeneratedFile.AssertHas("rules.md", "asvs", DocumentTables.Asvs);

    [Fact]
    public void RFC_8725_section_by_section() => GeneratedFile.AssertHas("rules.md", "rfc8725", DocumentTables.Rfc8725);

    [Fact]
    public void The_readme_lists_the_rules() => GeneratedFile.AssertHas("README.md", "rules", DocumentTables.ReadmeIndex);

    [Fact]
    public void The_readme_has_the_command_that_fixes_everything() => GeneratedFile.AssertHas("README.md", "format", DocumentTables.FormatCommand);

    public static TheoryData<string> RuleIds => [.. Rules.All.Select(rule => rule.Id)];

    [Theory, MemberData(nameof(RuleIds))]
    public void The_tokens_of_a_rule(string id) => GeneratedFile.AssertHas("rules.md", $"token {id}", DocumentTokens.TextOf(Rule(id)));

    [Theory, MemberData(nameof(RuleIds))]
    public void The_options_of_a_rule(string id) => GeneratedFile.AssertHas("rules.md", $"options {id}", DocumentTables.OptionsOf(Rule(id)));

    private static Rule Rule(string id) => Rules.All.Single(rule => rule.Id == id);

    [Fact]
    public void Every_requirement_has_a_rule_or_a_word_why_not() => Assert.Empty(DocumentTables.Uncovered);
}
