using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>A handler of an authentication event that accepts a caller without a validated token.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Handler">The handler's code.</param>
/// <param name="Acceptance">The call that accepts.</param>
internal sealed record AcceptingEvent(string Event, IOperation Handler, IOperation Acceptance)
{
    /// <summary>Calls that ask something of a request and may refuse it: an API key among the known ones.</summary>
    // What an event may ask before it refuses. Other look-ups (a shorter list) are no answer yet.
    private static readonly string[] Questions = ["Contains", "TryGetValue", "Equals", "SequenceEqual", "Any", "All", "First", "Single",
        "Find", "Get", "Compare"];

    private static readonly string[] Frameworks = ["System", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.IdentityModel"];

    public static IEnumerable<AcceptingEvent> In(PatternContext context, TokenFlow flow)
    {
        foreach (var (name, handler) in Handlers(context))
        {
            var code = WithCallees(handler, context).ToList();
            var operations = code.SelectMany(part => part.DescendantsAndSelf()).ToList();
            if (operations.OfType<IInvocationOperation>()
                .FirstOrDefault(call => context.Tokens.IsAcceptance(call.TargetMethod)) is not { } acceptance
                || operations.OfType<IInvocationOperation>().Any(call => TokenCheck.Is(call.TargetMethod, context)))
                continue;
            var principals = operations.OfType<ISimpleAssignmentOperation>()
                .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property: var property }
                    && context.Tokens.IsAcceptedPrincipal(property)).ToList();
            if (principals.Any(principal => flow.ReadBehind(principal.Value) is not null)
                || principals.Count > 0 && principals.All(principal => IsMadeHere(principal.Value, context))
                    && !operations.Any(operation => MayRefuse(operation, code, context)))
                yield return new AcceptingEvent(name, handler, acceptance);
        }
    }

    private static IEnumerable<(string Event, IOperation Handler)> Handlers(PatternContext context)
    {
        if (context.Owner is IMethodSymbol { IsOverride: true } method && context.Tokens.IsEventHandler(method)
            && context.Bodies.Blocks.Length > 0)
            yield return (method.Name, context.Bodies.Blocks[0]);
        foreach (var assignment in context.Bodies.Acts.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || !context.Tokens.IsEvent(property))
                continue;
            var value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
            var handler = (value as IDelegateCreationOperation)?.Target switch
            {
                IAnonymousFunctionOperation function => function.Body,
                IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } named } => context.Bodies.BodyOf(named),
                IMethodReferenceOperation { Method: var local } =>
                    context.Bodies.Operations.OfType<ILocalFunctionOperation>()
                        .FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, local)),
                _ => null,
            };
            if (handler is not null)
                yield return (property.Name, handler);
        }
    }

    /// <summary>The handler and the methods declared here that it hands its context to.</summary>
    private static IEnumerable<IOperation> WithCallees(IOperation handler, PatternContext context)
    {
        yield return handler;
        foreach (var call in handler.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (call.Arguments.Any(argument => context.Tokens.IsEventContext(argument.Value.Type))
                && context.Bodies.Returned(call.TargetMethod) is not null && context.Bodies.BodyOf(call.TargetMethod) is { } body)
                yield return body;
        }
    }

    /// <summary>Whether the principal is made in this code, and not by something that may have asked who it is.</summary>
    private static bool IsMadeHere(IOperation principal, PatternContext context)
    {
        var isMade = false;
        var comesFromElsewhere = ValueTrace.Finds(principal, context.Bodies, (operation, _) =>
        {
            if (operation is IObjectCreationOperation { Type.Name: "ClaimsPrincipal" or "GenericPrincipal" })
            {
                isMade = true;
                return TraceStep.Stop;
            }

            return operation is IInvocationOperation { TargetMethod: var method } && context.Bodies.Returned(method) is null
                ? TraceStep.Found
                : TraceStep.Follow;
        });
        return isMade && !comesFromElsewhere;
    }

    /// <summary>Whether an operation may be a check of another credential, so that not every caller gets to the acceptance.</summary>
    private static bool MayRefuse(IOperation operation, List<IOperation> code, PatternContext context) => operation switch
    {
        IConditionalOperation conditional =>
            !DecidingBranch.IsTestForNothing(conditional.Condition) && !AsksForPath(conditional.Condition),
        ISwitchOperation or ISwitchExpressionOperation or ILoopOperation => true,
        IInvocationOperation { TargetMethod: var method } call =>
            !Frameworks.Any(method.IsInNamespace) && !code.Contains(context.Bodies.BodyOf(method)!)
            || Questions.Any(question => method.Name.StartsWith(question, StringComparison.Ordinal)) && !IsOnRequest(call, context),
        _ => false,
    };

    private static bool IsOnRequest(IInvocationOperation call, PatternContext context) =>
        (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } receiver
        && ValueTrace.Finds(receiver, context.Bodies,
            (operation, _) => context.Tokens.OriginOf(operation) is TokenOrigin.Request ? TraceStep.Found : TraceStep.Follow);

    private static bool AsksForPath(IOperation condition) =>
        condition.DescendantsAndSelf().Any(operation => operation is IInvocationOperation { TargetMethod.Name: "StartsWithSegments" });
}
