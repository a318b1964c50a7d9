using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<SyntaxTree, object> Files = new();

    public static bool IsIn(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!Files.TryGetValue(tree, out var names))
            {
                var found = (object)(MayNameScope(tree.GetText(cancellation).ToString())
                    && tree.GetRoot(cancellation).DescendantNodes().Any(NamesScope));
                names = Files.GetValue(tree, _ => found);
            }

            if ((bool)names)
                return true;
        }

        return false;
    }

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
