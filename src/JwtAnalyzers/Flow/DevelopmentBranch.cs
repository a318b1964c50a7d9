using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Code that production never runs: under <c>IsDevelopment()</c>, behind an early return of it, or under <c>#if DEBUG</c>. What a guard is
/// in production says <see cref="ProductionAtRest"/>.
/// </summary>
internal static class DevelopmentBranch
{
    public static bool Contains(IOperation operation, CodeBodies bodies, CancellationToken cancellation) =>
        IsUnderGuard(operation, bodies) || DebugCode.Contains(operation.Syntax, cancellation);

    /// <summary>What a condition is in production; <see langword="null"/> where that does not follow from the environment.</summary>
    public static bool? InProduction(IOperation condition, CodeBodies bodies) => ProductionAtRest.Of(bodies).Holds(condition);

    // What stands in the same block or case asks the same of what is around it.
    private static bool IsUnderGuard(IOperation operation, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().UnderGuard;
        var path = new List<IOperation>();
        var found = false;
        for (var (child, current) = (operation, operation.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (known.TryGetValue(child, out found))
                break;
            path.Add(child);
            if (found = IsGuarded(child, current, bodies))
                break;
        }

        foreach (var step in path)
            known[step] = found;
        return found;
    }

    private static bool IsGuarded(IOperation child, IOperation parent, CodeBodies bodies) => parent switch
    {
        IConditionalOperation conditional => child != conditional.Condition && InProduction(conditional.Condition, bodies) is { } holds
            && child == (holds ? conditional.WhenFalse : conditional.WhenTrue),
        ISwitchExpressionOperation or ISwitchOperation => IsOtherCase(child, parent, bodies),
        IBlockOperation block => EndOfProduction(block, bodies) is { } end && child.Syntax.SpanStart > end.Syntax.SpanStart,
        _ => false,
    };

    /// <summary>The first statement of a block that production does not get beyond.</summary>
    private static IOperation? EndOfProduction(IBlockOperation block, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().Ends;
        return known.TryGetValue(block, out var end)
            ? end
            : known[block] = block.Operations.FirstOrDefault(statement => EndsProduction(statement, bodies));
    }

    private static bool EndsProduction(IOperation statement, CodeBodies bodies) =>
        statement is IConditionalOperation early && (Ends(early.WhenTrue) || early.WhenFalse is { } otherwise && Ends(otherwise))
            && InProduction(early.Condition, bodies) is { } holds
            && (holds ? early.WhenTrue : early.WhenFalse) is { } taken && Ends(taken);

    private static bool Ends(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Ends(last),
        _ => false,
    };

    /// <summary>
    /// Whether a case of a choice is for other environments: <c>"Development" => …</c>, or the rest where one before it is production's.
    /// </summary>
    private static bool IsOtherCase(IOperation child, IOperation choice, CodeBodies bodies)
    {
        var production = ProductionAtRest.Of(bodies);
        if (choice is ISwitchExpressionOperation { Value: var chosen, Arms: var arms } && child is ISwitchExpressionArmOperation arm)
        {
            return production.Evaluate(chosen) is ConstantValue value
                && (production.Chooses(value, arm.Pattern, arm.Guard) is false
                    || arms.TakeWhile(earlier => earlier != arm)
                        .Any(earlier => production.Chooses(value, earlier.Pattern, earlier.Guard) is true));
        }

        return choice is ISwitchOperation { Value: var asked, Cases: var cases } && child is ISwitchCaseOperation @case
            && production.Evaluate(asked) is ConstantValue known
            && !Jumps(choice, bodies)
            && @case.Clauses.All(clause => clause is IDefaultCaseClauseOperation
                ? cases.SelectMany(each => each.Clauses).Any(each => Chooses(known, each, production) is true)
                : Chooses(known, clause, production) is false);
    }

    /// <summary>Whether a case goes on with another: <c>goto default</c>.</summary>
    private static bool Jumps(IOperation choice, CodeBodies bodies)
    {
        var known = bodies.Memory<Answers>().Jumps;
        return known.TryGetValue(choice, out var jumps)
            ? jumps
            : known[choice] = choice.Descendants().Any(operation => operation is IBranchOperation { BranchKind: BranchKind.GoTo });
    }

    private static bool? Chooses(ConstantValue value, ICaseClauseOperation clause, ProductionAtRest production) => clause switch
    {
        ISingleValueCaseClauseOperation single => ProductionAtRest.AreEqual(value, production.Evaluate(single.Value) as ConstantValue),
        IPatternCaseClauseOperation pattern => production.Chooses(value, pattern.Pattern, pattern.Guard),
        _ => null,
    };

    /// <summary>What was found out of one member's code.</summary>
    private sealed class Answers
    {
        public Dictionary<IOperation, bool> UnderGuard { get; } = [];

        public Dictionary<IOperation, bool> Jumps { get; } = [];

        public Dictionary<IOperation, IOperation?> Ends { get; } = [];
    }
}
