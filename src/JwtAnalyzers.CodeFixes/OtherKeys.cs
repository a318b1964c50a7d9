using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.CodeFixes;

/// <summary>
/// The names by which two different keys would be read, wherever these stand. Whoever has one of two keys must not have the other: a refresh token's key is none for access tokens. Only the search of all files knows
/// them, so that it is made again, for the few projects that have several.
/// </summary>
internal static class OtherKeys
{
    /// <param name="site">The document that is repaired.</param>
    /// <param name="nameOf">By what name a literal would be read; <see langword="null"/> for one that stays, or has a name.</param>
    public static HashSet<string> SharedNames(RepairSite site, Func<ExpressionSyntax, RepairSite, string?> nameOf)
    {
        var compilation = site.Model.Compilation;
        var keys = KeysOfCompilation.Find(compilation, KnownTokens.Of(compilation), new MemberReader(compilation), new MemberIndex(KnownTokens.NamesOfKeys), site.Cancellation).Literals;
        var names =
            from key in keys
            group key by key.Place.SyntaxTree into file
            let its = site.At(file.Key)
            from key in file
            where !DevelopmentCode.Contains(key.Place, site.Cancellation)
            let name = key.Place is ExpressionSyntax literal ? nameOf(literal, its) : null
            where name is not null
            group key.Value by name into values
            where values.Distinct().Skip(1).Any()
            select values.Key;
        return [.. names];
    }
}
