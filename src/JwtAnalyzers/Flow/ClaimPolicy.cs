using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Authorization policies that want one of some values in <c>aud</c> or <c>iss</c> (<c>RequireClaim("aud", "api")</c>): they look at the token after its library has. Which endpoints they guard is not asked, and
/// neither is it of any other code that compares a claim. Asked only where something is about to be blamed.
/// </summary>
internal static class ClaimPolicy
{
    /// <summary>Whether any file of the compilation has a policy that compares a claim of one of these names.</summary>
    public static bool Compares(ImmutableArray<string> names, Compilation compilation, CancellationToken cancellation) =>
        names.Any(name => name is "aud" or "iss")
        && NameUses.CallsIn(compilation, "RequireClaim", cancellation).Any(call => Claim(call) is { } claim && names.Contains(claim));

    // With no value, it asks only whether there is such a claim.
    private static string? Claim(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: var type }, _, ..]
            ? type switch
            {
                LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: "aud" or "iss" } literal => literal.Token.ValueText,
                _ => NameUses.LastNameOf(type) switch
                {
                    "Aud" or "Audience" => "aud", // of JwtRegisteredClaimNames, JwtClaimTypes, or a constant of one's own
                    "Iss" or "Issuer" => "iss",
                    _ => null,
                },
            }
            : null;
}
