using System.Globalization;
using JwtAnalyzers.Tests.Harness.Growing;

namespace JwtAnalyzers.Benchmarks.Bounded;

/// <summary>
/// Programs that double line by line, at several sizes: what ours take beside the compiler. <c>growth</c> alone measures all shapes, <c>growth TEXT</c> those with the text in their names;
/// <c>JWT_GROWTH_SIZES=10,20,40,80</c> and <c>JWT_GROWTH_LIMIT=30</c> (seconds of processor time for one analysis) ask for others.
/// </summary>
internal static class GrowthTable
{
    private const double Fast = 0.2;
    private const double Doubling = 2.6;

    private static readonly int[] Sizes = [.. (Environment.GetEnvironmentVariable("JWT_GROWTH_SIZES") is { Length: > 0 } asked ? asked : "10,20,40,80").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    private static readonly string Limit = Environment.GetEnvironmentVariable("JWT_GROWTH_LIMIT") is { Length: > 0 } asked ? asked : "30";

    public static void Print(string[] wanted)
    {
        using var worker = new Worker();
        // A shape with every place where its value may end at once; where that takes too long, each place by itself.
        var programs = GrowingProgram.Together.Where(program => wanted.Length == 0 || wanted.Any(text => program.Name.Contains(text, StringComparison.OrdinalIgnoreCase))).ToList();
        var faults = new List<(double Weight, string Line)>();
        Console.WriteLine($"{programs.Count} shapes, sizes {string.Join(", ", Sizes)}; seconds of processor time and megabytes allocated, the compiler / ours; {Limit} s at most");
        foreach (var program in programs)
        {
            if (Report(program))
            {
                foreach (var part in program.Parts)
                    Report(part);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{faults.Count} end too late, not at all, or take more than {Doubling.ToString(CultureInfo.InvariantCulture)} times as long for twice the size; the worst first:");
        foreach (var (_, line) in faults.OrderByDescending(fault => fault.Weight))
            Console.WriteLine(line);

        bool Report(GrowingProgram program)
        {
            var (line, fault) = Measure(worker, program);
            Console.WriteLine(line);
            if (fault is { } weight)
                faults.Add((weight, line));
            return fault is not null;
        }
    }

    private static (string Line, double? Fault) Measure(Worker worker, GrowingProgram program)
    {
        var cells = new List<string>();
        (Cost Compiler, Cost Ours, int Size)? before = null;
        double? fault = null;
        var slowest = "";
        foreach (var size in Sizes)
        {
            var compiler = Ask(worker, "compiler", program, size);
            if (!compiler.IsWhole)
            {
                cells.Add($"{size}: {(compiler.End == Cost.Errors ? "the compiler refuses" : $"the compiler {compiler.End}")}");
                slowest += compiler.End == Cost.Errors && before is null ? compiler.Slowest : "";
                break;
            }

            var ours = Ask(worker, "ours", program, size);
            // The least of three, where it matters: a collection or the compilation of a method may be a part of one.
            for (var turn = 0; turn < 2 && Grows(before, compiler, ours, size) && ours.Seconds < 3; turn++)
                ours = Ask(worker, "ours", program, size) is var again && again.Seconds < ours.Seconds ? again : ours;
            var grows = Grows(before, compiler, ours, size);
            cells.Add(string.Create(CultureInfo.InvariantCulture, $"{size}: {compiler.Seconds:F2} s {compiler.Megabytes:F0} MB / {ours.Seconds:F2} s {ours.Megabytes:F0} MB{(grows ? " GROWS" : "")}{(ours.IsWhole ? "" : $" {ours.End.ToUpperInvariant()}")}"));
            // Where the compiler takes half of the limit itself, it is not ours that do not end.
            if (grows || (!ours.IsWhole && ours.Seconds > 2 * compiler.Seconds) || ours.IsCrash)
                fault = Math.Max(fault ?? 0, ours.Seconds / Math.Max(compiler.Seconds, 0.01) * (ours.IsWhole ? 1 : 1e6 / size));
            if (ours.Slowest.Length > 0)
                slowest = ours.Slowest;
            before = (compiler, ours, size);
            if (!ours.IsWhole)
                break;
        }

        return ($"{(fault is null ? "  " : "! ")}{program.Name} | {string.Join(" | ", cells)} | {slowest}", fault);
    }

    private static bool Grows((Cost Compiler, Cost Ours, int Size)? before, Cost compiler, Cost ours, int size) =>
        before is { } last && ours.IsWhole && ours.Seconds > Fast && ours.Seconds > 2 * compiler.Seconds
        && Ratio(last.Ours, ours, last.Size, size) > Math.Max(Doubling, Ratio(last.Compiler, compiler, last.Size, size));

    /// <summary>How many times as long twice the size takes.</summary>
    private static double Ratio(Cost before, Cost now, int sizeBefore, int size) =>
        Math.Pow(now.Seconds / Math.Max(before.Seconds, 0.005), 1 / Math.Log2((double)size / sizeBefore));

    private static Cost Ask(Worker worker, string who, GrowingProgram program, int size) =>
        worker.Ask("growth", who, program.Name, size.ToString(CultureInfo.InvariantCulture), Limit);
}
