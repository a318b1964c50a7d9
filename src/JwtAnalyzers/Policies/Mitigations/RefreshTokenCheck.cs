using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>A refresh token that is compared with another value, or by which something is looked up.</summary>
internal static class RefreshTokenCheck
{
    // What gives something, so that to ignore it checks nothing.
    private static readonly string[] Reads =
    [
        "Find", "Get", "TryGet", "Single", "First", "Any", "Where", "Contains", "Exists", "Equals", "FixedTimeEquals", "Load", "Lookup",
        "LookUp", "Query",
        // Of a cache that calls each kind of its entries by name.
        "StringGet", "HashGet", "HashExists", "KeyExists", "KeyDelete", "SetContains", "SetRemove"
    ];

    // What may throw, too.
    private static readonly string[] Judgments = ["Validate", "Verify", "Redeem", "Consume", "Use", "Remove", "Check", "Rotate"];

    private static readonly Remembered<SyntaxNode, bool> Known = new((body, _) => Has(body));

    /// <summary>Whether a body has one.</summary>
    public static bool IsIn(SyntaxNode body) => Known.Of(body);

    private static bool Has(SyntaxNode body)
    {
        var keys = KeysIn(body);
        return body.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                IsRefreshToken(comparison.Left) && !IsNothing(comparison.Right)
                    || IsRefreshToken(comparison.Right) && !IsNothing(comparison.Left),
            InvocationExpressionSyntax call => NameUses.LastNameOf(call.Expression) is { } name && LooksUp(name, call)
                && call.ArgumentList.Arguments.Any(argument => Holds(argument.Expression, keys)),
            ElementAccessExpressionSyntax access => access.ArgumentList.Arguments.Any(argument => Holds(argument.Expression, keys)),
            _ => false,
        });
    }

    /// <summary>The variables that are made of a refresh token: <c>var key = $"refresh:{refreshToken}"</c>.</summary>
    private static HashSet<string> KeysIn(SyntaxNode body) => new(
        body.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Initializer is { Value: var value } && Holds(value, []))
            .Select(variable => variable.Identifier.ValueText),
        StringComparer.Ordinal);

    private static bool LooksUp(string name, InvocationExpressionSyntax call) =>
        Starts(name, Judgments) || Starts(name, Reads) && !IsIgnored(call);

    private static bool Starts(string name, string[] verbs) => verbs.Any(verb =>
        name.StartsWith(verb, StringComparison.Ordinal) || name.StartsWith("Try" + verb, StringComparison.Ordinal)
        // A delegate that is called by its own name: find(refreshToken).
        || name.Length > 0 && char.IsLower(name[0]) && name.StartsWith(verb, StringComparison.OrdinalIgnoreCase));

    private static bool IsIgnored(SyntaxNode call)
    {
        while (call.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax
            || call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            || call.Parent is InvocationExpressionSyntax && call is MemberAccessExpressionSyntax)
            call = call.Parent;
        return call.Parent is ExpressionStatementSyntax;
    }

    /// <summary>
    /// A refresh token, or what is computed from one: <c>TryRemove(Hash(refreshToken))</c>, the key of a cache.
    /// </summary>
    private static bool Holds(ExpressionSyntax expression, HashSet<string> keys) =>
        expression.DescendantNodesAndSelf(node =>
                node is not (AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax or ElementAccessExpressionSyntax))
            .OfType<ExpressionSyntax>()
            .Any(part => IsPart(part)
                && (IsRefreshToken(part) || part is IdentifierNameSyntax name && keys.Contains(name.Identifier.ValueText)));

    // Of a.b, b is meant, unless that is the same text; what is called is no value, and a type is none either.
    private static bool IsPart(ExpressionSyntax part) => part.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == part =>
            access.Name.Identifier.ValueText is "Trim" or "ToString" or "Value",
        InvocationExpressionSyntax call => call.Expression != part,
        ObjectCreationExpressionSyntax creation => creation.Type != part,
        TypeOfExpressionSyntax or TypeArgumentListSyntax or CastExpressionSyntax => part is not TypeSyntax,
        _ => true,
    };

    private static bool IsRefreshToken(ExpressionSyntax expression) => expression switch
    {
        PostfixUnaryExpressionSyntax suppressed => IsRefreshToken(suppressed.Operand),
        ConditionalAccessExpressionSyntax access => IsRefreshToken(access.WhenNotNull),
        _ => NameUses.LastNameOf(expression) is { } name && name.IndexOf("refresh", StringComparison.OrdinalIgnoreCase) >= 0
            // When it expires is no credential, and neither is whether there is one.
            && name.IndexOf("expir", StringComparison.OrdinalIgnoreCase) < 0,
    };

    private static bool IsNothing(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };
}
