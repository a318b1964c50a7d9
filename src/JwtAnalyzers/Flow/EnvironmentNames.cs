using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The names of hosting environments. The framework's is <c>Production</c>; where the code or the name of a settings file says that one is
/// called <c>Prod</c>, <c>Prd</c> or <c>Live</c>, production is that, and <c>IsProduction()</c> says nothing. <c>Docker</c> is where code
/// runs, and no stage: production may be there, too.
/// </summary>
internal sealed class EnvironmentNames
{
    public const string Framework = "Production";

    private static readonly string[] Others = ["Prod", "Prd", "Live"];

    private static readonly string[] Platforms = ["Docker", "Kubernetes", "K8s", "Container"];

    // A file that names one of them compares names of environments.
    private static readonly string[] Questions = ["EnvironmentName", "IsEnvironment", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static readonly Remembered<Compilation, EnvironmentNames> Known = new((compilation, _) => new EnvironmentNames(compilation));

    private readonly Compilation _compilation;
    private string? _ofFile;
    private string? _production;

    private EnvironmentNames(Compilation compilation) => _compilation = compilation;

    /// <summary>What a settings file is called for, as <c>appsettings.Prod.json</c>: said by each analyzer before it asks.</summary>
    public static void Note(Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        var parts = files.SelectMany(file => System.IO.Path.GetFileName(file.Path).Split('.'));
        Known.Of(compilation)._ofFile = Others.FirstOrDefault(name => parts.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What production is called in a compilation.</summary>
    public static string ProductionOf(Compilation compilation, CancellationToken cancellation)
    {
        var names = Known.Of(compilation);
        return names._production ??= names._ofFile ?? names.OfCode(cancellation) ?? Framework;
    }

    /// <summary>Whether two texts are the same, where both may name an environment; null where one environment may go by both.</summary>
    public static bool? AreEqual(string left, string right, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(left, right, comparison) ? true
        : IsProduction(left) && MayBeProduction(right) || IsProduction(right) && MayBeProduction(left) ? IsSameIgnoringCase(left, right)
        : false;

    // The framework's name is written so; how another is, no code here decides.
    private static bool? IsSameIgnoringCase(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase) && string.Equals(left, Framework, StringComparison.OrdinalIgnoreCase)
            ? false
            : null;

    private static bool MayBeProduction(string name) => IsProduction(name) || Platforms.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsProduction(string name) =>
        string.Equals(name, Framework, StringComparison.OrdinalIgnoreCase) || Others.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string? OfCode(CancellationToken cancellation)
    {
        var texts = _compilation.SyntaxTrees
            .Where(tree => Questions.Any(question => FileWords.MayName(tree, question, cancellation)))
            .Select(tree => CodeText.Read(tree, cancellation))
            .Where(text => Questions.Any(text.Contains))
            .ToList();
        return Others.FirstOrDefault(name => texts.Any(text => Names(text, name)));
    }

    // Probes are tagged "live", too: where that is an environment, the line asks for one.
    private static bool Names(string text, string name)
    {
        var literal = $"\"{name}\"";
        return name != "Live"
            ? text.IndexOf(literal, StringComparison.OrdinalIgnoreCase) >= 0
            : text.Split('\n').Any(line =>
                line.IndexOf(literal, StringComparison.OrdinalIgnoreCase) >= 0 && Questions.Any(line.Contains));
    }
}
