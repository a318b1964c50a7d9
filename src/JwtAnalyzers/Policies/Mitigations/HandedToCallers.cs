using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// What a public method of a public type returns, and nothing calls here, is for callers of other projects: what they do with it
/// is not known. Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
internal sealed class HandedToCallers : SettingMitigation
{
    public override bool Covers(BlamedSetting setting, MitigationCase breach) =>
        breach.Rule.IsAboutAbsence && Contains(setting.Origin, breach.Compilation, breach.Cancellation);

    /// <summary>Whether the result of the call whose name the node is goes to such callers.</summary>
    private static bool Contains(SyntaxNode name, Compilation compilation, CancellationToken cancellation) =>
        name.Ancestors()
            .FirstOrDefault(node =>
                node is MemberDeclarationSyntax or LocalFunctionStatementSyntax
                    or AnonymousFunctionExpressionSyntax) is MethodDeclarationSyntax method
        && IsForOthers(method) && IsReturned(ResultOf(name), method) && !IsNamed(method.Identifier.ValueText, compilation, cancellation);

    // What an action returns goes to the caller that sent the token.
    private static bool IsForOthers(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword)
        && method.Ancestors()
            .OfType<BaseTypeDeclarationSyntax>()
            .All(type =>
                type.Modifiers.Any(SyntaxKind.PublicKeyword) && !type.Identifier.ValueText.EndsWith("Controller", StringComparison.Ordinal)
                    && !type.Identifier.ValueText.EndsWith("Hub", StringComparison.Ordinal));

    /// <summary>The call, and whatever passes its result on as it is.</summary>
    private static SyntaxNode ResultOf(SyntaxNode name)
    {
        var node = name;
        while (node.Parent is MemberAccessExpressionSyntax access && access.Name == node
            || node.Parent is InvocationExpressionSyntax call && call.Expression == node
            || node.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax or CastExpressionSyntax
                or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            node = node.Parent!;
        return node;
    }

    /// <summary>Whether a method, or a function within one, returns a value that it has made.</summary>
    public static bool IsReturned(SyntaxNode value, SyntaxNode method) => value.Parent switch
    {
        ReturnStatementSyntax => true,
        ArrowExpressionClauseSyntax { Parent: var owner } => owner == method,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local } } =>
            method.DescendantNodes()
                .OfType<ReturnStatementSyntax>()
                .Any(statement => statement.Expression is IdentifierNameSyntax { Identifier.ValueText: var returned } && returned == local),
        _ => false,
    };

    // A method that passes the call on to its overload, or to the library, is no caller to know of.
    private static bool IsNamed(string method, Compilation compilation, CancellationToken cancellation) =>
        NameUses.In(compilation, method, cancellation)
            .Any(name => name.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText != method);
}
