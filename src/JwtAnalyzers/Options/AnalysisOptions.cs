using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Options;

/// <summary>
/// What a project says in MSBuild properties, an <c>.editorconfig</c> or a <c>.globalconfig</c>: the only list of options.
/// </summary>
internal static class AnalysisOptions
{
    private const string IsTestProject = "build_property.IsTestProject";

    /// <summary>
    /// The same as <see cref="FixAllMayNeedSettings"/> in MSBuild, which takes properties from the environment: the only way to
    /// say it on the command line of <c>dotnet format</c>.
    /// </summary>
    public const string FixAllMayNeedSettingsProperty = "JwtAnalyzersFixAllMayNeedSettings";

    /// <summary>
    /// Less than 5 is not allowed: that is what the library has where nothing is set, and no assignment would be to blame for
    /// what its removal leaves as it is.
    /// </summary>
    public static readonly AnalysisOption<TimeSpan> MaxClockSkew = AnalysisOption.Minutes(
        "max_clock_skew_minutes", "How much `ClockSkew` JWT2005 tolerates", atLeast: 5, fallback: 5);

    /// <summary>How long a token may live at most.</summary>
    public static readonly AnalysisOption<TimeSpan> MaxTokenLifetime = AnalysisOption.Minutes(
        "max_token_lifetime_minutes", "How long a token may live before JWT4002, and before JWT2013 asks whether it can be taken back",
        atLeast: 1, fallback: 24 * 60);

    /// <summary>How long a token should live. An hour is what the library gives a token by itself.</summary>
    public static readonly AnalysisOption<TimeSpan> AdvisedTokenLifetime = AnalysisOption.Minutes(
        "advised_token_lifetime_minutes", "How long a token may live before JWT4006; what the fix of JWT4001 gives it", atLeast: 1,
        fallback: 60);

    public static readonly AnalysisOption<bool> AnalyzeTestProjects = AnalysisOption.Switch(
        "analyze_test_projects", "Whether test projects (`IsTestProject`) are looked at");

    public static readonly AnalysisOption<bool> AnalyzeDevelopmentSettings = AnalysisOption.Switch(
        "analyze_development_settings", "Whether `appsettings.Development.json` and its like are looked at");

    /// <summary>The compiler takes no severity from the section of a file that is not C#, and JSON has no <c>#pragma</c>.</summary>
    public static readonly AnalysisOption<bool> Ignore = AnalysisOption.Switch(
        "ignore", "In the section of a configuration file (`[appsettings.json]`): whether it is left alone");

    /// <summary>What is no name is passed over.</summary>
    public static readonly AnalysisOption<ImmutableArray<string>> SensitiveClaims = AnalysisOption.Words(
        "sensitive_claims",
        "Names of data that JWT4003 keeps out of tokens besides its own (`email`), and of its own that it leaves alone (`-iban`)");

    public static readonly AnalysisOption<bool> FixAllMayNeedSettings = AnalysisOption.Switch(
        "fix_all_may_need_settings",
        "Whether `dotnet format`, and Fix All in a project or solution, apply fixes after which the program starts only where a setting "
        + "has been made");

    public static readonly ImmutableArray<AnalysisOption> All = ImmutableArray.Create<AnalysisOption>(
        MaxClockSkew, FixAllMayNeedSettings, AnalyzeTestProjects, AnalyzeDevelopmentSettings, Ignore, SensitiveClaims, MaxTokenLifetime,
        AdvisedTokenLifetime);

    /// <summary>
    /// Whether nothing is to be reported: a test project has every reason to make insecure tokens. Only the explicit property
    /// counts, since guessing would switch rules off silently.
    /// </summary>
    public static bool IsSpared(AnalyzerConfigOptionsProvider options, Compilation compilation) =>
        options.GlobalOptions.TryGetValue(IsTestProject, out var value) && bool.TryParse(value, out var isTestProject) && isTestProject
        && !AnalyzeTestProjects.In(options.GlobalOptions)
        // In a section of an .editorconfig it is about files: those of a project share one.
        && !compilation.SyntaxTrees.Take(1).Any(tree => AnalyzeTestProjects.In(options.GetOptions(tree)));

    /// <summary>Whether fixes that need a setting are applied to whole projects: the option says so, or the property.</summary>
    public static bool FixesMayNeedSettings(AnalyzerConfigOptionsProvider options, SyntaxTree file) =>
        FixAllMayNeedSettings.In(options.GetOptions(file)) || FixAllMayNeedSettings.In(options.GlobalOptions)
        || (PropertyIn(options) is { } text && bool.TryParse(text, out var value) && value);

    /// <summary>What the property says about it, if anything.</summary>
    public static string? PropertyIn(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue("build_property." + FixAllMayNeedSettingsProperty, out var text)
            && text.Trim() is { Length: > 0 } said
            ? said
            : null;

    /// <summary>Whether the project gives a severity to a rule that is off by default.</summary>
    public static bool IsSwitchedOn(string ruleId, Compilation compilation, SyntaxTree file, CancellationToken cancellation)
    {
        var severity = ReportDiagnostic.Default;
        var isSet = (compilation.Options.SyntaxTreeOptionsProvider is { } provider
            && (provider.TryGetDiagnosticValue(file, ruleId, cancellation, out severity)
                || provider.TryGetGlobalDiagnosticValue(ruleId, cancellation, out severity)))
            || compilation.Options.SpecificDiagnosticOptions.TryGetValue(ruleId, out severity);
        return isSet && severity is not (ReportDiagnostic.Default or ReportDiagnostic.Suppress);
    }
}
