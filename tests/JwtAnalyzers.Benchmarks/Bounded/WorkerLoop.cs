using System.Diagnostics;
using System.Globalization;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Variants;
using JwtAnalyzers.Tests.Harness.Growing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Benchmarks.Bounded;

/// <summary>The other end of a <see cref="Worker"/>: a question a line, an answer a line.</summary>
internal static class WorkerLoop
{
    public const string Mark = "## ";

    private const double WarmUpLimit = 60;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static MutatedFolder? s_folder;

    public static void Run()
    {
        WarmUp().GetAwaiter().GetResult();
        while (Console.In.ReadLine() is { } line)
        {
            var answer = Answer(line.Split('\t')).GetAwaiter().GetResult();
            Console.Out.WriteLine(Mark + answer);
            Console.Out.Flush();
        }
    }

    /// <summary>Answers for a run that cannot be stopped, and ends the process.</summary>
    public static void GiveUp(Cost cost)
    {
        Console.Out.WriteLine(Mark + cost);
        Console.Out.Flush();
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>What is compiled and read once in a process takes seconds, and is nobody's.</summary>
    private static async Task WarmUp()
    {
        foreach (var program in GrowingProgram.All.Where((_, index) => index % 25 == 0))
        {
            BoundedRun.Compiler(Grown(program.Name, 2), WarmUpLimit, mustCompile: true);
            await BoundedRun.Ours(Grown(program.Name, 2), Files(program.Name, 2), WarmUpLimit).ConfigureAwait(false);
        }
    }

    private static async Task<Cost> Answer(string[] question) => question switch
    {
        ["growth", "compiler", var name, var size, var limit] => BoundedRun.Compiler(Grown(name, Parsed(size)), Parsed(limit), mustCompile: true),
        ["growth", "ours", var name, var size, var limit] => await BoundedRun.Ours(Grown(name, Parsed(size)), Files(name, Parsed(size)), Parsed(limit)).ConfigureAwait(false),
        ["mutant", "compiler", var index, var limit] => BoundedRun.Compiler(Folder.Compile(Folder.Mutant(Parsed(index))), Parsed(limit), mustCompile: false),
        ["mutant", "ours", var index, var limit] => await BoundedRun.Ours(Folder.Compile(Folder.Mutant(Parsed(index))), [], Parsed(limit)).ConfigureAwait(false),
        _ => throw new FormatException(string.Join(' ', question)),
    };

    private static MutatedFolder Folder => s_folder ??= MutatedFolder.OfEnvironment();

    private static int Parsed(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static CSharpCompilation Grown(string name, int size)
    {
        var program = GrowingProgram.Of(name);
        return CSharpCompilation.Create(
            "Grown",
            [CSharpSyntaxTree.ParseText(SourceText.From(program.Source(size * program.Factor)), ParseOptions, "Subject.cs")],
            LibraryReferences.WithJwt,
            BoundedRun.Options(OutputKind.DynamicallyLinkedLibrary));
    }

    private static IEnumerable<AdditionalText> Files(string name, int size)
    {
        var program = GrowingProgram.Of(name);
        return program.Settings(size * program.Factor).Select(file => new Settings($"/project/{file.Name}", SourceText.From(file.Json)));
    }

    private sealed class Settings(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
