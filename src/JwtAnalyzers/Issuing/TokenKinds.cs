using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// Which tokens are of one kind: for one purpose and one sort of account. Where one key signs several kinds, each is accepted in the place
/// of the others, unless something in the token is compared that tells them apart.
/// </summary>
internal static class TokenKinds
{
    // What a token says of its purpose, beside the audience.
    private static readonly string[] Distinguishing =
        ["typ", "type", "token_type", "tokentype", "token_use", "purpose", "usage", "use", "kind", "cty"];

    /// <summary>Whether these tokens are surely of one kind.</summary>
    public static bool AreOne(IReadOnlyList<SignedToken> tokens, Compilation compilation, CancellationToken cancellation)
    {
        if (tokens.Any(HasPurpose))
            return false;
        var members = tokens.Select(token => MemberOf(token.Site)).Distinct().ToList();
        return (members.Count == 1 || AreAlike(tokens))
            && members.All(member => NameOf(member) is not { } name || IsCalledForOne(member!, name, compilation, cancellation));
    }

    private static bool HasPurpose(SignedToken token) =>
        token.HasPurpose || token.Claims.Any(claim => Distinguishing.Contains(claim, StringComparer.OrdinalIgnoreCase));

    private static bool AreAlike(IReadOnlyList<SignedToken> tokens) =>
        tokens.All(token => token.HasKnownClaims)
        && tokens.Skip(1).All(token => new HashSet<string>(token.Claims).SetEquals(tokens[0].Claims));

    /// <summary>
    /// Whether a method that makes tokens is called for one kind: not twice by one member, and what its result becomes has no
    /// other purpose.
    /// </summary>
    private static bool IsCalledForOne(SyntaxNode method, string name, Compilation compilation, CancellationToken cancellation)
    {
        var callers = new HashSet<SyntaxNode?>();
        foreach (var call in NameUses.CallsIn(compilation, name, cancellation))
        {
            if (method.Span.Contains(call.Span))
                continue;
            if (!callers.Add(MemberOf(call)) || NamesAround(call).Any(LastingPurposes.IsNamedBy))
                return false;
        }

        return true;
    }

    private static string? NameOf(SyntaxNode? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What a call's result is given to, and what the call is given.</summary>
    private static IEnumerable<string> NamesAround(InvocationExpressionSyntax call)
    {
        foreach (var token in call.ArgumentList.DescendantTokens())
            yield return token.ValueText;
        for (SyntaxNode node = call; node.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax); node = parent)
        {
            switch (parent)
            {
                case VariableDeclaratorSyntax variable:
                    yield return variable.Identifier.ValueText;
                    break;
                case AssignmentExpressionSyntax assignment when assignment.Right == node:
                    yield return NameUses.LastNameOf(assignment.Left) ?? "";
                    break;
                case ArgumentSyntax { NameColon.Name.Identifier.ValueText: var parameter }:
                    yield return parameter;
                    break;
                case AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var property }:
                    yield return property;
                    break;
            }
        }
    }

    // Top-level statements are one member; what stands in a lambda of theirs is as good as a member of its own.
    private static SyntaxNode? MemberOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax
            or PropertyDeclarationSyntax or CompilationUnitSyntax);
}
