using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Benchmarks.Variants;

/// <summary>What may stand in another's place.</summary>
internal enum Sort
{
    Statement,
    Expression,
    Member,
    Argument,
    Element,
}

/// <summary>A C# file of somebody.</summary>
internal sealed class SourceFile(string path, string project, string text)
{
    private ILookup<Sort, SyntaxNode>? _nodes;

    public string Path => path;

    public string Project => project;

    public string Text => text;

    /// <summary>The nodes that a change may be about.</summary>
    public ImmutableArray<SyntaxNode> Nodes(Sort sort) => [.. (_nodes ??= NodesOf(text))[sort]];

    public static ILookup<Sort, SyntaxNode> NodesOf(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
        .DescendantNodes()
        .Select(node => (Sort: SortOf(node), Node: node)).Where(node => node.Sort is not null && node.Node.Span.Length > 0).ToLookup(node => node.Sort!.Value, node => node.Node);

    private static Sort? SortOf(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => null,
        StatementSyntax => Sort.Statement,
        MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax => Sort.Member,
        ArgumentSyntax => Sort.Argument,
        ExpressionSyntax { Parent: InitializerExpressionSyntax or CollectionElementSyntax } => Sort.Element,
        TypeSyntax and not (IdentifierNameSyntax { Parent: ExpressionSyntax and not ObjectCreationExpressionSyntax }) => null,
        ExpressionSyntax => Sort.Expression,
        _ => null,
    };
}
