namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The <c>dotnet</c> command, run to its end.</summary>
internal static class DotNet
{
    // Far more than a healthy run takes: it only keeps a hanging child from hanging the tests.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Arguments of a build: one compiler serves all of them, as at a user's, for half of a build is its start. It can hold no other analyzers: each run packs a version of its own. No node
    /// of MSBuild outlives the build.
    /// </summary>
    public static readonly string[] BuildArguments = ["-p:UseSharedCompilation=true", "-p:UseRazorBuildServer=false", "-nodeReuse:false"];

    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Task<string> RunAsync(string workingDirectory, params IEnumerable<string> arguments) =>
        RunAsync(workingDirectory, null, arguments);

    /// <summary>The same with these variables in its environment.</summary>
    public static async Task<string> RunAsync(
        string workingDirectory, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        var (exitCode, transcript) = await TryRunAsync(workingDirectory, environment, arguments);
        return exitCode == 0
            ? transcript
            : throw new InvalidOperationException($"Exit code {exitCode}:\n{transcript}");
    }

    /// <returns>How it ended, and what it wrote.</returns>
    public static Task<(int ExitCode, string Transcript)> TryRunAsync(string workingDirectory, params IEnumerable<string> arguments) =>
        TryRunAsync(workingDirectory, null, arguments);

    private static async Task<(int ExitCode, string Transcript)> TryRunAsync(
        string workingDirectory, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        using var process = ChildProcess.Start(workingDirectory, "dotnet", arguments, environment);
        return (await process.WaitAsync(Timeout), process.Transcript);
    }
}
