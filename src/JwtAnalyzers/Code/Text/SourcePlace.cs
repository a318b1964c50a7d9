using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Code.Text;

/// <summary>A piece of source as the key of a table, whichever node stands there.</summary>
internal sealed record SourcePlace(SyntaxTree Tree, TextSpan Span)
{
    public static SourcePlace Of(SyntaxNode node) => new(node.SyntaxTree, node.Span);
}
