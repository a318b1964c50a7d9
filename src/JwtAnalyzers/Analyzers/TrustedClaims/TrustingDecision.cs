using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A place where the claims of a token decide something: who the caller is, whom a query finds, whether something is granted.
/// </summary>
/// <param name="Read">The reading of the token; <see langword="null"/> where the claims come from elsewhere.</param>
/// <param name="Place">Where they decide.</param>
/// <param name="Effect">What the claims do, in words that go on from "the claims of a token that was only read".</param>
internal sealed record TrustingDecision(IOperation? Read, IOperation Place, string Effect)
{
    /// <summary>
    /// Whether it only counts where the token is seen to come from a caller: code does the same with tokens of its own.
    /// </summary>
    public bool NeedsCaller { get; private init; }

    private static readonly string[] People = ["User", "Account", "Customer", "Member", "Person", "People", "Employee", "Profile", "Role",
        "Permission", "Principal", "Identit"];

    private static readonly string[] RateLimits = ["RateLimit", "Throttl", "PartitionKey"];

    /// <summary>A name that stands more characters than this before a look-up does not name what it looks through.</summary>
    private const int LongestReceiver = 1_000;

    private static readonly string[] OtherLookUps = ["Load", "Lookup", "LookUp", "Fetch"];

    /// <summary>
    /// The decisions of a member, of the private methods that it gives a token's claims to, and of the members that call it where it is
    /// private.
    /// </summary>
    public static IEnumerable<TrustingDecision> In(PatternContext context, TokenFlow flow) =>
        Bodies(context)
            .Where(body => body.Method is null || !LimitsRate(body.Method))
            .SelectMany(body => CodeBodies.AllOf(body.Code).SelectMany(operation => Of(operation, flow, context.Tokens))
                .Concat(Returns(body.Code, body.Method, flow, context.Tokens)));

    private static IEnumerable<Body> Bodies(PatternContext context)
    {
        var bodies = context.Bodies.Blocks.Select(block => new Body(block, context.Owner as IMethodSymbol)).ToList();
        if (context.Owner is { DeclaredAccessibility: Accessibility.Private })
            bodies.AddRange(
                CodeOf(context.Bodies.MembersThatName((context.Owner as IMethodSymbol)?.AssociatedSymbol ?? context.Owner), context));

        var called = bodies.SelectMany(body => CodeBodies.ActsOf(body.Code)).OfType<IInvocationOperation>()
            .Select(call => call.TargetMethod.OriginalDefinition)
            .Where(method => method is { DeclaredAccessibility: Accessibility.Private, Parameters.IsEmpty: false }
                && SymbolEqualityComparer.Default.Equals(method.ContainingType, context.Owner.ContainingType))
            .ToList();
        return bodies.Concat(CodeOf(called, context)).GroupBy(body => body.Code).Select(same => same.First());
    }

    private static IEnumerable<Body> CodeOf(IEnumerable<IMethodSymbol> methods, PatternContext context) =>
        from method in methods.Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
        where !SymbolEqualityComparer.Default.Equals(method, context.Owner)
        let body = context.Bodies.BodyOf(method)
        where body is not null
        select new Body(body, method);

    private static IEnumerable<TrustingDecision> Of(IOperation operation, TokenFlow flow, TokenLibraries tokens)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: var type } creation when IsIdentity(type):
                return creation.Arguments.Select(
                    argument => new TrustingDecision(flow.ReadBehind(argument.Value), operation, $"become a '{type!.Name}'"));
            case IInvocationOperation { TargetMethod: { Name: "AddClaim" or "AddClaims" or "AddIdentity"
                or "AddIdentities" } method } addition when IsIdentity(method.ContainingType):
                return addition.Arguments.Select(
                    argument => new TrustingDecision(
                        flow.ReadBehind(argument.Value), operation, $"are added to a '{method.ContainingType.Name}'"));
            case IInvocationOperation query when IsQueryForPerson(query):
                return query.Arguments.SelectMany(argument => Asked(argument.Value))
                    .Select(asked => new TrustingDecision(
                        flow.ReadOfClaimIn(asked), operation, $"choose whom '{query.TargetMethod.Name}' finds"));
            case IInvocationOperation act when ActForUser.Is(act, tokens):
                return ActForUser.ToldTo(act).SelectMany(Asked)
                    .Select(told => new TrustingDecision(
                        flow.ReadOfClaimIn(told), operation, $"choose for whom '{act.TargetMethod.Name}' acts") { NeedsCaller = true })
                    .Concat(Revoked(act, flow));
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment:
                return Kept(assignment, target, flow, tokens);
            default:
                return DecidingBranch.ConditionOf(operation, tokens) is { } condition
                    ? [new TrustingDecision(flow.ReadOfClaimIn(condition), operation, "decide what is granted")
                        { NeedsCaller = !DecidingBranch.SaysYesOrNo(operation, tokens) }]
                    : [];
        }
    }

    /// <summary>What is kept for others to ask: for the rest of the request, or in a property of an object that serves them.</summary>
    private static IEnumerable<TrustingDecision> Kept(
        ISimpleAssignmentOperation assignment, IPropertyReferenceOperation target, TokenFlow flow, TokenLibraries tokens) => target switch
    {
        { Property.IsIndexer: true, Instance: { } items } when tokens.IsRequestState(items) =>
            [new TrustingDecision(flow.ReadOfClaimIn(assignment.Value), assignment, "are kept as those of the caller")],
        { Property: var property, Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } }
            // What a server answers about the token is the server's word.
            when IsHandedOut(property) && !assignment.Value.DescendantsAndSelf().Any(part => part is IAwaitOperation) =>
            [new TrustingDecision(flow.ReadOfClaimIn(assignment.Value), assignment, $"are handed out by '{property.Name}'")
                { NeedsCaller = true }],
        _ => [],
    };

    /// <summary>What is done to the token itself, by its id, for no other end: it is revoked.</summary>
    private static IEnumerable<TrustingDecision> Revoked(IInvocationOperation act, TokenFlow flow) =>
        act.Parent is IExpressionStatementOperation or IAwaitOperation { Parent: IExpressionStatementOperation }
            ? ActForUser.ToldTo(act).Select(told => new TrustingDecision(
                flow.ReadOfIdIn(told), act, $"choose which token '{act.TargetMethod.Name}' acts on") { NeedsCaller = true })
            : [];

    /// <summary>Whether a property of an object that serves others says who the caller is.</summary>
    private static bool IsHandedOut(IPropertySymbol property) =>
        property is { DeclaredAccessibility: not Accessibility.Private, IsIndexer: false }
        && property.ContainingType is { IsRecord: false } type && !IsParser(type)
        && type.InstanceConstructors.Any(constructor => !constructor.Parameters.IsEmpty);

    /// <summary>A member that others ask and that returns one of the claims, or an answer that depends on one.</summary>
    private static IEnumerable<TrustingDecision> Returns(IOperation body, IMethodSymbol? method, TokenFlow flow, TokenLibraries tokens) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, DeclaredAccessibility: not Accessibility.Private }
        && !IsParser(OperationShapes.Awaited(method.ReturnType))
            ? CodeBodies.ReturnedBy(body).Select(value => tokens.IsResponse(OperationShapes.Awaited(method.ReturnType))
                ? new TrustingDecision(flow.ReadBehindAnswer(value), value, "choose what the caller gets")
                : new TrustingDecision(
                    flow.ReadOfClaimIn(value), value, $"are returned by '{method.AssociatedSymbol?.Name ?? method.Name}'"))
            : [];

    // To count requests together grants nothing.
    private static bool LimitsRate(IMethodSymbol method) =>
        RateLimits.Any(word => method.Name.Contains(word) || method.ContainingType.Name.Contains(word));

    /// <summary>What describes a token is for display: the claims of a token, or an object that is named after one.</summary>
    private static bool IsParser(ITypeSymbol type) =>
        type.Name.Contains("Token") || type.Name.Contains("Jwt") || type.Name.Contains("Payload") || type.Name.Contains("Claim")
        || type is INamedTypeSymbol { IsGenericType: true } || type is IArrayTypeSymbol || type.SpecialType is SpecialType.System_Object;

    private static bool IsIdentity(ITypeSymbol? type) =>
        type.Lineage()
            .Any(each => each.HasFullName("System.Security.Claims.ClaimsIdentity")
                || each.HasFullName("System.Security.Claims.ClaimsPrincipal"));

    private static bool IsQueryForPerson(IInvocationOperation query)
    {
        var method = query.TargetMethod;
        if (!LookUps.Contain(method.Name, OtherLookUps) || method.IsInNamespace("System.Security")
            || method.IsInNamespace("System.IdentityModel") || method.IsInNamespace("Microsoft.IdentityModel"))
            return false;
        var receiver = query.Instance ?? (method.IsExtensionMethod && query.Arguments.Length > 0 ? query.Arguments[0].Value : null);
        return People.Any(word => method.Name.Contains(word) || Names(receiver, word));
    }

    // Of a chain of hundreds of calls, each is asked on.
    private static TextSpan EndOf(TextSpan receiver) =>
        TextSpan.FromBounds(Math.Max(receiver.Start, receiver.End - LongestReceiver), receiver.End);

    private static bool Names(IOperation? receiver, string word) =>
        receiver is not null
        && (CodeText.Says(receiver.Syntax.SyntaxTree, EndOf(receiver.Syntax.Span), word)
            || receiver.Type?.ToDisplayString().Contains(word) is true)
        && receiver.Type?.ToDisplayString().Contains("Claim") is not true;

    /// <summary>The values a query asks for: its arguments, and what its condition compares with.</summary>
    private static IEnumerable<IOperation> Asked(IOperation argument)
    {
        var value = argument is IConversionOperation conversion ? conversion.Operand : argument;
        return value is IDelegateCreationOperation or IAnonymousFunctionOperation
            ? value.Descendants().SelectMany(operation => operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison =>
                    [comparison.LeftOperand, comparison.RightOperand],
                IInvocationOperation { TargetMethod.Name: "Equals" } equals => equals.Arguments.Select(each => each.Value),
                _ => Enumerable.Empty<IOperation>(),
            })
            : [value];
    }

    private sealed record Body(IOperation Code, IMethodSymbol? Method);
}
