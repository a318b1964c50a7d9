using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// An object that is made for nothing but opening an encrypted token: nothing is validated by it. Read from names and shapes, and
/// only for code that is about to be blamed.
/// </summary>
internal sealed class OpenedOnly : Mitigation
{
    // Every object made in a member asks for one of them.
    private static readonly Remembered<SyntaxNode, ILookup<string, IdentifierNameSyntax>> Names = new((scope, _) => NamesIn(scope));

    public override bool Covers(MitigationCase breach) =>
        Is(breach.Breach.Object.Site, breach.Breach.Opening, breach.Compilation, breach.Cancellation);

    /// <param name="creation">What makes the object.</param>
    /// <param name="opening">The name of the library's method that opens and validates nothing.</param>
    /// <param name="compilation">Must have no method of its own of this name, which may do more.</param>
    /// <param name="cancellation">Ends it.</param>
    private static bool Is(SyntaxNode? creation, string? opening, Compilation compilation, CancellationToken cancellation)
    {
        if (creation is not BaseObjectCreationExpressionSyntax || opening is null
            || !FileWords.MayName(creation.SyntaxTree, opening, cancellation) || !IsUsedSo(creation, opening))
            return false;
        return !compilation.ContainsSymbolsWithName(opening, SymbolFilter.Member, cancellation);
    }

    private static bool IsUsedSo(SyntaxNode creation, string opening)
    {
        if (IsArgumentOf(creation, opening))
            return true;
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local } }
            || creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return false;
        var scope = member is GlobalStatementSyntax ? member.Parent! : member;
        var uses = Names.Of(scope)[local];
        return uses.Any(use => IsArgumentOf(use, opening)) && uses.All(use => IsArgumentOf(use, opening) || IsSet(use));
    }

    private static ILookup<string, IdentifierNameSyntax> NamesIn(SyntaxNode scope) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);

    private static bool IsArgumentOf(SyntaxNode value, string opening) =>
        value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } }
            && called.Name.Identifier.ValueText == opening;

    /// <summary><c>parameters.ValidateIssuer = false</c></summary>
    private static bool IsSet(SyntaxNode use) =>
        use.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access && access.Expression == use
            && assignment.Left == access;
}
