using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The names of the compilation's own members and types that set anything on a library's object: where none of them stands, no
/// call is worth following. Told by names, before anything is bound; a file is looked through once.
/// </summary>
internal static class NamesOfSetters
{
    public static bool IsAnyIn(SyntaxTree file, TextSpan code, FlowContext context)
    {
        var places = context.Values.PlacesIn(file, () => Find(file, context));
        var at = Array.BinarySearch(places, code.Start);
        if (at < 0)
            at = ~at;
        return at < places.Length && places[at] < code.End;
    }

    private static int[] Find(SyntaxTree tree, FlowContext context)
    {
        var names = context.Values.Setters(() => new HashSet<string>(
            context.Members.Files.SelectMany(file => context.Index.DeclarationsOf(file, context.Cancellation)), StringComparer.Ordinal));
        return tree.GetRoot(context.Cancellation).DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText))
            .Select(token => token.SpanStart)
            .ToArray();
    }
}
