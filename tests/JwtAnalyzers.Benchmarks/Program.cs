using System.Globalization;
using BenchmarkDotNet.Running;
using JwtAnalyzers.Benchmarks;
using JwtAnalyzers.Benchmarks.Bounded;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using JwtAnalyzers.Benchmarks.Variants;

switch (args)
{
    case ["breakdown", var kind, var files]:
        await Breakdown.PrintAsync(Enum.Parse<ProjectKind>(kind), int.Parse(files, CultureInfo.InvariantCulture));
        break;
    case ["compiler", var responses, .. var others] when File.Exists(responses):
        CompilerRuns.Print(responses, others);
        break;
    case ["compiler", var kind, var files, .. var others]:
        CompilerRuns.Print(Enum.Parse<ProjectKind>(kind), int.Parse(files, CultureInfo.InvariantCulture), others);
        break;
    case ["growth", .. var rest]:
        GrowthTable.Print(rest);
        break;
    case ["mutants"]:
        MutantRun.Print();
        break;
    case ["worker"]:
        WorkerLoop.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
