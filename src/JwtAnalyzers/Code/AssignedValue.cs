using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Code;

/// <summary>A variable gets a value, or what it is made of: by an assignment, a pattern, a loop, a call that is given it.</summary>
internal sealed record AssignedValue(ISymbol Variable, IOperation Value)
{
    // Where values are followed through a compilation, the same helpers are read again and again.
    private static readonly Remembered<IOperation, ILookup<ISymbol, IOperation>> Known = new(Find);

    /// <summary>Whether a value is added to what the variable holds, and so is a part of it.</summary>
    public static bool IsAdded(IOperation value) =>
        value.Parent is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum && sum.Value == value;

    /// <summary>What the code of a member or an initializer assigns to a variable, in its order.</summary>
    public static IEnumerable<IOperation> Of(ISymbol variable, IOperation body) => Known.Of(body)[variable];

    private static ILookup<ISymbol, IOperation> Find(IOperation body, CancellationToken cancellation)
    {
        var found = new List<AssignedValue>();
        foreach (var operation in CodeBodies.AllOf(body))
        {
            if (MayAssign(operation.Kind))
                Note(operation, found);
        }

        return found.ToLookup(assignment => assignment.Variable, assignment => assignment.Value, SymbolEqualityComparer.Default);
    }

    private static bool MayAssign(OperationKind kind) =>
        kind is OperationKind.VariableDeclarator or OperationKind.SimpleAssignment or OperationKind.CompoundAssignment
            or OperationKind.CoalesceAssignment
            or OperationKind.DeconstructionAssignment or OperationKind.Loop or OperationKind.DeclarationPattern
            or OperationKind.RecursivePattern or OperationKind.Invocation;

    private static void Note(IOperation operation, List<AssignedValue> found)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { } initializer:
                Add(found, local, initializer.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction.Value, found);
                break;
            case IAssignmentOperation assignment:
                Add(found, VariableOf(assignment.Target), assignment.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                    Add(found, local, loop.Collection);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                Add(found, symbol, Matched(operation));
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }:
                Add(found, symbol, Matched(operation));
                break;
            case IInvocationOperation invocation:
                ReadArguments(invocation, found);
                if (invocation.TargetMethod.MethodKind is MethodKind.LocalFunction)
                {
                    foreach (var argument in invocation.Arguments)
                        Add(found, argument.Parameter, argument.Value);
                }

                break;
        }
    }

    private static void ReadArguments(IInvocationOperation invocation, List<AssignedValue> found)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                Add(found, VariableOf(argument.Value), invocation);
            if (argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function })
            {
                foreach (var parameter in function.Symbol.Parameters)
                {
                    if (invocation.Instance is { } instance)
                        Add(found, parameter, instance);
                    foreach (var other in invocation.Arguments.Where(other => other.Value is not IDelegateCreationOperation))
                        Add(found, parameter, other.Value);
                }
            }
        }
    }

    private static void Add(List<AssignedValue> found, ISymbol? variable, IOperation? value)
    {
        if (variable is not null && value is not null)
            found.Add(new AssignedValue(variable.OriginalDefinition, value));
    }

    private static ISymbol? VariableOf(IOperation target) => OperationShapes.Unwrapped(target) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member
            and (IFieldReferenceOperation or IPropertyReferenceOperation) => member.Member,
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        _ => null,
    };

    private static void Deconstruct(IOperation target, IOperation value, List<AssignedValue> found)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        value = value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;
        if (target is not ITupleOperation { Elements: var targets })
        {
            Add(found, VariableOf(target), value);
            return;
        }

        var values = value is ITupleOperation { Elements: var elements } && elements.Length == targets.Length ? elements : default;
        for (var index = 0; index < targets.Length; index++)
            Deconstruct(targets[index], values.IsDefault ? value : values[index], found);
    }

    /// <summary>The value that a pattern is asked of: the whole of which it may be a part.</summary>
    private static IOperation? Matched(IOperation pattern)
    {
        for (var current = pattern.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IIsPatternOperation match:
                    return match.Value;
                case ISwitchExpressionOperation choice:
                    return choice.Value;
                case ISwitchOperation choice:
                    return choice.Value;
            }
        }

        return null;
    }
}
