using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The exchange of an expired access token for a new one against a second credential: a refresh token that is compared with
/// another value, or looked up, where the expired token is read or where that is called. Then the expiry does not count, as
/// it is the refresh token that lets its owner in. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal static class RefreshExchange
{
    private static readonly string[] LookUps =
    [
        "Find", "Get", "TryGet", "Single", "First", "Any", "Where", "Contains", "Exists", "Validate", "Verify", "Redeem", "Consume", "Use",
        "Remove", "Equals", "FixedTimeEquals"
    ];

    // Methods of one name have the same callers, as far as names tell.
    private static readonly RememberedAnswers<Compilation, bool> Callers = new();

    // Every finding in a body asks the same of it.
    private static readonly Remembered<SyntaxNode, bool> Checks = new((body, _) => HasCheckOfRefreshToken(body));

    /// <summary>Whether the body that holds <paramref name="node"/>, or one that calls it, checks a refresh token.</summary>
    public static bool Contains(SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        if (BodyOf(node) is not { } body)
            return false;
        if (ChecksRefreshToken(body))
            return true;
        return body is MethodDeclarationSyntax { Identifier.ValueText: var name } && Callers.Of(compilation, name, () =>
            NameUses.CallsIn(compilation, name, cancellation).Any(call =>
            {
                Walk.Step(cancellation);
                return BodyOf(call) is { } caller && ChecksRefreshToken(caller);
            }));
    }

    private static SyntaxNode? BodyOf(SyntaxNode node) =>
        node.Ancestors()
            .FirstOrDefault(ancestor =>
                ancestor is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or GlobalStatementSyntax
                    or LocalFunctionStatementSyntax);

    private static bool ChecksRefreshToken(SyntaxNode body) => Checks.Of(body);

    private static bool HasCheckOfRefreshToken(SyntaxNode body) => body.DescendantNodes().Any(node => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            IsRefreshToken(comparison.Left) && !IsNothing(comparison.Right)
                || IsRefreshToken(comparison.Right) && !IsNothing(comparison.Left),
        InvocationExpressionSyntax call => NameUses.LastNameOf(call.Expression) is { } name && LooksUp(name)
            && call.ArgumentList.Arguments.Any(argument => HoldsRefreshToken(argument.Expression)),
        ElementAccessExpressionSyntax access => access.ArgumentList.Arguments.Any(argument => IsRefreshToken(argument.Expression)),
        _ => false,
    });

    private static bool LooksUp(string name) =>
        LookUps.Any(prefix =>
            name.StartsWith(prefix, StringComparison.Ordinal) || name.StartsWith("Try" + prefix, StringComparison.Ordinal));

    /// <summary>A refresh token, or what is computed from one: <c>TryRemove(Hash(refreshToken))</c>.</summary>
    private static bool HoldsRefreshToken(ExpressionSyntax expression) =>
        IsRefreshToken(expression)
            || (expression is InvocationExpressionSyntax call
                && call.ArgumentList.Arguments.Any(argument => HoldsRefreshToken(argument.Expression)));

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
