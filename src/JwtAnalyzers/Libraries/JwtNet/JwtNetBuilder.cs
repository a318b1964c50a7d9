using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Libraries.JwtNet;

/// <summary>
/// The calls of a member on one <c>JwtBuilder</c> of JWT.NET, in a chain or on the locals that hold it. In no order: each may be
/// made before the last.
/// </summary>
internal sealed class JwtNetBuilder
{
    private static readonly string[] Types = ["JwtBuilder", "JwtBuilderExtensions"];

    private readonly CodeBodies _bodies;
    private readonly List<IInvocationOperation> _calls = [];
    private readonly HashSet<IOperation> _seen = [];

    // A stack of its own: one name for another, thousands of times, is as deep a recursion.
    private readonly Stack<IOperation> _pending = [];
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);
    private IOperation? _creation;

    private JwtNetBuilder(CodeBodies bodies) => _bodies = bodies;

    /// <summary>What makes the builder.</summary>
    public IOperation Creation => _creation!;

    /// <summary>Whether no other code has it in its hands.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The claims that are added by name; one without a name where it may be any.</summary>
    public IEnumerable<(string? Name, IOperation? Value)> Claims => _calls.SelectMany(ClaimsOf).Concat(IsComplete ? [] : [(null, null)]);

    /// <summary>Collections and objects whose members are claims.</summary>
    public IEnumerable<IOperation> Payloads => ArgumentsOf("AddClaims").Concat(ArgumentsOf("Encode"));

    /// <summary>The chain that a call ends; <see langword="null"/> where the builder was not made here, or may be another.</summary>
    public static JwtNetBuilder? Before(IInvocationOperation last, CodeBodies bodies)
    {
        var chain = new JwtNetBuilder(bodies);
        chain._pending.Push(last);
        while (chain._pending.Count > 0)
        {
            bodies.TakeStep();
            if (!chain.Follow(chain._pending.Pop()))
                return null;
        }

        return chain._creation is not null ? chain : null;
    }

    public static bool IsBuilder(ITypeSymbol? type) => type.IsOneOf("JWT.Builder", Types);

    /// <summary>The arguments of the calls of a method, other than the builder.</summary>
    public IEnumerable<IOperation> ArgumentsOf(string method) =>
        _calls.Where(call => call.TargetMethod.Name == method).SelectMany(Arguments);

    /// <summary>Takes in the calls from one back to the creation of the builder.</summary>
    private bool Follow(IOperation? value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Create", IsExtensionMethod: false, IsStatic: true } create }
                    when IsBuilder(create.ContainingType):
                case IObjectCreationOperation made when IsBuilder(made.Type):
                    if (_creation is not null && _creation != value)
                        return false;
                    _creation = value;
                    return true;
                case IInvocationOperation call when IsBuilder(call.TargetMethod.ContainingType):
                    AddCall(call);
                    value = Receiver(call);
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    if (_locals.Add(local))
                        AddDoneWith(local);
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>All that a local is given must come from the one builder, and all that is done with it counts.</summary>
    private void AddDoneWith(ILocalSymbol local)
    {
        foreach (var reference in _bodies.ReferencesTo(local))
        {
            if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
                continue;
            IOperation value = reference;
            while (Taker(value) is { } taker)
            {
                if (taker is IInvocationOperation call)
                    AddCall(call);
                value = taker;
            }

            // What is done by another name is done to the same builder.
            if (value.Parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target })
                _pending.Push(target);
            else if (value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var other } }
                && IsBuilder(other.Type) && _bodies.ReferencesTo(other).FirstOrDefault() is { } use)
                _pending.Push(use);

            IsComplete &= value.Parent is IExpressionStatementOperation or IReturnOperation
                or ISimpleAssignmentOperation { Target: ILocalReferenceOperation } or IVariableInitializerOperation
                || (value is IInvocationOperation { TargetMethod.ReturnType: var result } && !IsBuilder(result));
        }

        foreach (var value in _bodies.Assigned(local).Reverse())
            _pending.Push(value);
    }

    private void AddCall(IInvocationOperation call)
    {
        if (_seen.Add(call))
            _calls.Add(call);
    }

    /// <summary>The call of the builder that goes on from a value.</summary>
    private static IOperation? Taker(IOperation value) => value.Parent switch
    {
        IInvocationOperation call when call.Instance == value && IsBuilder(call.TargetMethod.ContainingType) => call,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension } argument
            when argument.Parameter?.Ordinal == 0 && IsBuilder(extension.TargetMethod.ContainingType) =>
            extension,
        IConversionOperation conversion => conversion,
        _ => null,
    };

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static IEnumerable<IOperation> Arguments(IInvocationOperation call) =>
        call.Arguments
            .Where(argument => call.Instance is not null || argument.Parameter?.Ordinal > 0)
            .OrderBy(argument => argument.Parameter?.Ordinal)
            .Select(argument => argument.Value);

    private static IEnumerable<(string? Name, IOperation? Value)> ClaimsOf(IInvocationOperation call)
    {
        var arguments = Arguments(call).ToList();
        switch (call.TargetMethod.Name)
        {
            case "AddClaim" when arguments is [var name, var value]:
                return [(NameOf(name), value)];
            case var method when Shorthands.TryGetValue(method, out var claim):
                return [(claim, arguments.FirstOrDefault())];
            // Settings, headers, and what is told apart elsewhere.
            case var method
                when method.StartsWith("With", StringComparison.Ordinal)
                    || method is "MustVerifySignature" or "DoNotVerifySignature" or "AddHeader" or "AddClaims" or "Encode" or "Decode"
                        or "DecodeHeader":
                return [];
            default:
                return [(null, null)];
        }
    }

    private static string? NameOf(IOperation name) => name switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IFieldReferenceOperation { Field: { Name: var member, ContainingType.Name: "ClaimName" } } =>
            Shorthands.TryGetValue(member == "JwtId" ? "Id" : member, out var claim) ? claim : member,
        IConversionOperation conversion => NameOf(conversion.Operand),
        _ => null,
    };

    private static readonly ImmutableDictionary<string, string> Shorthands = ImmutableDictionary<string, string>.Empty
        .Add("ExpirationTime", "exp")
        .Add("Issuer", "iss")
        .Add("Subject", "sub")
        .Add("Audience", "aud")
        .Add("NotBefore", "nbf")
        .Add("IssuedAt", "iat")
        .Add("Id", "jti")
        .Add("GivenName", "given_name")
        .Add("FamilyName", "family_name")
        .Add("MiddleName", "middle_name");
}
