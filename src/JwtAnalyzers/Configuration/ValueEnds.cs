using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Configuration;

/// <summary>
/// Where a value begins: the settings, constants, calls and members that it comes from, each by a text that is the same wherever the same
/// is meant. Two values with the same beginnings are the same, as far as can be seen.
/// </summary>
internal sealed class ValueEnds
{
    private static readonly string[] Converting = ["System.Text", "System.Linq", "System.Security.Claims"];

    private static readonly string[] SettingsNames = ["Settings", "Setting", "Options", "Option", "Config", "Configuration"];

    private readonly CodeBodies _bodies;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _givenByOthers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _members = new(SymbolEqualityComparer.Default);
    private readonly ValueTrace _trace;

    private ValueEnds(CodeBodies bodies)
    {
        _bodies = bodies;
        _trace = new ValueTrace(bodies, Visit);
    }

    /// <summary>What it comes from that is no constant.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The texts that it comes from.</summary>
    public IReadOnlyCollection<string> Constants => _constants;

    /// <summary>The parameters, and the properties of settings, that hold it and that code elsewhere gives a value.</summary>
    public IReadOnlyCollection<ISymbol> GivenByOthers => _givenByOthers;

    /// <summary>The paths of the settings among them, as code writes them.</summary>
    public IReadOnlyCollection<string> Settings => _settings;

    /// <summary>Whether it comes from nothing else.</summary>
    public bool IsComplete { get; private set; } = true;

    public static ValueEnds Of(IOperation value, CodeBodies bodies)
    {
        var ends = new ValueEnds(bodies);
        ends._trace.Finds(value);
        return ends;
    }

    public static string NameOf(string path) => "setting " + path.ToLowerInvariant();

    public static string NameOf(ISymbol member) => "member " + member.OriginalDefinition.ToDisplayString();

    private TraceStep Visit(IOperation operation, bool isStart)
    {
        if (ConfigurationPath.OfRead(operation, _bodies) is { Length: > 0 } path)
        {
            _settings.Add(path);
            return End(NameOf(path));
        }

        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                if (constant is string { Length: > 0 } text)
                    _constants.Add(text);
                return TraceStep.Stop;
            case INameOfOperation or ITypeOfOperation or IThrowOperation or IInstanceReferenceOperation or IDefaultValueOperation:
                return TraceStep.Stop;
            case IMemberReferenceOperation reference:
                return Member(reference, isStart);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return isStart ? GivenTo(parameter) : TraceStep.Follow;
            case IInvocationOperation call:
                return Call(call, isStart);
            case IAnonymousFunctionOperation or IDelegateCreationOperation:
                return Unknown();
            case ILocalReferenceOperation:
                return isStart ? Unknown() : TraceStep.Follow;
            default:
                return TraceStep.Follow;
        }
    }

    private TraceStep End(string name)
    {
        _names.Add(name);
        return TraceStep.Stop;
    }

    private TraceStep Unknown()
    {
        IsComplete = false;
        return TraceStep.Stop;
    }

    private TraceStep GivenTo(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor }
            || parameter.DeclaringSyntaxReferences.IsEmpty)
            return Unknown();
        _givenByOthers.Add(parameter.OriginalDefinition);
        return TraceStep.Stop;
    }

    private TraceStep Member(IMemberReferenceOperation reference, bool isStart)
    {
        var member = reference.Member.OriginalDefinition;
        if (member.DeclaringSyntaxReferences.IsEmpty)
            return Foreign(reference);
        if (member.ContainingType.TypeKind is TypeKind.Interface || member is IPropertySymbol { IsIndexer: true })
            return Unknown();
        if (!_members.Add(member))
            return TraceStep.Stop;
        var isOwn = reference.Instance is null or IInstanceReferenceOperation;
        if (!isOwn && !IsSettings(member.ContainingType))
            return Unknown();
        if (CanBeSetElsewhere(member) || isOwn && isStart)
        {
            _names.Add(NameOf(member));
            _givenByOthers.Add(member);
        }

        if (isOwn)
            return TraceStep.Follow;
        foreach (var value in _bodies.Held(member))
            _trace.Finds(value);
        return TraceStep.Stop;
    }

    // An encoding or a format says nothing of what is encoded; anything else of a library is what its owner makes of it.
    private TraceStep Foreign(IMemberReferenceOperation reference) => reference switch
    {
        // What is inherited (the request of a controller) is another for each object.
        { Instance: IInstanceReferenceOperation } => Unknown(),
        { Instance: not null } => TraceStep.Follow,
        { Member.ContainingNamespace: { } of } when reference.Member.IsInNamespace("System") => TraceStep.Stop,
        _ => End(NameOf(reference.Member)),
    };

    private TraceStep Call(IInvocationOperation call, bool isStart)
    {
        var method = call.TargetMethod;
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return isStart ? Unknown() : TraceStep.Follow;
        // What is given text or bytes and gives text or bytes makes one of the other.
        if (Converts(method)
            || IsData(method.ReturnType)
                && call.Arguments.Any(argument => IsData(argument.Value.Type) && !argument.Value.ConstantValue.HasValue))
            return TraceStep.Follow;
        // What is asked for by a name is the same wherever it is asked so: an environment variable, a secret of a vault.
        var given = call.Arguments.Where(argument => argument.ArgumentKind is ArgumentKind.Explicit)
            .Select(argument => argument.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null)
            .OfType<string>()
            .ToList();
        if (method.Name == "GetEnvironmentVariable" && given is [var variable])
            return End(NameOf(variable.Replace("__", ":")));
        if (given.Count > 0)
            return End($"call {method.OriginalDefinition.ToDisplayString()} {string.Join(" ", given)}");
        // In a method that was entered, one place makes something else for each caller.
        return _trace.IsInCall ? Unknown() : End($"made at {call.Syntax.SyntaxTree.FilePath} {call.Syntax.SpanStart}");
    }

    private static bool Converts(IMethodSymbol method) =>
        Converting.Any(method.IsInNamespace)
        || method.ContainingType is { SpecialType: SpecialType.System_String or SpecialType.System_Array or SpecialType.System_Object }
        || method.ContainingType is { Name: "Convert" or "Task" or "MemoryExtensions" } && method.IsInNamespace("System");

    private static bool IsData(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };

    private static bool CanBeSetElsewhere(ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private } => true,
        IFieldSymbol { IsConst: false, IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private } => true,
        _ => false,
    };

    /// <summary>Whether a class holds what a program is configured with: of a tenant or a user there are many.</summary>
    private static bool IsSettings(INamedTypeSymbol type) =>
        type.IsStatic || SettingsNames.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal));
}
