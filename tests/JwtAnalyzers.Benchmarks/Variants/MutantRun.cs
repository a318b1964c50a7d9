using System.Globalization;
using JwtAnalyzers.Benchmarks.Bounded;

namespace JwtAnalyzers.Benchmarks.Variants;

/// <summary>
/// Variants of anybody's JWT code, and the time that ours take for each beside the compiler. <c>JWT_MUTATE_SOURCES</c> names the folder, <c>JWT_MUTATE_COUNT</c> says how many, <c>JWT_MUTATE_SEED</c> which,
/// <c>JWT_MUTATE_FIRST</c> the number to begin with, <c>JWT_MUTATE_LIMIT</c> the seconds of processor time that one may take, and <c>JWT_MUTATE_SAVE</c> the folder that slow ones are written to.
/// </summary>
internal static class MutantRun
{
    private const double SlowSeconds = 1;
    private const double SlowRatio = 5;

    public static void Print()
    {
        var folder = MutatedFolder.OfEnvironment();
        var (first, count, limit) = (Number("JWT_MUTATE_FIRST", 0), Number("JWT_MUTATE_COUNT", 1_000), Number("JWT_MUTATE_LIMIT", 30).ToString(CultureInfo.InvariantCulture));
        var save = Environment.GetEnvironmentVariable("JWT_MUTATE_SAVE") is { Length: > 0 } path ? Directory.CreateDirectory(path).FullName : null;
        Console.WriteLine($"{folder.Count} files name a JWT library; variants {first} to {first + count - 1}, {limit} s of processor time at most");
        using var worker = new Worker();
        var runs = new List<(int Index, Cost Compiler, Cost Ours)>();
        var refused = 0;
        for (var index = first; index < first + count; index++)
        {
            var compiler = Ask("compiler", index);
            if (!compiler.IsWhole)
            {
                refused++;
                continue;
            }

            var ours = Ask("ours", index);
            // Once more: a collection or the compilation of a method is a part of the first.
            if (IsSlow(compiler, ours) && ours.IsWhole)
                (compiler, ours) = (Ask("compiler", index), Ask("ours", index));
            runs.Add((index, compiler, ours));
            if (runs.Count % 100 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs.Count} variants, {runs.Sum(run => run.Compiler.Seconds):F0} s / {runs.Sum(run => run.Ours.Seconds):F0} s"));
            if (IsSlow(compiler, ours) || !ours.IsWhole)
            {
                var mutant = folder.Mutant(index);
                Console.WriteLine(Line(index, compiler, ours, mutant));
                if (save is not null)
                    File.WriteAllText(Path.Combine(save, $"{index}.{(ours.IsWhole ? "slow" : ours.End.Split(':')[0])}.cs"), mutant.Text);
            }
        }

        var whole = runs.Where(run => run.Ours.IsWhole).ToList();
        Console.WriteLine();
        Console.WriteLine($"{runs.Count} variants ({refused} more end the compiler itself); {whole.Count(run => IsSlow(run.Compiler, run.Ours))} slow (more than {SlowRatio} times the compiler's time and {SlowSeconds} s), "
            + $"{runs.Count(run => run.Ours.IsEndless)} endless, {runs.Count(run => run.Ours.End == Cost.Died)} ended the process, {runs.Count(run => run.Ours.End.StartsWith(Cost.Threw, StringComparison.Ordinal))} exceptions");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all: {runs.Sum(run => run.Compiler.Seconds):F1} s for the compiler, {runs.Sum(run => run.Ours.Seconds):F1} s for ours"));
        Console.WriteLine("the worst ratios of those above a tenth of a second:");
        foreach (var (index, compiler, ours) in whole.Where(run => run.Ours.Seconds > 0.1).OrderByDescending(run => run.Ours.Seconds / run.Compiler.Seconds).Take(15))
            Console.WriteLine(Line(index, compiler, ours, folder.Mutant(index)));
        Console.WriteLine("the longest:");
        foreach (var (index, compiler, ours) in whole.OrderByDescending(run => run.Ours.Seconds).Take(15))
            Console.WriteLine(Line(index, compiler, ours, folder.Mutant(index)));

        Cost Ask(string who, int index) => worker.Ask("mutant", who, index.ToString(CultureInfo.InvariantCulture), limit);
    }

    private static bool IsSlow(Cost compiler, Cost ours) => ours.Seconds > SlowSeconds && ours.Seconds > SlowRatio * compiler.Seconds;

    private static string Line(int index, Cost compiler, Cost ours, Mutant mutant) => string.Create(
        CultureInfo.InvariantCulture,
        $"{index,6}: {compiler.Seconds:F2} s / {ours.Seconds:F2} s {ours.Megabytes:F0} MB {ours.End} | {ours.Slowest} | {mutant.Changes} | {mutant.Path}");

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
