namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>VulnerableApi with the package installed: as it is, as <c>dotnet format analyzers</c> leaves it, and repaired by hand where there is no fix.</summary>
public sealed class VulnerableApiProof : IAsyncDisposable
{
    // Their rules have a fix for code of another shape.
    private static readonly string[] WithoutFix = ["TerminalEvents.cs", "ParcelGate.cs"];

    private readonly Lazy<Task<Consumer>> _consumer;
    private readonly Lazy<Task<Stage>> _before;
    private readonly Lazy<Task<Stage>> _formatted;
    private readonly Lazy<Task<Stage>> _after;

    public VulnerableApiProof(PackedPackage package)
    {
        _consumer = new(() => Consumer.FromSampleAsync("VulnerableApi", package));
        _before = new(async () => await ObserveAsync(await _consumer.Value));
        _formatted = new(FormatAndObserveAsync);
        _after = new(RepairAndObserveAsync);
    }

    /// <summary>As it is in the repository.</summary>
    internal Task<Stage> Before => _before.Value;

    /// <summary>After the fixes.</summary>
    internal Task<Stage> Formatted => _formatted.Value;

    /// <summary>After the fixes, and with SafeApi's version of each file in which a finding without a fix is left.</summary>
    internal Task<Stage> After => _after.Value;

    public async ValueTask DisposeAsync()
    {
        if (_consumer.IsValueCreated)
            (await _consumer.Value).Dispose();
    }

    /// <summary>Whether a finding, as <c>ReportGate.cs(20,9): JWT2001</c>, has a fix. An event that accepts has none, only who wrote it knows what it is for; nor has a key that is made of public text.</summary>
    public static bool HasFix(string finding) => Readme.RulesWithFix.Contains(finding[^7..]) && !WithoutFix.Any(file => finding.StartsWith(file, StringComparison.Ordinal));

    private async Task<Stage> FormatAndObserveAsync()
    {
        await Before;
        var consumer = await _consumer.Value;
        await consumer.FormatAsync(Readme.RulesWithFix);
        return await ObserveAsync(consumer);
    }

    private async Task<Stage> RepairAndObserveAsync()
    {
        var left = (await Formatted).Warnings;
        var consumer = await _consumer.Value;
        foreach (var file in left.Select(finding => finding[..finding.IndexOf('(')]).Distinct())
            consumer.TakeFrom("SafeApi", file);
        return await ObserveAsync(consumer);
    }

    private static async Task<Stage> ObserveAsync(Consumer consumer) =>
        new(ExpectedFindings.In(consumer.ProjectFolder), await consumer.BuildAsync(), await Siege.RunAsync(consumer), await ReadableTokens.HolesInAsync(consumer))
        {
            Leaks = await EndToEnd.Tests.Leaks.ObserveAsync(consumer),
            Defects = await IssuedTokens.DefectsAsync(consumer),
            LoggedRules = consumer.LoggedRules(),
            FilesWithSecret = [.. Directory.GetFiles(consumer.ProjectFolder, "*.cs").Where(file => File.ReadAllText(file) is var text && ForgedTokens.PublishedSecrets.Any(text.Contains)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)],
        };

    /// <summary>What the comments announce, what the compiler warned of, which tokens got in where, and what is wrong with those that were issued.</summary>
    internal sealed record Stage(IReadOnlyList<string> Announced, IReadOnlyList<string> Warnings, IReadOnlyList<string> Accepted, IReadOnlyList<string> Issued)
    {
        /// <summary>What the compiler's log says of our rules.</summary>
        public required IReadOnlyList<(string Id, string Help, string Tags)> LoggedRules { get; init; }

        /// <summary>The files in which a key can be read that gets its reader in.</summary>
        public required IReadOnlyList<string> FilesWithSecret { get; init; }

        /// <summary>What the reference validator has against the tokens that are handed out.</summary>
        public required IReadOnlyList<string> Defects { get; init; }

        /// <summary>What can be had of an honest token.</summary>
        public required IReadOnlyList<string> Leaks { get; init; }
    }
}
