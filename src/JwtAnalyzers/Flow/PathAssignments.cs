using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What a path assigns: to variables, to settings of objects, and to the temporaries of the control-flow graph.</summary>
internal static class PathAssignments
{
    public static AbstractValue? Write(PathEvaluator path, IOperation operation) => operation.Kind switch
    {
        OperationKind.SimpleAssignment when operation is ISimpleAssignmentOperation { IsRef: false } assignment =>
            Assign(path, assignment.Target, path.Evaluate(assignment.Value), assignment),
        OperationKind.CompoundAssignment => AssignCompound(path, (ICompoundAssignmentOperation)operation),
        OperationKind.Increment or OperationKind.Decrement when operation is IIncrementOrDecrementOperation step =>
            Assign(path, step.Target, path.Evaluate(step.Target).Derived, step),
        OperationKind.DeconstructionAssignment when operation is IDeconstructionAssignmentOperation assignment =>
            Deconstruct(path, assignment.Target, path.Evaluate(assignment.Value)),
        OperationKind.FlowCapture => Capture(path, (IFlowCaptureOperation)operation),
        _ => null,
    };

    public static AbstractValue Assign(PathEvaluator path, IOperation target, AbstractValue value, IOperation assignment)
    {
        if (PlaceOf(path, target) is not { } place)
        {
            SpoilOwner(path, target, value);
            // Through an indexer, or into something that is not followed: what becomes of the object is not seen.
            if (target is IMemberReferenceOperation { Instance: { } owning }
                && path.Evaluate(owning) is ObjectValue { Identity: var changed })
                OwnObjects.Escape(path, changed);
            if (target is not IDiscardOperation)
                OwnObjects.Escape(path, value);
            return value;
        }

        if (place is { Object: null, Symbol: IParameterSymbol or IFieldSymbol or IPropertySymbol })
            OwnObjects.Store(path, place.Symbol, value);

        if (place.Object is not { } identity)
            path.State = path.State.With(place.Symbol, IsSure(path, place.Symbol, value) ? value : value.Derived);
        else if (!OwnObjects.Set(path, place, value, assignment) && path.State.Objects.TryGetValue(identity, out var owner))
            path.State = path.State.With(identity, owner.With(place.Symbol.Name, new SettingValue(value, assignment.Syntax)));
        return value;
    }

    /// <summary>
    /// Whether a variable still holds the value later on. An object counts even where a function may assign the variable.
    /// </summary>
    private static bool IsSure(PathEvaluator path, ISymbol variable, AbstractValue value) =>
        !path.Body.IsAssignedElsewhere(variable) || value is ObjectValue;

    /// <summary>The variable or the setting that an operation stands for; <see langword="null"/> where it is neither.</summary>
    public static Place? PlaceOf(PathEvaluator path, IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation reference:
                return new Place(null, reference.Local);
            case IParameterReferenceOperation reference:
                return new Place(null, reference.Parameter);
            case IFlowCaptureReferenceOperation reference:
                return path.State.Captures[reference.Id]?.Place;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference:
                if (reference is IPropertyReferenceOperation { Arguments.IsEmpty: false })
                    return null;
                if (reference.Instance is { } instance && path.Evaluate(instance) is ObjectValue { Identity: var identity })
                    return new Place(identity, reference.Member);
                return reference.Instance is null or IInstanceReferenceOperation ? new Place(null, reference.Member) : null;
            case IConversionOperation conversion:
                return PlaceOf(path, conversion.Operand);
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(path, declaration.Expression);
            default:
                path.EvaluateChildren(target);
                return null;
        }
    }

    /// <summary>An object that is given a key of the token becomes that key itself, as far as its name is known here.</summary>
    public static void Spoil(PathEvaluator path, IOperation? instance, AbstractValue key)
    {
        while (instance is IConversionOperation conversion)
            instance = conversion.Operand;
        path.State = instance switch
        {
            ILocalReferenceOperation reference => path.State.With(reference.Local, key),
            IParameterReferenceOperation reference => path.State.With(reference.Parameter, key),
            IFlowCaptureReferenceOperation reference when path.State.Captures[reference.Id] is { } captured =>
                path.State.With(reference.Id, captured with { Value = key }),
            _ => path.State,
        };
    }

    /// <summary>A property set to a key of the token, or to the place of one, makes the object that has the property one, too.</summary>
    private static void SpoilOwner(PathEvaluator path, IOperation target, AbstractValue value)
    {
        if (target is not IPropertyReferenceOperation { Property: var property, Arguments.IsEmpty: true, Instance: { } instance })
            return;
        if (value is KeyPointerValue pointer && UntrustedKeyNames.IsPlace(property, pointer))
            Spoil(path, instance, KeyAt(path, pointer));
        else if (value.IsKeyOfToken && (property.IsInNamespace("System.Security.Cryptography") || path.Context.Libraries.IsOfKey(property)))
            Spoil(path, instance, value);
    }

    /// <summary>
    /// The key at the place that a pointer names. Where the token was asked something before, it may have been about that.
    /// </summary>
    private static AbstractValue KeyAt(PathEvaluator path, KeyPointerValue pointer) =>
        path.State.DecidedByToken ? AbstractValue.FromToken : UntrustedKeyNames.KeyAt(pointer);

    /// <summary>Each variable of a tuple gets the element that stands at its place, if the tuple's elements are known.</summary>
    private static AbstractValue Deconstruct(PathEvaluator path, IOperation target, AbstractValue value)
    {
        if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
            target = declared;
        if (target is not ITupleOperation tuple)
            return Assign(path, target, value, target);

        var known = value is CollectionValue { Elements: var elements } && elements.Count == tuple.Elements.Length ? elements : default;
        for (var i = 0; i < tuple.Elements.Length; i++)
            Deconstruct(path, tuple.Elements[i], i < known.Count ? known[i] : value.Derived);
        return value;
    }

    private static AbstractValue AssignCompound(PathEvaluator path, ICompoundAssignmentOperation assignment)
    {
        var operand = path.Evaluate(assignment.Value);
        var before = path.Evaluate(assignment.Target);
        var value = PathOperators.Decide(path, assignment.OperatorKind, before, operand)
            ?? PathOperators.Join(assignment.OperatorKind, before, operand)
            ?? PathOperators.DerivedFrom(before, operand);
        return Assign(path, assignment.Target, value, assignment);
    }

    private static AbstractValue Capture(PathEvaluator path, IFlowCaptureOperation capture)
    {
        var place = capture.Value is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
            ? PlaceOf(path, capture.Value)
            : null;
        var value = path.Evaluate(capture.Value);
        path.State = path.State.With(capture.Id, new CapturedValue(value, place));
        return value;
    }
}
