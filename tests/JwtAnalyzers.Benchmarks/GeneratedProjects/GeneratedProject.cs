using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>A generated project, and the compilations a build or an IDE makes of it.</summary>
internal sealed class GeneratedProject
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    // One thread, so that what is measured is work and not how the machine happened to share it out.
    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);

    private readonly ImmutableArray<MetadataReference> _references;

    public GeneratedProject(ProjectKind kind, int files)
    {
        Files = ProjectGenerator.Files(kind, files);
        _references = kind is ProjectKind.JwtAbsent ? LibraryReferences.WithoutJwt : LibraryReferences.WithJwt;
    }

    public ImmutableArray<GeneratedFile> Files { get; }

    /// <summary>The paths of what it references.</summary>
    public IEnumerable<string> References => _references.OfType<PortableExecutableReference>().Select(reference => reference.FilePath!);

    /// <summary>The project as a build sees it: every tree is new, so that nothing remembered of a tree applies.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create("Shop", Files.Select(Parse), _references, CompilationOptions);

    /// <summary>The project as an IDE sees it after a key was pressed in one file: every other tree is the one it was.</summary>
    public CSharpCompilation Edit(CSharpCompilation before, int keyPresses)
    {
        var edited = before.SyntaxTrees[Files.Length / 2];
        var text = Files[Files.Length / 2] is var file ? file with { Text = file.Text + "// " + new string('x', keyPresses) } : file;
        return before.ReplaceSyntaxTree(edited, Parse(text));
    }

    private static SyntaxTree Parse(GeneratedFile file) => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), ParseOptions, file.Path);
}
