using System.Text.RegularExpressions;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The findings that a sample's own comments announce: <c>// JWT1001 JWT2001</c> at the end of a line.</summary>
internal static partial class ExpectedFindings
{
    public static IReadOnlyList<string> In(string projectFolder) =>
    [
        .. (from file in Directory.EnumerateFiles(projectFolder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(projectFolder, "appsettings*.json"))
            let name = Path.GetRelativePath(projectFolder, file).Replace('\\', '/')
            where !name.StartsWith("obj/", StringComparison.Ordinal) && !name.StartsWith("bin/", StringComparison.Ordinal)
            from line in File.ReadAllLines(file).Index()
            let comment = Comment().Match(line.Item)
            where comment.Success
            from rule in comment.Groups["rule"].Captures
            select $"{name}({line.Index + 1}): {rule.Value}").Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"//(?: (?<rule>JWT\d{4}))+$")]
    private static partial Regex Comment();
}
