using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A member that validates a token only if the unvalidated token says so, as <c>if (jwt.Header.Alg == "HS256") Validate(…)</c>, and answers
/// yes all the same where it does not; and one that takes the form of a token for its validity.
/// </summary>
internal static class OptionalValidation
{
    private const int Read = 1;
    private const int Decided = 2;
    private const int Validated = 4;
    private const int FormChecked = 8;

    private static readonly string[] JudgesNames = ["Valid", "Verif", "Authentic", "Authoriz"];

    public static IEnumerable<IOperation> In(PatternContext context, TokenFlow flow)
    {
        if (context.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || !context.Tokens.IsServer)
            return [];
        var reads = context.Bodies.Operations
            .Where(operation => flow.IsRead(operation) && TokenFlow.TextOf(operation)?.Type?.SpecialType is SpecialType.System_String)
            .ToList();
        if (context.Bodies.Operations.Any(operation => IsValidation(operation, context)))
            return reads.Count > 0 && TokenDecides(reads, context) ? [reads[0]] : [];
        var check = context.Bodies.Operations.FirstOrDefault(operation => IsFormCheck(operation, context));
        return check is not null && IsJudge(method, context) && FormDecides(reads, flow, context) ? [check] : [];
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

    /// <summary>Whether a method says by its name that it judges a token, and nothing in it or around it does.</summary>
    private static bool IsJudge(IMethodSymbol method, PatternContext context) =>
        JudgesNames.Any(method.Name.Contains) && OperationShapes.Awaited(method.ReturnType).SpecialType is SpecialType.System_Boolean
        && !TokenGuard.ChecksToken(context) && !TokenGuard.CallersCheck(context);

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
