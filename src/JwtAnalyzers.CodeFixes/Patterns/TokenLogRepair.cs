using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Logs;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Patterns;

/// <summary>
/// JWT5007: writes a hash in the token's place. The line stays, a token can still be found again by it, and no reader can sign in with it
/// (ASVS 16.2.5).
/// </summary>
internal sealed class TokenLogRepair : PatternRepair
{
    private const string Hash = "System.Security.Cryptography.SHA256";
    private const string Convert = "System.Convert";

    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        // Both methods are there since .NET 5.
        if (!LoggedToken.CanBeHashed(diagnostic) || diagnostic.AdditionalLocations.Count == 0
            || !Has(Hash, "HashData", site) || !Has(Convert, "ToHexString", site))
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var location in diagnostic.AdditionalLocations)
        {
            if (!diagnostic.Location.SourceSpan.Contains(location.SourceSpan)
                || site.Root.FindNode(location.SourceSpan,
                    getInnermostNodeForTie: true) is not ExpressionSyntax { ContainsDirectives: false } token
                || token.Span != location.SourceSpan
                || Text(token, site) is not { } text)
                return null;
            var bytes = $"{Name("System.Text.Encoding", token, site)}.UTF8.GetBytes({text})";
            var hash = $"{Name(Hash, token, site)}.HashData({bytes})";
            changes.Add(new TextChange(token.Span, $"{Name(Convert, token, site)}.ToHexString({hash})"));
        }

        return new RepairEdit("Log the token's SHA-256 hash instead", changes.ToImmutable());
    }

    private static string? Text(ExpressionSyntax token, RepairSite site)
    {
        var info = site.Model.GetTypeInfo(token, site.Cancellation);
        if (info.Type.HasFullName("Microsoft.Extensions.Primitives.StringValues"))
            return token is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or IdentifierNameSyntax
                ? $"{token}.ToString()"
                : null;
        if (info.Type?.SpecialType is not SpecialType.System_String)
            return null;
        if (info.Nullability.FlowState is NullableFlowState.NotNull)
            return token.ToString();
        // A constant without quotation marks: this may stand in the hole of a text.
        return $"{(token is ConditionalExpressionSyntax or AssignmentExpressionSyntax ? $"({token})" : token.ToString())} ?? string.Empty";
    }

    private static bool Has(string type, string method, RepairSite site) =>
        site.Model.Compilation.GetTypeByMetadataName(type)?.GetMembers(method).IsEmpty is false;

    /// <summary>The short name of a type where it means that type, else the full one.</summary>
    private static string Name(string fullName, SyntaxNode place, RepairSite site)
    {
        var name = fullName.Substring(fullName.LastIndexOf('.') + 1);
        return site.Model.LookupNamespacesAndTypes(place.SpanStart, name: name) is [INamedTypeSymbol found] && found.HasFullName(fullName)
            ? name
            : fullName;
    }
}
