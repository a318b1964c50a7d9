using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A member that validates a token only if the unvalidated token says so, as <c>if (jwt.Header.Alg == "HS256") Validate(…)</c>, and answers yes
/// all the same where it does not; and one that takes the form of a token for its validity.
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
            yield break;
        var reads = context.Bodies.Operations.Where(operation => flow.IsRead(operation) && TokenFlow.TextOf(operation)?.Type?.SpecialType is SpecialType.System_String).ToList();
        var formChecks = context.Bodies.Operations.Where(operation => IsFormCheck(operation, context)).ToList();
        var validates = context.Bodies.Operations.Any(operation => operation is IInvocationOperation call && context.Libraries.IsValidation(call.TargetMethod));

        if (validates && reads.Count > 0 && Block(context) is { } block)
        {
            var places = new HashSet<SyntaxNode>(reads.Select(read => read.Syntax));
            var locals = new HashSet<ISymbol>(context.Bodies.Operations.OfType<ILocalReferenceOperation>().Select(reference => (ISymbol)reference.Local).Concat(Declared(context)), SymbolEqualityComparer.Default);
            locals.RemoveWhere(local => !context.Bodies.Assigned(local).Any(value => value.DescendantsAndSelf().Any(part => places.Contains(part.Syntax))));
            var graph = context.GraphOf(block);
            var conditions = new HashSet<SyntaxNode>(graph.Blocks.Where(each => each.ConditionKind is not Microsoft.CodeAnalysis.FlowAnalysis.ControlFlowConditionKind.None && each.BranchValue is not null).Select(each => each.BranchValue!.Syntax));
            var outcomes = OutcomePaths.From(graph, 0, Knowledge.Nothing, operation =>
                (operation is IInvocationOperation call && context.Libraries.IsValidation(call.TargetMethod) ? Validated : 0)
                | (places.Contains(operation.Syntax) ? Read : 0)
                | (operation is ILocalReferenceOperation { Local: var local } && locals.Contains(local) && operation.Syntax.AncestorsAndSelf().Any(conditions.Contains) ? Decided : 0), Validated, context.Cancellation);
            if (outcomes.Any(outcome => outcome is { Constant: { HasValue: true, Value: true }, Marks: Read | Decided }))
                yield return reads[0];
        }
        else if (!validates && formChecks.Count > 0 && JudgesNames.Any(method.Name.Contains) && OperationShapes.Awaited(method.ReturnType).SpecialType is SpecialType.System_Boolean
            && !TokenGuard.ChecksToken(context) && !TokenGuard.CallersCheck(context))
        {
            if (CodeBodies.ReturnedBy(context.Bodies.Blocks[0]).Any(value => value.DescendantsAndSelf().Any(operation => IsFormCheck(operation, context)) && !value.DescendantsAndSelf().Any(flow.IsRead)))
                yield return formChecks[0];
            else if (reads.Count == 0 && Block(context) is { } body && OutcomePaths.From(context.GraphOf(body), 0, Knowledge.Nothing, operation => IsFormCheck(operation, context) ? FormChecked : 0, forbidden: 0, context.Cancellation)
                is { IsEmpty: false } outcomes && outcomes.Any(outcome => outcome is { Constant: { HasValue: true, Value: true }, Marks: FormChecked }) && !MayRefuseOtherwise(context))
                yield return formChecks[0];
        }
    }

    /// <summary>Whether anything but the form is asked before the answer: then that may be the check.</summary>
    private static bool MayRefuseOtherwise(PatternContext context) => context.Bodies.Operations.OfType<IInvocationOperation>().Any(call =>
        !context.Tokens.IsFormCheck(call.TargetMethod) && !call.TargetMethod.IsInNamespace("System") && !call.TargetMethod.IsInNamespace("Microsoft.Extensions.Logging"));

    private static IEnumerable<ISymbol> Declared(PatternContext context) => context.Bodies.Operations.OfType<IVariableDeclaratorOperation>().Select(declarator => declarator.Symbol);

    private static IOperation? Block(PatternContext context) => context.Bodies.Blocks.FirstOrDefault(block => block is IBlockOperation or IMethodBodyOperation);

    private static bool IsFormCheck(IOperation operation, PatternContext context) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => context.Tokens.IsFormCheck(method),
        IPropertyReferenceOperation { Property: var property } => context.Tokens.IsFormCheck(property),
        _ => false,
    };
}
