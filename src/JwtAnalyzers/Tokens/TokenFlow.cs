using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>Where tokens and their claims come from and go to, in one member and what it calls. It knows no library and no rule.</summary>
internal class TokenFlow(CodeBodies bodies, TokenLibraries tokens, ILibraryKnowledge libraries)
{
    // Each is asked again for every value that the same code goes into.
    private readonly Dictionary<IOperation, IOperation?> _readsBehind = [];
    private readonly Dictionary<IOperation, IOperation?> _readsOfClaims = [];

    protected CodeBodies Bodies { get; } = bodies;

    /// <summary>
    /// The reading of a token whose claims are in a value, if one is. What may be read before the validation (the expiry, the issuer, the
    /// key's name) does not count, nor does what a validation gives.
    /// </summary>
    public IOperation? ReadBehind(IOperation value) => Bodies.Once(_readsBehind, value, FindReadBehind);

    private IOperation? FindReadBehind(IOperation value, CodeBodies bodies)
    {
        IOperation? read = null;
        ValueTrace.Finds(value, Bodies, (operation, _) =>
        {
            if (IsRead(operation))
            {
                read = operation;
                return TraceStep.Found;
            }

            return IsHarmless(operation) || operation is IInvocationOperation { TargetMethod: var method } && libraries.IsValidation(method)
                ? TraceStep.Stop
                : TraceStep.Follow;
        });
        return read;
    }

    /// <summary>The reading of a token, one of whose claims was picked by name to make a value: its subject, a role.</summary>
    public IOperation? ReadOfClaimIn(IOperation value) => Bodies.Once(_readsOfClaims, value, FindReadOfClaim);

    private IOperation? FindReadOfClaim(IOperation value, CodeBodies bodies)
    {
        IOperation? read = null;
        ValueTrace.Finds(value, Bodies, (operation, _) =>
        {
            if (IsHarmless(operation) || operation is IInvocationOperation { TargetMethod: var method } && libraries.IsValidation(method))
                return TraceStep.Stop;
            return PicksClaim(operation) && (read = ReadBehind(operation)) is not null ? TraceStep.Found : TraceStep.Follow;
        });
        return read;
    }

    /// <summary>The reading of a token whose own id (<c>jti</c>) is in a value.</summary>
    public IOperation? ReadOfIdIn(IOperation value)
    {
        IOperation? read = null;
        ValueTrace.Finds(value, Bodies, (operation, _) =>
        {
            if (!IsTokenId(operation))
                return IsHarmless(operation) ? TraceStep.Stop : TraceStep.Follow;
            read = operation.ChildOperations.Select(ReadBehind).FirstOrDefault(found => found is not null);
            return read is null ? TraceStep.Stop : TraceStep.Found;
        });
        return read;
    }

    private bool IsTokenId(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Id" } property } && tokens.IsHarmlessPart(property)
        || operation is IInvocationOperation or IPropertyReferenceOperation && ClaimNames.In(operation).Contains("jti");

    /// <summary>
    /// The reading of a token whose claims code of this compilation was asked with for a value: the orders of the user that it names.
    /// </summary>
    public IOperation? ReadBehindAnswer(IOperation value)
    {
        IOperation? read = null;
        ValueTrace.Finds(value, Bodies, (operation, _) =>
            operation is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } } call
            && call.Arguments.Select(argument => ReadOfClaimIn(argument.Value)).FirstOrDefault(found => found is not null) is { } found
            && (read = found) is not null ? TraceStep.Found : TraceStep.Follow);
        return read;
    }

    /// <summary>Whether a value is a token that this code made.</summary>
    public bool IsCreatedHere(IOperation value) =>
        Bodies.Memory<CreatedHere>().Finds(value, Bodies,
            (operation, _) => operation is IInvocationOperation { TargetMethod: var method } && tokens.IsCreation(method)
                ? TraceStep.Found
                : TraceStep.Follow);

    /// <inheritdoc cref="TokenText"/>
    public bool IsWholeToken(IOperation value) => new TokenText(Bodies, tokens).IsWhole(value);

    /// <summary>
    /// Where an attacker may have put the token in: the parts of a request that it comes with, and the parameter of a method that others
    /// call. What another method fetched, or a field holds, can't be told and counts as trusted.
    /// </summary>
    public (IReadOnlyList<IOperation> Parts, IParameterReferenceOperation? Parameter) SendersOf(IOperation token)
    {
        var parts = new List<IOperation>();
        IParameterReferenceOperation? given = null;
        ValueTrace.Finds(token, Bodies, (operation, isStart) =>
        {
            switch (tokens.OriginOf(operation))
            {
                case TokenOrigin.Request:
                    parts.Add(operation);
                    return TraceStep.Stop;
                case TokenOrigin.Trusted:
                    return TraceStep.Stop;
            }

            switch (operation)
            {
                case IParameterReferenceOperation { Parameter: var parameter } reference when isStart && IsGivenByOthers(parameter):
                    given ??= reference;
                    return TraceStep.Stop;
                // Whatever a method takes out of the headers.
                case IInvocationOperation { Instance: { } holder } when tokens.OriginOf(holder) is TokenOrigin.Request:
                    parts.Add(holder);
                    return TraceStep.Stop;
                case IInvocationOperation { TargetMethod: var method } when !KeepsText(method) && Bodies.Returned(method) is null:
                    return TraceStep.Stop;
                default:
                    return TraceStep.Follow;
            }
        });
        return (parts, given);
    }

    /// <summary>The variables that a text goes through on its way, each with the operation that names it.</summary>
    public static IReadOnlyList<(ISymbol Variable, IOperation Use)> VariablesBehind(IOperation text, CodeBodies bodies)
    {
        var variables = new List<(ISymbol, IOperation)>();
        ValueTrace.Finds(text, bodies, (operation, _) =>
        {
            if (VariableOf(operation) is { } variable)
                variables.Add((variable, operation));
            return TraceStep.Follow;
        });
        return variables;
    }

    /// <summary>The variable that an operation names.</summary>
    public static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>Whether an operation reads a token and verifies nothing.</summary>
    public virtual bool IsRead(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => tokens.IsRead(invocation.TargetMethod),
        IObjectCreationOperation { Constructor: { } constructor } => tokens.IsRead(constructor),
        _ => false,
    };

    /// <summary>The text that a token is read from.</summary>
    public static IOperation? TextOf(IOperation read) => read switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "Split" or "Substring", ContainingType.SpecialType: SpecialType.System_String },
            Instance: { } text,
        } => text,
        IImplicitIndexerReferenceOperation { Instance: var text } => text,
        IInvocationOperation { Arguments: [var first, ..] } => first.Value,
        IObjectCreationOperation { Arguments: [var first, ..] } => first.Value,
        _ => null,
    };

    /// <summary>Whether an operation takes out of a token what may be read before it is validated.</summary>
    protected virtual bool IsHarmless(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var property } when tokens.IsHarmlessPart(property) => true,
        IInvocationOperation { TargetMethod: var method } when tokens.IsHarmlessPart(method) => true,
        IInvocationOperation or IPropertyReferenceOperation =>
            ClaimNames.In(operation) is { Count: > 0 } names && names.All(ClaimNames.IsHarmless),
        _ => false,
    };

    /// <summary>Whether an operation takes one claim out of a token's claims.</summary>
    protected virtual bool PicksClaim(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var property } when tokens.IsSubject(property) => true,
        IInvocationOperation or IPropertyReferenceOperation => ClaimNames.In(operation).Any(name => !ClaimNames.IsHarmless(name)),
        _ => false,
    };

    private static bool KeepsText(IMethodSymbol method) =>
        method.ContainingType?.SpecialType is SpecialType.System_String
        || method.Name is "ToString" or "AsSpan" or "AsMemory" or "TryGetValue" or "ConfigureAwait"
        || TextMembers.Namespaces.Any(method.IsInNamespace);

    private static bool IsGivenByOthers(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary,
            DeclaredAccessibility: not Accessibility.Private,
        } method
        && !parameter.Type.IsInNamespace("Microsoft.AspNetCore.Authentication")
        && !parameter.Type.IsInNamespace("Microsoft.IdentityModel")
        && !parameter.Type.IsInNamespace("System.IdentityModel")
        // A message that comes in is a property of its controller or filter; one that is handed on is about to be sent.
        && !parameter.Type.IsInNamespace("System.Net.Http")
        && !IsAnswer(parameter.Type.Name)
        && !method.IsImplicitlyDeclared;

    /// <summary>What an issuer answered to this code: <c>TokenResponse</c>, <c>LoginResult</c>.</summary>
    private static bool IsAnswer(string typeName) =>
        typeName.IndexOf("Response", StringComparison.Ordinal) >= 0 || typeName.IndexOf("Result", StringComparison.Ordinal) >= 0
        || typeName.IndexOf("Context", StringComparison.Ordinal) >= 0 && typeName != "HttpContext";

    private sealed class CreatedHere : TraceAnswers;
}
