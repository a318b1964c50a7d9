using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Code.Text;

/// <summary>The order of the source: by the files' paths, then by the places in a file.</summary>
internal sealed class SourceOrder : IComparer<SyntaxNode>
{
    public static SourceOrder Instance { get; } = new();

    public int Compare(SyntaxNode left, SyntaxNode right)
    {
        var byFile = left.SyntaxTree == right.SyntaxTree ? 0 : string.CompareOrdinal(left.SyntaxTree.FilePath, right.SyntaxTree.FilePath);
        return byFile != 0 ? byFile : left.SpanStart.CompareTo(right.SpanStart);
    }
}
