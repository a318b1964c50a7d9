using JwtAnalyzers.Code;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// A branch whose ways differ in what the caller gets: a refusal, a yes or no, another answer, something that is done on one of them only.
/// </summary>
internal static class DecidingBranch
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>How far after a branch what it spares is looked for: a member may have thousands of branches.</summary>
    private const int FarthestStatement = 20;

    // A page that shows something else is decoration until it is filled with data.
    private static readonly string[] Pages = ["View", "Page", "Redirect", "LocalRedirect"];

    /// <summary>What an operation decides by, if it is such a branch.</summary>
    public static IOperation? ConditionOf(IOperation operation, TokenLibraries tokens) =>
        Condition(operation, tokens) is { } condition && IsServed(operation, tokens) ? condition : null;

    private static IOperation? Condition(IOperation operation, TokenLibraries tokens) => operation switch
    {
        IConditionalOperation { Syntax: not ConditionalExpressionSyntax } branch
            when !IsTestForNothing(branch.Condition) && Decides(branch, tokens) => branch.Condition,
        IConditionalOperation { Syntax: ConditionalExpressionSyntax, WhenFalse: { } otherwise } choice
            when !IsTestForNothing(choice.Condition) && (Refuses(choice.WhenTrue, tokens) || Refuses(otherwise, tokens)) =>
            choice.Condition,
        ISwitchOperation choice when choice.Cases.Any(each => IsAnswer(each.Body, tokens)) => choice.Value,
        ISwitchExpressionOperation choice when choice.Arms.Any(arm => Refuses(arm.Value, tokens)) => choice.Value,
        _ => null,
    };

    /// <summary>
    /// Whether one way returns yes, no or a refusal: that is an answer to whoever asked about the token. Code throws, or does
    /// something, for tokens of its own as well.
    /// </summary>
    public static bool SaysYesOrNo(IOperation operation, TokenLibraries tokens)
    {
        return operation is IConditionalOperation { WhenTrue: var first, WhenFalse: var second }
            && (Says(first) || second is not null && Says(second));

        bool Says(IOperation way) => StatementsOf(way).LastOrDefault() is IReturnOperation { ReturnedValue: { } value }
            && (value.ConstantValue is { HasValue: true, Value: bool } || tokens.IsVerdict(OperationShapes.Unwrapped(value)));
    }

    private static bool Decides(IConditionalOperation branch, TokenLibraries tokens)
    {
        if (branch.IsImplicit)
            return false;
        if (IsAnswer([branch.WhenTrue], tokens) || branch.WhenFalse is { } otherwise && IsAnswer([otherwise], tokens))
            return true;
        // What follows an 'if' without 'else' is its other way, where the first one ends or does something.
        return branch.WhenFalse is null
            && (Next(branch) is { } next && Ends(branch.WhenTrue) && Refuses(next, tokens)
                || StatementsOf(branch.WhenTrue).Any(statement => ActForUser.IsStatement(statement, tokens))
                || IsBareReturn(branch.WhenTrue) && StatementsAfter(branch).Any(statement => ActForUser.IsStatement(statement, tokens)));
    }

    // Of a lambda it is not known which code it answers: a scheme's selector forwards to a handler that validates.
    private static bool IsServed(IOperation branch, TokenLibraries tokens)
    {
        for (var current = branch.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function)
                return tokens.ServesBy(function) is not Serving.No;
        }

        return true;
    }

    /// <summary>Whether statements end in an answer, or refuse on the way.</summary>
    private static bool IsAnswer(IEnumerable<IOperation> body, TokenLibraries tokens)
    {
        var statements = body.SelectMany(StatementsOf).ToList();
        return statements.Any(statement => Refuses(statement, tokens))
            || statements.LastOrDefault(statement => statement is not IBranchOperation) is IReturnOperation { ReturnedValue: { } value }
                && (value.ConstantValue is { HasValue: true, Value: bool } || IsResponse(value, tokens));
    }

    private static bool IsResponse(IOperation value, TokenLibraries tokens) =>
        OperationShapes.Unwrapped(value) is { Type: { } type } answer && tokens.IsResponse(type)
        && !(answer is IInvocationOperation { TargetMethod.Name: var name }
            && Pages.Any(page => name.StartsWith(page, StringComparison.Ordinal)));

    /// <summary>Whether a statement or a value refuses: it throws, or tells the host or the caller so.</summary>
    private static bool Refuses(IOperation operation, TokenLibraries tokens)
    {
        if (operation is IBlockOperation block)
            return block.Operations.Any(statement => Refuses(statement, tokens));
        if (operation is not (IExpressionStatementOperation or IReturnOperation or IThrowOperation) && operation.Syntax is StatementSyntax)
            return false;
        return CodeBodies.Own(operation).Prepend(operation).Any(part =>
            part is IThrowOperation || part.ConstantValue is { HasValue: true, Value: Unauthorized or Forbidden }
                || tokens.IsVerdict(part));
    }

    private static IReadOnlyList<IOperation> StatementsOf(IOperation statement) =>
        statement is IBlockOperation block ? block.Operations : new[] { statement };

    private static bool Ends(IOperation statement) => StatementsOf(statement).LastOrDefault() is IReturnOperation or IThrowOperation;

    private static bool IsBareReturn(IOperation statement) =>
        StatementsOf(statement).LastOrDefault() is IReturnOperation { ReturnedValue: null };

    private static IOperation? Next(IOperation statement) => StatementsAfter(statement).FirstOrDefault();

    private static IEnumerable<IOperation> StatementsAfter(IOperation statement) =>
        statement.Parent is IBlockOperation block
            ? block.Operations.SkipWhile(each => each != statement).Skip(1).Take(FarthestStatement)
            : [];

    /// <summary>Whether a condition only asks whether there is something. That grants nothing.</summary>
    public static bool IsTestForNothing(IOperation condition)
    {
        var parts = new Stack<IOperation>([condition]);
        while (parts.Count > 0)
        {
            switch (parts.Pop())
            {
                case IUnaryOperation not:
                    parts.Push(not.Operand);
                    break;
                case IConversionOperation conversion:
                    parts.Push(conversion.Operand);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                    parts.Push(both.LeftOperand);
                    parts.Push(both.RightOperand);
                    break;
                case var part when !AsksForSomething(part):
                    return false;
            }
        }

        return true;
    }

    private static bool AsksForSomething(IOperation condition) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison =>
            comparison.LeftOperand.ConstantValue is { HasValue: true, Value: null or "" }
            || comparison.RightOperand.ConstantValue is { HasValue: true, Value: null or "" }
            || OperationShapes.IsNull(comparison.RightOperand),
        IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "TryParse" or "TryGetValue"
            or "TryGetPayloadValue" or "TryGetClaim" } => true,
        IIsPatternOperation { Pattern: var pattern } => !CodeBodies.Own(pattern).Prepend(pattern).Any(IsSomeValue),
        IIsTypeOperation => true,
        _ => false,
    };

    // role is "admin", level is > 3
    private static bool IsSomeValue(IOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } => true,
        IRelationalPatternOperation => pattern.Parent is not IPropertySubpatternOperation,
        _ => false,
    };
}
