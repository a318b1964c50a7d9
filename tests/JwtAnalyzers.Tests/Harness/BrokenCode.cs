using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>
/// Code as it is while somebody types: cut off, lacking a token or the rest of a line, with a brace too many, with another name. All of
/// these texts are many; a test takes every so many, from a place that <c>JWT_BROKEN_SEED</c> chooses, and all with <c>JWT_BROKEN_FULL=1</c>.
/// </summary>
internal static class BrokenCode
{
    private static readonly bool TakesAll = Environment.GetEnvironmentVariable("JWT_BROKEN_FULL") == "1";

    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("JWT_BROKEN_SEED"), out var seed) ? seed : 1;

    /// <param name="code">The code, whole.</param>
    /// <param name="oneOf">One of how many texts is taken.</param>
    public static IEnumerable<string> Of(string code, int oneOf) => TakesAll ? All(code) : All(code).Where((_, index) => (index + Seed) % oneOf == 0);

    private static IEnumerable<string> All(string code)
    {
        foreach (var token in CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0))
        {
            yield return code[..token.SpanStart];
            yield return code.Remove(token.SpanStart, token.Span.Length);
            if (token.IsKind(SyntaxKind.IdentifierToken))
                yield return code.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, "Renamed");
            if (token.IsKind(SyntaxKind.OpenBraceToken) || token.IsKind(SyntaxKind.CloseParenToken))
                yield return code.Insert(token.SpanStart, token.Text);
        }

        for (var end = code.IndexOf('\n'); end >= 0; end = code.IndexOf('\n', end + 1))
            yield return code.Remove(end - ((end - (code.LastIndexOf('\n', Math.Max(end - 1, 0)) + 1)) / 2), (end - (code.LastIndexOf('\n', Math.Max(end - 1, 0)) + 1)) / 2);
    }
}
