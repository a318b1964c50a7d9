using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.AspNetCore;

/// <summary>How code tells ASP.NET Core that a caller is refused or let in, other than by a status code.</summary>
internal static class Verdicts
{
    private static readonly string[] Refusals = ["Unauthorized", "Forbid", "Forbidden", "Challenge"];

    public static bool Is(IOperation operation) => operation switch
    {
        // A base class of one's own has methods of these names, too.
        IInvocationOperation { TargetMethod: { Name: var name } method } =>
            Refusals.Contains(name)
            || name is "Succeed" or "Fail" && method.ContainingType.Name == "AuthorizationHandlerContext"
            || name is "Abort" && method.ContainingType.Name is "HttpContext" or "HubCallerContext",
        IObjectCreationOperation { Type: { } type } =>
            Refusals.Any(refusal => type.Name.StartsWith(refusal, StringComparison.Ordinal)) && IsAnswer(type),
        // The filter's answer is given instead of the endpoint's.
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Result" } property } } =>
            property.IsInNamespace("Microsoft.AspNetCore.Mvc.Filters"),
        _ => false,
    };

    /// <summary>Whether values of a type are answers to a request.</summary>
    public static bool IsAnswer(ITypeSymbol type) => type.AllInterfaces.Any(IsResult) || IsResult(type);

    private static bool IsResult(ITypeSymbol type) =>
        type.Name is "IActionResult" or "IResult" or "IHttpActionResult" or "IConvertToActionResult"
            or "IViewComponentResult";
}
