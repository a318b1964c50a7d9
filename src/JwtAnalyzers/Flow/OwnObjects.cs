using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Objects of types that the compilation declares, as far as they carry what decides about tokens: settings of one's own, builders,
/// records. Their members are known as the settings of a library's objects are.
/// </summary>
internal static class OwnObjects
{
    // A path comes by a function again and again.
    private static readonly Remembered<SyntaxNode, HashSet<string>> Changed = new((function, _) => new HashSet<string>(
        function.DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Select(assignment => assignment.Left)
            .OfType<MemberAccessExpressionSyntax>()
            .Select(member => member.Expression)
            .OfType<IdentifierNameSyntax>()
            .Select(variable => variable.Identifier.ValueText),
        StringComparer.Ordinal));

    /// <summary>Whether an object is made that is followed, its constructor with it.</summary>
    public static bool IsFollowed(PathEvaluator path, IObjectCreationOperation creation) =>
        PathInlining.IsFollowing(path) && OpenMembers.IsCarrier(creation.Type, path.Context)
            && path.Context.Libraries.TrackedTypeName(creation.Type) is null;

    /// <summary>An object of an own type, as its initializers and its constructor leave it.</summary>
    public static AbstractValue? Create(PathEvaluator path, IObjectCreationOperation creation, IReadOnlyList<AbstractValue> arguments)
    {
        if (!IsFollowed(path, creation) || IsFallback(creation.Syntax)
            || creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor })
            return null;
        var made = new ObjectValue(path.Body.IdentityOf(creation.Syntax));
        path.State = path.State.With(
            made.Identity, new ObjectState(type.Name, ObjectOrigin.Created, creation.Syntax, ObjectState.NoSettings) { IsOwn = true });
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
        if (reference.Member is IPropertySymbol property && !IsPlain(property, path.Context))
        {
            return property.GetMethod is { } getter && HasBody(getter, path.Context) && PathInlining.IsFollowing(path)
                && PathInlining.BodyOn(path, reference.Syntax, getter.OriginalDefinition, new ObjectValue(identity)) is { } body
                    ? PathInlining.Follow(path, body)
                    : AbstractValue.Unknown;
        }

        if (owner.Origin is ObjectOrigin.Created && DefaultOf(reference.Type) is { } byDefault)
            return byDefault;
        return PathReads.Setting(path, identity, owner, reference);
    }

    /// <summary>Assigns a property that is more than a place. False where it is no more.</summary>
    public static bool Set(PathEvaluator path, Place place, AbstractValue value, IOperation assignment)
    {
        if (place is not { Object: { } identity, Symbol: IPropertySymbol property } || !IsOwn(path, identity)
            || IsPlain(property, path.Context))
            return false;
        var setter = property.SetMethod;
        var body = setter is not null && HasBody(setter, path.Context) && PathInlining.IsFollowing(path)
            ? PathInlining.BodyOn(path, assignment.Syntax, setter.OriginalDefinition, new ObjectValue(identity))
            : null;
        if (body is null || setter!.OriginalDefinition.Parameters is not [var given])
        {
            Escape(path, identity);
            return true;
        }

        path.State = path.State.With(given, value);
        PathInlining.Follow(path, body);
        path.State = path.State.With(given, AbstractValue.Unknown);
        return true;
    }

    public static bool IsOwn(PathEvaluator path, ObjectIdentity identity) =>
        path.State.Objects.TryGetValue(identity, out var owner) && owner.IsOwn;

    /// <summary>
    /// Such an object is given to a method that is not followed, or one is called on it: that may change it, now or later. What
    /// it holds of a library's is another matter.
    /// </summary>
    public static void HandTo(PathEvaluator path, ObjectIdentity identity, IMethodSymbol method)
    {
        // ThrowIfNull, ToString, Console.WriteLine.
        if (method.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            return;
        var held = path.State.Objects[identity].Settings.Values.Select(setting => setting.Value).OfType<ObjectValue>().ToList();
        path.State = path.State.SurrenderMembers(identity);
        foreach (var value in held)
        {
            if (IsOwn(path, value.Identity))
                path.State = path.State.SurrenderMembers(value.Identity);
            else if (path.Context.MayChangeSettings(method))
                path.State = path.State.Surrender(value.Identity);
        }
    }

    /// <summary>Such an object is put where it is not followed: it may be changed under another name.</summary>
    public static void Escape(PathEvaluator path, AbstractValue value)
    {
        if (value is ObjectValue { Identity: var identity })
            Escape(path, identity);
    }

    public static void Escape(PathEvaluator path, ObjectIdentity identity)
    {
        if (IsOwn(path, identity))
            path.State = path.State.SurrenderMembers(identity);
    }

    /// <summary>Those that a function changes which is handed on.</summary>
    public static void EscapeInto(PathEvaluator path, SyntaxNode function)
    {
        var own =
            path.State.Variables.Where(pair => pair.Value is ObjectValue { Identity: var identity } && IsOwn(path, identity)).ToList();
        if (own.Count == 0)
            return;
        var changed = Changed.Of(function, path.Context.Cancellation);
        foreach (var pair in own.Where(pair => changed.Contains(pair.Key.Name)))
            Escape(path, pair.Value);
    }

    /// <summary>
    /// What a function sees that may run when the body around it has ended: of an object that is changed until then, nothing is known.
    /// </summary>
    public static FlowState AsInTheEnd(FlowState path, IEnumerable<FlowState> exits) =>
        path.Objects.Where(found => found.Value.IsOwn
                && exits.Any(exit => exit.Objects.TryGetValue(found.Key, out var later) && !later.Equals(found.Value)))
            .Aggregate(path, (state, changed) => state.SurrenderMembers(changed.Key));

    /// <summary>
    /// Such an object is kept in a field or property that others see; a parameter of the type's declaration is given another value.
    /// </summary>
    public static void Store(PathEvaluator path, ISymbol member, AbstractValue value)
    {
        var type = member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type;
        if (type is not null && !IsImmutable(type, path.Context))
            Escape(path, value);
        else if (type is null && path.Body.This is ObjectValue made && member.ContainingSymbol is IMethodSymbol constructor
            && IsPrimary(constructor, path.Context))
            Escape(path, made);
    }

    /// <summary>A parameter of the type's declaration that one of its members reads.</summary>
    public static AbstractValue? CapturedParameter(PathEvaluator path, ISymbol variable) =>
        path.Body.This is ObjectValue { Identity: var identity } && variable is IParameterSymbol
        && path.State.Objects.TryGetValue(identity, out var owner)
            ? owner.ValueOf(NameOf(variable))
            : null;

    /// <summary>The object that a static member is for good: neither the member nor what the object has is assigned again.</summary>
    public static AbstractValue? Shared(PathEvaluator path, ISymbol member)
    {
        if (!PathInlining.IsFollowing(path)
            || member is not (IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null })
            || !IsImmutable(member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type, path.Context)
            || member.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
            || member.DeclaringSyntaxReferences is not [var declared])
            return null;
        if (PathInlining.BodyOfInitializer(path, declared.GetSyntax(path.Context.Cancellation), member, instance: null) is not { } body)
            return null;
        // What is kept for all is followed here alone: the object can't change.
        PathInlining.Follow(path, body);
        return path.State.Variables.TryGetValue(member, out var value) ? value : null;
    }

    private static bool IsImmutable(ITypeSymbol type, FlowContext context) =>
        OpenMembers.IsCarrier(type, context) && type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsReadOnly);

    /// <summary>Whether a property is a place of its own, and nothing else.</summary>
    private static bool IsPlain(IPropertySymbol property, FlowContext context) =>
        property is { IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences.Length: 1 }
            && property.ContainingType.TypeKind is not TypeKind.Interface
            && property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            && !(property.GetMethod is { } getter && HasBody(getter, context))
            && !(property.SetMethod is { } setter && HasBody(setter, context));

    /// <summary>Whether an object stands for one that is missing: what that one would have said is not known.</summary>
    private static bool IsFallback(SyntaxNode creation)
    {
        while (creation.Parent is ParenthesizedExpressionSyntax)
            creation = creation.Parent;
        return creation.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression };
    }

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
            path.State = path.State.SurrenderMembers(made.Identity);
    }

    private static void Construct(
        PathEvaluator path, ObjectValue made, IObjectCreationOperation creation, IReadOnlyList<AbstractValue> arguments)
    {
        if (PathInlining.BodyOn(path, creation.Syntax, creation.Constructor!.OriginalDefinition, made) is { } body)
            PathInlining.Follow(path, body, creation.Arguments, arguments);
        else
            path.State = path.State.SurrenderMembers(made.Identity);
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
