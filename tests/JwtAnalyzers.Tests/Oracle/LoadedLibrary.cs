using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using JwtAnalyzers.Validation.Attacks;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>A matrix, loaded and run with one version of the library, whatever version the tests themselves run with.</summary>
internal sealed class LoadedLibrary : AssemblyLoadContext, IDisposable
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private readonly ImmutableDictionary<string, string> _paths;
    private readonly Assembly _matrix;
    private readonly Func<object, string, bool> _jsonWebTokenHandler;
    private readonly Func<object, string, bool> _jwtSecurityTokenHandler;

    public LoadedLibrary(LibraryVersion version, Compilation matrix)
        : base($"IdentityModel {version}", isCollectible: true)
    {
        _paths = version.Assemblies.ToImmutableDictionary(path => Path.GetFileNameWithoutExtension(path));
        using var image = new MemoryStream();
        var result = matrix.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        _matrix = LoadFromStream(image);
        _jsonWebTokenHandler = Function("JsonWebTokenHandlerAccepts");
        _jwtSecurityTokenHandler = Function("JwtSecurityTokenHandlerAccepts");
    }

    /// <summary>Puts the scene's keys where the policies find them.</summary>
    public void Set(AttackScene scene)
    {
        var issuer = scene.IssuerKey.VerificationKey;
        Type("Keys").GetMethod("Load", Any)!.Invoke(null, [issuer.ToJson(), OracleScene.ExpiredCertificate, issuer.PublicText, scene.GuessableKey.VerificationKey.ToJson()]);
        Type("Tokens").GetProperty("Honest", Any)!.SetValue(null, scene.HonestToken());
    }

    /// <summary>New parameters with a policy.</summary>
    public object Parameters(MatrixPolicy policy) => Type("Matrix").GetMethod(policy.Method, Any)!.Invoke(null, null)!;

    public bool Accepts(Handler handler, object parameters, string token) =>
        handler is Handler.JsonWebTokenHandler ? _jsonWebTokenHandler(parameters, token) : _jwtSecurityTokenHandler(parameters, token);

    public void Dispose() => Unload();

    // Before the tests' own version is looked at.
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && _paths.TryGetValue(name, out var path) ? LoadFromAssemblyPath(path) : null;

    private Type Type(string name) => _matrix.GetType(name) ?? throw new InvalidOperationException($"The source has no {name}.");

    private Func<object, string, bool> Function(string name) => Type("Gate").GetMethod(name, Any)!.CreateDelegate<Func<object, string, bool>>();
}
