using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Options;
using JwtAnalyzers.Validation.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Configuration;

/// <summary>A name in a configuration file, below others. What stands under it shares it, so that a long name is held once.</summary>
internal sealed class SettingsSection(string name, SettingsSection? parent)
{
    // No name that code reads is longer or has more parts: what stands below is data.
    private const int MaximumLength = 1_000;
    private const int MaximumDepth = 64;

    private readonly int _length = name.Length + (parent is null ? 0 : parent._length + 1);

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    /// <summary>The name without those above it.</summary>
    public string Name => name;

    /// <summary>The parts of the path, made anew.</summary>
    public ImmutableArray<string> Parts
    {
        get
        {
            var parts = new string[Depth];
            for (var section = this; section is not null; section = section.Parent)
                parts[section.Depth - 1] = section.Name;
            return ImmutableArray.Create(parts);
        }
    }

    /// <summary>
    /// What stands under a name, which may have several parts itself (<c>"Jwt:Key": …</c>); <see langword="null"/> where no program would
    /// look for it.
    /// </summary>
    public static SettingsSection? Under(SettingsSection? section, string name)
    {
        if (name.Length > MaximumLength)
            return null;
        foreach (var part in name.Split(':'))
        {
            section = new SettingsSection(part, section);
            if (section._length > MaximumLength || section.Depth > MaximumDepth)
                return null;
        }

        return section;
    }

    private SettingsSection? Parent => parent;
}

/// <summary>One value of a configuration file and the section that it is read by.</summary>
/// <param name="Section">Where it stands.</param>
/// <param name="Value">The value and its place.</param>
internal sealed record SettingsEntry(SettingsSection Section, JsonValue Value)
{
    /// <summary>
    /// As .NET spells it: <c>Jwt:Key</c>, <c>Authentication:Schemes:Bearer:SigningKeys:0:Value</c>. Compared without regard to case.
    /// </summary>
    public string Path => string.Join(":", Parts);

    /// <summary>The parts of the path.</summary>
    public ImmutableArray<string> Parts => Section.Parts;

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
/// An <c>appsettings*.json</c> that the build hands to the compiler, read as .NET reads it: with comments, trailing commas and a byte order
/// mark, sections flattened to paths. One that .NET would not read has no entries.
/// </summary>
internal sealed class SettingsFile
{
    // Far more than any configuration file has: a larger one is data.
    private const int MaximumLength = 1_000_000;

    private static readonly JsonReaderOptions Reading = JsonReaderOptions.Configuration with { MaximumLength = MaximumLength };

    // What Host.CreateDefaultBuilder reads on the machine of a developer, and what tests do.
    private static readonly string[] DevelopmentEnvironments = ["Development", "Dev", "Local", "Debug", "Test", "Testing", "Tests",
        "IntegrationTest", "IntegrationTests", "UnitTest", "UnitTests"];

    // Three analyzers look at the same files, and one of them at each for each other.
    private static readonly Remembered<SourceText, SettingsEntry[]> Known = new(EntriesOf);

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
        NameOf(file) is var name && name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether findings in the file are to be reported: not where an option says so, and in one for development only where another does.
    /// </summary>
    public static bool IsAnalyzed(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        IsSettings(file) && !AnalysisOptions.Ignore.In(options.GetOptions(file))
        && (LayerOf(file) is not SettingsLayer.Development || AnalysisOptions.AnalyzeDevelopmentSettings.In(options.GetOptions(file))
            || AnalysisOptions.AnalyzeDevelopmentSettings.In(options.GlobalOptions));

    /// <summary>When a configuration file is read, by its name: <c>appsettings.Production.json</c>.</summary>
    public static SettingsLayer LayerOf(AdditionalText file)
    {
        var parts = NameOf(file).Split('.');
        var environments = parts.Skip(1).Take(parts.Length - 2).ToList();
        return environments.Any(part => DevelopmentEnvironments.Contains(part, StringComparer.OrdinalIgnoreCase))
            ? SettingsLayer.Development
            : environments.Count == 0 ? SettingsLayer.Common
            : environments.Contains("Production", StringComparer.OrdinalIgnoreCase) ? SettingsLayer.Production
            : SettingsLayer.Other;
    }

    public static SettingsFile? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { Length: <= MaximumLength } text)
            return null;
        return new SettingsFile(file, text, ImmutableArray.Create(Known.Of(text, cancellation)));
    }

    private static SettingsEntry[] EntriesOf(SourceText text, CancellationToken cancellation)
    {
        var entries = new List<SettingsEntry>();
        // .NET refuses a file whose root is no object.
        if (JsonReader.Read(text.ToString(), Reading).Value is { Kind: JsonKind.Object } root)
            Flatten(root, null, entries, cancellation);
        return entries.ToArray();
    }

    public Location LocationOf(SettingsEntry entry)
    {
        var span = new TextSpan(entry.Value.Start, entry.Value.Length);
        return Location.Create(File.Path, span, _text.Lines.GetLinePositionSpan(span));
    }

    // The reader bounds the depth.
    private static void Flatten(JsonValue value, SettingsSection? section, List<SettingsEntry> entries, CancellationToken cancellation)
    {
        Walk.Step(cancellation);
        foreach (var member in value.Members)
            FlattenUnder(section, member.Name, member.Value, entries, cancellation);
        for (var index = 0; index < value.Items.Count; index++)
            FlattenUnder(
                section, index.ToString(System.Globalization.CultureInfo.InvariantCulture), value.Items[index], entries, cancellation);
        if (section is not null && value.Kind is not (JsonKind.Object or JsonKind.Array or JsonKind.Null))
            entries.Add(new SettingsEntry(section, value));
    }

    private static void FlattenUnder(
        SettingsSection? section, string name, JsonValue value, List<SettingsEntry> entries, CancellationToken cancellation)
    {
        if (SettingsSection.Under(section, name) is { } inner)
            Flatten(value, inner, entries, cancellation);
    }

    /// <summary>The path of what a section holds under a name.</summary>
    public static string Under(string section, string name) => section.Length == 0 ? name : $"{section}:{name}";

    private static string NameOf(AdditionalText file) => file.Path.Substring(file.Path.LastIndexOfAny(['/', '\\']) + 1);
}
