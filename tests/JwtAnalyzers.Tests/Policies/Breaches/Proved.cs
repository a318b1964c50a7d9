using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;

namespace JwtAnalyzers.Tests.Policies.Breaches;

/// <summary>
/// What the members of a project make of a policy together: the analyzers say what the markup says, and the snippet is run with the real
/// library, where an attack of each reported rule gets in, and none of the others does.
/// </summary>
internal static class Proved
{
    private static readonly string[] Rules = ["JWT2001", "JWT2003", "JWT2004"];

    public static async Task ByRunAsync(string source, TestSetup? setup = null)
    {
        setup ??= TestSetup.Default;
        await Verify.DiagnosticsAsync(source, setup);
        TestFileMarkupParser.GetSpans(source, out var text, out System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> marked);
        await RunProof.ObserveAsync(text, [.. marked.Keys], [.. Rules.Except(marked.Keys)], setup);
    }
}
