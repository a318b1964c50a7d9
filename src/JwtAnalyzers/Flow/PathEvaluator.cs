using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Carries one path through the operations of one block: what each computes, and what it does to the state. Each subject is a class of its
/// own: what is read (<see cref="PathReads"/>), assigned (<see cref="PathAssignments"/>), computed (<see cref="PathOperators"/>), called,
/// made or handed on as a function (<see cref="PathCalls"/>).
/// </summary>
internal sealed class PathEvaluator(FlowBody body, FlowState state, CallEnds? ends = null) : IProductionEvaluator
{
    /// <summary>The body that the path leads through.</summary>
    public FlowBody Body { get; } = body;

    public FlowContext Context => Body.Context;

    /// <summary>Which way the path goes where a call ends in several.</summary>
    public CallEnds Ends { get; } = ends ?? new CallEnds();

    /// <summary>What is known so far.</summary>
    public FlowState State { get; set; } = state;

    public AbstractValue Evaluate(IOperation? operation)
    {
        if (operation is null)
            return AbstractValue.Unknown;
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return AbstractValue.Of(constant);

        Walk.Step(Context.Cancellation);
        // An operation is of one subject, which tells by its kind: whether an object is of an interface takes a search, and a path has many
        // operations.
        return PathReads.Read(this, operation)
            ?? PathAssignments.Write(this, operation)
            ?? PathOperators.Compute(this, operation)
            ?? PathCalls.Call(this, operation)
            ?? Combine(operation)
            ?? EvaluateChildren(operation);
    }

    /// <summary>Whether a value is null, where that is known. An object of which something was set is there.</summary>
    public bool? IsNull(AbstractValue value) =>
        value.IsNull
            ?? (value is ObjectValue { Identity: var identity } && State.Objects.TryGetValue(identity, out var found)
                && !found.Settings.IsEmpty
                ? false
                : null);

    /// <summary>Evaluates what an operation that is not followed is made of.</summary>
    public AbstractValue EvaluateChildren(IOperation operation)
    {
        var dependsOnToken = false;
        foreach (var child in operation.ChildOperations)
            dependsOnToken |= Evaluate(child).DependsOnTokenInput;
        // Half-typed code and dynamic calls may be a check of what they are given.
        if (dependsOnToken && operation is IInvalidOperation or IDynamicInvocationOperation)
            Body.RejectIf(true);
        return AbstractValue.UnknownOf(dependsOnToken);
    }

    /// <summary>What only wraps another operation, or puts values together as a list.</summary>
    private AbstractValue? Combine(IOperation operation) => operation.Kind switch
    {
        OperationKind.ExpressionStatement => Evaluate(((IExpressionStatementOperation)operation).Operation),
        OperationKind.Parenthesized => Evaluate(((IParenthesizedOperation)operation).Operand),
        OperationKind.Await => Evaluate(((IAwaitOperation)operation).Operation),
        OperationKind.DefaultValue
            when operation.Type is { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
            AbstractValue.Null,
        OperationKind.Tuple => List(((ITupleOperation)operation).Elements),
        OperationKind.ArrayCreation when operation is IArrayCreationOperation { Initializer: { } initializer } =>
            List(initializer.ElementValues),
        // A collection expression has no kind of its own in Roslyn 4.8; its children are its elements.
        _ when operation.Syntax is CollectionExpressionSyntax => List(operation.ChildOperations),
        _ => null,
    };

    private AbstractValue List(IEnumerable<IOperation> elements)
    {
        var values = elements.Select(Evaluate).ToArray();
        // A loop over the list may change them under another name.
        foreach (var value in values)
            OwnObjects.Escape(this, value);
        return CollectionValue.Of(values);
    }
}
