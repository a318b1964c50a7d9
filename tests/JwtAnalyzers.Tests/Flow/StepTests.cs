using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>
/// Twice the code, at most some twice the steps: of values, operations and states that the walks read. Counted, not timed, so that it is the same on every machine.
/// </summary>
public sealed class StepTests
{
    /// <summary>Programs of any size that double what a reader without a memory would do with each line.</summary>
    public static TheoryData<string> Shapes => [.. DoublingPrograms.Keys];

    private static readonly Dictionary<string, Func<int, string>> DoublingPrograms = new()
    {
        ["a switch that adds to the same time"] = size => Lifetime($"switch (n) {{ {Lines(size, i => $"case {i}: expires = expires.AddDays({i % 5}); break;")} }}"),
        ["a loop that adds to the same time in many places"] = size => Lifetime($"while (n > 0) {{ {Lines(size, i => $"if (n == {i}) expires = expires.AddDays({i % 5});")} }}"),
        ["times made of two times"] = size => Lifetime($"{Lines(size, i => $"var t{i + 1} = n == {i} ? {Time(i)}.AddDays(1) : {Time(i)}.AddDays(2);")} expires = {Time(size)};"),
        ["times made of each other"] = size => Lifetime($"{Lines(size, i => $"DateTime t{i} = expires;")} {Lines(size, i => $"t{i} = t{(i + 1) % size}.AddDays(0); t{i} = t{(i + 2) % size};")} expires = t0;"),
        ["methods that call two methods"] = size => Lifetime($"expires = M0(n);", Lines(size, i => $"private static DateTime M{i}(int n) => n == {i} ? M{i + 1}(n).AddDays(1) : M{i + 1}(n + 1).AddHours(1);") + $"private static DateTime M{size}(int n) => DateTime.UtcNow;"),
        ["properties that read two properties"] = size => Lifetime($"expires = P0;", Lines(size, i => $"private static DateTime P{i} => Flag ? P{i + 1} : P{i + 1}.AddDays(1);") + $"private static DateTime P{size} => DateTime.UtcNow; private static bool Flag;"),
        ["members that call each other"] = size => Lifetime($"expires = M0(n);", Lines(size, i => $"private static DateTime M{i}(int n) => n == {i} ? M{(i + 1) % size}(n).AddDays(0) : n == -{i} ? M{(i + 3) % size}(n) : DateTime.UtcNow;")),
        ["parameters handed down twice"] = size => Lifetime($"expires = M0(n, expires);", Lines(size, i => $"private static DateTime M{i}(int n, DateTime t) => n == {i} ? M{i + 1}(n, t.AddDays(1)) : M{i + 1}(n, t);") + $"private static DateTime M{size}(int n, DateTime t) => t;"),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Twice_the_code_takes_some_twice_the_steps(string shape)
    {
        var steps = new List<long>();
        foreach (var size in new[] { 10, 20, 40, 80 })
            steps.Add(await StepsOf(DoublingPrograms[shape](size)));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(" ", steps));
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.Second <= 2.2 * pair.First, string.Join(" ", steps)));
        Assert.True(steps[0] > 0);
        Assert.Equal(steps[1], await StepsOf(DoublingPrograms[shape](20)));
    }

    private static async Task<long> StepsOf(string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = Findings.Compile(source);
        Findings.AssertCompiles(compilation);
        var steps = Walk.Count();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        await compilation.WithAnalyzers([.. Shipped.NewAnalyzers()], options).GetAnalyzerDiagnosticsAsync(cancellation);
        return steps.Steps;
    }

    private static string Time(int index) => index == 0 ? "expires" : $"t{index}";

    private static string Lifetime(string statements, string members = "") => $$"""
        class Subject
        {
            public JwtSecurityToken Issue(int n, SigningCredentials credentials)
            {
                var expires = DateTime.UtcNow;
                {{statements}}
                return new JwtSecurityToken(issuer: "i", audience: "a", expires: expires, signingCredentials: credentials);
            }
        {{members}}
        }
        """;

    private static string Lines(int count, Func<int, string> line) => string.Join("\n", Enumerable.Range(0, count).Select(line)) + "\n";
}
