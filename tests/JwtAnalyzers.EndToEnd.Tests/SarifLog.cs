using System.Text.Json;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>One diagnostic as the compiler logs it. A diagnostic without a place has an empty file and line 0.</summary>
internal sealed record Finding(string Rule, string Level, string File, int Line, string Message)
{
    public override string ToString() => $"{File}({Line}): {Rule}";
}

/// <summary>Reads the compiler's error log. The console is no place to count: it prints a warning more than once.</summary>
internal static class SarifLog
{
    public static IReadOnlyList<Finding> Read(string path, string projectFolder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from run in document.RootElement.GetProperty("runs").EnumerateArray()
               from result in run.GetProperty("results").EnumerateArray()
               select Read(result, projectFolder),
        ];
    }

    /// <summary>Our rules in a log, with what code scanning shows of them.</summary>
    public static IReadOnlyList<(string Id, string Help, string Tags)> RulesIn(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from run in document.RootElement.GetProperty("runs").EnumerateArray()
               from rule in run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
               let id = rule.GetProperty("id").GetString()!
               where id.StartsWith("JWT", StringComparison.Ordinal)
               select (id, rule.GetProperty("helpUri").GetString()!, string.Join(' ', rule.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()))),
        ];
    }

    private static Finding Read(JsonElement result, string projectFolder)
    {
        var (file, line) = ("", 0);
        if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
        {
            var place = locations[0].GetProperty("physicalLocation");
            file = Path.GetRelativePath(projectFolder, new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath);
            line = place.GetProperty("region").GetProperty("startLine").GetInt32();
        }

        return new Finding(
            result.GetProperty("ruleId").GetString()!,
            result.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
            file.Replace('\\', '/'),
            line,
            result.GetProperty("message").GetProperty("text").GetString()!);
    }
}
