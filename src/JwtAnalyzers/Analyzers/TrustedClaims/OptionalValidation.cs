using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A member that validates a token only if the unvalidated token says so, as <c>if (jwt.Header.Alg == "HS256") Validate(…)</c>, and answers
/// yes all the same where it does not; one that takes the form of a token for its validity, or what the token says of itself.
/// </summary>
internal static class OptionalValidation
{
    private const string Optional = "decide whether the token is validated at all";

    private const int Read = 1;
    private const int Decided = 2;
    private const int Validated = 4;
    private const int FormChecked = 8;

    private static readonly string[] JudgesNames = ["Valid", "Verif", "Authentic", "Authoriz"];

    // These say what they look at, and that is all they promise.
    private static readonly string[] ReadersNames = ["Format", "Form", "Structure", "Syntax", "Expir", "Lifetime", "Time"];

    /// <summary>
    /// The reads to blame, each with what comes of it, in words that go on from "the claims of a token that was only read".
    /// </summary>
    public static IEnumerable<(IOperation Read, string Effect)> In(PatternContext context, TokenFlow flow)
    {
        if (context.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || !context.Tokens.IsServer)
            return [];
        var reads = context.Bodies.Operations
            .Where(operation => flow.IsRead(operation) && TokenFlow.TextOf(operation)?.Type?.SpecialType is SpecialType.System_String)
            .ToList();
        if (context.Bodies.Operations.Any(operation => IsValidation(operation, context)))
            return reads.Count > 0 && TokenDecides(reads, context) ? [(reads[0], Optional)] : [];
        if (!IsJudge(method))
            return [];
        if (PromisesAll(method) && PlainReader.Is(method, context)
            && reads.FirstOrDefault(read => IsOfCaller(read, flow, context)) is { } judged)
            return [(judged, "alone make it valid")];
        var check = context.Bodies.Operations.FirstOrDefault(operation => IsFormCheck(operation, context));
        return check is not null && !new ChecksHere(context).Any && !TokenGuard.CallersCheck(context) && FormDecides(reads, flow, context)
            ? [(check, Optional)]
            : [];
    }

    private static bool IsValidation(IOperation operation, PatternContext context) =>
        operation is IInvocationOperation call && context.Libraries.IsValidation(call.TargetMethod);

    /// <summary>Whether there is a way to a yes on which what was read of the token was asked, and the token was not validated.</summary>
    private static bool TokenDecides(List<IOperation> reads, PatternContext context)
    {
        if (Block(context) is not { } block)
            return false;
        var places = new HashSet<SyntaxNode>(reads.Select(read => read.Syntax));
        var locals = LocalsThatHold(places, context);
        var graph = context.GraphOf(block);
        var conditions = new HashSet<SyntaxNode>(graph.Blocks
            .Where(each => each.ConditionKind is not ControlFlowConditionKind.None && each.BranchValue is not null)
            .Select(each => each.BranchValue!.Syntax));
        var outcomes = OutcomePaths.From(graph, 0, Knowledge.Nothing, new PathMarks(MarksOf, Forbidden: Validated), context.Bodies);
        return outcomes.Any(outcome => outcome is { Constant: { HasValue: true, Value: true }, Marks: Read | Decided });

        int MarksOf(IOperation operation) =>
            (IsValidation(operation, context) ? Validated : 0) | (places.Contains(operation.Syntax) ? Read : 0) | (IsDecision(operation)
                ? Decided
                : 0);

        bool IsDecision(IOperation operation) =>
            operation is ILocalReferenceOperation { Local: var local } && locals.Contains(local)
            && operation.Syntax.AncestorsAndSelf().Any(conditions.Contains);
    }

    private static HashSet<ISymbol> LocalsThatHold(HashSet<SyntaxNode> places, PatternContext context)
    {
        var locals = new HashSet<ISymbol>(
            context.Bodies.Operations.OfType<ILocalReferenceOperation>().Select(reference => (ISymbol)reference.Local)
                .Concat(Declared(context)), SymbolEqualityComparer.Default);
        locals.RemoveWhere(
            local => !context.Bodies.Assigned(local).Any(value => value.DescendantsAndSelf().Any(part => places.Contains(part.Syntax))));
        return locals;
    }

    /// <summary>Whether a token is seen to come with a request, to this method or to one that calls it.</summary>
    private static bool IsOfCaller(IOperation read, TokenFlow flow, PatternContext context)
    {
        if (TokenFlow.TextOf(read) is not { } text)
            return false;
        var (parts, given) = flow.SendersOf(text);
        return (parts.Count > 0 || given is not null && context.Bodies.GivenByCallers(given.Parameter)
                .Any(call => new TokenFlow(call.Caller, context.Tokens, context.Libraries).SendersOf(call.Value).Parts.Count > 0))
            && !TokenGuard.Spares(read, flow, context);
    }

    /// <summary>Whether a method says by its name that it judges a token.</summary>
    private static bool IsJudge(IMethodSymbol method) => JudgesNames.Any(method.Name.Contains)
        && OperationShapes.Awaited(method.ReturnType).SpecialType is SpecialType.System_Boolean;

    private static bool PromisesAll(IMethodSymbol method) => !ReadersNames.Any(method.Name.Contains);

    /// <summary>Whether the form of the token is the answer, or there is a way to a yes on which nothing else was asked.</summary>
    private static bool FormDecides(List<IOperation> reads, TokenFlow flow, PatternContext context)
    {
        var answers = CodeBodies.ReturnedBy(context.Bodies.Blocks[0]).Select(value => value.DescendantsAndSelf().ToList());
        if (answers.Any(parts => parts.Any(operation => IsFormCheck(operation, context)) && !parts.Any(flow.IsRead)))
            return true;
        if (reads.Count > 0 || Block(context) is not { } block)
            return false;
        var marks = new PathMarks(operation => IsFormCheck(operation, context) ? FormChecked : 0);
        var outcomes = OutcomePaths.From(context.GraphOf(block), 0, Knowledge.Nothing, marks, context.Bodies);
        return outcomes.Any(outcome => outcome is { Constant: { HasValue: true, Value: true }, Marks: FormChecked })
            && !MayRefuseOtherwise(context);
    }

    /// <summary>Whether anything but the form is asked before the answer: then that may be the check.</summary>
    private static bool MayRefuseOtherwise(PatternContext context) => context.Bodies.Operations.OfType<IInvocationOperation>().Any(call =>
        !context.Tokens.IsFormCheck(call.TargetMethod) && !call.TargetMethod.IsInNamespace("System")
        && !call.TargetMethod.IsInNamespace("Microsoft.Extensions.Logging"));

    private static IEnumerable<ISymbol> Declared(PatternContext context) =>
        context.Bodies.Operations.OfType<IVariableDeclaratorOperation>().Select(declarator => declarator.Symbol);

    private static IOperation? Block(PatternContext context) =>
        context.Bodies.Blocks.FirstOrDefault(block => block is IBlockOperation or IMethodBodyOperation);

    private static bool IsFormCheck(IOperation operation, PatternContext context) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => context.Tokens.IsFormCheck(method),
        IPropertyReferenceOperation { Property: var property } => context.Tokens.IsFormCheck(property),
        _ => false,
    };
}
