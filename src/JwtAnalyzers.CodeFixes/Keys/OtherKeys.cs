using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Libraries;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes.Keys;

/// <summary>
/// The names by which two different keys of one file would be read. Whoever has one of two keys must not have the other: a refresh token's key is none for access tokens. Only the search of all files knows
/// what is a key, so that it is made again, for the few files that have several.
/// </summary>
internal static class OtherKeys
{
    /// <param name="site">The document that is repaired.</param>
    /// <param name="nameOf">By what name a literal would be read; <see langword="null"/> for one that stays, or has a name.</param>
    public static HashSet<string> SharedNames(RepairSite site, Func<ExpressionSyntax, RepairSite, string?> nameOf)
    {
        var compilation = site.Model.Compilation;
        var keys = KeySearch.Find(compilation, KnownLibraries.Of(compilation).Tokens, new MemberReader(compilation), new NameIndex(LibraryNames.OfKeys), site.Cancellation).InSource[site.Model.SyntaxTree].OfType<LiteralKey>();
        var unrepaired = new RepairSite(site.Model, site.Root, site.Text, site.Cancellation);
        var names =
            from key in keys
            where !DebugCode.Contains(key.Place, site.Cancellation)
            let name = key.Place is ExpressionSyntax literal ? nameOf(literal, unrepaired) : null
            where name is not null
            group key.Value by name into values
            where values.Distinct().Skip(1).Any()
            select values.Key;
        return [.. names];
    }
}
