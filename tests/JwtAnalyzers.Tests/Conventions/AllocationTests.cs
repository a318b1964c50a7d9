using System.Collections.Immutable;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>
/// A project without a JWT library pays next to nothing: the same, however many files it has. Allocations are counted, which hardly
/// depends on the machine (by a tenth, with the number of processors); times are for the benchmarks.
/// </summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    // What looking for the libraries' types takes, once for all analyzers, and registering them. Measured: 366 kB on 2 processors and 407 on 8, for the
    // dictionaries in which the compiler keeps what it looked for are made for the processors that are there.
    private const long Once = 500_000;

    // The same where more assemblies are there: a type that is looked for leaves a note in each. Measured: 686 kB on 2 processors and 761 on 8, some 30 for each
    // library that the rules know.
    private const long OnceInWebProject = 900_000;

    // What a file takes where ASP.NET Core is there, which can have tokens without a JWT library: its text is looked at once. Measured: 440 bytes.
    private const long PerFile = 600;

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public void Without_a_JWT_library_next_to_nothing_is_allocated(int files) => IsAtMost(Once, files, isWeb: false);

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public void In_a_web_project_without_one_each_file_is_looked_at(int files) => IsAtMost(OnceInWebProject + (files * PerFile), files, isWeb: true);

    private static void IsAtMost(long bound, int files, bool isWeb)
    {
        var silent = Shipped.NewAnalyzers().Select(_ => (DiagnosticAnalyzer)new Silent()).ToImmutableArray();
        Least(() => silent); // what is made once in a process
        Least(() => [.. Shipped.NewAnalyzers()]);

        var ours = Least(() => [.. Shipped.NewAnalyzers()]);
        var theirs = Least(() => silent);
        Assert.True(ours - theirs < bound, $"{files} files: {ours - theirs:N0} bytes more than {silent.Length} analyzers that do nothing, of {ours:N0}.");

        long Least(Func<ImmutableArray<DiagnosticAnalyzer>> analyzers) => Enumerable.Range(0, 3).Select(_ => AllocatedAsync(files, isWeb, analyzers()).GetAwaiter().GetResult()).Min();
    }

    private static async Task<long> AllocatedAsync(int files, bool isWeb, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = Findings.Compile(Enumerable.Range(0, files).Select(index => ($"{index}.cs", $"class C{index} {{ int Count(string text) => text.Split('.').Length + {index}; }}")), withJwt: false);
        if (!isWeb)
            compilation = compilation.WithReferences(compilation.References.Where(reference => !reference.Display!.Contains("AspNetCore", StringComparison.Ordinal)));
        compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        var run = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
