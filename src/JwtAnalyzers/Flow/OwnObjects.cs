using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Objects of types that the compilation declares, as far as they carry what decides about tokens: settings of one's own, builders,
/// records. Their members are known as the settings of a library's objects are.
/// </summary>
internal static class OwnObjects
{
    /// <summary>Whether an object is made that is followed, its constructor with it.</summary>
    public static bool IsFollowed(PathEvaluator path, IObjectCreationOperation creation) =>
        PathInlining.IsFollowing(path) && OpenMembers.IsCarrier(creation.Type, path.Context)
            && path.Context.Libraries.TrackedTypeName(creation.Type) is null;

    /// <summary>An object of an own type, as its initializers and its constructor leave it.</summary>
    public static AbstractValue? Create(PathEvaluator path, IObjectCreationOperation creation, IReadOnlyList<AbstractValue> arguments)
    {
        if (!IsFollowed(path, creation) || creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor })
            return null;
        var made = new ObjectValue(path.Body.IdentityOf(creation.Syntax));
        var isWhole = type.BaseType is { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType };
        path.State = path.State.With(
            made.Identity,
            new ObjectState(type.Name, isWhole ? ObjectOrigin.Created : ObjectOrigin.Unknown, creation.Syntax, ObjectState.NoSettings)
                { IsOwn = true });
        var primary = IsPrimary(constructor, path.Context) ? constructor : null;
        if (primary is not null)
            Give(path, made.Identity, creation, arguments);
        foreach (var member in type.GetMembers().Where(member => member is IFieldSymbol or IPropertySymbol && !member.IsStatic))
            Initialize(path, made, creation, member);
        if (primary is null && !constructor.IsImplicitlyDeclared)
            Construct(path, made, creation, arguments);
        return made;
    }

    /// <summary>What a member of such an object is.</summary>
    public static AbstractValue Read(PathEvaluator path, ObjectIdentity identity, ObjectState owner, IMemberReferenceOperation reference)
    {
        if (owner.ValueOf(reference.Member.Name) is { } value)
            return value;
        if (reference.Member is IPropertySymbol { GetMethod: { } getter } && HasBody(getter, path.Context))
            return PathInlining.IsFollowing(path)
                && PathInlining.BodyOn(path, reference.Syntax, getter.OriginalDefinition, new ObjectValue(identity)) is { } body
                    ? PathInlining.Follow(path, body)
                    : AbstractValue.Unknown;
        if (owner.Origin is ObjectOrigin.Created && DefaultOf(reference.Type) is { } byDefault)
            return byDefault;
        return PathReads.Setting(path, identity, owner, reference);
    }

    /// <summary>Assigns a member that has a setter of its own. False where it has none.</summary>
    public static bool Set(PathEvaluator path, Place place, AbstractValue value, IOperation assignment)
    {
        if (place is not { Object: { } identity, Symbol: IPropertySymbol { SetMethod: { } setter } }
            || !path.State.Objects.TryGetValue(identity, out var owner) || !owner.IsOwn || !HasBody(setter, path.Context))
            return false;
        var body = PathInlining.IsFollowing(path)
            ? PathInlining.BodyOn(path, assignment.Syntax, setter.OriginalDefinition, new ObjectValue(identity))
            : null;
        if (body is null || setter.OriginalDefinition.Parameters is not [var given])
        {
            path.State = path.State.Surrender(identity);
            return true;
        }

        path.State = path.State.With(given, value);
        PathInlining.Follow(path, body);
        path.State = path.State.With(given, AbstractValue.Unknown);
        return true;
    }

    /// <summary>A parameter of the type's declaration that one of its members reads.</summary>
    public static AbstractValue? CapturedParameter(PathEvaluator path, ISymbol variable) =>
        path.Body.This is ObjectValue { Identity: var identity } && variable is IParameterSymbol
        && path.State.Objects.TryGetValue(identity, out var owner)
            ? owner.ValueOf(NameOf(variable))
            : null;

    /// <summary>The object that a static member is which is never assigned again.</summary>
    public static AbstractValue? Shared(PathEvaluator path, ISymbol member)
    {
        if (!PathInlining.IsFollowing(path)
            || member is not (IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null })
            || !OpenMembers.IsCarrier(member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type, path.Context)
            || member.DeclaringSyntaxReferences is not [var declared])
            return null;
        if (PathInlining.BodyOfInitializer(path, declared.GetSyntax(path.Context.Cancellation), member, instance: null) is not { } body)
            return null;
        PathInlining.Follow(path, body);
        return path.State.Variables.TryGetValue(member, out var value) ? value : null;
    }

    /// <summary>Whether a method that is not followed may change such an object.</summary>
    public static bool MayChange(PathEvaluator path, ObjectIdentity identity, IMethodSymbol method) =>
        !method.DeclaringSyntaxReferences.IsEmpty && path.State.Objects.TryGetValue(identity, out var owner) && owner.IsOwn;

    private static void Give(
        PathEvaluator path, ObjectIdentity made, IObjectCreationOperation creation, IReadOnlyList<AbstractValue> arguments)
    {
        for (var index = 0; index < creation.Arguments.Length; index++)
        {
            if (creation.Arguments[index] is not { Parameter: { } parameter } argument
                || !path.State.Objects.TryGetValue(made, out var state))
                continue;
            var value = new SettingValue(arguments[index], argument.Syntax);
            state = state.With(NameOf(parameter), value);
            // A record's parameter is a property of the same name.
            if (creation.Type is { IsRecord: true })
                state = state.With(parameter.Name, value);
            path.State = path.State.With(made, state);
        }
    }

    private static void Initialize(PathEvaluator path, ObjectValue made, IObjectCreationOperation creation, ISymbol member)
    {
        if (member.DeclaringSyntaxReferences is not [var declared] || !HasInitializer(declared.GetSyntax(path.Context.Cancellation)))
            return;
        if (PathInlining.BodyOfInitializer(path, creation.Syntax, member, made) is { } body)
            PathInlining.Follow(path, body);
        else
            path.State = path.State.Surrender(made.Identity);
    }

    private static void Construct(
        PathEvaluator path, ObjectValue made, IObjectCreationOperation creation, IReadOnlyList<AbstractValue> arguments)
    {
        if (PathInlining.BodyOn(path, creation.Syntax, creation.Constructor!.OriginalDefinition, made) is { } body)
            PathInlining.Follow(path, body, creation.Arguments, arguments);
        else
            path.State = path.State.Surrender(made.Identity);
    }

    private static bool HasInitializer(SyntaxNode declaration) =>
        declaration is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null };

    private static bool IsPrimary(IMethodSymbol constructor, FlowContext context) =>
        constructor.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax(context.Cancellation) is TypeDeclarationSyntax;

    private static bool HasBody(IMethodSymbol accessor, FlowContext context) =>
        accessor.DeclaringSyntaxReferences is [var declared]
        && declared.GetSyntax(context.Cancellation) is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null }
            or AccessorDeclarationSyntax { ExpressionBody: not null };

    private static AbstractValue? DefaultOf(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => AbstractValue.Of(false),
        { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => AbstractValue.Null,
        not null when type.HasFullName("System.TimeSpan") => AbstractValue.Of(TimeSpan.Zero),
        _ => null,
    };

    // No member is called so.
    private static string NameOf(ISymbol parameter) => $"({parameter.Name})";
}
