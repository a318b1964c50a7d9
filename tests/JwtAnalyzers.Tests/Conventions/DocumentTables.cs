using System.Text.RegularExpressions;
using JwtAnalyzers.Options;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The tables and lists in the documents that say again what the code says.</summary>
internal static partial class DocumentTables
{
    private static IReadOnlyList<Rule> ById { get; } = [.. Rules.All.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>What OWASP ASVS 5.0 asks in chapter 9, in our words.</summary>
    private static readonly (string Requirement, string Meaning)[] AsvsChapter9 =
    [
        ("9.1.1", "The signature or MAC is verified before anything in the token is believed"),
        ("9.1.2", "Algorithms come from an allow list: no `none`, and not symmetric and asymmetric ones for one key"),
        ("9.1.3", "Keys come from sources that were configured; `jwk`, `jku` and `x5u` of a token are not followed"),
        ("9.2.1", "`exp` and `nbf` are checked"),
        ("9.2.2", "The token is of the type, and for the purpose, that the code expects"),
        ("9.2.3", "The token is for this audience"),
        ("9.2.4", "An issuer that serves several audiences with one key says in each token whom it is for"),
    ];

    /// <summary>What RFC 8725 asks in section 3, in our words, and why there is no rule where there is none.</summary>
    private static readonly (string Section, string Meaning, string WhyNoRule)[] Rfc8725Section3 =
    [
        ("3.1", "Algorithms are verified: only those the caller allows, each with a key of its own", ""),
        ("3.2", "Appropriate algorithms: no `none`, no RSA-PKCS1 v1.5 encryption", ""),
        ("3.3", "All cryptographic operations are validated", ""),
        ("3.4", "Cryptographic inputs are validated", "the libraries do it; the reference validator's tests show how far (`tests/JwtAnalyzers.Validation.Tests`)"),
        ("3.5", "Keys have enough entropy; passwords are no keys", ""),
        ("3.6", "Nothing is compressed before it is encrypted", "measured: the library refuses to inflate more than 250,000 characters (`IDX10679`)"),
        ("3.7", "UTF-8", "the libraries know nothing else"),
        ("3.8", "Issuer and subject are validated", ""),
        ("3.9", "The audience is used and validated", ""),
        ("3.10", "Received claims are not trusted: `kid`, `jku`, `x5u`", ""),
        ("3.11", "Explicit typing", ""),
        ("3.12", "Mutually exclusive rules for different kinds of tokens", ""),
    ];

    public static string Index => Table(
        ["Rule", "What it says", "Recommended", "Strict", "Audit", "Evidence", "Fix", "CWE", "RFC 8725", "ASVS 5.0"],
        ById.Select(rule => (string[])
        [
            $"[{rule.Id}](#{rule.Id.ToLowerInvariant()})",
            rule.Descriptor.Title.ToString(),
            Level(rule, "Recommended"),
            Level(rule, "Strict"),
            Level(rule, "Audit"),
            rule.Evidence is Evidence.ProvedByAttack ? "proved by attack" : "pattern",
            rule.HasFix ? "yes" : "no",
            rule.Cwe,
            rule.Rfc8725,
            rule.Asvs,
        ]));

    public static string ReadmeIndex => Table(
        ["id", "what it says", "severity", "fix"],
        ById.Select(rule => (string[])[$"[{rule.Id}](rules.md#{rule.Id.ToLowerInvariant()})", rule.Descriptor.Title.ToString(), Level(rule, "Recommended"), rule.HasFix ? "yes" : "no"]));

    /// <summary>The command that applies every fix.</summary>
    public static string FormatCommand => $"""
        ```
        dotnet format analyzers --severity info --diagnostics {string.Join(' ', ById.Where(rule => rule.HasFix).Select(rule => rule.Id))}
        ```
        """;

    public static string Options => Table(
        ["Option", "What it does", "Values", "Default"],
        AnalysisOptions.All.OrderBy(option => option.Key, StringComparer.Ordinal)
            .Select(option => (string[])[$"`{option.Key}`", option.Meaning, option.Allowed, option.Default.Length > 0 ? $"`{option.Default}`" : "none"]));

    /// <summary>What can be set for a rule.</summary>
    public static string OptionsOf(Rule rule)
    {
        List<string> lines =
        [
            .. AnalysisOptions.All.Where(option => option.Meaning.Contains(rule.Id, StringComparison.Ordinal) || (LooksAtConfigurationFiles(rule) && ForConfigurationFiles.Contains(option)))
                .OrderBy(option => option.Key, StringComparer.Ordinal)
                .Select(option => $"* `{option.Key}` ({option.Allowed}; {(option.Default.Length > 0 ? $"`{option.Default}`" : "none")} by default): {option.Meaning}."),
        ];
        if (!rule.Descriptor.IsEnabledByDefault)
            lines.Add($"* It is off by default: `dotnet_diagnostic.{rule.Id}.severity = warning` switches it on, and so does `JwtAnalyzersMode=Audit`.");
        return lines.Count > 0 ? string.Join('\n', lines) : "None of its own: see [modes, options, precedence](#modes-options-precedence).";
    }

    private static readonly AnalysisOption[] ForConfigurationFiles = [AnalysisOptions.Ignore, AnalysisOptions.AnalyzeDevelopmentSettings];

    /// <summary>The page lists them once.</summary>
    private static bool LooksAtConfigurationFiles(Rule rule) => RuleDocument.Part("\n### Configuration files\n", "<JwtAnalyzersAnalyzeAppSettings>").Contains($"[{rule.Id}]", StringComparison.Ordinal);

    public static string Asvs => Table(
        ["ASVS 5.0", "What it asks", "Rules"],
        AsvsChapter9.Select(row => (string[])[row.Requirement, row.Meaning, Links(RulesFor(row.Requirement, rule => rule.Asvs))])
            .Concat(OtherRequirements.Select(requirement => (string[])[requirement, "", Links(RulesFor(requirement, rule => rule.Asvs))])));

    public static string Rfc8725 => Table(
        ["RFC 8725", "What it asks", "Rules"],
        Rfc8725Section3.Select(row => (string[])[row.Section, row.Meaning, RulesFor(row.Section, rule => rule.Rfc8725) is { Count: > 0 } rules ? Links(rules) : $"none: {row.WhyNoRule}"]));

    /// <summary>The requirements that neither a rule covers nor a word explains; empty unless something was forgotten.</summary>
    public static IEnumerable<string> Uncovered =>
    [
        .. AsvsChapter9.Select(row => row.Requirement).Where(requirement => RulesFor(requirement, rule => rule.Asvs).Count == 0).Select(requirement => $"ASVS {requirement}"),
        .. Rfc8725Section3.Where(row => row.WhyNoRule.Length == 0 && RulesFor(row.Section, rule => rule.Rfc8725).Count == 0).Select(row => $"RFC 8725 {row.Section}"),
    ];

    /// <summary>Requirements of other chapters that some rule names, in the order of their numbers.</summary>
    private static IEnumerable<string> OtherRequirements => ById
        .SelectMany(rule => Numbers().Matches(rule.Asvs).Select(match => match.Value))
        .Distinct()
        .Where(requirement => AsvsChapter9.All(row => row.Requirement != requirement))
        .OrderBy(Version.Parse);

    private static List<Rule> RulesFor(string requirement, Func<Rule, string> named) =>
        [.. ById.Where(rule => Numbers().Matches(Parenthesis().Replace(named(rule), "")).Any(match => match.Value == requirement))];

    private static string Level(Rule rule, string mode) => Preset.SeverityOf(rule, mode) is "none" ? "off" : Preset.SeverityOf(rule, mode);

    private static string Links(IEnumerable<Rule> rules) => string.Join(", ", rules.Select(rule => $"[{rule.Id}](#{rule.Id.ToLowerInvariant()})"));

    private static string Table(string[] head, IEnumerable<string[]> rows) => string.Join('\n', rows
        .Prepend([.. head.Select(_ => "---")])
        .Prepend(head)
        .Select(row => $"| {string.Join(" | ", row)} |"));

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex Numbers();

    // "none (RFC 7519 section 4.1.4)" is another standard's section.
    [GeneratedRegex(@"\(.*?\)")]
    private static partial Regex Parenthesis();
}
