using CsCheck;
using Microsoft.CodeAnalysis;

using Xunit;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// The snippets of fix tests, written as other people write them, and fixed: as often as <c>JWT_FIXALL_VARIANTS</c> says, from <c>JWT_FIXALL_SEED</c> on; by default
/// one variant of every fourth.
/// </summary>
internal static class FixVariants
{
    private const int OneOf = 4;

    public static uint? Asked { get; } = uint.TryParse(Environment.GetEnvironmentVariable("JWT_FIXALL_VARIANTS"), out var count) ? count : null;

    public static async Task RunAsync(string source, TestSetup setup)
    {
        var hash = Sample.HashOf(source);
        if (Asked is null && (hash + FixOrders.Seed) % OneOf != 0)
            return;
        var random = new PCG(1, hash + FixOrders.Seed);
        for (var index = 0u; index < (Asked ?? 1); index++)
            await RunAsync(source, setup, random);
    }

    /// <summary>One variant, which the next random numbers choose.</summary>
    public static async Task RunAsync(string source, TestSetup setup, PCG random)
    {
        using var workspace = new AdhocWorkspace();
        var findings = await new FixedProject(TrialProject.Of(workspace, "Snippet", source, setup)).FindingsAsync();
        var lines = findings.Where(finding => finding.Location.SourceTree?.FilePath == setup.FilePath)
            .SelectMany(finding => Enumerable.Range(finding.Location.GetLineSpan().StartLinePosition.Line, LineCount(finding))).Distinct().ToList();
        if (lines.Count == 0)
            return;
        var variant = TextVariants.Of(source, lines).Generate(random, null, out _);
        var trial = new FixTrial();
        await trial.RunAsync(TrialProject.Of(workspace, "Variant", variant, setup));
        Assert.True(trial.Harms.Count == 0, $"{string.Join('\n', trial.Harms)}\nin\n{variant.Replace("\r", "\\r", StringComparison.Ordinal)}");
    }

    private static int LineCount(Diagnostic finding) => finding.Location.GetLineSpan() is var span ? span.EndLinePosition.Line - span.StartLinePosition.Line + 1 : 0;
}
