using System.Diagnostics;

namespace JwtAnalyzers.Mutation;

/// <summary>A child process, run to its end or to the end of our patience.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The exit code and what was printed; the exit code is <see langword="null"/> where it took too long and was ended.</summary>
    public static async Task<(int? ExitCode, string Output)> Run(string folder, string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Measured: each run is so short that instrumenting it for speed doubles its time.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (null, await output + await errors);
        }

        return (process.ExitCode, await output + await errors);
    }
}
