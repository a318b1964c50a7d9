using System.Diagnostics;
using CsCheck;
using JwtAnalyzers.Tests.Conventions;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes;

/// <summary>
/// Fix All of any rule adds no error and no warning of the compiler, touches nothing but what is reported, keeps comments, directives, line breaks and
/// encoding, changes nothing the second time, leaves nothing of what it is offered for, raises nothing, and in any order of the rules gives the same text.
/// </summary>
public sealed class HarmlessTests
{
    public static TheoryData<string> FixableRules => [.. Rules.All.Where(rule => rule.HasFix).Select(rule => rule.Id)];

    [Theory, MemberData(nameof(FixableRules))]
    public async Task In_a_snippet_of_the_document(string rule)
    {
        var trial = new FixTrial();
        using var workspace = new AdhocWorkspace();
        foreach (var (section, announcement, code) in RuleDocument.Snippets.Where(snippet => snippet.Section == rule && snippet.Announcement.StartsWith("fires: ", StringComparison.Ordinal)))
            await trial.RunAsync(TrialProject.Of(workspace, section, code, Setup(code, section)));
        Report(trial);
        Assert.NotEqual(0, trial.Projects);
    }

    /// <summary>The snippets again, with other line breaks, tabs, and comments and directives in and around what is reported.</summary>
    [Fact]
    public async Task In_snippets_as_other_people_write_them()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"JWT_FIXALL_SEED={FixOrders.Seed}");
        var snippets = RuleDocument.Snippets.Where(snippet => snippet.Announcement.StartsWith("fires: ", StringComparison.Ordinal) && Rules.All.Any(rule => rule.Id == snippet.Section && rule.HasFix)).ToList();
        var random = new PCG(1, FixOrders.Seed);
        for (var index = 0; index < (FixVariants.Asked is { } asked ? asked * snippets.Count : 20); index++)
        {
            var (section, _, code) = snippets[(int)random.Next((uint)snippets.Count)];
            await FixVariants.RunAsync(code, Setup(code, section), random);
        }
    }

    [Fact]
    public async Task In_the_sample()
    {
        var trial = new FixTrial();
        using var workspace = new AdhocWorkspace();
        await trial.RunAsync(TrialProject.OfSample(workspace, "VulnerableApi"), isEachAlone: FixOrders.IsFull);
        Report(trial);
        Assert.Equal(1, trial.Projects);
    }

    /// <summary>The same in anybody's code: <c>JWT_FIXALL_SOURCES</c> names a folder with C# projects, and <c>JWT_FIXALL_REFERENCES</c> one with the DLLs they use.</summary>
    [Fact]
    public async Task In_the_projects_of_a_folder()
    {
        var folders = Environment.GetEnvironmentVariable("JWT_FIXALL_SOURCES") ?? "";
        if (folders.Length == 0)
            Assert.Skip("JWT_FIXALL_SOURCES names no folder.");
        var trial = new FixTrial();
        foreach (var folder in folders.Split(Path.PathSeparator))
        {
            foreach (var project in ProjectFolder.Load(Path.GetFullPath(folder)).Where(ProjectFolder.MentionsTokens))
            {
                var (clock, harms) = (Stopwatch.StartNew(), trial.Harms.Count);
                await trial.RunAsync(project, isEachAlone: FixOrders.IsFull);
                TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', trial.Harms.Skip(harms).Prepend($"{clock.Elapsed.TotalSeconds,6:F1} s  {Path.GetFileName(folder)} {project.Name}")));
            }
        }

        Report(trial);
    }

    private static TestSetup Setup(string code, string rule) =>
        (CSharpSyntaxTree.ParseText(code, TestSetup.Default.ParseOptions).GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax) ? TestSetup.Program : TestSetup.Default) with { Enabled = [rule] };

    private static void Report(FixTrial trial)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{trial.Projects} projects, {trial.Orders} orders (JWT_FIXALL_SEED={FixOrders.Seed}), {trial.Swapped} documents with the same additions in another order; fixes offered of findings: "
            + string.Join(", ", trial.Rules.Select(rule => $"{rule.Key} {rule.Value.Offered}/{rule.Value.Found}")));
        Assert.True(trial.Harms.Count == 0, string.Join('\n', trial.Harms));
    }
}
