using System.Text.RegularExpressions;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary><c>rules.md</c>: its sections by rule, what the head of each must say, and its snippets.</summary>
internal static partial class RuleDocument
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules.md")).ReplaceLineEndings("\n");

    /// <summary>The parts that every rule's section has.</summary>
    public static string[] Parts { get; } = ["The attack", "Cause", "Noncompliant and compliant", "The fix", "Options", "When to suppress", "Known limits"];

    /// <summary>The ids in the order of the document.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Heading().Matches(Text).Select(match => match.Groups["id"].Value)];

    /// <summary>The text of a rule's section, without its heading.</summary>
    public static string SectionOf(string id)
    {
        var start = Text.IndexOf($"\n## {id}\n", StringComparison.Ordinal);
        if (start < 0)
            return "";
        var body = Text[(start + 1)..];
        var end = body.IndexOf("\n## ", StringComparison.Ordinal);
        return end < 0 ? body : body[..(end + 1)];
    }

    /// <summary>What stands under one of the headings of a rule's section.</summary>
    public static string PartOf(string id, string part) => Between(SectionOf(id) + "\n### ", $"\n### {part}\n", "\n### ").Trim();

    /// <summary>What stands between two texts.</summary>
    public static string Part(string begin, string end) => Between(Text, begin, end);

    private static string Between(string text, string begin, string end)
    {
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += begin.Length;
        var length = text.IndexOf(end, start, StringComparison.Ordinal) - start;
        return length < 0 ? text[start..] : text.Substring(start, length);
    }

    /// <summary>What the section must begin with.</summary>
    public static string HeadOf(Rule rule) =>
        $"""
        ## {rule.Id}

        **{rule.Descriptor.Title}**

        {rule.Descriptor.Description}

        | Severity | Evidence | The attacker needs | `security-severity` | CWE | RFC 8725 | ASVS 5.0 | Fix |
        |---|---|---|---|---|---|---|---|
        | {Severity(rule)} | {Evidence(rule)} | {Premise(rule)} | {rule.SecuritySeverity} | {rule.Cwe} | {rule.Rfc8725} | {rule.Asvs} | {(rule.HasFix ? "yes, Fix All" : "no")} |

        """.ReplaceLineEndings("\n");

    /// <summary>Every snippet with the id of its section and what the comment above it announces, empty where there is none.</summary>
    public static IEnumerable<(string Section, string Announcement, string Code)> Snippets { get; } =
        [.. Snippet().Matches(Text).Select(match => (SectionAt(match.Index), match.Groups["announcement"].Value.Trim(), match.Groups["code"].Value))];

    /// <summary>Every configuration file with what the comment above it announces.</summary>
    public static IEnumerable<(string Announcement, string Json)> ConfigurationFiles { get; } =
        [.. ConfigurationFile().Matches(Text).Select(match => (match.Groups["announcement"].Value.Trim(), match.Groups["json"].Value))];

    private static string SectionAt(int place) => Heading().Matches(Text).Last(heading => heading.Index < place).Groups["id"].Value;

    private static string Severity(Rule rule) => rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "off";

    private static string Evidence(Rule rule) => rule.Evidence is JwtAnalyzers.Evidence.ProvedByAttack
        ? $"proved by attack: {string.Join(", ", rule.Attacks.Select(attack => $"`{attack}`"))}"
        : "pattern";

    private static string Premise(Rule rule) => rule.Attacks.IsEmpty
        ? "–"
        : rule.Attacks.Select(attack => AttackCatalogue.Default[attack].Premise).Min() switch
        {
            AttackPremise.Nothing => "nothing",
            AttackPremise.TokenOfSameIssuer => "a token of the same issuer",
            AttackPremise.SharedKey => "the verification key",
            AttackPremise.NetworkPosition => "a place on the network",
            var premise => throw new InvalidOperationException($"No words for {premise}."),
        };

    [GeneratedRegex(@"^## (?<id>JWT\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:<!--(?<announcement>[^\n]*?)-->\n)?```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^(?:<!--(?<announcement>[^\n]*?)-->\n)?```json\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConfigurationFile();
}
