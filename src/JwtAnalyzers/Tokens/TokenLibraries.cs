using System.Collections.Immutable;
using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>What all libraries' adapters say of a member, and what kind of project this is. Made once per compilation.</summary>
internal sealed class TokenLibraries
{
    private readonly ImmutableArray<TokenAdapter> _adapters;
    private readonly Lazy<bool> _isServer;

    public TokenLibraries(Compilation compilation, ImmutableArray<TokenAdapter> adapters)
    {
        _adapters = adapters;
        // Asked when something is about to be reported: types that are not there are looked for in every reference.
        _isServer = new Lazy<bool>(
            () => adapters.SelectMany(adapter => adapter.ServerTypes).Any(name => !compilation.GetTypesByMetadataName(name).IsEmpty));
    }

    /// <summary>Whether requests of others come in here. A library that may be part of a client counts as none.</summary>
    public bool IsServer => _isServer.Value;

    public bool IsTokenText(IOperation operation) => _adapters.Any(adapter => adapter.IsTokenText(operation));

    public bool HasTokensLogged(IInvocationOperation call) => _adapters.Any(adapter => adapter.HasTokensLogged(call));

    public bool IsTokenSlot(IOperation target) => _adapters.Any(adapter => adapter.IsTokenSlot(target));

    public bool IsQuery(IOperation operation) => _adapters.Any(adapter => adapter.IsQuery(operation));

    public bool IsKeyText(IOperation operation) => _adapters.Any(adapter => adapter.IsKeyText(operation));

    public IEnumerable<KeyUse> KeysIn(IOperation operation) =>
        CodeBodies.IsAct(operation) ? _adapters.SelectMany(adapter => adapter.KeysIn(operation)) : [];

    public bool IsRead(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsRead(method));

    public bool IsFormCheck(ISymbol member) => _adapters.Any(adapter => adapter.IsFormCheck(member));

    public bool IsCreation(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsCreation(method));

    public bool ThrowsOnFailure(IMethodSymbol method) => _adapters.Any(adapter => adapter.ThrowsOnFailure(method));

    public bool IsValidationResult(ITypeSymbol? type) => type is not null && _adapters.Any(adapter => adapter.IsValidationResult(type));

    public bool TellsOutcome(IPropertySymbol property) => _adapters.Any(adapter => adapter.TellsOutcome(property));

    public bool IsEmptyAfterFailure(IPropertySymbol property) => _adapters.Any(adapter => adapter.IsEmptyAfterFailure(property));

    public bool HoldsRefusedToken(IPropertySymbol property) => _adapters.Any(adapter => adapter.HoldsRefusedToken(property));

    /// <summary>Whether a <c>catch</c> of this type is entered where a validation fails.</summary>
    public bool IsFailure(ITypeSymbol? exception) =>
        exception is null or { SpecialType: SpecialType.System_Object } || exception.HasFullName("System.Exception")
        || _adapters.Any(adapter => adapter.IsFailure(exception));

    /// <summary>Whether the failure of each forged token has this type or one derived from it.</summary>
    public bool IsFailureOfForgery(ITypeSymbol exception) =>
        exception.SpecialType is SpecialType.System_Object || exception.HasFullName("System.Exception")
        || _adapters.Any(adapter => adapter.IsFailureOfForgery(exception));

    public bool IsHarmlessPart(ISymbol member) => _adapters.Any(adapter => adapter.IsHarmlessPart(member));

    public bool IsSubject(ISymbol member) => _adapters.Any(adapter => adapter.IsSubject(member));

    public bool IsEvent(IPropertySymbol property) => _adapters.Any(adapter => adapter.IsEvent(property));

    /// <summary>Whether a method overrides one that handles an event.</summary>
    public bool IsEventHandler(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (_adapters.Any(adapter => adapter.IsEvent(overridden)))
                return true;
        }

        return false;
    }

    public bool IsEventContext(ITypeSymbol? type) => type is not null && _adapters.Any(adapter => adapter.IsEventContext(type));

    public bool IsAcceptance(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsAcceptance(method));

    public bool IsAcceptedPrincipal(IPropertySymbol property) => _adapters.Any(adapter => adapter.IsAcceptedPrincipal(property));

    public bool IsTraceSwitch(IPropertySymbol property) => _adapters.Any(adapter => adapter.IsTraceSwitch(property));

    public bool IsTracedAnyway(IOperation operation) => _adapters.Any(adapter => adapter.IsTracedAnyway(operation));

    public bool IsLogCategory(string category) => _adapters.Any(adapter => adapter.IsLogCategory(category));

    public bool IsBackChannel(ISymbol member) => _adapters.Any(adapter => adapter.IsBackChannel(member));

    public IEnumerable<IOperation> ClaimsIn(IOperation operation) =>
        CodeBodies.IsAct(operation) ? _adapters.SelectMany(adapter => adapter.ClaimsIn(operation)) : [];

    public bool IsEncryption(IOperation operation) => _adapters.Any(adapter => adapter.IsEncryption(operation));

    public bool IsInClear(IOperation operation) => _adapters.Any(adapter => adapter.IsInClear(operation));

    public WeakAlgorithm? WeakAlgorithmIn(IOperation operation, Func<IOperation, object?> constantOf) =>
        !CodeBodies.IsAct(operation)
            ? null
            : _adapters.Select(adapter => adapter.WeakAlgorithmIn(operation, constantOf)).FirstOrDefault(weak => weak is not null);

    public Admission? AdmissionTo(SyntaxNode code, Compilation compilation, CancellationToken cancellation) =>
        _adapters.Select(adapter => adapter.AdmissionTo(code, compilation, cancellation))
            .FirstOrDefault(admission => admission is not null);

    public bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) =>
        _adapters.Any(adapter => adapter.IsAuthenticated(part, compilation, cancellation));

    public Serving ServesBy(IAnonymousFunctionOperation function) =>
        _adapters.Select(adapter => adapter.ServesBy(function)).FirstOrDefault(serving => serving is not Serving.No);

    public bool IsVerdict(IOperation operation) => _adapters.Any(adapter => adapter.IsVerdict(operation));

    public bool IsResponse(ITypeSymbol type) => _adapters.Any(adapter => adapter.IsResponse(type));

    public bool IsRequestState(IOperation items) => _adapters.Any(adapter => adapter.IsRequestState(items));

    public bool IsActForUser(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsActForUser(method));

    public TokenOrigin OriginOf(IOperation operation) =>
        _adapters.Select(adapter => adapter.OriginOf(operation)).FirstOrDefault(origin => origin is not TokenOrigin.Unknown);
}
