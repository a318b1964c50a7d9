using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// What the bytes of one key come from, as far as that is this code: literals, and the parameters and members that other code
/// gives a value. Only what becomes the bytes counts: the name of a setting, a file or a variable does not. It knows no library.
/// </summary>
internal sealed class KeySources
{
    private readonly CodeBodies _bodies;
    private readonly List<LiteralKeyPart> _literals = [];
    private readonly List<ISymbol> _givenByOthers = [];
    private readonly List<(IOperation, string)> _settings = [];
    private readonly List<IArrayCreationOperation> _buffers = [];
    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _decodings = [];

    private readonly Dictionary<ISymbol, bool> _unknown = new(SymbolEqualityComparer.Default);
    private readonly ValueTrace _trace;

    private KeySources(CodeBodies bodies)
    {
        _bodies = bodies;
        _trace = new ValueTrace(bodies, Visit);
    }

    /// <summary>The literals that are the key, or one of the values that it may have.</summary>
    public IReadOnlyList<LiteralKeyPart> Literals => _literals;

    /// <summary>The parameters and members that hold the key and that code elsewhere may give a value.</summary>
    public IReadOnlyList<ISymbol> GivenByOthers => _givenByOthers;

    /// <summary>The reads of configuration that the key comes from, each with the path of the setting.</summary>
    public IReadOnlyList<(IOperation Read, string Path)> Settings => _settings;

    /// <summary>The bytes that are zero unless other code fills them.</summary>
    public IReadOnlyList<IArrayCreationOperation> Buffers => _buffers;

    /// <summary>How text becomes bytes on the way, other than by an encoding.</summary>
    public ImmutableHashSet<string> Decodings => _decodings.ToImmutableHashSet();

    public static KeySources Of(IOperation material, CodeBodies bodies)
    {
        var sources = new KeySources(bodies);
        sources._trace.Finds(material);
        return sources;
    }

    private TraceStep Visit(IOperation operation, bool isStart)
    {
        if (ConfigurationPath.OfRead(operation, _bodies) is { Length: > 0 } path)
            _settings.Add((operation, path));
        else if (operation is IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType: var owner } } read
            && owner.HasFullName("System.Environment") && ConfigurationPath.NameIn(read.Arguments[0].Value, _bodies) is { } variable)
            _settings.Add((operation, GivenSettings.OfVariable(variable)));
        if (AssignedValue.IsAdded(operation) && !IsPartOfKnown(operation) || IsBeginningOfUnknown(operation))
            return TraceStep.Stop;
        return operation switch
        {
            INameOfOperation => TraceStep.Stop,
            // Where an argument is left out, the literal is in the declaration of the parameter.
            { IsImplicit: true, Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } omitted } } =>
                LeftOut(omitted),
            _ when AddWritten(operation) => TraceStep.Stop,
            _ when ListedKeys.Of(operation) is var (list, index) => Listed(list, index),
            IFieldReferenceOperation or IPropertyReferenceOperation => Member((IMemberReferenceOperation)operation),
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(parameter, isStart),
            IInvocationOperation call => Call(call),
            IArgumentOperation argument => FollowIf(KeyMaterial.IsMaterial(argument)),
            IObjectCreationOperation creation => FollowIf(IsOfMaterial(creation) || ListedKeys.IsList(creation)),
            _ => FollowIf(operation is ILocalReferenceOperation || ValueTrace.Passes(operation) || ListedKeys.IsList(operation)),
        };
    }

    private bool IsOfMaterial(IObjectCreationOperation creation) => creation is { Constructor: { } derivation }
        && KeyDerivation.IsOneOf(derivation)
            ? KeyDerivation.IsKnown(creation.Arguments, _bodies)
            : creation.Type is { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" or "String" } type
                && type.IsInNamespace("System");

    /// <summary>Of a list that is asked for one of its elements by a constant, only that one is a key: others may be names.</summary>
    private TraceStep Listed(IOperation list, object? index)
    {
        if (index is null)
            return TraceStep.Follow;
        foreach (var value in ListedKeys.At(index, list, _bodies))
            _trace.Finds(value);
        return TraceStep.Stop;
    }

    private static TraceStep FollowIf(bool isMaterial) => isMaterial ? TraceStep.Follow : TraceStep.Stop;

    /// <summary>
    /// Adds what is written down: a text, bytes, a list of bytes. Of a text that is put together with something unknown, nothing is known.
    /// </summary>
    /// <returns>Whether nothing but what is written down can be a key there.</returns>
    private bool AddWritten(IOperation operation)
    {
        if (operation is IArrayCreationOperation
            {
                Initializer: null,
                DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int and > 0 } }],
                Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte },
            } buffer)
            _buffers.Add(buffer);
        // One character as often as it takes is a part of the text that it is added to.
        if (WrittenKey.Of(operation) is var (text, bytes) && !(AssignedValue.IsAdded(operation) && operation is IObjectCreationOperation))
        {
            Add(operation, text, bytes);
            return true;
        }

        return operation is ILiteralOperation or IBinaryOperation or IInterpolatedStringOperation;
    }

    private TraceStep Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (KeyMaterial.ChangeOf(call) is { } change)
            _decodings.Add(change);
        if (KeyDerivation.IsOneOf(method) || KeyDerivation.IsKeyed(call))
            return FollowIf(KeyDerivation.IsKnown(call.Arguments, _bodies));
        return FollowIf(!method.DeclaringSyntaxReferences.IsEmpty || KeyMaterial.Converts(method) || KeyMaterial.IsPart(method)
            || KeyMaterial.IsPick(method) || KeyMaterial.IsInitializer(call) || KeyMaterial.IsDefaulted(method));
    }

    /// <summary>
    /// Whether what is added to a text is a part of a key that the code knows. Added to a text that comes from elsewhere it is not the key
    /// (as in a sum of the two), and <c>=</c> is the padding of base64 (RFC 4648 section 4).
    /// </summary>
    private bool IsPartOfKnown(IOperation added) =>
        !IsPadding(added) && VariableOf(((ICompoundAssignmentOperation)added.Parent!).Target) is { } variable && !IsUnknown(variable);

    /// <summary>
    /// Whether a variable is given a constant, and something that comes from elsewhere is added: <c>var key = "v2-"; key += setting;</c>.
    /// </summary>
    private bool IsBeginningOfUnknown(IOperation value) => value.ConstantValue.HasValue
        && value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation assignment when assignment.Value == value => VariableOf(assignment.Target),
            IFieldInitializerOperation { InitializedFields: [var field] } => field,
            _ => null,
        } is { } variable
        && Given(variable).Any(AssignedValue.IsAdded) && IsUnknown(variable);

    private static ISymbol? VariableOf(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } => member,
        _ => null,
    };

    private IEnumerable<IOperation> Given(ISymbol variable) =>
        variable is ILocalSymbol ? _bodies.Assigned(variable) : _bodies.Held(variable);

    /// <summary>Whether a part of a variable's text comes from elsewhere. Found out once: each of its parts asks.</summary>
    private bool IsUnknown(ISymbol variable)
    {
        if (!_unknown.TryGetValue(variable, out var isUnknown))
            _unknown[variable] = isUnknown = Given(variable)
                .Any(value => !IsPadding(value) && FromElsewhere.IsIn(value, _bodies));
        return isUnknown;
    }

    private static bool IsPadding(IOperation text) => text switch
    {
        { ConstantValue: { HasValue: true, Value: string constant } } => constant.Trim('=', ' ').Length == 0,
        IObjectCreationOperation
        {
            Type.SpecialType: SpecialType.System_String,
            Arguments: [{ Value.ConstantValue: { HasValue: true, Value: '=' } }, _],
        } => true,
        _ => false,
    };

    private TraceStep Member(IMemberReferenceOperation reference)
    {
        var member = reference.Member.OriginalDefinition;
        if (member is IFieldSymbol { ConstantValue: string text } && IsOfAnotherProject(member))
        {
            _literals.Add(new LiteralKeyPart(reference.Syntax, text, null, reference) { Constant = member.ToDisplayString() });
            return TraceStep.Stop;
        }

        // What another assembly holds is in the source of that one, if it is a literal.
        if (member.DeclaringSyntaxReferences.IsEmpty || member is IPropertySymbol { IsIndexer: true }
            || member.ContainingType.TypeKind is TypeKind.Interface)
            return TraceStep.Stop;
        if (!_members.Add(member))
            return TraceStep.Stop;
        if (CanBeSetElsewhere(member))
            _givenByOthers.Add(member);
        if (reference.Instance is null or IInstanceReferenceOperation)
            return TraceStep.Follow;
        foreach (var value in _bodies.Held(member))
            _trace.Finds(value);
        return TraceStep.Stop;
    }

    /// <summary>Whether a member is of another project, whose code an editor may have at hand, and a build has not.</summary>
    private bool IsOfAnotherProject(ISymbol member) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _bodies.Compilation.Assembly);

    private static bool CanBeSetElsewhere(ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private } => true,
        IFieldSymbol { IsConst: false, DeclaredAccessibility: not Accessibility.Private } => true,
        _ => false,
    };

    private TraceStep Parameter(IParameterSymbol parameter, bool isStart)
    {
        if (isStart && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor }
            && !parameter.DeclaringSyntaxReferences.IsEmpty)
        {
            _givenByOthers.Add(parameter.OriginalDefinition);
            AddDefault(parameter);
        }

        return TraceStep.Follow;
    }

    private TraceStep LeftOut(IParameterSymbol parameter)
    {
        AddDefault(parameter);
        return TraceStep.Stop;
    }

    private void AddDefault(IParameterSymbol parameter)
    {
        if (parameter is {
            HasExplicitDefaultValue: true,
            ExplicitDefaultValue: string { Length: > 0 } text,
            DeclaringSyntaxReferences: [var declaration, ..],
        }
            && declaration.GetSyntax() is ParameterSyntax { Default.Value: LiteralExpressionSyntax value })
            _literals.Add(new LiteralKeyPart(value, text, null, null));
    }

    private void Add(IOperation operation, string text, byte[]? bytes) =>
        _literals.Add(new LiteralKeyPart(operation.Syntax, text, bytes, operation));
}

/// <summary>A literal that is a key.</summary>
/// <param name="Syntax">The whole of it: the literal, or the constant expression.</param>
/// <param name="Text">The text; empty where it is bytes.</param>
/// <param name="Bytes">The bytes where it is a list of them.</param>
/// <param name="Operation">The same as an operation; <see langword="null"/> for the default of a parameter.</param>
internal sealed record LiteralKeyPart(SyntaxNode Syntax, string Text, byte[]? Bytes, IOperation? Operation)
{
    /// <summary>The full name of the constant of another project that it is.</summary>
    public string? Constant { get; init; }
}
