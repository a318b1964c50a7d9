using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Carries one path through the operations of one block: what each computes, and what it does to the state.</summary>
internal sealed class PathEvaluator(FlowAnalysis analysis, FlowState state)
{
    private readonly FlowContext _context = analysis.Context;

    public FlowState State { get; private set; } = state;

    public AbstractValue Evaluate(IOperation? operation)
    {
        if (operation is null)
            return AbstractValue.Unknown;
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return AbstractValue.Of(constant);

        Walk.Step(_context.Cancellation);
        // By its kind: whether an object is of an interface takes a search, and a path has many operations.
        return operation.Kind switch
        {
            OperationKind.ExpressionStatement => Evaluate(((IExpressionStatementOperation)operation).Operation),
            OperationKind.SimpleAssignment when operation is ISimpleAssignmentOperation { IsRef: false } assignment => Assign(assignment.Target, Evaluate(assignment.Value), assignment),
            OperationKind.CompoundAssignment => AssignCompound((ICompoundAssignmentOperation)operation),
            OperationKind.Increment or OperationKind.Decrement when operation is IIncrementOrDecrementOperation step => Assign(step.Target, UnknownFrom(Evaluate(step.Target)), step),
            OperationKind.DeconstructionAssignment when operation is IDeconstructionAssignmentOperation assignment => Deconstruct(assignment.Target, Evaluate(assignment.Value)),
            OperationKind.Tuple => Collection(((ITupleOperation)operation).Elements),
            OperationKind.InterpolatedString => Interpolate((IInterpolatedStringOperation)operation),
            OperationKind.ArrayElementReference => ElementOf((IArrayElementReferenceOperation)operation),
            OperationKind.FlowCapture => Capture((IFlowCaptureOperation)operation),
            OperationKind.FlowCaptureReference => State.Captures[((IFlowCaptureReferenceOperation)operation).Id]?.Value ?? AbstractValue.Unknown,
            OperationKind.LocalReference => Variable(((ILocalReferenceOperation)operation).Local, operation.Type),
            OperationKind.ParameterReference => Variable(((IParameterReferenceOperation)operation).Parameter, operation.Type),
            OperationKind.FieldReference or OperationKind.PropertyReference when operation is IMemberReferenceOperation reference => Read(reference, reference.Member),
            OperationKind.InstanceReference when operation.Type is { } type => Reach(type, new ObjectIdentity(null, type), ObjectOrigin.Created),
            OperationKind.Conversion => Convert((IConversionOperation)operation),
            OperationKind.Parenthesized => Evaluate(((IParenthesizedOperation)operation).Operand),
            OperationKind.IsNull => IsNull((IIsNullOperation)operation),
            OperationKind.Unary => Negate((IUnaryOperation)operation),
            OperationKind.Binary => Compare((IBinaryOperation)operation),
            OperationKind.IsPattern => Match((IIsPatternOperation)operation),
            OperationKind.DefaultValue when operation.Type is { IsReferenceType: true } => AbstractValue.Null,
            OperationKind.ObjectCreation => Create((IObjectCreationOperation)operation),
            OperationKind.Invocation => Invoke((IInvocationOperation)operation),
            OperationKind.DelegateCreation => Delegate((IDelegateCreationOperation)operation),
            OperationKind.FlowAnonymousFunction => NestedFunction((IFlowAnonymousFunctionOperation)operation),
            OperationKind.ArrayCreation when operation is IArrayCreationOperation { Initializer: { } initializer } => Collection(initializer.ElementValues),
            OperationKind.Await => Evaluate(((IAwaitOperation)operation).Operation),
            // A collection expression has no kind of its own in Roslyn 4.8; its children are its elements.
            _ when operation.Syntax is CollectionExpressionSyntax => Collection(operation.ChildOperations),
            _ => EvaluateChildren(operation),
        };
    }

    private AbstractValue IsNull(IIsNullOperation test)
    {
        var value = Evaluate(test.Operand);
        return value.IsNull is { } isNull ? AbstractValue.Of(isNull, IsProbed(value)) : UnknownFrom(value);
    }

    private AbstractValue EvaluateChildren(IOperation operation)
    {
        var dependsOnToken = false;
        foreach (var child in operation.ChildOperations)
            dependsOnToken |= Evaluate(child).DependsOnTokenInput;
        if (dependsOnToken && operation is IInvalidOperation or IDynamicInvocationOperation)
            analysis.Distrust();
        return dependsOnToken ? AbstractValue.FromToken : AbstractValue.Unknown;
    }

    private AbstractValue ElementOf(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        var dependsOnToken = array.DependsOnTokenInput;
        foreach (var index in element.Indices)
            dependsOnToken |= Evaluate(index).DependsOnTokenInput;
        return array.IsKeyOfToken ? array : dependsOnToken ? AbstractValue.FromToken : AbstractValue.Unknown;
    }

    // A text that becomes a span by a conversion operator is still the key that it was.
    private AbstractValue Convert(IConversionOperation conversion) =>
        Evaluate(conversion.Operand) is var value && (conversion.OperatorMethod is null || value.IsKeyOfToken) ? value : UnknownFrom(value);

    private AbstractValue Interpolate(IInterpolatedStringOperation text)
    {
        var parts = text.Parts.Select(part => part switch
        {
            IInterpolationOperation hole => Evaluate(hole.Expression),
            IInterpolatedStringTextOperation literal => Evaluate(literal.Text),
            _ => Evaluate(part),
        }).ToList();
        return UntrustedKeyNames.Join(parts) ?? (parts.Any(part => part.DependsOnTokenInput) ? AbstractValue.FromToken : AbstractValue.Unknown);
    }

    private AbstractValue Collection(IEnumerable<IOperation> elements) => CollectionValue.Of(elements.Select(Evaluate).ToArray());

    /// <summary>What was computed from the token is, constant or not, what the token says.</summary>
    private static AbstractValue FollowsFrom(AbstractValue value, bool isFromToken) =>
        isFromToken && value is ConstantValue constant ? constant with { IsFromToken = true } : value;

    private static AbstractValue UnknownFrom(AbstractValue value) => value.DependsOnTokenInput ? AbstractValue.FromToken : AbstractValue.Unknown;

    private static AbstractValue UnknownFrom(AbstractValue left, AbstractValue right) =>
        left.DependsOnTokenInput || right.DependsOnTokenInput ? AbstractValue.FromToken : AbstractValue.Unknown;

    // Variables, fields and properties

    private AbstractValue Variable(ISymbol symbol, ITypeSymbol? type) =>
        State.Variables.TryGetValue(symbol, out var value)
            ? value
            : Reach(type, new ObjectIdentity(null, symbol), analysis.OriginOf(symbol));

    private AbstractValue Read(IMemberReferenceOperation reference, ISymbol member)
    {
        var instance = reference.Instance is null ? null : Evaluate(reference.Instance);
        if (instance is null && member is IPropertySymbol && Call(member, reference.Syntax, AbstractValue.Unknown, System.Collections.Immutable.ImmutableArray<IArgumentOperation>.Empty, []) is { } made)
            return made;
        if (reference is IPropertyReferenceOperation { Arguments: { IsEmpty: false } indices })
        {
            var keys = indices.Select(index => Evaluate(index.Value)).ToList();
            if (HostingEnvironment.ValueOf(reference, keys) is { } environment)
                return environment;
            if (instance is not null && PartOf(instance, reference.Instance?.Type, "", keys) is { } part)
                return part;
            return instance is null ? AbstractValue.Unknown : instance.IsKeyOfToken ? instance : UnknownFrom(instance);
        }

        return instance switch
        {
            ObjectValue { Identity: var identity } when State.Objects.ContainsKey(identity) => Setting(identity, member, reference),
            TokenInputValue when member is { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => AbstractValue.Of(true),
            ConstantValue constant when member is { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
                AbstractValue.Of(constant.Value is not null, constant.IsFromToken),
            ConstantValue { Value: not null } when member is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => instance,
            { DependsOnTokenInput: true } => PartOf(instance, reference.Instance?.Type, member.Name, []) ?? (instance is KeyMaterialValue ? instance : AbstractValue.FromToken),
            _ => OwnMember(reference, member),
        };
    }

    /// <summary>
    /// What a token says of its key. A key that it brings counts where a library asks which key to take: code that reads a token itself to look at such a key is
    /// mostly about that key, as a proof of possession is.
    /// </summary>
    private AbstractValue? PartOf(AbstractValue instance, ITypeSymbol? type, string member, IReadOnlyList<AbstractValue> keys) =>
        !instance.DependsOnTokenInput || instance.IsKeyOfToken ? null
        : (AbstractValue?)UntrustedKeyNames.Read(type, member, keys, _context.Libraries) ?? (analysis is { IsCallback: true, ReadsTokenItself: false } ? UntrustedKeys.Read(instance, member, keys) : null);

    private AbstractValue Setting(ObjectIdentity identity, ISymbol member, IMemberReferenceOperation reference)
    {
        var owner = State.Objects[identity];
        if (owner.ValueOf(member.Name) is { } value)
            return value;

        // What an object of a library holds from the start (JwtBearerOptions.TokenValidationParameters) is as new as its owner.
        var child = Reach(reference.Type, identity with { Member = identity.Member + "." + member.Name }, owner.Origin);
        if (child is ObjectValue)
            State = State.With(identity, owner.With(member.Name, new SettingValue(child, reference.Syntax)));
        return child;
    }

    private AbstractValue OwnMember(IMemberReferenceOperation reference, ISymbol member)
    {
        if (HostingEnvironment.ValueOf(reference) is { } environment)
            return environment;
        if (member is IFieldSymbol field && PureFunctions.Field(field) is { } constant)
            return constant;
        if (analysis.IsProbe && member is IPropertySymbol property && PureFunctions.Clock(property) is { } now)
            return now;

        var isOwn = reference.Instance is null or IInstanceReferenceOperation;
        if (isOwn && State.Variables.TryGetValue(member, out var value))
            return value;
        if (_context.Libraries.TrackedTypeName(reference.Type) is not null)
            return Reach(reference.Type, IdentityOf(reference, member), FlowContext.HandsOn(member) ? ObjectOrigin.Reached : ObjectOrigin.Unknown);
        return isOwn ? analysis.ConstantOf(member) : AbstractValue.Unknown;
    }

    /// <summary>The path by which a member is reached, so that two mentions of <c>a.b.Parameters</c> are the same object.</summary>
    private static ObjectIdentity IdentityOf(IMemberReferenceOperation reference, ISymbol member)
    {
        var path = "";
        IOperation? current = reference;
        while (current is IMemberReferenceOperation { Instance: { } instance } step)
        {
            path = "." + step.Member.Name + path;
            current = instance;
        }

        return current switch
        {
            ILocalReferenceOperation local => new ObjectIdentity(null, local.Local, path),
            IParameterReferenceOperation parameter => new ObjectIdentity(null, parameter.Parameter, path),
            IInstanceReferenceOperation { Type: { } type } => new ObjectIdentity(null, type, path),
            IMemberReferenceOperation { Instance: null } => new ObjectIdentity(null, member, path),
            _ => new ObjectIdentity(current?.Syntax, member, path),
        };
    }

    private AbstractValue Reach(ITypeSymbol? type, ObjectIdentity identity, ObjectOrigin origin)
    {
        if (_context.Libraries.TrackedTypeName(type) is not { } name)
            return AbstractValue.Unknown;
        if (!State.Objects.ContainsKey(identity))
            State = State.With(identity, new ObjectState(name, origin, Creation: null, NoSettings));
        return new ObjectValue(identity);
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, SettingValue> NoSettings =>
        System.Collections.Immutable.ImmutableDictionary<string, SettingValue>.Empty;

    // Assignments

    private Place? PlaceOf(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation reference:
                return new Place(null, reference.Local);
            case IParameterReferenceOperation reference:
                return new Place(null, reference.Parameter);
            case IFlowCaptureReferenceOperation reference:
                return State.Captures[reference.Id]?.Place;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference:
                if (reference is IPropertyReferenceOperation { Arguments.IsEmpty: false })
                    return null;
                if (reference.Instance is { } instance && Evaluate(instance) is ObjectValue { Identity: var identity })
                    return new Place(identity, reference.Member);
                return reference.Instance is null or IInstanceReferenceOperation ? new Place(null, reference.Member) : null;
            case IConversionOperation conversion:
                return PlaceOf(conversion.Operand);
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(declaration.Expression);
            default:
                EvaluateChildren(target);
                return null;
        }
    }

    private AbstractValue Assign(IOperation target, AbstractValue value, IOperation assignment)
    {
        if (PlaceOf(target) is not { } place)
        {
            SpoilBy(target, value);
            return value;
        }

        if (place.Object is not { } identity)
            State = State.With(place.Symbol, analysis.IsAssignedElsewhere(place.Symbol) && value is not ObjectValue ? UnknownFrom(value) : value);
        else if (State.Objects.TryGetValue(identity, out var owner))
            State = State.With(identity, owner.With(place.Symbol.Name, new SettingValue(value, assignment.Syntax)));
        return value;
    }

    /// <summary>A property set to a key of the token, or to the place of one, makes the object that has the property one, too.</summary>
    private void SpoilBy(IOperation target, AbstractValue value)
    {
        if (target is not IPropertyReferenceOperation { Property: var property, Arguments.IsEmpty: true, Instance: { } instance })
            return;
        if (value is KeyPointerValue pointer && UntrustedKeyNames.IsPlace(property, pointer))
            Spoil(instance, KeyAt(pointer));
        else if (value.IsKeyOfToken && (property.IsInNamespace("System.Security.Cryptography") || property.IsInNamespace("Microsoft.IdentityModel.Tokens")))
            Spoil(instance, value);
    }

    private void Spoil(IOperation? instance, AbstractValue key)
    {
        State = instance switch
        {
            ILocalReferenceOperation reference => State.With(reference.Local, key),
            IParameterReferenceOperation reference => State.With(reference.Parameter, key),
            IFlowCaptureReferenceOperation reference when State.Captures[reference.Id] is { } captured => State.With(reference.Id, captured with { Value = key }),
            IConversionOperation conversion => Spoiled(conversion.Operand, key),
            _ => State,
        };
    }

    private FlowState Spoiled(IOperation instance, AbstractValue key)
    {
        Spoil(instance, key);
        return State;
    }

    /// <summary>The key at the place that a pointer names. Where the token was asked something before, it may have been about that.</summary>
    private AbstractValue KeyAt(KeyPointerValue pointer) => State.DecidedByToken ? AbstractValue.FromToken : UntrustedKeyNames.KeyAt(pointer);

    /// <summary>Each variable of a tuple gets the element that stands at its place, if the tuple's elements are known.</summary>
    private AbstractValue Deconstruct(IOperation target, AbstractValue value)
    {
        if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
            target = declared;
        if (target is not ITupleOperation tuple)
            return Assign(target, value, target);

        var known = value is CollectionValue { Elements: var elements } && elements.Count == tuple.Elements.Length ? elements : default;
        for (var i = 0; i < tuple.Elements.Length; i++)
            Deconstruct(tuple.Elements[i], i < known.Count ? known[i] : UnknownFrom(value));
        return value;
    }

    private AbstractValue AssignCompound(ICompoundAssignmentOperation assignment)
    {
        var operand = Evaluate(assignment.Value);
        var before = Evaluate(assignment.Target);
        var value = Logic(assignment.OperatorKind, before, operand) ?? Joined(assignment.OperatorKind, before, operand) ?? UnknownFrom(before, operand);
        return Assign(assignment.Target, value, assignment);
    }

    private AbstractValue Capture(IFlowCaptureOperation capture)
    {
        var place = capture.Value is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation ? PlaceOf(capture.Value) : null;
        var value = Evaluate(capture.Value);
        State = State.With(capture.Id, new CapturedValue(value, place));
        return value;
    }

    // Operators

    private AbstractValue Negate(IUnaryOperation unary)
    {
        var operand = Evaluate(unary.Operand);
        return unary is { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } && operand is ConstantValue { Value: bool flag }
            ? AbstractValue.Of(!flag, IsProbed(operand))
            : UnknownFrom(operand);
    }

    private AbstractValue Compare(IBinaryOperation binary)
    {
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        if (Logic(binary.OperatorKind, left, right) is { } decided)
            return FollowsFrom(decided, IsProbed(left) || IsProbed(right));
        return left is ConstantValue first && right is ConstantValue second && Arithmetic.Operate(binary.OperatorKind, first.Value, second.Value) is { } computed
            ? AbstractValue.Of(computed, IsProbed(left) || IsProbed(right))
            : Joined(binary.OperatorKind, left, right) ?? UnknownFrom(left, right);
    }

    private static AbstractValue? Joined(BinaryOperatorKind kind, AbstractValue left, AbstractValue right) => kind is BinaryOperatorKind.Add ? UntrustedKeyNames.Join([left, right]) : null;

    /// <summary>Whether a constant is what a forged token says. A null test of a token that is there says nothing about it.</summary>
    private static bool IsProbed(AbstractValue value) => value is ConstantValue { IsFromToken: true } or CollectionValue { IsFromToken: true };

    private static AbstractValue? Logic(BinaryOperatorKind kind, AbstractValue left, AbstractValue right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.And when left.IsConstant(false) || right.IsConstant(false):
                return AbstractValue.Of(false);
            case BinaryOperatorKind.Or when left.IsConstant(true) || right.IsConstant(true):
                return AbstractValue.Of(true);
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                return AreEqual(left, right) is { } equal ? AbstractValue.Of(equal == kind is BinaryOperatorKind.Equals) : null;
        }

        if (left is not ConstantValue { Value: bool first } || right is not ConstantValue { Value: bool second })
            return null;
        return kind switch
        {
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => AbstractValue.Of(first && second),
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => AbstractValue.Of(first || second),
            BinaryOperatorKind.ExclusiveOr => AbstractValue.Of(first ^ second),
            _ => null,
        };
    }

    private static bool? AreEqual(AbstractValue left, AbstractValue right)
    {
        if (left is ConstantValue { Value: null })
            return right.IsNull;
        if (right is ConstantValue { Value: null })
            return left.IsNull;
        return left is ConstantValue first && right is ConstantValue second ? Equals(first.Value, second.Value) : null;
    }

    private AbstractValue Match(IIsPatternOperation test)
    {
        var value = Evaluate(test.Value);
        if (Matches(value, test.Pattern) is not { } known)
        {
            if (test.Pattern is not (IDeclarationPatternOperation or ITypePatternOperation or INegatedPatternOperation { Pattern: IDeclarationPatternOperation or ITypePatternOperation }))
                return UnknownFrom(value);
            // What type a parsed token is says nothing of the token.
            Declare(test.Pattern is INegatedPatternOperation negated ? negated.Pattern : test.Pattern, value);
            return value is TokenInputValue or ParsedTokenValue ? AbstractValue.Unknown : UnknownFrom(value);
        }

        if (known)
            Declare(test.Pattern, value);
        return AbstractValue.Of(known, IsProbed(value));
    }

    private bool? Matches(AbstractValue value, IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => AreEqual(value, Evaluate(constant.Value)),
        INegatedPatternOperation negated => !Matches(value, negated.Pattern),
        // The lifted operators are three-valued: what is unknown stays so unless the other side decides.
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Matches(value, or.LeftPattern) | Matches(value, or.RightPattern),
        IBinaryPatternOperation and => Matches(value, and.LeftPattern) & Matches(value, and.RightPattern),
        IRelationalPatternOperation relation when value is ConstantValue left && Evaluate(relation.Value) is ConstantValue right =>
            Arithmetic.Operate(relation.OperatorKind, left.Value, right.Value) as bool?,
        // `is { } expires` and `is DateTime expires`: there or not.
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } when value is ConstantValue || IsOfSameType(pattern) => !value.IsNull,
        IDeclarationPatternOperation when value is ConstantValue => !value.IsNull,
        ITypePatternOperation when value is ConstantValue => !value.IsNull,
        _ => null,
    };

    private static bool IsOfSameType(IPatternOperation pattern) =>
        SymbolEqualityComparer.Default.Equals(pattern.InputType, pattern.NarrowedType)
        || (pattern.InputType is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }
            && SymbolEqualityComparer.Default.Equals(underlying, pattern.NarrowedType));

    private void Declare(IPatternOperation pattern, AbstractValue value)
    {
        var declared = pattern switch
        {
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            _ => null,
        };
        if (declared is not null)
            State = State.With(declared, value);
    }

    // Objects and calls

    private AbstractValue Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments, creation.Constructor);
        if (_context.Libraries.TrackedTypeName(creation.Type) is { } name && creation.Type is INamedTypeSymbol type)
        {
            // A derived type's constructor may set anything.
            var origin = _context.Libraries.IsTracked(type) || HasNoConstructor(type) ? ObjectOrigin.Created : ObjectOrigin.Unknown;
            var identity = new ObjectIdentity(creation.Syntax, null);
            State = State.With(identity, new ObjectState(name, origin, creation.Syntax, NoSettings));
            return creation.Constructor is { } maker && Call(maker, creation.Syntax, new ObjectValue(identity), creation.Arguments, arguments) is { } made ? made : new ObjectValue(identity);
        }

        if (creation.Constructor is { } constructor && ParsedToken(constructor, arguments) is { } parsed)
            return parsed;
        if (creation.Constructor is { } keyConstructor && (UntrustedKeys.Call(keyConstructor, AbstractValue.Unknown, arguments) ?? Found(UntrustedKeyNames.Call(keyConstructor, AbstractValue.Unknown, arguments))) is { } key)
            return key;
        if (creation.Type is INamedTypeSymbol { IsValueType: true } value && PureFunctions.Create(value, arguments) is { } constant)
            return constant;
        return arguments.Any(argument => argument.DependsOnTokenInput) ? AbstractValue.FromToken : AbstractValue.Unknown;
    }

    /// <summary>What a call gives that a library's adapter knows, and does to the object it is called on.</summary>
    private AbstractValue? Call(ISymbol member, SyntaxNode syntax, AbstractValue receiver, System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, IReadOnlyList<AbstractValue> values)
    {
        if (!_context.Libraries.KnowsCall(member))
            return null;
        var given = arguments.Zip(values, (argument, value) => argument.Parameter is { } parameter ? new GivenArgument(parameter, value, WrittenAt(argument)) : null)
            .OfType<GivenArgument>();
        var site = new CallSite(member, syntax, receiver, System.Collections.Immutable.ImmutableArray.CreateRange(given), State);
        if (_context.Libraries.ReadCall(site) is not { } call)
            return null;

        var target = call.Makes is null ? receiver as ObjectValue : new ObjectValue(new ObjectIdentity(syntax, null));
        if (target is null || (call.Makes is { } type ? new ObjectState(type, ObjectOrigin.Created, site.Name, NoSettings) : Known(target.Identity)) is not { } changed)
            return null;
        foreach (var setting in call.Sets)
            changed = setting.Value is { } value ? changed.With(setting.Name, new SettingValue(value, setting.Origin) { Cause = setting.Cause }) : changed.Without(setting.Name);
        if (call.Judges)
        {
            analysis.RecordValidation(State.With(target.Identity, changed), [target]);
            return AbstractValue.Unknown;
        }

        State = State.With(target.Identity, changed);
        // What it gives may be a text, and not the object it was called on.
        return call.Makes is not null || member is IMethodSymbol { MethodKind: MethodKind.Constructor } || _context.Libraries.TrackedTypeName((member as IMethodSymbol)?.ReturnType) is not null ? target : AbstractValue.Unknown;
    }

    /// <summary>Where an argument stands; nowhere where it is left out.</summary>
    private static SyntaxNode? WrittenAt(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.DefaultValue } => null,
        { ArgumentKind: not ArgumentKind.Explicit, Value: IArrayCreationOperation { Initializer.ElementValues: [var first, ..] } } => first.Syntax,
        _ => argument.Syntax,
    };

    private ObjectState? Known(ObjectIdentity identity) => State.Objects.TryGetValue(identity, out var known) ? known : null;

    private static bool HasNoConstructor(INamedTypeSymbol type) =>
        !type.DeclaringSyntaxReferences.IsEmpty && type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared);

    private ParsedTokenValue? ParsedToken(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments) =>
        _context.Libraries.ParsedTokenType(method) is { } parsedType
        && (arguments.Any(argument => argument is TokenInputValue) || ((!analysis.IsCallback || analysis.ReadsTokenItself) && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }]))
            ? new ParsedTokenValue(parsedType)
            : null;

    private AbstractValue Invoke(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var instance = invocation.Instance is null ? AbstractValue.Unknown : Evaluate(invocation.Instance);
        var arguments = Arguments(invocation.Arguments, method, given => PartOf(instance, invocation.Instance?.Type, "", given));

        // In a callback, whatever is given the token may be a check of it: that is judged below.
        if (!analysis.IsCallback && Call(method, invocation.Syntax, invocation.Instance is null && method.IsExtensionMethod && arguments.Count > 0 ? arguments[0] : instance, invocation.Arguments, arguments) is { } done)
            return done;

        if (instance is ObjectValue { Identity: var identity } && method.Name == "Clone" && State.Objects.TryGetValue(identity, out var original))
        {
            var copy = new ObjectIdentity(invocation.Syntax, null);
            State = State.With(copy, original with { Creation = invocation.Syntax });
            return new ObjectValue(copy);
        }

        if (instance is ObjectValue { Identity: var called } && _context.MayChangeSettings(method))
            State = State.Surrender(called);
        if (UntrustedKeys.Imports(method) is { } imported && invocation.Instance is not null && PlaceOf(invocation.Instance) is { Object: null } key)
            State = State.With(key.Symbol, imported);
        TouchHeld(invocation);
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            ForgetMembers(method);

        if (HostingEnvironment.ValueOf(invocation, arguments) is { } environment)
            return environment;
        if (PureFunctions.Invoke(method, instance, arguments) is { } constant)
            return FollowsFrom(constant, instance.DependsOnTokenInput || arguments.Any(argument => argument.DependsOnTokenInput));
        if (ParsedToken(method, arguments) is { } parsed)
            return parsed;
        if (PartOf(instance, invocation.Instance?.Type, method.Name, arguments) is { } part)
            return method.ReturnType.SpecialType is SpecialType.System_Boolean ? AbstractValue.Of(true) : part;
        if ((UntrustedKeys.Call(method, instance, arguments) ?? Found(UntrustedKeyNames.Call(method, instance, arguments))) is { } material)
            return material;
        SpoilBy(invocation, arguments);
        if (_context.Libraries.IsValidation(method))
            analysis.RecordValidation(State, arguments);
        if (analysis.IsCallback)
            return analysis.Judge(method, instance, arguments);
        if ((instance.DependsOnTokenInput || arguments.Any(argument => argument.DependsOnTokenInput)) && !_context.Libraries.IsValidation(method) && _context.Libraries.TrackedTypeName(invocation.Type) is null)
            return Follow(method, arguments);
        if (method.MethodKind is MethodKind.LocalFunction)
            analysis.RecordCall(method, State);
        else if (method.ReturnType.SpecialType is SpecialType.System_Boolean)
            return analysis.ConstantOf(method);
        return Reach(invocation.Type, new ObjectIdentity(invocation.Syntax, method), ObjectOrigin.Reached);
    }

    private AbstractValue? Found(AbstractValue? key) => key is { IsKeyOfToken: true } && State.DecidedByToken ? AbstractValue.FromToken : key;

    /// <summary>A framework's method that returns nothing puts a key where it is called on: <c>rsa.ImportFromPem(key)</c>, <c>keys.Add(key)</c>.</summary>
    private void SpoilBy(IInvocationOperation invocation, IReadOnlyList<AbstractValue> arguments)
    {
        var method = invocation.TargetMethod;
        if (method.ReturnsVoid && (method.IsInNamespace("System.Security.Cryptography") || method.IsInNamespace("System.Collections"))
            && arguments.Select(argument => argument is CollectionValue { Elements: var elements } ? elements.FirstOrDefault(element => element.IsKeyOfToken) : argument).FirstOrDefault(argument => argument is { IsKeyOfToken: true }) is { } key)
            Spoil(invocation.Instance, key);
    }

    /// <summary>What a call makes of a token that this body has read itself, and whether the token was asked something by it.</summary>
    private AbstractValue Follow(IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        if (method.MethodKind is MethodKind.LocalFunction)
            analysis.RecordCall(method, State);
        var (value, mayRefuse) = analysis.Follow(method, arguments);
        if (mayRefuse)
            State = State with { DecidedByToken = true };
        return value;
    }

    /// <summary>A method of one's own may assign fields and properties, and change the objects they hold.</summary>
    private void ForgetMembers(IMethodSymbol method)
    {
        foreach (var pair in State.Variables)
        {
            if (pair.Key is not (IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null }))
                continue;
            State = State.With(pair.Key, AbstractValue.Unknown);
            if (pair.Value is ObjectValue { Identity: var held } && _context.MayChangeSettings(method))
                State = State.Surrender(held);
        }
    }

    /// <summary>
    /// A call on what a setting holds (<c>options.TokenHandlers.Add(…)</c>) changes it. What it holds stays known where nothing is put in but what a library makes itself.
    /// </summary>
    private void TouchHeld(IInvocationOperation invocation)
    {
        if (invocation.Instance is not IPropertyReferenceOperation { Instance: { } holder } held || Evaluate(holder) is not ObjectValue { Identity: var identity }
            || !State.Objects.TryGetValue(identity, out var owner) || owner.ValueOf(held.Property.Name) is UnknownValue)
            return;
        var isOwn = invocation.Arguments.Any(argument => argument.Value is IConversionOperation { Operand.Type: var type } ? IsOwn(type) : IsOwn(argument.Value.Type));
        State = State.With(identity, owner.With(held.Property.Name, new SettingValue(isOwn ? AbstractValue.Unknown : new CollectionValue(default), invocation.Syntax)));
    }

    private static bool IsOwn(ITypeSymbol? type) => type is INamedTypeSymbol && !type.IsInNamespace("Microsoft") && !type.IsInNamespace("System");

    /// <summary>The values of the arguments in the order of the parameters, as far as they are given in that order.</summary>
    private List<AbstractValue> Arguments(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, IMethodSymbol? method, Func<IReadOnlyList<AbstractValue>, AbstractValue?>? partGivenOut = null)
    {
        var values = new List<AbstractValue>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (method is not null && argument.Value is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function })
            {
                foreach (var parameter in function.Symbol.Parameters)
                    analysis.RecordOptions(parameter, _context.OriginOfOptionsFrom(method, parameter));
            }

            var value = Evaluate(argument.Value);
            // A cache makes what it does not have: by what it was asked for.
            if (method?.Name == "GetOrAdd" && values is [KeyPointerValue asked] && argument.Value is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation } make)
                value = analysis.JudgeFunction(make.Target, State, asked);
            values.Add(value);
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
                Assign(argument.Value, partGivenOut?.Invoke(values) ?? (values.Any(given => given.DependsOnTokenInput) ? AbstractValue.FromToken : AbstractValue.Unknown), argument);
            if (value is ObjectValue { Identity: var identity } && method is not null && _context.MayChangeSettings(method))
                State = FlowContext.FillsFromConfiguration(method) ? State.Fill(identity) : State.Surrender(identity);
        }

        return values;
    }

    // Functions as values

    private AbstractValue Delegate(IDelegateCreationOperation creation)
    {
        if (analysis.IsCallback)
            return analysis.JudgeFunction(creation.Target, State);
        if (creation.Target is IFlowAnonymousFunctionOperation function)
            analysis.RecordFunction(function, State);
        else if (creation.Target is IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local })
            analysis.RecordCall(local, State);

        return _context.Libraries.IsCallback(creation.Type)
            ? new CallbackValue(analysis.Classify(creation.Target, State, creation.Type))
            : AbstractValue.Unknown;
    }

    private AbstractValue NestedFunction(IFlowAnonymousFunctionOperation function)
    {
        analysis.RecordFunction(function, State);
        return AbstractValue.Unknown;
    }
}
