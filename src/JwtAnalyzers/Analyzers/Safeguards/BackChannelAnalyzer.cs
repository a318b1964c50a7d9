using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Safeguards;

/// <summary>JWT5002: what fetches the signing keys takes them from any server, whatever its certificate.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackChannelAnalyzer : PatternAnalyzer
{
    public BackChannelAnalyzer()
        : base(LibraryNames.OfBackChannels, Rules.KeysFetchedFromAnyServer)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var channel in context.Bodies.Operations.SelectMany(operation => Channels(operation, context.Tokens)))
        {
            foreach (var callback in Callbacks(channel, context, new HashSet<ISymbol>(SymbolEqualityComparer.Default)))
            {
                // A handler that another member makes may serve others as well: what is wrong is to fetch keys with it.
                var place = context.IsHere(callback) ? callback : channel;
                if (AcceptsEverything(callback.Value, context) && reported.Add(place.Syntax))
                    context.Report(Rules.KeysFetchedFromAnyServer, place);
            }
        }
    }

    private static IEnumerable<IOperation> Channels(IOperation operation, TokenLibraries tokens) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
            when tokens.IsBackChannel(property) => [assignment.Value],
        IObjectCreationOperation { Constructor: { } constructor } creation when tokens.IsBackChannel(constructor) =>
            creation.Arguments.Select(argument => argument.Value),
        _ => [],
    };

    /// <summary>
    /// The assignments of a certificate callback to what makes up a channel: a handler, a client that is given one, a local that holds
    /// either.
    /// </summary>
    private static IEnumerable<ISimpleAssignmentOperation> Callbacks(IOperation channel, PatternContext context, HashSet<ISymbol> followed)
    {
        context.Bodies.TakeStep();
        var made = OperationShapes.Unwrapped(channel);
        return made switch
        {
            IObjectCreationOperation creation =>
                Assignments(creation.Initializer)
                    .Concat(creation.Arguments.SelectMany(argument => Callbacks(argument.Value, context, followed))),
            ILocalReferenceOperation { Local: var local } when followed.Add(local) =>
                context.Bodies.Assigned(local).SelectMany(value => Callbacks(value, context, followed))
                .Concat(AssignmentsTo(local, made, context)),
            IInvocationOperation { TargetMethod: var method } when followed.Add(method) =>
                (context.Bodies.Returned(method) ?? []).SelectMany(value => Callbacks(value, context, followed))
                .Where(callback => !DevelopmentBranch.Contains(callback, context.Bodies, context.Cancellation)),
            IFieldReferenceOperation { Field: var field } when followed.Add(field) =>
                context.Bodies.Held(field).SelectMany(value => Callbacks(value, context, followed)),
            _ => [],
        };
    }

    /// <summary>The same to what a local holds, in the code that declares it, which may be another member's.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> AssignmentsTo(ILocalSymbol local, IOperation reference, PatternContext context)
    {
        var code = reference;
        while (code.Parent is { } parent)
            code = parent;
        var acts = context.IsHere(reference) ? context.Bodies.Acts : CodeBodies.ActsOf(code);
        return acts.OfType<ISimpleAssignmentOperation>().Where(assignment => IsCallback(assignment)
            && assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var owner } }
            && SymbolEqualityComparer.Default.Equals(owner, local));
    }

    private static IEnumerable<ISimpleAssignmentOperation> Assignments(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer?.Descendants().OfType<ISimpleAssignmentOperation>().Where(IsCallback) ?? [];

    private static bool IsCallback(ISimpleAssignmentOperation assignment) => assignment.Target is IPropertyReferenceOperation
    {
        Property.Name: "ServerCertificateCustomValidationCallback" or "ServerCertificateValidationCallback"
            or "RemoteCertificateValidationCallback",
    };

    private static bool AcceptsEverything(IOperation callback, PatternContext context) => OperationShapes.Unwrapped(callback) switch
    {
        IDelegateCreationOperation creation => AcceptsEverything(creation.Target, context),
        IPropertyReferenceOperation { Property.Name: "DangerousAcceptAnyServerCertificateValidator" } => true,
        IAnonymousFunctionOperation function => ReturnsTrue(CodeBodies.ReturnedBy(function.Body)),
        IMethodReferenceOperation { Method: var method } => context.Bodies.Returned(method) is { } returned && ReturnsTrue(returned),
        _ => false,
    };

    private static bool ReturnsTrue(IEnumerable<IOperation> values) =>
        values.ToList() is { Count: > 0 } all && all.All(value => value.ConstantValue is { HasValue: true, Value: true });
}
