using System.Collections.Immutable;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>What a fix may touch is what is reported, and what has to change with it: not what happens to stand on the next line, or on the same one.</summary>
public sealed class ReportedPlacesTests
{
    [Theory]
    // A read in front of the statement, wherever on its line that begins.
    [InlineData("Log(); Add(o => { o\n.A = 1; [|o.Off = false|]; });", "Log(); var a = 1; Add(o => { o\n.A = 1; o.Off = true; });")]
    [InlineData("// why\nAdd(o => o.A = new()\n.With(() => [|Off()|]));", "var a = 1;\n// why\nAdd(o => o.A = new()\n.With(() => On(a)));")]
    // In the order of the reads that are there.
    [InlineData("var b = Read() ?? throw null;\nAdd(o => { [|o.Off = false|]; });", "var a = 1;\nvar b = Read() ?? throw null;\nAdd(o => { o.Off = true; });")]
    // What gives the value.
    [InlineData("Add(o => { o.Given = Read();\nLog();\n[|o.Off = false|]; });", "Add(o => { o.Given = a;\nLog();\no.Off = true; });")]
    public void Allow(string before, string after) => Assert.True(AreAllowed(before, after));

    [Theory]
    [InlineData("Log(); Add(o => { o\n.A = 1; [|o.Off = false|]; });", "Log(1); var a = 1; Add(o => { o\n.A = 1; o.Off = true; });")]
    [InlineData("Log(); Add(o => { o\n.A = 1; [|o.Off = false|]; });", "Log(); var a = 1; Add(p => { o\n.A = 1; o.Off = true; });")]
    [InlineData("Log(); Add(o => { o\n.A = 1; [|o.Off = false|]; });", "var a = 1; Log(); Add(o => { o\n.A = 1; o.Off = true; }); // new\n Log();\n")]
    [InlineData("Log();\nAdd(o => { [|o.Off = false|]; });", "var a = 1;\nLog();\nAdd(o => { o.Off = true; });")]
    [InlineData("var b = Read();\nAdd(o => { [|o.Off = false|]; });", "var a = 1;\nvar b = Read();\nAdd(o => { o.Off = true; });")]
    [InlineData("var b = Read() ?? throw null;\nAdd(o => { [|o.Off = false|]; });", "var b = Read() ?? \"\";\nAdd(o => { o.Off = true; });")]
    [InlineData("Add(o => { o.Other = Read();\nLog();\n[|o.Off = false|]; });", "Add(o => { o.Other = a;\nLog();\no.Off = true; });")]
    [InlineData("Add(o => { o.Given = Read(); });\nLog();\nAdd(o => { [|o.Off = false|]; });", "Add(o => { o.Given = a; });\nLog();\nAdd(o => { o.Off = true; });")]
    public void Forbid(string before, string after) => Assert.False(AreAllowed(before, after));

    private static bool AreAllowed(string before, string after)
    {
        TestFileMarkupParser.GetSpan(before, out var code, out var span);
        var tree = CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken);
        var plan = new RepairPlan([new RepairStep("Off", RepairAction.SetTrue)], null) { Given = new RequiredValue("Given", "Given") };
        var finding = Diagnostic.Create(Rules.All[0].Descriptor, Location.Create(tree, span), plan.ToProperties());
        var (old, now) = (SourceText.From(code), SourceText.From(after));
        var places = new ReportedPlaces(tree.GetRoot(TestContext.Current.CancellationToken), old, ImmutableArray.Create(finding));
        return LineDifference.Between(old, now).All(difference => places.Allow(difference, now));
    }
}
