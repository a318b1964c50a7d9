namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The <c>dotnet</c> command, run to its end.</summary>
internal static class DotNet
{
    // Far more than a healthy run takes: it only keeps a hanging child from hanging the tests.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Arguments that keep every build in processes of its own, which end with it: a compiler server could still hold another version of the analyzers.</summary>
    public static readonly string[] NoServers = ["--disable-build-servers", "-p:UseSharedCompilation=false", "-nodeReuse:false"];

    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Task<string> RunAsync(string workingDirectory, params IEnumerable<string> arguments) => RunAsync(workingDirectory, environment: null, arguments);

    /// <summary>The same with more in its environment.</summary>
    public static async Task<string> RunAsync(string workingDirectory, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        var (exitCode, transcript) = await TryRunAsync(workingDirectory, environment, arguments);
        return exitCode == 0
            ? transcript
            : throw new InvalidOperationException($"Exit code {exitCode}:\n{transcript}");
    }

    /// <returns>How it ended, and what it wrote.</returns>
    public static Task<(int ExitCode, string Transcript)> TryRunAsync(string workingDirectory, params IEnumerable<string> arguments) => TryRunAsync(workingDirectory, environment: null, arguments);

    private static async Task<(int ExitCode, string Transcript)> TryRunAsync(string workingDirectory, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        using var process = ChildProcess.Start(workingDirectory, "dotnet", arguments, environment);
        return (await process.WaitAsync(Timeout), process.Transcript);
    }
}
