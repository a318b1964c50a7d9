using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What code does with the result of a validation. Ignored is a result that nobody looks at before it is used, or that nobody
/// takes; one that is returned or handed on is somebody else's to look at.
/// </summary>
/// <param name="IsIgnored">Whether the code goes on without knowing whether the token is valid.</param>
/// <param name="Cause">That in words.</param>
/// <param name="Variable">The local that holds the result, if one does.</param>
internal sealed record ResultUse(bool IsIgnored, string Cause = "", string Variable = "")
{
    private const string VariableKey = "result";

    public static ResultUse Seen { get; } = new(IsIgnored: false);

    public ImmutableDictionary<string, string?> ToProperties() => ImmutableDictionary<string, string?>.Empty.Add(VariableKey, Variable);

    /// <summary>The local that holds the result of the validation at a diagnostic, empty where none does; <see langword="null"/> for another's diagnostic.</summary>
    public static string? VariableOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(VariableKey, out var variable) ? variable : null;

    /// <summary>The type that awaiting gives: of a task its result's.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } && type.IsInNamespace("System.Threading.Tasks") ? result : type;

    public static ResultUse Of(IOperation validation, BodySet bodies, KnownTokens tokens) => Of(validation, bodies, tokens, depth: 0);

    private static ResultUse Of(IOperation value, BodySet bodies, KnownTokens tokens, int depth)
    {
        var (outer, isAwaited) = Outermost(value, tokens);
        switch (outer.Parent)
        {
            // A lambda or method that returns nothing also ends up here: `Task Check() => handler.ValidateTokenAsync(…)` returns it.
            case IExpressionStatementOperation:
                return Dropped(isAwaited);
            case ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }:
                return Dropped(isAwaited);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when depth == 0:
                return OfLocal(local, value, isAwaited, bodies, tokens);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Parent: IExpressionStatementOperation } when depth == 0:
                return OfLocal(local, value, isAwaited, bodies, tokens);
            case IPropertyReferenceOperation property when property.Instance == outer && isAwaited:
                return tokens.TellsOutcome(property.Property) || IsAskedForNull(property) ? Seen : new ResultUse(IsIgnored: true, $"'{property.Property.Name}' is read whatever the outcome");
            default:
                return Seen; // returned, handed on, matched
        }
    }

    private static ResultUse Dropped(bool isAwaited) => new(IsIgnored: true, isAwaited ? "the result is dropped" : "nobody waits for the result");

    private static ResultUse OfLocal(ILocalSymbol local, IOperation validation, bool isAwaited, BodySet bodies, KnownTokens tokens)
    {
        var variable = isAwaited ? local.Name : ""; // a task has no outcome to ask for
        var looks = new List<IOperation>();
        var uses = new List<IPropertyReferenceOperation>();
        foreach (var reference in bodies.ReferencesTo(local))
        {
            if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
                continue;
            var (outer, isValue) = Outermost(reference, tokens);
            if (!isAwaited && !isValue || outer.Parent is not IPropertyReferenceOperation property || property.Instance != outer)
            {
                if (!isAwaited && outer != reference && Of(reference, bodies, tokens, depth: 1).IsIgnored)
                    continue; // awaited, and the result dropped
                return Seen;
            }

            if (tokens.TellsOutcome(property.Property) || IsAskedForNull(property))
                looks.Add(property);
            else
                uses.Add(property);
        }

        if (uses.Count == 0)
            return looks.Count > 0 ? Seen : new ResultUse(IsIgnored: true, $"nobody looks at '{local.Name}'", variable);
        var blind = uses.FirstOrDefault(use => use.Syntax.SpanStart > validation.Syntax.SpanStart && !looks.Any(look => Covers(look, use)));
        return blind is null
            ? Seen
            : new ResultUse(IsIgnored: true, $"'{local.Name}.{blind.Property.Name}' is read without a look at '{local.Name}.IsValid'", variable);
    }

    /// <summary>The whole expression that has the value of a task's result or of the task, and whether it is that of the result.</summary>
    private static (IOperation Value, bool IsResult) Outermost(IOperation value, KnownTokens tokens)
    {
        for (; ; value = value.Parent!)
        {
            var continues = value.Parent switch
            {
                IAwaitOperation or IConversionOperation or IParenthesizedOperation => true,
                IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" } call => call.Instance == value,
                IPropertyReferenceOperation { Property.Name: "Result" } property => property.Instance == value && tokens.IsValidationResult(property.Type),
                _ => false,
            };
            if (!continues)
                return (value, tokens.IsValidationResult(value.Type) || value is IInvocationOperation { TargetMethod.Name: "Wait" });
        }
    }

    /// <summary>A failed validation gives neither identity nor token (measured on 8.23), so a null test of them is a look at the outcome.</summary>
    private static bool IsAskedForNull(IPropertyReferenceOperation property)
    {
        IOperation value = property;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent is IConditionalAccessOperation or ICoalesceOperation or IIsPatternOperation or IIsTypeOperation or ISwitchOperation or ISwitchExpressionOperation
            || value.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };
    }

    /// <summary>
    /// Whether control comes to a use past a look: the look's statement stands before it, in the same block or one around it. One that stands after it will do where
    /// the use does not end the matter: what is kept in a variable, or handed on together with the outcome.
    /// </summary>
    private static bool Covers(IOperation look, IOperation use)
    {
        var statement = look;
        while (statement.Parent is { } parent && parent is not IBlockOperation && !IsBranch(parent, statement))
            statement = parent;
        if (statement.Parent is { } around && !around.Syntax.Span.Contains(use.Syntax.Span))
            return false;
        return look.Syntax.SpanStart < use.Syntax.SpanStart || statement.Syntax.Span.Contains(use.Syntax.Span) || (statement.Parent is IBlockOperation && !EndsTheMatter(use));
    }

    private static bool EndsTheMatter(IOperation use)
    {
        for (var current = use.Parent; current is not null; current = current.Parent)
        {
            if (current is IReturnOperation or IThrowOperation)
                return true;
        }

        return false;
    }

    private static bool IsBranch(IOperation parent, IOperation child) => parent switch
    {
        IConditionalOperation conditional => child != conditional.Condition,
        ISwitchCaseOperation or ICatchClauseOperation or IAnonymousFunctionOperation => true,
        ILoopOperation => true,
        _ => false,
    };
}
