using JwtAnalyzers.Options;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The severities of a mode. Recommended has no preset: it is what the rules say themselves, and leaves the category's severity to the user.</summary>
internal static class Preset
{
    public static IEnumerable<string> Modes => AnalysisMode.All.Where(mode => mode != AnalysisMode.Default);

    public static string FileOf(string mode) => $"src/JwtAnalyzers.Package/configuration/{mode}.globalconfig";

    /// <summary>The severity of a rule in a mode, in the words of an <c>.editorconfig</c>; what is off by default stays off but in an audit.</summary>
    public static string SeverityOf(Rule rule, string mode) => (mode, rule.Descriptor.IsEnabledByDefault, rule.Descriptor.DefaultSeverity) switch
    {
        ("None", _, _) => "none",
        ("Audit", _, _) => "warning", // the command line shows nothing less
        (_, false, _) => "none",
        (_, _, DiagnosticSeverity.Info) when rule.IsAdvice => "suggestion", // no attack works there
        ("Strict", _, DiagnosticSeverity.Warning) when rule.Evidence is Evidence.ProvedByAttack || IsAboutSecrets(rule) => "error",
        ("Strict", _, _) => "warning",
        (_, _, DiagnosticSeverity.Warning) => "warning",
        _ => "suggestion",
    };

    /// <summary>The file that the package ships for a mode.</summary>
    public static string TextOf(string mode) => $"""
        # JwtAnalyzersMode={mode}: {Meaning(mode)}
        # Generated from Rules.cs. A level below a project's own files: whatever those say wins.
        is_global = true
        global_level = -100

        {string.Join('\n', Lines(mode))}

        """;

    private static IEnumerable<string> Lines(string mode) => Rules.All
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .Select(rule => (rule.Id, Severity: SeverityOf(rule, mode)))
        .Prepend((Id: Rules.AnalyzersRunning.Id, Severity: mode == "Audit" ? "suggestion" : "none"))
        .Prepend((Id: Rules.OptionNotUnderstood.Id, Severity: mode == "None" ? "none" : "warning"))
        .Select(line => $"dotnet_diagnostic.{line.Id}.severity = {line.Severity}");

    private static string Meaning(string mode) => mode switch
    {
        "Strict" => "what is proved by attack, and secrets, are errors; the rest are warnings, but for advice",
        "Audit" => "every rule is a warning, those that are off by default too",
        "None" => "nothing is reported",
        _ => throw new InvalidOperationException($"No words for {mode}."),
    };

    /// <summary>Keys and tokens where they are not to be: the third family.</summary>
    private static bool IsAboutSecrets(Rule rule) => rule.Id.StartsWith("JWT3", StringComparison.Ordinal);
}
