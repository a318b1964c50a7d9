using System.Globalization;
using BenchmarkDotNet.Running;
using JwtAnalyzers.Benchmarks;

if (args is ["breakdown", var files])
    await Breakdown.PrintAsync(int.Parse(files, CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
