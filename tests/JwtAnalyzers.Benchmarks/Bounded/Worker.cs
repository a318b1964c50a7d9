using System.Diagnostics;

namespace JwtAnalyzers.Benchmarks.Bounded;

/// <summary>A process that measures one thing after the other, and a new one where it died or was not to be stopped.</summary>
internal sealed class Worker : IDisposable
{
    private Process? _process;
    private readonly Queue<string> _errors = new();

    /// <summary>Asks for one measurement.</summary>
    public Cost Ask(params string[] question)
    {
        _process ??= Start();
        _process.StandardInput.WriteLine(string.Join('\t', question));
        _process.StandardInput.Flush();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith(WorkerLoop.Mark, StringComparison.Ordinal))
                continue;
            var cost = Cost.Parse(line[WorkerLoop.Mark.Length..]);
            if (cost.End == Cost.Deaf)
                End();
            return cost;
        }

        _process.WaitForExit();
        string where;
        lock (_errors)
        {
            // A stack overflow is told of frame by frame.
            where = string.Join(" | ", _errors.Where(line => line.Contains("at JwtAnalyzers.", StringComparison.Ordinal) || !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct().Take(6));
        }

        End();
        return new Cost(0, 0, 0, where, Cost.Died);
    }

    public void Dispose() => End();

    private void End()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.Dispose();
        _process = null;
        lock (_errors)
        {
            _errors.Clear();
        }
    }

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Worker).Assembly.Location, "worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                // What a thread of a compiler has on Windows.
                ["DOTNET_DefaultStackSize"] = "180000",
                // What takes more than this is lost, and not the machine.
                ["DOTNET_GCHeapHardLimit"] = "140000000",
            },
        })!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                if (line.Data is not null && _errors.Count < 2_000)
                    _errors.Enqueue(line.Data);
            }
        };
        process.BeginErrorReadLine();
        return process;
    }
}
