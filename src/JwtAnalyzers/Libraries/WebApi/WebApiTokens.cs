using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.WebApi;

/// <summary>ASP.NET Web API 2 and System.Web: tokens come in with a request, whose type a client has as well.</summary>
internal sealed class WebApiTokens : TokenAdapter
{
    private const string Message = "System.Net.Http.HttpRequestMessage";

    public override TokenOrigin OriginOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Headers" or "Content" or "RequestUri", ContainingType: var type },
            Instance: { } message }
            when type.HasFullName(Message) && IsReceived(message) => TokenOrigin.Request,
        IPropertyReferenceOperation { Property: { Name: "Headers" or "Cookies" or "QueryString" or "Form" or "Params" or "Unvalidated",
            ContainingType: var type } }
                when type.HasFullName("System.Web.HttpRequest") || type.HasFullName("System.Web.HttpRequestBase") =>
            TokenOrigin.Request,
        _ => TokenOrigin.Unknown,
    };

    // The filter's answer is given instead of the action's.
    public override bool IsVerdict(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Response"
            or "ErrorResult" } property } }
        && property.IsInNamespace("System.Web.Http");

    public override bool IsRequestState(IOperation items) =>
        items is IPropertyReferenceOperation { Property: { Name: "Items" or "Session", ContainingType: var type } }
            && (type.HasFullName("System.Web.HttpContext") || type.HasFullName("System.Web.HttpContextBase"))
        || items is IPropertyReferenceOperation { Property: { Name: "Properties", ContainingType: var request }, Instance: { } message }
            && request.HasFullName(Message) && IsReceived(message);

    /// <summary>Whether a message is one that came in: a controller's, a filter's, or that of a handler in a server.</summary>
    private static bool IsReceived(IOperation message) => message switch
    {
        IPropertyReferenceOperation { Property: var property } => property.IsInNamespace("System.Web.Http"),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { Name: "SendAsync" } } =>
            message.SemanticModel?.Compilation.GetTypeByMetadataName("System.Web.Http.HttpConfiguration") is not null,
        _ => false,
    };
}
