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
    // What makes other bytes of a text than an encoding does.
    private static readonly string[] Decoders =
        ["FromBase64String", "FromBase64CharArray", "FromHexString", "Decode", "DecodeBytes", "Base64UrlDecode", "DecodeFromChars",
            "HashData", "ComputeHash"];

    // What makes bytes of text or text of bytes. The key is the first argument.
    private static readonly string[] Conversions = [.. TextMembers.Coding.Union(Decoders), "AsMemory"];

    // What changes the length of a text, and with it the strength of the key.
    private static readonly string[] Changes = ["PadRight", "PadLeft", "Substring", "Replace"];

    // What a text or an array gives of itself.
    private static readonly string[] Parts = [.. TextMembers.Keeping, .. Changes, "ToCharArray", "Clone", "Normalize"];

    private readonly CodeBodies _bodies;
    private readonly List<LiteralKeyPart> _literals = [];
    private readonly List<ISymbol> _givenByOthers = [];
    private readonly List<(IOperation, string)> _settings = [];
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
        if (AssignedValue.IsAdded(operation) && !IsPartOfKnown(operation) || IsBeginningOfUnknown(operation))
            return TraceStep.Stop;
        return operation switch
        {
            INameOfOperation => TraceStep.Stop,
            // Where an argument is left out, the literal is in the declaration of the parameter.
            { IsImplicit: true, Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } omitted } } =>
                LeftOut(omitted),
            _ when AddWritten(operation) => TraceStep.Stop,
            IFieldReferenceOperation or IPropertyReferenceOperation => Member((IMemberReferenceOperation)operation),
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(parameter, isStart),
            IInvocationOperation call => Call(call),
            IArgumentOperation argument => FollowIf(IsMaterial(argument)),
            IObjectCreationOperation { Type: var type } =>
                FollowIf(
                    type is { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" or "String" } && type.IsInNamespace("System")),
            _ => FollowIf(operation is ILocalReferenceOperation || ValueTrace.Passes(operation)),
        };
    }

    private static TraceStep FollowIf(bool isMaterial) => isMaterial ? TraceStep.Follow : TraceStep.Stop;

    /// <summary>
    /// Adds what is written down: a text, bytes, a list of bytes. Of a text that is put together with something unknown, nothing is known.
    /// </summary>
    /// <returns>Whether nothing but what is written down can be a key there.</returns>
    private bool AddWritten(IOperation operation)
    {
        switch (operation)
        {
            case ILiteralOperation or IBinaryOperation or IInterpolatedStringOperation:
                if (operation.ConstantValue is { HasValue: true, Value: string text })
                    Add(operation, text, null);
                return true;
            case IUtf8StringOperation { Value: var encoded }:
                Add(operation, encoded, null);
                return true;
            case IArrayCreationOperation
            {
                Initializer.ElementValues: var elements,
                Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char },
            }:
                AddElements(operation, elements);
                return true;
            case { Syntax: CollectionExpressionSyntax } and not IConversionOperation:
                AddElements(operation, operation.ChildOperations);
                return true;
            default:
                return false;
        }
    }

    private TraceStep Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Decoders.Contains(method.Name) && Converts(method) || Changes.Contains(method.Name) && IsPart(method))
            _decodings.Add(method.Name);
        // UTF-16 and UTF-32 make two and four bytes of a character.
        if (call.Instance is IPropertyReferenceOperation
        {
            Property: { Name: "Unicode" or "BigEndianUnicode" or "UTF32", ContainingType.Name: "Encoding" } wide,
        })
            _decodings.Add(wide.Name);
        return FollowIf(!method.DeclaringSyntaxReferences.IsEmpty || Converts(method) || IsPart(method) || IsDefaulted(method));
    }

    /// <summary>Whether an argument becomes the bytes that a call gives, or an object is made of.</summary>
    private static bool IsMaterial(IArgumentOperation argument) => argument switch
    {
        { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter } =>
            Converts(method) && parameter.Ordinal == 0 || IsDefaulted(method) && parameter.Name == "defaultValue",
        _ => argument.Parent is IObjectCreationOperation { Constructor.Parameters: [{ Type.TypeKind: TypeKind.Array }, ..] },
    };

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
                .Any(value => !IsPadding(value) && ValueTrace.Finds(value, _bodies, FromElsewhere));
        return isUnknown;
    }

    private static TraceStep FromElsewhere(IOperation operation, bool isStart) => operation switch
    {
        { ConstantValue.HasValue: true } or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "NewLine" } } => TraceStep.Stop,
        // So many of one character.
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String } or IArgumentOperation => TraceStep.Stop,
        ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true } =>
            isStart ? TraceStep.Found : TraceStep.Follow,
        IInvocationOperation { TargetMethod: var method } when IsPart(method) => TraceStep.Follow,
        IConversionOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IConditionalOperation or ICoalesceOperation
            or ISwitchExpressionOperation => TraceStep.Follow,
        _ => TraceStep.Found,
    };

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

    private void AddElements(IOperation operation, IEnumerable<IOperation> elements)
    {
        var values = elements.Select(element => element.ConstantValue is { HasValue: true, Value: { } value } ? Byte(value) : null)
            .ToList();
        if (values.Count > 0 && values.All(value => value is not null))
            Add(operation, "", values.Select(value => value!.Value).ToArray());
    }

    private static byte? Byte(object value) => value switch
    {
        byte number => number,
        int number and >= 0 and <= byte.MaxValue => (byte)number,
        char character and <= (char)byte.MaxValue => (byte)character,
        _ => null,
    };

    // GetString of a ResourceManager, a reader or a generator is given a name, a number or an alphabet: only an encoding is given the text.
    private static bool Converts(IMethodSymbol method) =>
        Conversions.Contains(method.Name) && method.DeclaringSyntaxReferences.IsEmpty
        && (method.Name is not ("GetBytes" or "GetString") || method.IsInNamespace("System.Text"))
        && (method.IsInNamespace("System") || method.IsInNamespace("Microsoft.IdentityModel")
            || method.IsInNamespace("Microsoft.AspNetCore.WebUtilities"));

    private static bool IsPart(IMethodSymbol method) =>
        Parts.Contains(method.Name)
        && method.ContainingType is { SpecialType: SpecialType.System_String or SpecialType.System_Array or SpecialType.System_Object };

    /// <summary><c>GetValue("Jwt:Key", "the value where there is none")</c>.</summary>
    private static bool IsDefaulted(IMethodSymbol method) =>
        method.Name == "GetValue" && method.IsInNamespace("Microsoft.Extensions.Configuration");
}

/// <summary>A literal that is a key.</summary>
/// <param name="Syntax">The whole of it: the literal, or the constant expression.</param>
/// <param name="Text">The text; empty where it is bytes.</param>
/// <param name="Bytes">The bytes where it is a list of them.</param>
/// <param name="Operation">The same as an operation; <see langword="null"/> for the default of a parameter.</param>
internal sealed record LiteralKeyPart(SyntaxNode Syntax, string Text, byte[]? Bytes, IOperation? Operation);
