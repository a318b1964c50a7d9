using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that compares a claim itself, after a library was told not to. Read from names and shapes, and only for code that is
/// about to be blamed: where a claim is compared at all, silence is right more often than an alarm.
/// </summary>
internal sealed class LaterCheck : SettingMitigation
{
    private static readonly string[] Comparisons =
    [
        "Contains", "Any", "All", "Equals", "ValueEquals", "SequenceEqual", "Intersect", "Compare", "CompareTo"
    ];

    private static readonly Remembered<SyntaxNode, ILookup<string, int>> Comparison = new((member, _) => ComparisonsIn(member));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        Follows(setting.Origin, setting.ClaimReads, breach);

    /// <summary>Whether a comparison with one of the names follows the node in the same member.</summary>
    private static bool Follows(SyntaxNode node, ImmutableArray<string> names, MitigationCase breach) =>
        names.Any(name => FileWords.MayName(node.SyntaxTree, name, breach.Cancellation))
        && MemberOf(node) is { } member
        && Comparison.Of(member) is var comparisons
        && names.Any(name => comparisons[name].Any(start => start >= node.Span.End && !IsInEvent(node.SyntaxTree, start, breach)));

    // What is compared there, RefusedInEvent reads more closely.
    private static bool IsInEvent(SyntaxTree tree, int start, MitigationCase breach) =>
        breach.Breach.Events.Any(check => check.Origin.SyntaxTree == tree && check.Origin.Span.Contains(start));

    /// <summary>
    /// The names that stand in comparisons of a member, each with where those begin. Every finding in a member asks for some.
    /// </summary>
    private static ILookup<string, int> ComparisonsIn(SyntaxNode member) =>
        (from node in member.DescendantNodes()
         let compared = Compared(node)
         where compared is not null
         from name in NamesIn(compared)
         select (Name: name, node.SpanStart)).Distinct().ToLookup(each => each.Name, each => each.SpanStart, StringComparer.Ordinal);

    // Top-level statements are one member of many statements.
    private static SyntaxNode? MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax statement
            ? statement.Parent
            : node.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    /// <summary>What a piece of code compares with something else than nothing; null where it compares nothing.</summary>
    public static SyntaxNode? Compared(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary => IsComparison(binary) ? binary : null,
        InvocationExpressionSyntax call => Comparisons.Contains(NameUses.LastNameOf(call.Expression)) ? call : null,
        IsPatternExpressionSyntax match => match.Pattern.DescendantNodesAndSelf().Any(IsValue) ? match : null,
        SwitchStatementSyntax choice => choice.Sections.Count > 1 ? choice.Expression : null,
        SwitchExpressionSyntax choice => choice.Arms.Count > 1 ? choice.GoverningExpression : null,
        _ => null,
    };

    private static bool IsComparison(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
        && binary.Left is not LiteralExpressionSyntax
        && binary.Right is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression };

    // { Aud: "api" } compares; { }, a type, and null only ask whether there is one.
    private static bool IsValue(SyntaxNode pattern) =>
        pattern is RelationalPatternSyntax
            or ConstantPatternSyntax { Expression: not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } };

    /// <summary>The names that stand in a comparison.</summary>
    public static IEnumerable<string> NamesIn(SyntaxNode comparison) =>
        comparison.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken))
            .Select(token => token.ValueText);
}
