using System.Globalization;
using JwtAnalyzers.Analyzers.SelfCheck;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SelfCheck;

/// <summary>JWT0001: an option of ours is unknown or malformed. JWT0002: the analyzers are running.</summary>
[Trait("rule", "JWT0001")]
[Trait("rule", "JWT0002")]
public sealed class SelfCheckTests
{
    [Theory]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "ten", "'ten' is no value of 'jwt_analyzers.max_clock_skew_minutes': it takes whole minutes from 5 on, and 5 counts")]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "4", "'4' is no value of 'jwt_analyzers.max_clock_skew_minutes': it takes whole minutes from 5 on, and 5 counts")]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "-5", "'-5' is no value of 'jwt_analyzers.max_clock_skew_minutes': it takes whole minutes from 5 on, and 5 counts")]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "99999999999", "'99999999999' is no value of 'jwt_analyzers.max_clock_skew_minutes': it takes whole minutes from 5 on, and 5 counts")]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "", "'' is no value of 'jwt_analyzers.max_clock_skew_minutes': it takes whole minutes from 5 on, and 5 counts")]
    [InlineData("jwt_analyzers.analyze_test_projects", "yes", "'yes' is no value of 'jwt_analyzers.analyze_test_projects': it takes true or false, and false counts")]
    [InlineData("build_property.JwtAnalyzersMode", "Strickt", "'Strickt' is no value of 'JwtAnalyzersMode': it takes Recommended, Strict, Audit, None, and Recommended counts")]
    [InlineData("jwt_analyzers.fix_all_may_need_settings", "yes", "'yes' is no value of 'jwt_analyzers.fix_all_may_need_settings': it takes true or false, and false counts")]
    [InlineData("build_property.JwtAnalyzersFixAllMayNeedSettings", "yes", "'yes' is no value of 'JwtAnalyzersFixAllMayNeedSettings': it takes true or false, and false counts")]
    public async Task A_malformed_value_is_told_with_what_is_allowed(string key, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(await ProblemsAsync((key, value))));

    [Fact]
    public async Task An_unknown_option_is_told_with_what_there_is()
    {
        var problem = Assert.Single(await ProblemsAsync(("jwt_analyzers.clock_skew", "5")));
        Assert.StartsWith("'jwt_analyzers.clock_skew' is no option: there are jwt_analyzers.", problem);
        Assert.All(JwtAnalyzers.Options.AnalysisOptions.All, option => Assert.Contains(option.Key, problem));
    }

    [Theory]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", "5")]
    [InlineData("jwt_analyzers.max_clock_skew_minutes", " 60 ")]
    [InlineData("jwt_analyzers.analyze_test_projects", "true")]
    [InlineData("jwt_analyzers.analyze_test_projects", "False")]
    [InlineData("jwt_analyzers.fix_all_may_need_settings", "true")]
    [InlineData("build_property.JwtAnalyzersFixAllMayNeedSettings", "")]
    [InlineData("build_property.JwtAnalyzersFixAllMayNeedSettings", "True")]
    [InlineData("build_property.JwtAnalyzersMode", "")]
    [InlineData("build_property.JwtAnalyzersMode", "strict")]
    [InlineData("build_property.JwtAnalyzersMode", "Audit")]
    [InlineData("jwt_analyzer.max_clock_skew_minutes", "ten")] // somebody else's
    [InlineData("dotnet_diagnostic.JWT2001.severity", "perhaps")] // the compiler's
    [InlineData("other_analyzers.analyze_test_projects", "yes")]
    public async Task What_is_understood_is_not_told(string key, string value) => Assert.Empty(await ProblemsAsync((key, value)));

    [Fact]
    public async Task Each_is_told_once_however_many_files_it_is_for()
    {
        var compilation = Compile("class A;", "class B;", "class C;");
        Assert.Equal(2, (await FindAsync(compilation, Rules.OptionNotUnderstood.Id, ("jwt_analyzers.max_clock_skew_minutes", "x"), ("jwt_analyzers.y", "z"))).Count);
    }

    [Fact]
    public async Task It_has_no_location() =>
        Assert.All(await FindAsync(Compile("class A;"), Rules.OptionNotUnderstood.Id, ("jwt_analyzers.y", "z")), finding => Assert.Equal(Location.None, finding.Location));

    [Fact]
    public async Task Where_no_JWT_library_is_referenced_no_option_is_looked_at() =>
        Assert.Empty(await FindAsync(Compile("class A;").WithReferences(TestReferences.Frameworks), Rules.OptionNotUnderstood.Id, ("jwt_analyzers.y", "z")));

    [Fact]
    public async Task A_host_that_can_not_list_its_options_does_no_harm()
    {
        var found = await Findings.Of(Compile("class A;"), new SelfCheckAnalyzer(), new BuildOptions(("jwt_analyzers.max_clock_skew_minutes", "ten"), ("jwt_analyzers.y", "z")) { ListsKeys = false });
        Assert.Equal(["JWT0001"], found.Select(finding => finding.Id));
    }

    [Fact]
    public async Task It_says_that_it_runs_in_which_version_and_mode_and_for_what()
    {
        var message = await RunningAsync(Compile("class A;"), ("build_property.JwtAnalyzersMode", "Strict"));
        Assert.StartsWith($"JwtAnalyzers {typeof(Rules).Assembly.GetName().Version!.ToString(3)} is running in mode Strict: what uses ", message);
        Assert.Contains("Microsoft.IdentityModel.Tokens 8.23.0", message);
    }

    [Fact]
    public async Task It_says_why_nothing_is_reported()
    {
        Assert.EndsWith("in mode Recommended: no JWT library is referenced here, so there is nothing to look at", await RunningAsync(Compile("class A;").WithReferences(TestReferences.Frameworks)));
        Assert.EndsWith(": this is a test project, which is spared unless 'jwt_analyzers.analyze_test_projects' is true", await RunningAsync(Compile("class A;"), ("build_property.IsTestProject", "true")));
    }

    [Fact]
    public async Task Unless_asked_it_does_not_say_that_it_runs() =>
        Assert.Empty(await Findings.Of(Compile("class A;").WithOptions(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)), new SelfCheckAnalyzer()));

    private static Compilation Compile(params string[] files) => Findings.Compile(files.Select((file, index) => ($"{index}.cs", file)));

    private static async Task<IEnumerable<string>> ProblemsAsync(params (string Key, string Value)[] options) =>
        (await FindAsync(Compile("class A;"), Rules.OptionNotUnderstood.Id, options)).Select(finding => finding.GetMessage(CultureInfo.InvariantCulture));

    private static async Task<string> RunningAsync(Compilation compilation, params (string Key, string Value)[] options) =>
        Assert.Single(await FindAsync(compilation, Rules.AnalyzersRunning.Id, options)).GetMessage(CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(Compilation compilation, string id, params (string Key, string Value)[] options)
    {
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(Rules.AnalyzersRunning.Id, ReportDiagnostic.Warn)]));
        return [.. (await Findings.Of(compilation, new SelfCheckAnalyzer(), new BuildOptions(options))).Where(finding => finding.Id == id)];
    }
}
