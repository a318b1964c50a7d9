using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The code of <c>src</c>, bound as one compilation and once for all tests, and which of its folders needs which.</summary>
internal sealed class House
{
    private static readonly string[] Projects = ["JwtAnalyzers.Validation", "JwtAnalyzers", "JwtAnalyzers.CodeFixes"];
    private static readonly Lazy<House> Read = new(() => new House(Compile()));

    private readonly Lazy<IReadOnlyList<Mention>> _mentions;
    private readonly Lazy<IReadOnlyList<Need>> _needs;

    private House(CSharpCompilation compilation)
    {
        Compilation = compilation;
        _mentions = new Lazy<IReadOnlyList<Mention>>(() => [.. Files.SelectMany(file => MentionsIn(compilation, file))]);
        _needs = new Lazy<IReadOnlyList<Need>>(() => [.. Mentions.SelectMany(NeedsOf)]);
    }

    public static House Src => Read.Value;

    public CSharpCompilation Compilation { get; }

    /// <summary>The files, by their paths below <c>src</c> with slashes.</summary>
    public IEnumerable<SyntaxTree> Files => Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>What the code names, apart from what its comments do. To find it out takes longest of all.</summary>
    public IReadOnlyList<Mention> Mentions => _mentions.Value;

    /// <summary>What each file names that is declared in another.</summary>
    public IReadOnlyList<Need> Needs => _needs.Value;

    public static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    public static IEnumerable<Mention> MentionsIn(Compilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
        {
            if (model.GetSymbolInfo(node).Symbol is { } symbol and not INamespaceSymbol)
                yield return new Mention(node, symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol);
        }
    }

    /// <summary>The C# files of a project, in order.</summary>
    public static IEnumerable<SyntaxTree> Parse(string folder, string project)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var root = Path.Combine(GeneratedFile.Root, folder);
        return
            from file in Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(root, file).Replace('\\', '/')
            where path.Split('/')[1] is not ("bin" or "obj")
            orderby path
            select CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, path);
    }

    /// <summary>The texts in a file's code.</summary>
    public static IEnumerable<string> TextsIn(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation).DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(token => token.ValueText);

    /// <summary>The types that a file declares, not those in a type.</summary>
    public static IEnumerable<string> TypesIn(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).DescendantNodes(node => node is not BaseTypeDeclarationSyntax).OfType<MemberDeclarationSyntax>().Select(type => type switch
        {
            BaseTypeDeclarationSyntax declaration => declaration.Identifier.ValueText,
            DelegateDeclarationSyntax declaration => declaration.Identifier.ValueText,
            _ => null,
        }).OfType<string>();

    /// <summary>The namespaces that a file declares; one, as a rule.</summary>
    public static string NamespaceIn(SyntaxTree tree, CancellationToken cancellation) =>
        string.Join(", ", tree.GetRoot(cancellation).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(declared => declared.Name.ToString()));

    private static IEnumerable<Need> NeedsOf(Mention mention)
    {
        var file = mention.Node.SyntaxTree;
        var type = mention.Symbol as ITypeSymbol ?? mention.Symbol.ContainingType;
        return
            from declared in type?.OriginalDefinition.DeclaringSyntaxReferences ?? []
            where declared.SyntaxTree != file && declared.SyntaxTree.FilePath.Length > 0
            select new Need(file.FilePath, declared.SyntaxTree.FilePath, mention.Symbol.Name);
    }

    private static CSharpCompilation Compile()
    {
        string[] usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
        Type[] roslyn =
        [
            typeof(Compilation), typeof(CSharpCompilation), typeof(Workspace), typeof(Microsoft.CodeAnalysis.CSharp.Formatting.CSharpFormattingOptions),
            typeof(CodeFixProvider), typeof(System.Composition.ExportAttribute),
        ];
        var global = CSharpSyntaxTree.ParseText(
            string.Concat(usings.Select(name => $"global using {name};")), new CSharpParseOptions(LanguageVersion.Preview));
        return CSharpCompilation.Create(
            "src",
            Projects.SelectMany(project => Parse("src", project)).Append(global),
            TestReferences.Frameworks.AddRange(
                roslyn.Select(type => type.Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}

/// <summary>A place in the code, and what it names.</summary>
internal sealed record Mention(SyntaxNode Node, ISymbol Symbol);

/// <summary>One file names what another declares.</summary>
internal sealed record Need(string File, string Of, string Name)
{
    public string Folder => House.FolderOf(File);

    public string OfFolder => House.FolderOf(Of);

    public override string ToString() => $"{File} -> {Of} ({Name})";
}
