using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that compares a claim itself and refuses for it, after a library was told not to: in the same function, or in a middleware that
/// every request goes through. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal sealed class LaterCheck : SettingMitigation
{
    private static readonly string[] Comparisons =
    [
        "Contains", "Any", "All", "Equals", "ValueEquals", "SequenceEqual", "Intersect", "Compare", "CompareTo"
    ];

    // What they are given is asked of each item of a list, in the function around them.
    private static readonly string[] OfLists =
    [
        "Any", "All", "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Exists", "Find", "Count",
        "HasClaim", "FindFirst", "FindAll", "Select", "SelectMany",
    ];

    private static readonly Remembered<SyntaxNode, ILookup<string, SyntaxNode>> Comparison = new((member, _) => ComparisonsIn(member));

    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        Follows(setting.Origin, setting.ClaimReads, breach);

    /// <summary>Whether a comparison with one of the names follows the node in the same member, and decides.</summary>
    private static bool Follows(SyntaxNode node, ImmutableArray<string> names, MitigationCase breach) =>
        names.Any(name => FileWords.MayName(node.SyntaxTree, name, breach.Cancellation))
        && MemberOf(node) is { } member
        && Comparison.Of(member) is var comparisons
        && FunctionOf(node, member, around: null) is var function
        && names.Any(name => comparisons[name].Any(comparison =>
            comparison.SpanStart >= node.Span.End && !IsInEvent(node.SyntaxTree, comparison.SpanStart, breach)
            && FunctionOf(comparison, member, function) is var checking
            && (checking == function || breach.Breach.IsHeldByOptions && IsMiddleware(checking))
            && new Refusal(checking, breach.Members, breach.Cancellation).DependsOn(comparison)));

    /// <summary>
    /// The function around a piece of a member, or else the member: not one that asks each item of a list, nor a local one that the
    /// function in question may call.
    /// </summary>
    private static SyntaxNode FunctionOf(SyntaxNode node, SyntaxNode member, SyntaxNode? around) => node.Ancestors()
        .TakeWhile(ancestor => ancestor != member)
        .FirstOrDefault(ancestor => ancestor is LocalFunctionStatementSyntax && (around is null || ancestor == around)
            || ancestor is AnonymousFunctionExpressionSyntax && !OfLists.Contains(TakerOf(ancestor))) ?? member;

    // app.Use(async (context, next) => …)
    private static bool IsMiddleware(SyntaxNode function) => TakerOf(function) == "Use";

    private static string? TakerOf(SyntaxNode function) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? NameUses.LastNameOf(call.Expression) : null;

    // What is compared there, RefusedInEvent reads more closely.
    private static bool IsInEvent(SyntaxTree tree, int start, MitigationCase breach) =>
        breach.Breach.Events.Any(check => check.Origin.SyntaxTree == tree && check.Origin.Span.Contains(start));

    /// <summary>
    /// The names that stand in comparisons of a member, each with those. Every finding in a member asks for some.
    /// </summary>
    private static ILookup<string, SyntaxNode> ComparisonsIn(SyntaxNode member) =>
        (from node in member.DescendantNodes()
         let compared = Compared(node)
         where compared is not null
         from name in NamesIn(compared)
         select (Name: name, Node: compared)).Distinct().ToLookup(each => each.Name, each => each.Node, StringComparer.Ordinal);

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
