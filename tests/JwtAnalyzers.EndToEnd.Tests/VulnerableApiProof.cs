namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>VulnerableApi with the package installed, as it is and as <c>dotnet format analyzers</c> leaves it.</summary>
public sealed class VulnerableApiProof : IAsyncDisposable
{
    private readonly Lazy<Task<Consumer>> _consumer;
    private readonly Lazy<Task<Stage>> _before;
    private readonly Lazy<Task<Stage>> _after;

    public VulnerableApiProof(PackedPackage package)
    {
        _consumer = new(() => Consumer.FromSampleAsync("VulnerableApi", package));
        _before = new(async () => await ObserveAsync(await _consumer.Value));
        _after = new(FixAndObserveAsync);
    }

    /// <summary>As it is in the repository.</summary>
    internal Task<Stage> Before => _before.Value;

    /// <summary>After the fixes.</summary>
    internal Task<Stage> After => _after.Value;

    public async ValueTask DisposeAsync()
    {
        if (_consumer.IsValueCreated)
            (await _consumer.Value).Dispose();
    }

    private async Task<Stage> FixAndObserveAsync()
    {
        await Before;
        var consumer = await _consumer.Value;
        await consumer.FormatAsync("JWT1001", "JWT1005", "JWT1009", "JWT2001", "JWT2003");
        return await ObserveAsync(consumer);
    }

    private static async Task<Stage> ObserveAsync(Consumer consumer) =>
        new(await consumer.BuildAsync(), await Siege.RunAsync(consumer));

    /// <summary>What the compiler warned of, and which tokens got in where.</summary>
    internal sealed record Stage(IReadOnlyList<string> Warnings, IReadOnlyList<string> Accepted);
}
