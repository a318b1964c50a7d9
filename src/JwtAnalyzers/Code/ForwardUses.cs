using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>
/// Where a value goes in the body that it stands in: past conversions, choices and the locals that hold it. It takes no account of the
/// order of statements.
/// </summary>
internal static class ForwardUses
{
    private static readonly Remembered<IOperation, ILookup<ISymbol, ILocalReferenceOperation>> References = new((body, _) =>
        CodeBodies.AllOf(body).OfType<ILocalReferenceOperation>()
            .ToLookup(reference => (ISymbol)reference.Local, SymbolEqualityComparer.Default));

    /// <summary>
    /// Each form of the value, whose <see cref="IOperation.Parent"/> is what takes it. Where that is not the end, <paramref name="passes"/>
    /// says what it is then.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation value, CodeBodies bodies, Func<IOperation, IOperation?> passes)
    {
        var seen = new HashSet<IOperation>();
        var locals = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IOperation>();
        pending.Push(value);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            bodies.TakeStep();
            if (!seen.Add(current))
                continue;
            if ((IsStill(current) ? current.Parent : passes(current)) is { } next)
            {
                pending.Push(next);
                continue;
            }

            if (LocalOf(current) is not { } local)
                yield return current;
            else if (locals.Add(local))
            {
                foreach (var reference in References.Of(RootOf(current))[local])
                {
                    if (reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
                        pending.Push(reference);
                }
            }
        }
    }

    private static bool IsStill(IOperation value) => value.Parent switch
    {
        IConversionOperation or IAwaitOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation =>
            true,
        IConditionalOperation { Type: not null } choice => choice.Condition != value,
        _ => false,
    };

    private static ISymbol? LocalOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Parent: IExpressionStatementOperation } =>
            local,
        _ => null,
    };

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
