using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What a path reads: variables, members, elements, and the parts of a token.</summary>
internal static class PathReads
{
    public static AbstractValue? Read(PathEvaluator path, IOperation operation) => operation.Kind switch
    {
        OperationKind.LocalReference => Variable(path, ((ILocalReferenceOperation)operation).Local, operation.Type),
        OperationKind.ParameterReference => Variable(path, ((IParameterReferenceOperation)operation).Parameter, operation.Type),
        OperationKind.FlowCaptureReference =>
            path.State.Captures[((IFlowCaptureReferenceOperation)operation).Id]?.Value ?? AbstractValue.Unknown,
        OperationKind.FieldReference => Member(path, (IMemberReferenceOperation)operation),
        OperationKind.PropertyReference => Property(path, (IPropertyReferenceOperation)operation),
        OperationKind.ArrayElementReference => Element(path, (IArrayElementReferenceOperation)operation),
        OperationKind.InstanceReference when operation.Type is { } type => path.Body.This
            ?? Object(path, type, new ObjectIdentity(null, type) { Calls = path.Body.CallsToThis }, ObjectOrigin.Created),
        _ => null,
    };

    /// <summary>An object of a library, known from now on by the way it is reached; of other types nothing is known.</summary>
    public static AbstractValue Object(PathEvaluator path, ITypeSymbol? type, ObjectIdentity identity, ObjectOrigin origin)
    {
        if (path.Context.Libraries.TrackedTypeName(type) is not { } name)
            return AbstractValue.Unknown;
        if (!path.State.Objects.ContainsKey(identity))
            path.State = path.State.With(identity, new ObjectState(name, origin, Creation: null, ObjectState.NoSettings));
        return new ObjectValue(identity);
    }

    /// <summary>
    /// What a token says of its key. A key that it brings counts where a library asks which key to take: code that reads a token itself to
    /// look at such a key is mostly about that key, as a proof of possession is.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="instance">The token, or a part of it.</param>
    /// <param name="type">The type that it is read as.</param>
    /// <param name="member">What is read of it; empty for an indexer.</param>
    /// <param name="keys">What it is asked for.</param>
    public static AbstractValue? PartOf(
        PathEvaluator path, AbstractValue instance, ITypeSymbol? type, string member, IReadOnlyList<AbstractValue> keys)
    {
        if (!instance.DependsOnTokenInput || instance.IsKeyOfToken)
            return null;
        if (UntrustedKeyNames.Read(type, member, keys, path.Context.Libraries) is { } pointer)
            return pointer;
        return path.Body is { IsCallback: true, ReadsTokenItself: false } ? UntrustedKeys.Read(instance, member, keys) : null;
    }

    private static AbstractValue Variable(PathEvaluator path, ISymbol symbol, ITypeSymbol? type) =>
        path.State.Variables.TryGetValue(symbol, out var value)
            ? value
            : OwnObjects.CapturedParameter(path, symbol)
                ?? Object(path, type, new ObjectIdentity(null, symbol) { Calls = path.Body.CallsTo(symbol) }, path.Body.OriginOf(symbol));

    private static AbstractValue Element(PathEvaluator path, IArrayElementReferenceOperation element)
    {
        var array = path.Evaluate(element.ArrayReference);
        var dependsOnToken = array.DependsOnTokenInput;
        foreach (var index in element.Indices)
            dependsOnToken |= path.Evaluate(index).DependsOnTokenInput;
        return array.IsKeyOfToken ? array : AbstractValue.UnknownOf(dependsOnToken);
    }

    private static AbstractValue Property(PathEvaluator path, IPropertyReferenceOperation reference)
    {
        if (reference.Instance is null && PathLibraryCalls.Call(path, reference.Property, reference, AbstractValue.Unknown, []) is { } made)
            return made;
        return reference.Arguments.IsEmpty ? Member(path, reference) : Indexed(path, reference);
    }

    private static AbstractValue Indexed(PathEvaluator path, IPropertyReferenceOperation indexer)
    {
        var instance = indexer.Instance is null ? null : path.Evaluate(indexer.Instance);
        var keys = indexer.Arguments.Select(index => path.Evaluate(index.Value)).ToList();
        if (HostingEnvironment.ValueOf(indexer, keys, path.Context.Production) is { } environment)
            return environment;
        if (instance is null)
            return AbstractValue.Unknown;
        return PartOf(path, instance, indexer.Instance?.Type, "", keys) ?? (instance.IsKeyOfToken ? instance : instance.Derived);
    }

    private static AbstractValue Member(PathEvaluator path, IMemberReferenceOperation reference)
    {
        var instance = reference.Instance is null ? null : path.Evaluate(reference.Instance);
        var member = reference.Member;
        if (instance is ObjectValue && member is { Name: "Result", ContainingType.Name: "Task" or "ValueTask" })
            return instance;
        if (instance is ObjectValue { Identity: var identity } && path.State.Objects.TryGetValue(identity, out var owner))
            return owner.IsOwn ? OwnObjects.Read(path, identity, owner, reference) : Setting(path, identity, owner, reference);
        if (instance is TokenInputValue or ConstantValue && OfNullable(instance, member) is { } known)
            return known;
        if (path.Context.Libraries.IsApartFromToken(member))
            return AbstractValue.Unknown;
        if (instance is ToldOfTokenValue { TypeName: var token } && path.Context.Libraries.IsTokenPart(reference.Type))
            return new ParsedTokenValue(token);
        path.Body.RejectIf(reference.Instance is not null && instance is ConstantValue { Value: null });
        return instance is { DependsOnTokenInput: true }
            ? PartOf(path, instance, reference.Instance?.Type, member.Name, [])
                ?? (instance is KeyMaterialValue ? instance : AbstractValue.FromToken)
            : OwnMember(path, reference);
    }

    private static AbstractValue? OfNullable(AbstractValue instance, ISymbol member)
    {
        if (member.ContainingType is not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
            return null;
        return (member.Name, instance) switch
        {
            ("HasValue", TokenInputValue) => AbstractValue.Of(true),
            ("HasValue", ConstantValue constant) => AbstractValue.Of(constant.Value is not null, constant.IsFromToken),
            ("Value", ConstantValue { Value: not null }) => instance,
            _ => null,
        };
    }

    /// <summary>What an object of a library has as a setting.</summary>
    public static AbstractValue Setting(
        PathEvaluator path, ObjectIdentity identity, ObjectState owner, IMemberReferenceOperation reference)
    {
        var name = reference.Member.Name;
        if (owner.ValueOf(name) is { } value)
            return value;

        // What an object of a library holds from the start (JwtBearerOptions.TokenValidationParameters) is as new as its owner.
        var child = Object(path, reference.Type, identity with { Member = identity.Member + "." + name }, owner.Origin);
        if (child is ObjectValue)
            path.State = path.State.With(identity, owner.With(name, new SettingValue(child, reference.Syntax)));
        return child;
    }

    private static AbstractValue OwnMember(PathEvaluator path, IMemberReferenceOperation reference)
    {
        var member = reference.Member;
        if (HostingEnvironment.ValueOf(reference, path.Context.Production) is { } environment)
            return environment;
        if (member is IFieldSymbol field && PureFunctions.Field(field) is { } constant)
            return constant;
        if (path.Body.IsProbe && member is IPropertySymbol property && PureFunctions.Clock(property) is { } now)
            return now;

        var isOwn = reference.Instance is null or IInstanceReferenceOperation;
        if (isOwn && path.State.Variables.TryGetValue(member, out var value))
            return value;
        if ((isOwn ? OwnObjects.Shared(path, member) : null) is { } shared)
            return shared;
        if (PathInlining.Get(path, reference) is { } got)
            return got;
        if (path.Context.Libraries.TrackedTypeName(reference.Type) is not null)
            return Object(
                path, reference.Type, IdentityOf(path, reference),
                FlowContext.HandsOn(member) ? ObjectOrigin.Reached : ObjectOrigin.Unknown);
        return isOwn ? MemberConstants.Of(member, path.Body) : AbstractValue.Unknown;
    }

    /// <summary>The path by which a member is reached, so that two mentions of <c>a.b.Parameters</c> are the same object.</summary>
    private static ObjectIdentity IdentityOf(PathEvaluator path, IMemberReferenceOperation reference)
    {
        var names = "";
        IOperation? current = reference;
        while (current is IMemberReferenceOperation { Instance: { } instance } step)
        {
            names = "." + step.Member.Name + names;
            current = instance;
        }

        return current switch
        {
            ILocalReferenceOperation local => new ObjectIdentity(null, local.Local, names) { Calls = path.Body.CallsTo(local.Local) },
            IParameterReferenceOperation parameter =>
                new ObjectIdentity(null, parameter.Parameter, names) { Calls = path.Body.CallsTo(parameter.Parameter) },
            IInstanceReferenceOperation { Type: { } type } => new ObjectIdentity(null, type, names) { Calls = path.Body.CallsToThis },
            IMemberReferenceOperation { Instance: null } => new ObjectIdentity(null, reference.Member, names),
            _ => new ObjectIdentity(current?.Syntax, reference.Member, names) { Calls = path.Body.Calls },
        };
    }
}
