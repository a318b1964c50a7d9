using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>Something a project says to us that we do not understand.</summary>
/// <param name="What">The key, and the value where that is what is wrong.</param>
/// <param name="Allowed">What would be understood, and what counts now.</param>
internal readonly record struct OptionProblem(string What, string Allowed)
{
    /// <summary>Every problem once, in order, however many files it is said for.</summary>
    public static IEnumerable<OptionProblem> In(
        AnalyzerConfigOptionsProvider provider,
        Compilation compilation,
        ImmutableArray<AdditionalText> additionalFiles)
    {
        var said = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        Collect(provider.GlobalOptions, said);
        foreach (var tree in compilation.SyntaxTrees)
            Collect(provider.GetOptions(tree), said);
        foreach (var file in additionalFiles)
            Collect(provider.GetOptions(file), said);

        var mode = AnalysisMode.Of(provider);
        if (!AnalysisMode.Exists(mode))
            yield return new(
                $"'{mode}' is no value of '{AnalysisMode.Property}'",
                $"it takes {string.Join(", ", AnalysisMode.All)}, and {AnalysisMode.Default} counts");
        if (AnalysisOptions.PropertyIn(provider) is { } property && !AnalysisOptions.FixAllMayNeedSettings.Allows(property))
            yield return new(
                $"'{property}' is no value of '{AnalysisOptions.FixAllMayNeedSettingsProperty}'",
                $"it takes {AnalysisOptions.FixAllMayNeedSettings.Allowed}, and {AnalysisOptions.FixAllMayNeedSettings.Default} counts");
        foreach (var key in said.Keys)
        {
            foreach (var value in said[key])
            {
                if (Problem(key, value) is { } problem)
                    yield return problem;
            }
        }
    }

    private static OptionProblem? Problem(string key, string value) =>
        AnalysisOptions.All.FirstOrDefault(option => option.Key == key) is not { } option
            ? new(
                $"'{key}' is no option",
                "there are "
                    + string.Join(", ", AnalysisOptions.All.Select(known => known.Key).OrderBy(known => known, StringComparer.Ordinal)))
            : option.Allows(value) ? null
            : new(
                $"'{value}' is no value of '{key}'",
                $"it takes {option.Allowed}, and {(option.Default.Length > 0 ? option.Default : "the default")} counts");

    private static void Collect(AnalyzerConfigOptions options, SortedDictionary<string, SortedSet<string>> said)
    {
        foreach (var key in KeysOf(options))
        {
            if (!key.StartsWith(AnalysisOption.Prefix, StringComparison.Ordinal) || !options.TryGetValue(key, out var value))
                continue;
            if (!said.TryGetValue(key, out var values))
                said[key] = values = new SortedSet<string>(StringComparer.Ordinal);
            values.Add(value);
        }
    }

    /// <summary>
    /// The base class throws where a host has not overridden it: then unknown keys can't be told, and malformed values of known
    /// ones still can.
    /// </summary>
    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return AnalysisOptions.All.Select(option => option.Key);
        }
    }
}
