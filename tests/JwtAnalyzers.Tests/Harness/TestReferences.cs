using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>What test snippets compile against: the assemblies this process runs on. No download, and what is compiled can be run here.</summary>
internal static class TestReferences
{
    private static readonly string[] Libraries =
    [
        "Microsoft.AspNetCore.Authentication.JwtBearer",
        "Microsoft.AspNetCore.Authentication.OpenIdConnect",
        "Microsoft.AspNetCore.TestHost",
        "Microsoft.IdentityModel.Abstractions",
        "Microsoft.IdentityModel.JsonWebTokens",
        "Microsoft.IdentityModel.Logging",
        "Microsoft.IdentityModel.Protocols",
        "Microsoft.IdentityModel.Protocols.OpenIdConnect",
        "Microsoft.IdentityModel.Tokens",
        "System.IdentityModel.Tokens.Jwt",
        "JWT",
        "jose-jwt",
        "JwtAnalyzers.Tests", // for Stage
    ];

    private static readonly ILookup<bool, string> Trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .ToLookup(path => path.StartsWith(AppContext.BaseDirectory, StringComparison.OrdinalIgnoreCase));

    /// <summary>A target framework without packages: the test library then asks no package source.</summary>
    public static ReferenceAssemblies None { get; } = new("net10.0");

    /// <summary>The base class library and ASP.NET Core, which bring no JWT library.</summary>
    public static ImmutableArray<MetadataReference> Frameworks { get; } = References(Trusted[false]);

    /// <summary>What a WebAssembly client has of them: Blazor, and nothing of a server.</summary>
    public static ImmutableArray<MetadataReference> OfClient { get; } =
    [
        .. Frameworks.Where(reference => Path.GetFileName(reference.Display!) is var name
            && (!name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal))),
    ];

    /// <summary>The frameworks, and the JWT libraries that the rules are about.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
        Frameworks.AddRange(References(Trusted[true].Where(path => Libraries.Contains(Path.GetFileNameWithoutExtension(path)))));

    /// <summary>The same, with version 11 of JWT.NET, by its declarations, in place of the one that the registry serves.</summary>
    public static ImmutableArray<MetadataReference> WithJwtNet11 { get; } = Only(name => name != "JWT").Add(JwtNet11.Reference);

    /// <summary>The same as <see cref="All"/>, and more libraries that this process has.</summary>
    public static ImmutableArray<MetadataReference> With(ImmutableArray<string> libraries) =>
        libraries.IsEmpty ? All : All.AddRange(References(Trusted[true].Where(path => libraries.Contains(Path.GetFileNameWithoutExtension(path)))));

    /// <summary>The frameworks and some of the libraries.</summary>
    public static ImmutableArray<MetadataReference> Only(Func<string, bool> isWanted) =>
        Frameworks.AddRange(References(Trusted[true].Where(path => Libraries.Contains(Path.GetFileNameWithoutExtension(path)) && isWanted(Path.GetFileNameWithoutExtension(path)))));

    private static readonly ConcurrentDictionary<(string Name, bool HasJwt), CSharpCompilation> Bound = new();

    /// <summary>
    /// A compilation of a few files. The references that most tests share are bound once for each name of an assembly: the compiler keeps
    /// what it has read of them as long as a compilation is made of another.
    /// </summary>
    public static CSharpCompilation Compile(
        string name, IEnumerable<SyntaxTree> files, ImmutableArray<MetadataReference> references, CSharpCompilationOptions options) =>
        references == All || references == Frameworks
            ? Bound.GetOrAdd((name, references == All), Bind).WithOptions(options).AddSyntaxTrees(files)
            : CSharpCompilation.Create(name, files, references, options);

    private static CSharpCompilation Bind((string Name, bool HasJwt) key)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var compilation = CSharpCompilation.Create(key.Name, [], key.HasJwt ? All : Frameworks, options);
        compilation.GetSpecialType(SpecialType.System_Object); // binds them
        return compilation;
    }

    private static ImmutableArray<MetadataReference> References(IEnumerable<string> paths) =>
        [.. paths.Select(path => MetadataReference.CreateFromFile(path))];
}
