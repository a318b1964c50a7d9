using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>
/// What the middleware of a cookie policy adds to every cookie, as far as a compilation says: an attribute that it may add counts as added.
/// </summary>
/// <param name="AddsHttpOnly">It sets <c>HttpOnly</c>.</param>
/// <param name="AddsSecure">It sets <c>Secure</c>.</param>
internal sealed record CookieMiddleware(bool AddsHttpOnly, bool AddsSecure)
{
    private const string Policy = "CookiePolicy";

    private static readonly Remembered<Compilation, CookieMiddleware> Known = new(Find);

    public static CookieMiddleware Of(Compilation compilation, CancellationToken cancellation) => Known.Of(compilation, cancellation);

    private static CookieMiddleware Find(Compilation compilation, CancellationToken cancellation)
    {
        var policy = new CookieMiddleware(false, false);
        // Looked for by text first: most projects have none.
        foreach (var tree in CompilationText.FilesThatSay(compilation, Policy, cancellation))
        {
            foreach (var assignment in tree.GetRoot(cancellation).DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                switch (NameUses.LastNameOf(assignment.Left))
                {
                    case "HttpOnly" when MayAdd(assignment.Right):
                        policy = policy with { AddsHttpOnly = true };
                        break;
                    case "Secure" when MayAdd(assignment.Right):
                        policy = policy with { AddsSecure = true };
                        break;
                    case "OnAppendCookie":
                        return new CookieMiddleware(true, true);
                }
            }
        }

        return policy;
    }

    /// <summary>
    /// Whether a value is one of the policy's that adds something. <see langword="true"/> and <see langword="false"/> are a cookie's own.
    /// </summary>
    private static bool MayAdd(ExpressionSyntax value) =>
        value is not LiteralExpressionSyntax && NameUses.LastNameOf(value) is not "None";
}
