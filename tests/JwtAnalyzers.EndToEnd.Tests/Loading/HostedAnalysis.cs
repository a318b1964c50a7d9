using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.EndToEnd.Tests.Loading;

/// <summary>An analysis by the assemblies in a folder, on the Roslyn of the load context that this type is in.</summary>
internal static class HostedAnalysis
{
    /// <returns>The version of Roslyn, each finding, each failure to load, and how many fixes there are.</returns>
    public static async Task<string[]> RunAsync(string folder, string source, string[] references)
    {
        List<string> lines = [$"Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2)}"];
        var reference = new AnalyzerFileReference(Path.Combine(folder, "JwtAnalyzers.dll"), new Loader());
        reference.AnalyzerLoadFailed += (_, failure) => lines.Add($"{failure.ErrorCode}: {failure.Message}");
        var analyzers = reference.GetAnalyzers(LanguageNames.CSharp);

        var compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(source)],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        lines.AddRange(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        lines.AddRange((await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync()).Select(diagnostic => $"{diagnostic.Id} in line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}").Order(StringComparer.Ordinal));

        var fixes = Loader.Context.LoadFromAssemblyPath(Path.Combine(folder, "JwtAnalyzers.CodeFixes.dll")).GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract && type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Distinct();
        lines.Add($"{fixes.Count()} rules with a fix");
        return [.. lines];
    }

    /// <summary>Loads into the context that this type is in.</summary>
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static AssemblyLoadContext Context { get; } = AssemblyLoadContext.GetLoadContext(typeof(Loader).Assembly)!;

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Context.LoadFromAssemblyPath(fullPath);
    }
}
