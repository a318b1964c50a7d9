using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A class of the compilation that stands before the endpoints (a middleware, a filter, an interceptor) and checks tokens: what
/// the request's header holds behind it has been judged, as far as is seen.
/// </summary>
internal static class UpstreamCheck
{
    private static readonly string[] Marks = ["RequestDelegate", "IMiddleware", "IEndpointFilter", "IAuthorizationFilter",
        "IAsyncAuthorizationFilter", "IActionFilter", "IAsyncActionFilter", "Interceptor", "IFunctionsWorkerMiddleware",
        "DelegatingHandler"];

    private static readonly RememberedAnswers<Compilation, IReadOnlyList<TypeDeclarationSyntax>> Known = new();

    /// <summary>Whether another type than the one that code stands in does so.</summary>
    public static bool StandsBefore(SyntaxNode code, PatternContext context)
    {
        var own = code.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return Known.Of(context.Compilation, "", () => Find(context)).Any(type => type != own);
    }

    private static IReadOnlyList<TypeDeclarationSyntax> Find(PatternContext context) =>
        Marks.SelectMany(mark => NameUses.In(context.Compilation, mark, context.Cancellation))
            .Select(use => use.FirstAncestorOrSelf<TypeDeclarationSyntax>()).OfType<TypeDeclarationSyntax>().Distinct()
            .Where(type => TokenCheck.StandsIn(type, context)).ToList();
}
