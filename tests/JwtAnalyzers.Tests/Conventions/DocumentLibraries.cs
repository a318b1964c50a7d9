using System.Reflection;
using System.Text.RegularExpressions;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>A library beside Microsoft.IdentityModel and ASP.NET Core, told in code by what only it has.</summary>
internal sealed record DocumentLibrary(string Name, string Pattern)
{
    public bool IsIn(string code) => Regex.IsMatch(code, Pattern);
}

/// <summary>Which rules are about which libraries: as the tests of the rules show it.</summary>
internal static partial class DocumentLibraries
{
    private static readonly DocumentLibrary JwtNet = new("JWT.NET", @"^// JWT\.NET|\bJwtBuilder\b|\bI?JwtDecoder\b|_decoder|\bHMACSHA\d+Algorithm\b|\bJwtValidator\(");
    private static readonly DocumentLibrary Jose = new("jose-jwt", @"\bJose\.|\bJWT\.(?:Decode|Verify|Payload|Encode)");
    private static readonly DocumentLibrary FastEndpoints = new("FastEndpoints", @"\bAddAuthenticationJwtBearer\b|\bJwtBearer\.CreateToken|\bJwtSigningOptions\b");
    private static readonly DocumentLibrary ServiceStack = new("ServiceStack", @"\bJwtAuthProvider");

    public static IReadOnlyList<DocumentLibrary> All { get; } =
    [
        JwtNet,
        Jose,
        FastEndpoints,
        ServiceStack,
        new("OpenIddict", "OpenIddict"),
        new("IdentityServer", @"\bAddDeveloperSigningCredential\b|\bAllowedGrantTypes\b"),
        new("Microsoft.Identity.Web", @"\bAddMicrosoftIdentityWeb|\bAllowWebApiToBeAuthorizedByACL\b"),
        new("Katana", @"\bJwtBearerAuthenticationOptions\b|\bJwtFormat\b"),
    ];

    // What a file is about where its lines do not say it.
    private static readonly Dictionary<string, DocumentLibrary> ByFile = new()
    {
        ["JwtNetTests"] = JwtNet,
        ["JwtNetVersionTests"] = JwtNet,
        ["JoseTests"] = Jose,
        ["FastEndpointsTests"] = FastEndpoints,
        ["ServiceStackTests"] = ServiceStack,
    };

    /// <summary>The rules that a test raises in code of a library: a line of their tests that marks a finding, and names the library or stands in its file.</summary>
    public static IReadOnlyList<(string Rule, string Library)> Tested { get; } =
    [
        .. (from folder in new[] { "Analyzers", "Libraries" }
            from file in Directory.GetFiles(Path.Combine(Repository, "tests", "JwtAnalyzers.Tests", folder), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            from mark in Mark().Matches(line)
            from library in LibrariesOf(line, Path.GetFileNameWithoutExtension(file))
            select (mark.Groups["rule"].Value, library.Name)).Distinct().Order(),
    ];

    private static string Repository => typeof(DocumentLibraries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static IEnumerable<DocumentLibrary> LibrariesOf(string line, string file) =>
        All.Where(library => library.IsIn(line)).ToList() is { Count: > 0 } named ? named : ByFile.TryGetValue(file, out var library) ? [library] : [];

    [GeneratedRegex("""(?:\{\||// )(?<rule>JWT\d{4})(?=:|"\))""")]
    private static partial Regex Mark();
}
