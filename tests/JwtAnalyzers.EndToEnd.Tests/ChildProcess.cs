using System.Diagnostics;
using System.Text;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>A process started by a test: nothing inherited that would change what it does, its output kept, its whole tree ended with it.</summary>
internal sealed class ChildProcess : IDisposable
{
    // What "dotnet test" and MSBuild leave in the environment of the tests would make a nested build another one than the user's.
    private static readonly string[] InheritedPrefixes =
        ["MSBUILD", "DOTNET_CLI_", "DOTNET_HOST_PATH", "TESTINGPLATFORM_", "XUNIT_", "NUGET_PACKAGES", "ASPNETCORE_", "JWT_", "JWT__", "USERS__"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly string _command;

    private ChildProcess(ProcessStartInfo start, Action<string>? onLine)
    {
        _command = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        _process = new Process { StartInfo = start };
        DataReceivedEventHandler keep = (_, line) =>
        {
            if (line.Data is null)
                return;
            lock (_output)
                _output.AppendLine(line.Data);
            onLine?.Invoke(line.Data);
        };
        _process.OutputDataReceived += keep;
        _process.ErrorDataReceived += keep;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The command line and all it wrote so far, for messages.</summary>
    public string Transcript
    {
        get
        {
            lock (_output)
                return $"> {_command}\n{_output}";
        }
    }

    public static ChildProcess Start(
        string workingDirectory, string fileName, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // a third less time for processes that end after seconds
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ChildProcess(start, onLine);
    }

    /// <summary>Ends when the process has ended and all it wrote was read.</summary>
    public Task Exited => _process.WaitForExitAsync();

    /// <summary>Waits for the end and gives the exit code.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="timeout"/>.</exception>
    public async Task<int> WaitAsync(TimeSpan timeout)
    {
        try
        {
            await Exited.WaitAsync(timeout);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not done after {timeout}:\n{Transcript}");
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static bool IsInherited(string name) =>
        InheritedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
