using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// The C# projects below a folder, as far as they can be read without building them: their files, references to each other and implicit usings. Packages are what the tests
/// reference, and the DLLs of <c>JWT_FIXALL_REFERENCES</c>; what needs others does not bind, before and after a fix.
/// </summary>
internal static class ProjectFolder
{
    private static readonly ImmutableArray<MetadataReference> References = [.. Assemblies().GroupBy(path => Path.GetFileName(path)).Select(paths => MetadataReference.CreateFromFile(paths.First()))];

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.Preview,
        preprocessorSymbols: ["NET", "NETCOREAPP", "NET10_0", "NETCOREAPP2_1_OR_GREATER", "NETCOREAPP3_1_OR_GREATER", .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER")]);

    public static IEnumerable<Project> Load(string folder)
    {
        var files = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories).Where(path => !path[folder.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")).Order(StringComparer.Ordinal).ToList();
        var projects = files.Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).GroupBy(path => Path.GetDirectoryName(path)!).ToDictionary(group => group.Key, group => group.First());
        var sources = files.Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).ToLookup(path => Owner(path) ?? folder);
        var ids = new Dictionary<string, ProjectId>();
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var owner in sources.Select(group => group.Key))
            ids[owner] = ProjectId.CreateNewId(owner);
        foreach (var (owner, id) in ids)
        {
            var trees = sources[owner].Select(path => (Path: path, Text: Read(path))).ToList();
            solution = solution.AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                Path.GetRelativePath(folder, owner),
                projects.TryGetValue(owner, out var file) ? Path.GetFileNameWithoutExtension(file) : "Rest",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Annotations,
                    specificDiagnosticOptions: Rules.All.Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn))),
                parseOptions: ParseOptions,
                documents: [.. trees.Select(tree => Document(id, tree.Path, tree.Text)), Document(id, Path.Combine(owner, "ImplicitUsings.g.cs"), SourceText.From(Usings(file), Encoding.UTF8))],
                metadataReferences: References));
        }

        foreach (var (owner, id) in ids)
        {
            foreach (var other in (projects.TryGetValue(owner, out var file) ? Of(file, "ProjectReference") : []).Select(path => Path.GetDirectoryName(Path.GetFullPath(Path.Combine(owner, path.Replace('\\', '/'))))!).Distinct())
            {
                if (ids.TryGetValue(other, out var reference) && reference != id && !solution.GetProjectDependencyGraph().GetProjectsThatThisProjectTransitivelyDependsOn(reference).Contains(id))
                    solution = solution.AddProjectReference(id, new ProjectReference(reference));
            }
        }

        return ids.Values.Select(id => IsProgram(solution.GetProject(id)!));

        string? Owner(string path)
        {
            for (var parent = Path.GetDirectoryName(path); parent is not null && parent.Length >= folder.Length; parent = Path.GetDirectoryName(parent))
            {
                if (projects.ContainsKey(parent))
                    return parent;
            }

            return null;
        }
    }

    /// <summary>Whether any file can have a token in it: most projects have none, and a rule finds nothing there.</summary>
    public static bool MentionsTokens(Project project) => project.Documents.Any(document => document.GetTextAsync().GetAwaiter().GetResult().ToString() is var text
        && (text.Contains("jwt", StringComparison.OrdinalIgnoreCase) || text.Contains("JsonWebToken", StringComparison.Ordinal) || text.Contains("IdentityModel", StringComparison.Ordinal) || text.Contains("OpenIdConnect", StringComparison.Ordinal)));

    private static Project IsProgram(Project project) => project.Documents.Any(document => document.GetSyntaxRootAsync().GetAwaiter().GetResult()!.ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)))
        ? project.WithCompilationOptions(project.CompilationOptions!.WithOutputKind(OutputKind.ConsoleApplication))
        : project;

    private static SourceText Read(string path)
    {
        using var stream = File.OpenRead(path);
        return SourceText.From(stream, Encoding.UTF8);
    }

    private static DocumentInfo Document(ProjectId project, string path, SourceText text) =>
        DocumentInfo.Create(DocumentId.CreateNewId(project), Path.GetFileName(path), loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default, path)), filePath: path);

    private static string Usings(string? project)
    {
        string[] implied = ["System", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "System.Collections.Generic", "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];
        return string.Concat(implied.Concat(project is null ? [] : Of(project, "Using")).Distinct().Select(name => $"global using {name};\n"));
    }

    private static IEnumerable<string> Of(string project, string item)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants().Where(element => element.Name.LocalName == item && element.Attribute("Alias") is null && element.Attribute("Static") is null).Select(element => element.Attribute("Include")?.Value).OfType<string>().Where(value => value.Length > 0 && !value.Contains('$') && !value.Contains('*'))];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Assemblies()
    {
        var more = Environment.GetEnvironmentVariable("JWT_FIXALL_REFERENCES") is { Length: > 0 } folder ? Directory.GetFiles(folder, "*.dll") : [];
        var own = TestReferences.All.Select(reference => reference.Display!).Where(path => !path.Contains("JwtAnalyzers", StringComparison.Ordinal)).ToList();
        return own.Concat(more.Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && IsManaged(path)));
    }

    private static bool IsManaged(string path)
    {
        try
        {
            return System.Reflection.AssemblyName.GetAssemblyName(path) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
