using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>
/// What keeps <c>src</c> a house in which things are found by their names: folders need one another in one direction only, a namespace is a folder, a file is called as its type, and what is known of a
/// library stands in that library's folder.
/// </summary>
public sealed partial class HouseTests
{
    /// <summary>Folders whose files keep the namespace that they had: it is part of the names of public types.</summary>
    private static readonly FrozenDictionary<string, string> KeptNamespaces = new Dictionary<string, string>
    {
        ["JwtAnalyzers.Validation/Judging"] = "JwtAnalyzers.Validation.Policies",
        ["JwtAnalyzers.Validation/Secrets"] = "JwtAnalyzers.Validation.Algorithms",
        ["JwtAnalyzers.Validation/Values"] = "JwtAnalyzers.Validation.Policies",
        ["JwtAnalyzers.Validation/Verdicts"] = "JwtAnalyzers.Validation",
    }.ToFrozenDictionary();

    /// <summary>What the namespaces, types and methods of JWT libraries are called by.</summary>
    private static readonly string[] NamesOfLibraries =
    [
        "Duende", "FastEndpoints", "IdentityModel", "IdentityServer", "JsonWebToken", "Jose", "JwtBase64Url", "JwtBearer", "JwtClaimTypes", "JwtPayload", "JwtSecurityToken", "Microsoft.Identity.",
        "Microsoft.Owin", "MicrosoftIdentity", "OpenIdConnect", "OpenIddict", "ServiceStack", "TokenValidationParameters",
    ];

    /// <summary>Where such names stand outside the libraries' folders, how often, and why. A number may only go down.</summary>
    private static readonly FrozenDictionary<string, (int Texts, string Reason)> NamesElsewhere = new Dictionary<string, (int, string)>
    {
        ["JwtAnalyzers.CodeFixes/Issuing/IssuedPartRepair.cs"] = (1, "the class of the constants that a repair writes; the adapter is to hand it over"),
        ["JwtAnalyzers.CodeFixes/Values/HeardAtStart.cs"] = (5, "the namespaces of methods that judge; adapters are to say which are theirs"),
        ["JwtAnalyzers/Analyzers/Keys/KeyMaterial.cs"] = (1, "a namespace whose conversions keep a text; a list of texts' members is to be shared"),
        ["JwtAnalyzers/Analyzers/Logs/KeyTexts.cs"] = (1, "an encoding of JWT.NET; the same"),
        ["JwtAnalyzers/Analyzers/SensitiveClaims/ClaimSources.cs"] = (2, "namespaces that hand claims on as they are; the adapter is to say so"),
        ["JwtAnalyzers/Analyzers/TrustedClaims/AcceptingEvent.cs"] = (1, "a framework whose calls are no checks; the adapter is to say so"),
        ["JwtAnalyzers/Analyzers/TrustedClaims/TokenGuard.cs"] = (2, "the calls that add a scheme; adapters are to say them"),
        ["JwtAnalyzers/Analyzers/TrustedClaims/TrustingDecision.cs"] = (2, "namespaces whose look-ups ask a token; a list of look-ups is to be shared"),
        ["JwtAnalyzers/Issuing/ClaimContents.cs"] = (1, "a type that is a payload; the adapter is to say so"),
        ["JwtAnalyzers/Policies/Mitigations/ScopeCheck.cs"] = (1, "a class of claims' names"),
        ["JwtAnalyzers/Tokens/TokenFlow.cs"] = (2, "namespaces whose parameters are the framework's and not the request's; adapters are to say them"),
    }.ToFrozenDictionary();

    /// <summary>What of a library's folder is named outside of it, and why. A library is reached by its line in <c>Library.cs</c>.</summary>
    private static readonly FrozenDictionary<string, string> NeedsElsewhere = new Dictionary<string, string>
    {
        ["JwtAnalyzers/Libraries/AspNetCore/AspNetCorePolicies.cs -> JwtAnalyzers/Libraries/IdentityModel/IdentityModelPolicies.cs"] = "its options hold that library's parameters",
    }.ToFrozenDictionary();

    [Fact]
    public void Every_declaration_is_bound()
    {
        // What is not would be missing below.
        AssertNone(House.Src.Compilation.GetDeclarationDiagnostics(TestContext.Current.CancellationToken)
            .Where(problem => problem.Severity is DiagnosticSeverity.Error)
            .Select(problem => problem.ToString()));
    }

    [Fact]
    public void Folders_form_no_cycle()
    {
        var needs = House.Src.Needs.Where(need => need.Folder != need.OfFolder).ToLookup(need => (need.Folder, need.OfFolder));
        var below = needs.Select(need => need.Key).ToLookup(pair => pair.Folder, pair => pair.OfFolder);
        var reached = below.ToDictionary(folder => folder.Key, folder => ReachedFrom(folder.Key, below));

        Assert.True(below.Count > 40, $"Only {below.Count} folders need another.");
        AssertNone(from pair in needs
                         where reached.TryGetValue(pair.Key.OfFolder, out var back) && back.Contains(pair.Key.Folder)
                         orderby pair.Count()
                         select $"{pair.Key.Folder} -> {pair.Key.OfFolder}, {pair.Count()} times: {string.Join(", ", pair.Select(need => need.ToString()).Distinct().Take(4))}");
    }

    [Fact]
    public void The_map_has_every_folder_and_leads_down()
    {
        var map = MapRow().Matches(File.ReadAllText(Path.Combine(GeneratedFile.Root, "src", "JwtAnalyzers", "README.md"))).Select(row => row.Groups["folder"].Value).ToList();
        var rows = House.Src.Files.Select(file => House.FolderOf(file.FilePath)).Where(folder => folder.Split('/')[0] == "JwtAnalyzers").Distinct().ToDictionary(folder => folder, RowOf);

        AssertSame(map, rows.Values);
        AssertNone(from need in House.Src.Needs
                   where rows.ContainsKey(need.Folder) && rows.ContainsKey(need.OfFolder) && map.IndexOf(rows[need.Folder]) > map.IndexOf(rows[need.OfFolder])
                   select need.ToString());

        static string RowOf(string folder) => folder.Split('/', 2) switch
        {
            [_] => "Rules.cs",
            [_, var below] when below.StartsWith("Libraries/", StringComparison.Ordinal) => "Libraries/<library>",
            [_, var below] => below,
            _ => folder,
        };
    }

    [Fact]
    public void A_namespace_is_a_folder()
    {
        AssertNone(from file in House.Src.Files
                         let folder = House.FolderOf(file.FilePath)
                         let wanted = KeptNamespaces.TryGetValue(folder, out var kept) ? kept : folder.Replace('/', '.')
                         let found = House.NamespaceIn(file, TestContext.Current.CancellationToken)
                         where found != wanted
                         select $"{file.FilePath}: {found}");
    }

    [Fact]
    public void A_file_is_called_as_a_type_that_it_declares()
    {
        AssertNone(from file in House.Src.Files
                         where !House.TypesIn(file, TestContext.Current.CancellationToken).Contains(Path.GetFileNameWithoutExtension(file.FilePath))
                         select file.FilePath);
    }

    [Fact]
    public void What_a_library_calls_its_own_stands_in_its_folder()
    {
        var found =
            from file in House.Src.Files
            where !IsOfLibraries(file.FilePath)
            let texts = House.TextsIn(file, TestContext.Current.CancellationToken).Count(text => NamesOfLibraries.Any(text.Contains) || text == "JWT" || text.StartsWith("JWT.", StringComparison.Ordinal))
            where texts > 0
            select $"{file.FilePath}: {texts}";
        AssertSame(NamesElsewhere.Select(known => $"{known.Key}: {known.Value.Texts}"), found);
    }

    [Fact]
    public void A_library_is_reached_by_the_list_of_libraries_alone()
    {
        var found = House.Src.Needs
            .Where(need => need.OfFolder.StartsWith("JwtAnalyzers/Libraries/", StringComparison.Ordinal) && need.Folder != need.OfFolder && need.File != "JwtAnalyzers/Libraries/Library.cs")
            .Select(need => $"{need.File} -> {need.Of}");
        AssertSame(NeedsElsewhere.Keys, found);
    }

    private static bool IsOfLibraries(string file) => file.StartsWith("JwtAnalyzers/Libraries/", StringComparison.Ordinal);

    internal static void AssertNone(IEnumerable<string> found) => AssertSame([], found);

    /// <summary>Says what there is more, or less, than there should be.</summary>
    internal static void AssertSame(IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var (expected, actual) = (wanted.ToHashSet(), found.ToHashSet());
        var differences = actual.Except(expected).Select(text => "new: " + text).Concat(expected.Except(actual).Select(text => "gone: " + text)).Order(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static HashSet<string> ReachedFrom(string folder, ILookup<string, string> below)
    {
        var reached = new HashSet<string>();
        var left = new Stack<string>([folder]);
        while (left.TryPop(out var next))
        {
            foreach (var lower in below[next])
            {
                if (reached.Add(lower))
                    left.Push(lower);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^\| `(?<folder>[\w/<>.]+)` \| [^|]+ \|\r?$", RegexOptions.Multiline)]
    private static partial Regex MapRow();
}
