using System.Collections.Immutable;
using System.Reflection;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>A version of Microsoft.IdentityModel, and where its assemblies are.</summary>
/// <param name="Number">The version of the handlers' packages.</param>
/// <param name="Assemblies">The paths of the assemblies, with those they need.</param>
/// <param name="Pairs">The pairs of values that are tried on it.</param>
internal sealed record LibraryVersion(Version Number, ImmutableArray<string> Assemblies, PairSample Pairs)
{
    // The registry serves no Logging 8.0.1: NuGet takes the next higher version there is, and so do we.
    public static ImmutableArray<LibraryVersion> All { get; } =
    [
        Of("8.23.0", "net10.0", PairSample.OneOf(3, 1)),
        Of("8.0.1", "net9.0", PairSample.OneOf(9, 0), logging: "8.16.0"),
        Of("7.7.3", "net8.0", PairSample.OneOf(9, 3)),
        Of("6.8.0", "netstandard2.0", PairSample.OneOf(9, 6), hasAbstractions: false),
    ];

    public override string ToString() => Number.ToString(3);

    private static LibraryVersion Of(string version, string framework, PairSample pairs, string? logging = null, bool hasAbstractions = true)
    {
        string[] handlers = ["System.IdentityModel.Tokens.Jwt", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Tokens"];
        string[] foundation = hasAbstractions ? ["Microsoft.IdentityModel.Logging", "Microsoft.IdentityModel.Abstractions"] : ["Microsoft.IdentityModel.Logging"];
        return new(Version.Parse(version), [.. handlers.Select(name => PathOf(name, version, framework)), .. foundation.Select(name => PathOf(name, logging ?? version, framework))], pairs);
    }

    private static string PathOf(string package, string version, string framework)
    {
        var root = typeof(LibraryVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackageRoot").Value!;
        var path = Path.Combine(root, package.ToLowerInvariant(), version, "lib", framework, $"{package}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The project file downloads it.", path);
    }
}
