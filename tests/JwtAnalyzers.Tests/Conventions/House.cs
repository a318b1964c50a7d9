using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The code of <c>src</c>, bound as one compilation, and which of its folders needs which.</summary>
internal sealed class House
{
    private static readonly string[] Projects = ["JwtAnalyzers.Validation", "JwtAnalyzers", "JwtAnalyzers.CodeFixes"];

    private readonly Lazy<List<Need>> _needs;

    private House(CSharpCompilation compilation)
    {
        Compilation = compilation;
        _needs = new Lazy<List<Need>>(() => [.. FindNeeds()]);
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>The files, by their paths below <c>src</c> with slashes.</summary>
    public IEnumerable<SyntaxTree> Files => Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    public static House Read(CancellationToken cancellation)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var src = Path.Combine(GeneratedFile.Root, "src");
        var files =
            from project in Projects
            from file in Directory.EnumerateFiles(Path.Combine(src, project), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(src, file).Replace('\\', '/')
            where path.Split('/')[1] is not ("bin" or "obj")
            orderby path
            select CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, path, cancellationToken: cancellation);
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var roslyn = new[] { typeof(Compilation), typeof(CSharpCompilation), typeof(Workspace), typeof(Microsoft.CodeAnalysis.CSharp.Formatting.CSharpFormattingOptions), typeof(CodeFixProvider), typeof(System.Composition.ExportAttribute) };
        return new House(CSharpCompilation.Create(
            "src",
            files.Append(CSharpSyntaxTree.ParseText(Usings, options, cancellationToken: cancellation)),
            TestReferences.Frameworks.AddRange(roslyn.Select(type => type.Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));
    }

    public static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    /// <summary>What each file names that is declared in another, apart from what its comments do.</summary>
    public IReadOnlyList<Need> Needs => _needs.Value;

    private IEnumerable<Need> FindNeeds()
    {
        foreach (var tree in Files)
        {
            var model = Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            {
                if (model.GetSymbolInfo(node).Symbol is not { } symbol || symbol is INamespaceSymbol)
                    continue;
                symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
                foreach (var declared in (symbol as ITypeSymbol ?? symbol.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                {
                    if (declared.SyntaxTree != tree && declared.SyntaxTree.FilePath.Length > 0)
                        yield return new Need(tree.FilePath, declared.SyntaxTree.FilePath, symbol.Name);
                }
            }
        }
    }

    /// <summary>The texts in a file's code.</summary>
    public static IEnumerable<string> TextsIn(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation).DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(token => token.ValueText);

    /// <summary>The types that a file declares, not those in a type.</summary>
    public static IEnumerable<string> TypesIn(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).DescendantNodes(node => node is not BaseTypeDeclarationSyntax).OfType<MemberDeclarationSyntax>().Select(type => type switch
        {
            BaseTypeDeclarationSyntax declaration => declaration.Identifier.ValueText,
            DelegateDeclarationSyntax declaration => declaration.Identifier.ValueText,
            _ => null,
        }).OfType<string>();
}

/// <summary>One file names what another declares.</summary>
internal sealed record Need(string File, string Of, string Name)
{
    public string Folder => House.FolderOf(File);

    public string OfFolder => House.FolderOf(Of);

    public override string ToString() => $"{File} -> {Of} ({Name})";
}
