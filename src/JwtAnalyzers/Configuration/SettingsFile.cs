using System.Collections.Immutable;
using JwtAnalyzers.Options;
using JwtAnalyzers.Validation.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Configuration;

/// <summary>One value of a configuration file and the path that it is read by.</summary>
/// <param name="Path">As .NET spells it: <c>Jwt:Key</c>, <c>Authentication:Schemes:Bearer:SigningKeys:0:Value</c>. Compared without regard to case.</param>
/// <param name="Value">The value and its place.</param>
internal sealed record SettingsEntry(string Path, JsonValue Value)
{
    /// <summary>The parts of the path.</summary>
    public ImmutableArray<string> Parts { get; } = Path.Split(':').ToImmutableArray();

    public string Text => Value.Text;
}

/// <summary>When a configuration file is read.</summary>
internal enum SettingsLayer
{
    /// <summary>In every environment, under the others.</summary>
    Common,

    /// <summary>In production.</summary>
    Production,

    /// <summary>In another environment that others can reach: staging.</summary>
    Other,

    /// <summary>Where the program is developed or tested.</summary>
    Development,
}

/// <summary>
/// An <c>appsettings*.json</c> that the build hands to the compiler, read as .NET reads it: with comments, trailing commas and a byte order mark,
/// sections flattened to paths. One that .NET would not read has no entries.
/// </summary>
internal sealed class SettingsFile
{
    // Far more than any configuration file has: a larger one is data.
    private const int MaximumLength = 1_000_000;

    private static readonly JsonReaderOptions Reading = JsonReaderOptions.Configuration with { MaximumLength = MaximumLength };

    // What Host.CreateDefaultBuilder reads on the machine of a developer, and what tests do.
    private static readonly string[] DevelopmentEnvironments = ["Development", "Dev", "Local", "Debug", "Test", "Testing", "Tests", "IntegrationTest", "IntegrationTests", "UnitTest", "UnitTests"];

    private readonly SourceText _text;

    private SettingsFile(AdditionalText file, SourceText text, ImmutableArray<SettingsEntry> entries)
    {
        File = file;
        _text = text;
        Entries = entries;
    }

    public AdditionalText File { get; }

    /// <summary>The values in the order of the file.</summary>
    public ImmutableArray<SettingsEntry> Entries { get; }

    /// <summary>Whether this is a configuration file by its name; the build brings in other files, too.</summary>
    public static bool IsSettings(AdditionalText file) =>
        NameOf(file) is var name && name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether findings in the file are to be reported: not where an option says so, and in one for development only where another does.</summary>
    public static bool IsAnalyzed(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        IsSettings(file) && !AnalysisOptions.Ignore.In(options.GetOptions(file))
        && (LayerOf(file) is not SettingsLayer.Development || AnalysisOptions.AnalyzeDevelopmentSettings.In(options.GetOptions(file)) || AnalysisOptions.AnalyzeDevelopmentSettings.In(options.GlobalOptions));

    /// <summary>When a configuration file is read, by its name: <c>appsettings.Production.json</c>.</summary>
    public static SettingsLayer LayerOf(AdditionalText file)
    {
        var parts = NameOf(file).Split('.');
        var environments = parts.Skip(1).Take(parts.Length - 2).ToList();
        return environments.Any(part => DevelopmentEnvironments.Contains(part, StringComparer.OrdinalIgnoreCase)) ? SettingsLayer.Development
            : environments.Count == 0 ? SettingsLayer.Common
            : environments.Contains("Production", StringComparer.OrdinalIgnoreCase) ? SettingsLayer.Production
            : SettingsLayer.Other;
    }

    public static SettingsFile? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { Length: <= MaximumLength } text)
            return null;
        var entries = ImmutableArray.CreateBuilder<SettingsEntry>();
        // .NET refuses a file whose root is no object.
        if (JsonReader.Read(text.ToString(), Reading).Value is { Kind: JsonKind.Object } root)
            Flatten(root, "", entries);
        return new SettingsFile(file, text, entries.ToImmutable());
    }

    public Location LocationOf(SettingsEntry entry)
    {
        var span = new TextSpan(entry.Value.Start, entry.Value.Length);
        return Location.Create(File.Path, span, _text.Lines.GetLinePositionSpan(span));
    }

    // The reader bounds the depth.
    private static void Flatten(JsonValue value, string path, ImmutableArray<SettingsEntry>.Builder entries)
    {
        foreach (var member in value.Members)
            Flatten(member.Value, Under(path, member.Name), entries);
        for (var index = 0; index < value.Items.Count; index++)
            Flatten(value.Items[index], Under(path, index.ToString(System.Globalization.CultureInfo.InvariantCulture)), entries);
        if (value.Kind is not (JsonKind.Object or JsonKind.Array or JsonKind.Null))
            entries.Add(new SettingsEntry(path, value));
    }

    /// <summary>The path of what a section holds under a name.</summary>
    public static string Under(string section, string name) => section.Length == 0 ? name : $"{section}:{name}";

    private static string NameOf(AdditionalText file) => file.Path.Substring(file.Path.LastIndexOfAny(['/', '\\']) + 1);
}
