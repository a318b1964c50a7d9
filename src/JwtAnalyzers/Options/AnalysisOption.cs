using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>One option of ours: what JWT0001 tells of it where it is malformed, and what the table in <c>rules.md</c> says.</summary>
internal abstract class AnalysisOption(string name, string meaning, string allowed, string fallback)
{
    /// <summary>What the keys of all our options begin with.</summary>
    public const string Prefix = "jwt_analyzers.";

    public string Key { get; } = Prefix + name;

    /// <summary>What it is for, in words.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The values it takes, in words.</summary>
    public string Allowed { get; } = allowed;

    /// <summary>The value that counts where none is given, or one that is not allowed.</summary>
    public string Default { get; } = fallback;

    public abstract bool Allows(string value);

    /// <summary>An option that is on or off.</summary>
    public static AnalysisOption<bool> Switch(string name, string meaning) =>
        new(name, meaning, "true or false", "false", text => bool.TryParse(text, out var value) ? (true, value) : default);

    /// <summary>An option that is a length of time in whole minutes.</summary>
    public static AnalysisOption<TimeSpan> Minutes(string name, string meaning, int atLeast, int fallback) =>
        new(
            name,
            meaning,
            $"whole minutes from {atLeast.ToString(CultureInfo.InvariantCulture)} on",
            fallback.ToString(CultureInfo.InvariantCulture),
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes >= atLeast
                    ? (true, TimeSpan.FromMinutes(minutes))
                    : default);

    /// <summary>An option that lists words, separated by commas.</summary>
    public static AnalysisOption<ImmutableArray<string>> Words(string name, string meaning) =>
        new(
            name, meaning, "words separated by commas", "",
            text => (true, text.Split(',').Select(word => word.Trim()).Where(word => word.Length > 0).ToImmutableArray()));
}

/// <summary>
/// An option whose value is read as a <typeparamref name="T"/>, by a function that says first whether the value is allowed.
/// </summary>
internal sealed class AnalysisOption<T>(
    string name,
    string meaning,
    string allowed,
    string fallback,
    Func<string, (bool IsAllowed, T Value)> parse)
    : AnalysisOption(name, meaning, allowed, fallback)
{
    public override bool Allows(string value) => parse(value.Trim()).IsAllowed;

    /// <summary>The value that counts: the default where nothing sensible is said.</summary>
    public T In(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out var text) && parse(text.Trim()) is (true, var value) ? value : parse(Default).Value;
}
