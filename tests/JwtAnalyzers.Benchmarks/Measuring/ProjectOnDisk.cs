using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using JwtAnalyzers.Benchmarks.Competitors;
using JwtAnalyzers.Benchmarks.GeneratedProjects;

namespace JwtAnalyzers.Benchmarks.Measuring;

/// <summary>A project, generated into a folder that goes when this goes or where it stands, and the compiler of the SDK over it.</summary>
internal sealed partial class ProjectOnDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jwt-benchmark");
    private static readonly string[] Replaced = ["-analyzer:", "-a:", "-analyzerconfig:", "-out:", "-parallel", "-reportanalyzer", "-errorlog:", "-generatedfilesout:"];

    private readonly List<string> _arguments;

    public ProjectOnDisk(GeneratedProject project)
    {
        _arguments = ["-nologo", "-noconfig", "-target:library", "-nullable:enable", "-langversion:12", .. Measured];
        _arguments.AddRange(project.References.Select(path => $"-reference:{path}"));
        foreach (var file in project.Files)
        {
            var path = Path.Combine(_folder.FullName, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
            _arguments.Add(path);
        }

        Sources = [.. project.Files.Select(file => file.Path)];
        Lines = project.Files.Sum(file => file.Text.Count(character => character == '\n'));
    }

    /// <summary>A project as a build hands it to the compiler, its own analyzers left out.</summary>
    /// <param name="responses">A response file of the compiler, an argument a line.</param>
    public ProjectOnDisk(string responses)
    {
        var arguments = File.ReadLines(responses).Select(line => line.Trim().Trim('"')).Where(argument => argument.Length > 0).ToList();
        _arguments = [.. arguments.Where(argument => !Replaced.Any(option => argument.StartsWith(option, StringComparison.OrdinalIgnoreCase) || argument.StartsWith($"/{option[1..]}", StringComparison.OrdinalIgnoreCase))), .. Measured];
        Sources = [.. arguments.Where(argument => argument.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))];
        Lines = Sources.Sum(path => File.ReadLines(path).Count());
    }

    public IReadOnlyList<string> Sources { get; } = [];

    public int Lines { get; }

    private IEnumerable<string> Measured => ["-parallel-", "-reportanalyzer", $"-out:{Path.Combine(_folder.FullName, "Measured.dll")}"];

    /// <exception cref="InvalidOperationException">The compiler reports an error, an analyzer that cannot be loaded or throws, or no times.</exception>
    /// <returns>The seconds inside analyzers, as the compiler counts them: making operations for them is not in it.</returns>
    public double AnalyzerSeconds(AnalyzerSet set)
    {
        var responses = Path.Combine(_folder.FullName, "csc.rsp");
        File.WriteAllLines(responses, _arguments.Concat(set.Assemblies.Select(path => $"-analyzer:{path}")).Concat(set.Configuration.Select(path => $"-analyzerconfig:{path}")).Select(argument => $"\"{argument}\""));
        using var compiler = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(Installed.Sdk, "Roslyn/bincore/csc.dll"), $"@{responses}"]) { RedirectStandardOutput = true })!;
        var output = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        // An analyzer that does not run would be fast.
        if (compiler.ExitCode != 0 || output.Contains("CS8032", StringComparison.Ordinal) || output.Contains("AD0001", StringComparison.Ordinal) || output.Contains("CS9057", StringComparison.Ordinal))
            throw new InvalidOperationException(string.Join('\n', output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal) || line.Contains("CS8032", StringComparison.Ordinal) || line.Contains("AD0001", StringComparison.Ordinal) || line.Contains("CS9057", StringComparison.Ordinal)).Take(20)));
        return SecondsIn(output, set.Only);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double SecondsIn(string output, string? only)
    {
        var found = only is null ? Total().Match(output) : Regex.Match(output, $@"^\s*<?(?<seconds>[\d.,]+)\s.*\b{only}\b", RegexOptions.Multiline);
        return found.Success
            ? double.Parse(found.Groups["seconds"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The compiler reports no times:\n{output}");
    }

    [GeneratedRegex("Total analyzer execution time: (?<seconds>[\\d.,]+) seconds")]
    private static partial Regex Total();
}
