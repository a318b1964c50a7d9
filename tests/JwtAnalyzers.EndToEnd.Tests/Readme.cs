using System.Text.RegularExpressions;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>What the README tells its readers to type.</summary>
internal static partial class Readme
{
    /// <summary>The code after a comment of this name.</summary>
    public static string Block(string name)
    {
        var match = Regex.Match(
            File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n"), $@"<!-- {Regex.Escape(name)} -->\n```\w*\n(?<block>.*?)```", RegexOptions.Singleline);
        Assert.True(match.Success, $"README.md has no block '{name}'.");
        return match.Groups["block"].Value;
    }

    /// <summary>The command that fixes everything that has a fix.</summary>
    public static string FormatCommand => Block("generated: format").Trim();

    /// <summary>The rules that have a fix.</summary>
    public static IReadOnlyList<string> RulesWithFix { get; } = [.. RuleId().Matches(FormatCommand).Select(match => match.Value)];

    [GeneratedRegex(@"JWT\d{4}")]
    private static partial Regex RuleId();
}
