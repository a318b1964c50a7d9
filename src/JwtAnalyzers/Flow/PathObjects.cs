using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>The objects that a path makes.</summary>
internal static class PathObjects
{
    public static AbstractValue Create(PathEvaluator path, IObjectCreationOperation creation)
    {
        var arguments = PathArguments.Of(
            path,
            new Callee(creation.Constructor, AbstractValue.Unknown, Type: null, OwnObjects.IsFollowed(path, creation)),
            creation.Arguments);
        if (path.Context.Libraries.TrackedTypeName(creation.Type) is { } name)
            return CreateTracked(path, creation, name, arguments);

        if (creation.Constructor is { } constructor && TokenOrKey(path, constructor, arguments) is { } made)
            return made;
        if (OwnObjects.Create(path, creation, arguments) is { } own)
            return own;
        if (creation.Type is INamedTypeSymbol { IsValueType: true } value && PureFunctions.Create(value, arguments) is { } constant)
            return constant;
        return AbstractValue.UnknownOf(arguments.Any(argument => argument.DependsOnTokenInput));
    }

    /// <summary>The copy that <c>Clone</c> makes of an object; the object itself stays as it is.</summary>
    public static AbstractValue? Copy(PathEvaluator path, in PathCall call)
    {
        if (call is not { Instance: ObjectValue { Identity: var identity }, Method.Name: "Clone" or "<Clone>$" }
            || !path.State.Objects.TryGetValue(identity, out var original))
            return null;
        var copy = path.Body.IdentityOf(call.Invocation.Syntax);
        path.State = path.State.With(copy, original with { Creation = call.Invocation.Syntax });
        return new ObjectValue(copy);
    }

    private static AbstractValue CreateTracked(
        PathEvaluator path, IObjectCreationOperation creation, string name, IReadOnlyList<AbstractValue> arguments)
    {
        // A derived type's constructor may set anything.
        var isPlain = creation.Type is INamedTypeSymbol type && (path.Context.Libraries.IsTracked(type) || HasNoConstructor(type));
        var made = new ObjectValue(path.Body.IdentityOf(creation.Syntax));
        var origin = isPlain ? ObjectOrigin.Created : ObjectOrigin.Unknown;
        path.State = path.State.With(made.Identity, new ObjectState(name, origin, creation.Syntax, ObjectState.NoSettings));
        return (creation.Constructor is { } constructor ? PathLibraryCalls.Call(path, constructor, creation, made, arguments) : null)
            ?? made;
    }

    private static AbstractValue? TokenOrKey(PathEvaluator path, IMethodSymbol constructor, IReadOnlyList<AbstractValue> arguments) =>
        PathLibraryCalls.ParsedToken(path, constructor, arguments)
            ?? PathLibraryCalls.KeyMadeBy(path, constructor, AbstractValue.Unknown, arguments);

    private static bool HasNoConstructor(INamedTypeSymbol type) =>
        !type.DeclaringSyntaxReferences.IsEmpty && type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared);
}
