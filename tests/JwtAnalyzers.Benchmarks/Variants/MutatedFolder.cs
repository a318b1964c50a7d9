using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using JwtAnalyzers.Benchmarks.Bounded;
using JwtAnalyzers.Benchmarks.GeneratedProjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Benchmarks.Variants;

/// <summary>A variant of one file of a folder.</summary>
/// <param name="Path">The file it is made of.</param>
/// <param name="Text">What it says now.</param>
/// <param name="Changes">What was done to it.</param>
internal sealed record Mutant(string Path, string Text, string Changes);

/// <summary>
/// The C# files of a folder that name a JWT library, and variants of them: the same number makes the same one of the same folder. A variant is compiled beside the other such files of its project, nearest first.
/// </summary>
internal sealed class MutatedFolder
{
    private const int Neighbours = 12;
    private const long LargestFile = 150_000;

    private static readonly string[] Words = ["jwt", "jsonwebtoken", "identitymodel", "openidconnect", "jose"];
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NETCOREAPP", "NET10_0", "NET8_0_OR_GREATER", "NET6_0_OR_GREATER"]);

    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(
        """
        global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using System.Collections.Generic;
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """,
        ParseOptions,
        "Usings.cs");

    private readonly ImmutableArray<SourceFile> _files;
    private readonly int _seed;

    private MutatedFolder(IEnumerable<string> folders, int seed)
    {
        _files = [.. folders.SelectMany(Read)];
        _seed = seed;
    }

    public int Count => _files.Length;

    /// <summary><c>JWT_MUTATE_SOURCES</c> names the folder, or several, and <c>JWT_MUTATE_SEED</c> the first number of all.</summary>
    public static MutatedFolder OfEnvironment() => new(
        (Environment.GetEnvironmentVariable("JWT_MUTATE_SOURCES") is { Length: > 0 } folders ? folders : throw new InvalidOperationException("JWT_MUTATE_SOURCES names no folder.")).Split(Path.PathSeparator),
        int.TryParse(Environment.GetEnvironmentVariable("JWT_MUTATE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1);

    public Mutant Mutant(int index)
    {
        var random = new Random(unchecked((_seed * 1_000_003) + index));
        var file = _files[random.Next(_files.Length)];
        return new Mutations(random, _files).Apply(file);
    }

    public CSharpCompilation Compile(Mutant mutant)
    {
        var file = _files.First(file => file.Path == mutant.Path);
        var mutated = Parse(mutant.Text, mutant.Path);
        var others = _files.Where(other => other.Project == file.Project && other != file)
            .OrderByDescending(other => Shared(other.Path, file.Path)).ThenBy(other => other.Path, StringComparer.Ordinal).Take(Neighbours).Select(other => Parse(other.Text, other.Path));
        return CSharpCompilation.Create(
            "Mutant",
            [mutated, .. others, Usings],
            LibraryReferences.All,
            BoundedRun.Options(mutated.GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text), ParseOptions, path);

    private static int Shared(string path, string other) => path.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private static IEnumerable<SourceFile> Read(string folder)
    {
        var root = Path.GetFullPath(folder);
        var all = Directory.GetFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(path => !path[root.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or ".git"))
            .Order(StringComparer.Ordinal).ToList();
        var projects = all.Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(path => Path.GetDirectoryName(path)!).ToHashSet();
        foreach (var path in all.Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && new FileInfo(path).Length < LargestFile))
        {
            var text = File.ReadAllText(path, Encoding.UTF8);
            if (Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
                yield return new SourceFile(path, Owner(path) ?? path, text);
        }

        // A file of no project stands alone.
        string? Owner(string path)
        {
            for (var parent = Path.GetDirectoryName(path); parent is not null && parent.Length >= root.Length; parent = Path.GetDirectoryName(parent))
            {
                if (projects.Contains(parent))
                    return parent;
            }

            return null;
        }
    }
}
