using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Code that names the claim <c>scope</c> (RFC 8693 section 4.2): an API that goes by it may get tokens that say what they are
/// good for, and not for whom they are. Asked only where something is about to be repaired; a file's answer lives as long as its
/// tree.
/// </summary>
internal static class ScopeCheck
{
    private static readonly Remembered<SyntaxTree, bool> Files = new((tree, cancellation) =>
        MayNameScope(CodeText.Read(tree, cancellation)) && tree.GetRoot(cancellation).DescendantNodes().Any(NamesScope));

    public static bool IsIn(Compilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Any(tree => Files.Of(tree, cancellation));

    private static bool MayNameScope(string text) =>
        text.IndexOf("scope", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("oi_scp", StringComparison.Ordinal) >= 0;

    private static bool NamesScope(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: "scope" or "oi_scp" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Scope", Expression: var names } =>
            NameUses.LastNameOf(names) is "JwtClaimTypes" or "Claims" or "Private",
        SimpleNameSyntax { Identifier.ValueText: "RequireScope" or "RequiredScope" or "ScopePolicy" } => true,
        _ => false,
    };
}
