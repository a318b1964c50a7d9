using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Urls;

/// <summary>
/// A token that is taken from the query of a request, whatever the request is for. Browsers can send none but that with a WebSocket, hence
/// SignalR's documented pattern: on the hub's path only.
/// </summary>
internal static class QueryToken
{
    // "Path" of a request, "IsWebSocketRequest": what the request is for.
    private static readonly string[] Tests = ["Path", "PathBase", "WebSockets", "IsWebSocketRequest", "StartsWithSegments", "GetEndpoint",
        "Endpoint", "GetRouteValue", "RouteValues", "Method", "Host"];

    private static readonly string[] Branches = ["Map", "MapWhen", "UseWhen"];

    public static bool IsTakenBy(IOperation operation, PatternContext context) =>
        operation is ISimpleAssignmentOperation assignment
        && context.Tokens.IsTokenSlot(assignment.Target)
        && context.Bodies.Memory<Queries>().Finds(
            assignment.Value, context.Bodies, (value, _) => context.Tokens.IsQuery(value) ? TraceStep.Found : TraceStep.Follow)
        && !AsksWhatFor(assignment, context);

    private static bool AsksWhatFor(IOperation assignment, PatternContext context)
    {
        IOperation handler = assignment;
        for (var current = assignment.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod.Name: var name } && Branches.Contains(name))
                return true;
            if (handler is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                handler = current;
        }

        return handler.DescendantsAndSelf().Any(operation => operation switch
        {
            IPropertyReferenceOperation { Property.Name: var name } => Tests.Contains(name),
            IInvocationOperation call => Tests.Contains(call.TargetMethod.Name) || MayAsk(call, context),
            _ => false,
        });
    }

    /// <summary>Whether a method of one's own is given the request, and asks, or can't be read.</summary>
    private static bool MayAsk(IInvocationOperation call, PatternContext context) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        && call.Arguments.Any(
            argument => argument.Value.Type?.Name is "HttpContext" or "HttpRequest" or "MessageReceivedContext" or "PathString")
        && (context.Bodies.BodyOf(call.TargetMethod.ReducedFrom ?? call.TargetMethod) is not { } body
            || body.Descendants()
                .Any(operation => operation is IPropertyReferenceOperation { Property.Name: var name } && Tests.Contains(name)
                || operation is IInvocationOperation { TargetMethod.Name: var method } && Tests.Contains(method)));

    private sealed class Queries : TraceAnswers;
}
