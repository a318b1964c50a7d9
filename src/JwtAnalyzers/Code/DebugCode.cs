using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Code;

/// <summary>Code under <c>#if DEBUG</c>, which a release does not have.</summary>
internal static class DebugCode
{
    private const string Debug = "DEBUG";

    private static readonly Remembered<CompilationUnitSyntax, List<(int Start, bool IsDebug)>> Known = new((file, _) => PartsOf(file));

    public static bool Contains(SyntaxNode node, CancellationToken cancellation)
    {
        if (!FileWords.MayName(node.SyntaxTree, Debug, cancellation)
            || node.SyntaxTree.GetRoot(cancellation) is not CompilationUnitSyntax { ContainsDirectives: true } root)
            return false;

        var parts = Known.Of(root);
        var (low, high) = (0, parts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (parts[middle].Start < node.SpanStart)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && parts[low - 1].IsDebug;
    }

    /// <summary>
    /// Where a directive begins a part of the file, and whether that is for debugging. Every finding in a file asks for them, and generated
    /// files have thousands.
    /// </summary>
    private static List<(int Start, bool IsDebug)> PartsOf(CompilationUnitSyntax root)
    {
        var parts = new List<(int, bool)>();
        var open = new Stack<bool>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax start:
                    open.Push(IsDebug(start.Condition));
                    break;
                case ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    open.Push(directive is ElifDirectiveTriviaSyntax alternative && IsDebug(alternative.Condition));
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    break;
                default:
                    continue;
            }

            parts.Add((directive.SpanStart, open.Contains(true)));
        }

        return parts;
    }

    // DEBUG alone or with more conditions: it is not compiled into a release either way.
    private static bool IsDebug(ExpressionSyntax condition) => condition switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == Debug,
        ParenthesizedExpressionSyntax parenthesized => IsDebug(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => IsDebug(and.Left) || IsDebug(and.Right),
        _ => false,
    };
}
