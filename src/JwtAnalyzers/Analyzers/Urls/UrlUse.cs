using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Urls;

/// <summary>Code that makes a URL, calls one, or sends a browser to one.</summary>
internal static class UrlUse
{
    private static readonly string[] Addresses = ["url", "localUrl", "location", "uri", "requestUri"];

    // The values that end up in the query of an address that the framework makes.
    private static readonly string[] Values = ["routeValues", "values"];

    private static readonly string[] Links = ["Action", "ActionLink", "Page", "PageLink", "RouteUrl", "Link", "GetUriByAction",
        "GetUriByPage", "GetUriByName", "GetPathByAction", "GetPathByPage", "GetPathByName"];

    /// <summary>
    /// Words that tell that a token in a link is for one purpose, or that a standard wants it there (OpenID Connect RP-Initiated Logout).
    /// </summary>
    private static readonly string[] Purposes =
        ["id_token_hint", "confirm", "verif", "reset", "invit", "activat", "unsubscribe", "magic", "download", "validateemail", "code",
            "sas", "sig"];

    /// <summary>The values that become a part of a URL.</summary>
    public static IEnumerable<IOperation> In(IOperation operation, CodeBodies bodies) => operation switch
    {
        IInvocationOperation call =>
            call.Arguments.Where(argument => IsPart(call.TargetMethod, argument.Parameter)).Select(argument => argument.Value),
        IObjectCreationOperation { Type.Name: "RedirectResult" or "LocalRedirectResult" or "HttpRequestMessage" } creation =>
            creation.Arguments.Where(argument => Addresses.Contains(argument.Parameter?.Name)).Select(argument => argument.Value),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when IsAddress(target, bodies) =>
            [assignment.Value],
        _ => [],
    };

    /// <summary>
    /// Whether a token is meant to be there: it is for one purpose, or in a fragment (<c>#</c>), which the browser keeps to itself.
    /// </summary>
    public static bool IsMeantToCarry(IOperation use, ISymbol owner, CodeBodies bodies) =>
        Purposes.Any(purpose => Contains(owner.Name, purpose))
        || use.ChildOperations.Any(part => bodies.Memory<MeantParts>().Finds(part, bodies, (operation, _) =>
            operation.ConstantValue is { HasValue: true, Value: string text }
                && (text.Contains('#') || Names(text).Any(name => Purposes.Any(purpose => Contains(name, purpose)))) ? TraceStep.Found
            : operation is IInstanceReferenceOperation ? TraceStep.Stop
            : TraceStep.Follow));

    private static bool IsPart(IMethodSymbol method, IParameterSymbol? parameter)
    {
        // Names first: every argument of every call is asked about.
        if (parameter is null)
            return false;
        var name = method.Name;
        var isPart = name switch
        {
            _ when parameter.Name == "requestUri" => method.ContainingType.Name is "HttpClient" or "HttpClientJsonExtensions",
            "AddQueryString" => method.ContainingType.Name == "QueryHelpers" && parameter.Name != "uri",
            "Create" or "Add" => method.ContainingType.Name is "QueryString" or "QueryBuilder" && parameter.Name is "value" or "parameters",
            "NavigateTo" => parameter.Name == "uri",
            "GetUriWithQueryParameter" or "GetUriWithQueryParameters" => parameter.Name is "value" or "parameters",
            _ when name.StartsWith("RedirectTo", StringComparison.Ordinal) || Links.Contains(name) => Values.Contains(parameter.Name),
            _ => (name.StartsWith("Redirect", StringComparison.Ordinal) || name.StartsWith("LocalRedirect", StringComparison.Ordinal))
                && Addresses.Contains(parameter.Name),
        };
        return isPart && method.IsInNamespace(parameter.Name == "requestUri" ? "System.Net.Http" : "Microsoft.AspNetCore");
    }

    private static bool IsAddress(IPropertyReferenceOperation target, CodeBodies bodies) => target.Property.Name switch
    {
        "Query" => target.Property.ContainingType.HasFullName("System.UriBuilder"),
        "RequestUri" => target.Property.ContainingType.HasFullName("System.Net.Http.HttpRequestMessage"),
        // var query = HttpUtility.ParseQueryString(""); query["access_token"] = …
        _ => target is { Arguments.Length: 1, Instance: ILocalReferenceOperation { Local: var query } }
            && bodies.Assigned(query).Any(value => value is IInvocationOperation { TargetMethod.Name: "ParseQueryString" }),
    };

    /// <summary>The path of an address and the names in its query: values say nothing, nor does the host.</summary>
    private static IEnumerable<string> Names(string text)
    {
        var address = text.IndexOf("://", StringComparison.Ordinal) is var scheme && scheme >= 0 ? text.Substring(scheme + 3) : text;
        var path = scheme >= 0 ? address.IndexOf('/') is var slash && slash >= 0 ? address.Substring(slash) : "" : address;
        return path.Split('/', '?', '&').Select(part => part.Split('=')[0]);
    }

    private static bool Contains(string text, string purpose) => purpose is "code" or "sas" or "sig"
        ? text.Equals(purpose, StringComparison.OrdinalIgnoreCase)
        : text.IndexOf(purpose, StringComparison.OrdinalIgnoreCase) >= 0;

    private sealed class MeantParts : TraceAnswers;
}
