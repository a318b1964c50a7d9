using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.SensitiveClaims;

/// <summary>
/// The claims that a collection, an identity, a dictionary or a payload is made of, as far as that is this code: where it is made, whatever
/// is added to it, what methods return of it. It knows no library.
/// </summary>
internal sealed class ClaimSources
{
    private const int MostVariables = 64;

    private static readonly string[] Additions = ["Add", "TryAdd", "Append", "Prepend", "Insert", "Set", "Push", "Enqueue"];

    // What passes on what it is given, or picks from it.
    private static readonly string[] Passing = ["System.Linq", "System.Collections", "System.Threading.Tasks", "System.Security.Claims",
        "System.Text.Json", "Newtonsoft.Json", "Microsoft.IdentityModel", "System.IdentityModel"];

    private readonly CodeBodies _bodies;
    private readonly List<IssuedClaim> _claims = [];
    private readonly List<ObjectOfClaims> _objects = [];
    private readonly List<IParameterSymbol> _givenByOthers = [];
    private readonly Queue<IOperation> _pending = new();
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);

    private ClaimSources(CodeBodies bodies) => _bodies = bodies;

    public IReadOnlyList<IssuedClaim> Claims => _claims;

    /// <summary>Objects whose properties become claims.</summary>
    public IReadOnlyList<ObjectOfClaims> Objects => _objects;

    /// <summary>The parameters that hold claims which code elsewhere gives.</summary>
    public IReadOnlyList<IParameterSymbol> GivenByOthers => _givenByOthers;

    public static ClaimSources Of(IOperation collection, CodeBodies bodies)
    {
        var sources = new ClaimSources(bodies);
        var trace = new ValueTrace(bodies, sources.Visit);
        sources._pending.Enqueue(collection);
        while (sources._pending.Count > 0)
            trace.Finds(sources._pending.Dequeue());

        return sources;
    }

    private TraceStep Visit(IOperation operation, bool isStart)
    {
        if (Entry(operation) is { } claim)
        {
            _claims.Add(claim);
            return TraceStep.Stop;
        }

        switch (operation)
        {
            case ILiteralOperation or ITypeOfOperation or INameOfOperation:
                return TraceStep.Stop;
            case IInterpolatedStringOperation
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                _claims.Add(new IssuedClaim(operation, null, null, operation));
                return TraceStep.Stop;
            case ILocalReferenceOperation { Local: var local }:
                return Variable(local);
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (isStart && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor }
                    && !parameter.DeclaringSyntaxReferences.IsEmpty)
                    _givenByOthers.Add(parameter.OriginalDefinition);
                return Variable(parameter);
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return ((IMemberReferenceOperation)operation) is { Instance: null or IInstanceReferenceOperation, Member: var member }
                    ? Variable(member.OriginalDefinition)
                    : TraceStep.Follow;
            case IInvocationOperation call:
                return Call(call);
            default:
                return TraceStep.Follow;
        }
    }

    private TraceStep Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (SensitiveCalls.IsSerialization(method))
        {
            foreach (var argument in call.Arguments.Take(1))
                Serialized(argument.Value);
            return TraceStep.Stop;
        }

        // The functions that a query is given make its elements.
        foreach (var argument in call.Arguments)
        {
            if (Function(argument.Value) is { } function)
            {
                foreach (var value in CodeBodies.ReturnedBy(function.Body))
                    _pending.Enqueue(value);
            }
        }

        if (_bodies.Returned(method) is not null)
            return TraceStep.Follow;
        // What is overridden is its own code at least here.
        if (!method.IsAbstract && _bodies.BodyOf(method) is { } body)
        {
            foreach (var value in CodeBodies.ReturnedBy(body))
                _pending.Enqueue(value);
            return TraceStep.Stop;
        }

        return Passing.Any(method.IsInNamespace) ? TraceStep.Follow : TraceStep.Stop;
    }

    private void Serialized(IOperation value)
    {
        value = OperationShapes.Unwrapped(value);
        if (value is not (IAnonymousObjectCreationOperation or IObjectCreationOperation)
            && value.Type is { IsAnonymousType: false, TypeKind: TypeKind.Class or TypeKind.Struct } type && !type.IsInNamespace("System"))
            _objects.Add(new ObjectOfClaims(value, type));
        _pending.Enqueue(value);
    }

    /// <summary>A claim that is made whole in one place.</summary>
    private IssuedClaim? Entry(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: { } type, Arguments: var arguments }
                when IsClaim(type) && arguments.Length > 1 && arguments[0].Parameter?.Type.SpecialType is SpecialType.System_String:
                return new IssuedClaim(operation, arguments[0].Value, null, arguments[1].Value,
                    arguments.FirstOrDefault(argument => argument.Parameter?.Name == "valueType")?.Value);
            case IObjectCreationOperation { Type: INamedTypeSymbol { Name: "KeyValuePair" } type, Arguments: [var key, var value] }
                when type.IsInNamespace("System.Collections.Generic") && IsText(key.Value):
                return new IssuedClaim(operation, key.Value, null, value.Value);
            case IInvocationOperation
            {
                TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" },
                Arguments: [var key, var value],
            } when IsText(key.Value):
                return new IssuedClaim(operation, key.Value, null, value.Value);
            case ITupleOperation { Elements: [var name, var value] } when IsText(name):
                return new IssuedClaim(operation, name, null, value);
            case IInvocationOperation call when NamesClaim(call) is var (name, value):
                return new IssuedClaim(operation, name, null, value);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: var key }] }, Value: var value }
                when IsText(key):
                return new IssuedClaim(operation, key, null, value);
            case ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property: { IsIndexer: false } property },
                Value: var value,
            } when IsOfData(property.ContainingType):
                return new IssuedClaim(operation, null, property.Name, value);
            default:
                return null;
        }
    }

    /// <summary>The name and the value that a call adds to a collection, or that a method of this code makes a claim of.</summary>
    private static (IOperation Name, IOperation Value)? NamesClaim(IInvocationOperation call)
    {
        if (!IsAddition(call.TargetMethod)
            && !(IsClaim(call.TargetMethod.ReturnType) && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty))
            return null;
        var arguments = call.Arguments.Where(argument => argument.ArgumentKind is ArgumentKind.Explicit)
            .Skip(call.TargetMethod is { IsExtensionMethod: true, ReducedFrom: null } ? 1 : 0).ToList();
        return arguments.Count > 1 && IsText(arguments[0].Value) ? (arguments[0].Value, arguments[1].Value) : null;
    }

    private TraceStep Variable(ISymbol variable)
    {
        if (_variables.Count < MostVariables && _variables.Add(variable))
        {
            foreach (var operation in ActsOn(variable))
            {
                if (operation.Kind is OperationKind.Invocation or OperationKind.SimpleAssignment)
                    Added(operation, variable);
            }
        }

        return TraceStep.Follow;
    }

    private IEnumerable<IOperation> ActsOn(ISymbol variable)
    {
        if (variable is ILocalSymbol or IParameterSymbol)
        {
            var method = variable.ContainingSymbol;
            while (method is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
                method = method.ContainingSymbol;
            return method is IMethodSymbol ordinary && _bodies.BodyOf(ordinary) is { } body ? CodeBodies.ActsOf(body) : _bodies.Acts;
        }

        return variable.DeclaringSyntaxReferences.IsEmpty ? _bodies.Acts
            : _bodies.MembersThatName(variable).Select(_bodies.BodyOf).OfType<IOperation>().Concat(_bodies.Blocks).Distinct()
                .SelectMany(CodeBodies.ActsOf);
    }

    /// <summary>What an operation adds to a variable.</summary>
    private void Added(IOperation operation, ISymbol variable)
    {
        switch (operation)
        {
            case IInvocationOperation call when IsAddition(call.TargetMethod) && IsReference(Receiver(call), variable):
                if (Entry(call) is not null)
                    _pending.Enqueue(call);
                else
                    EnqueueArguments(call);
                break;
            // identity.Claims, payload.Claims: what the variable is made of.
            case IInvocationOperation call
                when IsAddition(call.TargetMethod)
                    && Receiver(call) is IPropertyReferenceOperation
                    {
                        Property.Name: "Payload" or "Header" or "Subject" or "Claims",
                        Instance: { } owner,
                    } && IsReference(owner, variable):
                _pending.Enqueue(call);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var instance } }
                when IsReference(instance, variable):
                _pending.Enqueue(operation);
                break;
            // A method of this code that is given the collection adds to its parameter.
            case IInvocationOperation call when !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty:
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter is { } parameter && IsReference(argument.Value, variable))
                        Handed(call.TargetMethod, parameter.Ordinal);
                }

                break;
        }
    }

    private void Handed(IMethodSymbol method, int ordinal)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (ordinal < method.Parameters.Length && _bodies.BodyOf(method) is not null)
            Variable(method.Parameters[ordinal]);
    }

    private void EnqueueArguments(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind is ArgumentKind.Explicit or ArgumentKind.ParamArray && !argument.Value.Equals(Receiver(call)))
                _pending.Enqueue(argument.Value);
        }
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    private static bool IsReference(IOperation? operation, ISymbol variable) =>
        operation is not null && OperationShapes.Unwrapped(operation) switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter =>
            SymbolEqualityComparer.Default.Equals(parameter.Parameter.OriginalDefinition, variable.OriginalDefinition),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member =>
            SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, variable),
        _ => false,
    };

    private static bool IsAddition(IMethodSymbol method) =>
        Additions.Any(prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsText(IOperation value) => value.Type?.SpecialType is SpecialType.System_String;

    private static bool IsClaim(ITypeSymbol type) => type.DerivesFrom("System.Security.Claims.Claim");

    // The properties of a library's objects are settings, not claims.
    private static bool IsOfData(INamedTypeSymbol type) =>
        type.IsAnonymousType || (!type.DeclaringSyntaxReferences.IsEmpty && type.TypeKind is TypeKind.Class or TypeKind.Struct);

    private static IAnonymousFunctionOperation? Function(IOperation value) =>
        OperationShapes.Unwrapped(value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } ? function : null;
}

/// <summary>An object whose properties become claims.</summary>
internal sealed record ObjectOfClaims(IOperation Object, ITypeSymbol Type);
