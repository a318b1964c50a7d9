using JwtAnalyzers.Flow;
using JwtAnalyzers.Options;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// The literals that are another key than one of them, wherever they stand. Whoever has one of two keys must not have the other: a refresh token's key is none for access tokens. Only the search of all files knows
/// them, so that it is made again, for the few projects that have several.
/// </summary>
internal static class OtherKeys
{
    public static IEnumerable<(ExpressionSyntax Literal, RepairSite Site)> Of(ExpressionSyntax literal, RepairSite site)
    {
        var keys = site.Keys.FirstOrDefault(same => same.Any(key => key.Place.SyntaxTree == literal.SyntaxTree && key.Place.Span == literal.Span));
        foreach (var other in site.Keys.Where(other => other.Key != keys?.Key).SelectMany(other => other))
        {
            if (other.Place is ExpressionSyntax expression && !DevelopmentCode.Contains(expression, site.Cancellation))
                yield return (expression, site.At(expression.SyntaxTree));
        }
    }

    public static ILookup<string, LiteralKey> In(Compilation compilation, CancellationToken cancellationToken) =>
        KeysOfCompilation.Find(compilation, KnownTokens.Of(compilation), new MemberReader(compilation), new MemberIndex(KnownTokens.NamesOfKeys), cancellationToken).Literals;
}
