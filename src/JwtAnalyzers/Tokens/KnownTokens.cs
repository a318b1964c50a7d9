using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.Cookies;
using JwtAnalyzers.Code;
using JwtAnalyzers.Issuing;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Tokens;

/// <summary>What all libraries' adapters say of a member, and what kind of project this is. Made once per compilation.</summary>
internal sealed class KnownTokens
{
    private static readonly ImmutableArray<TokenAdapter> Adapters = TokenAdapter.All;

    private readonly Lazy<bool> _isServer;
    private readonly Lazy<CookiePolicy> _cookiePolicy;
    private readonly Lazy<ImmutableHashSet<string>> _cookieReads;

    // Asked when something is about to be reported: types that are not there are looked for in every reference.
    private KnownTokens(Compilation compilation)
    {
        Issued = new IssuedTokens(compilation);
        _cookiePolicy = new Lazy<CookiePolicy>(() => CookiePolicy.Of(compilation));
        _cookieReads = new Lazy<ImmutableHashSet<string>>(() => Analyzers.Cookies.CookieReads.Of(compilation));
        _isServer = new Lazy<bool>(() => Adapters.SelectMany(adapter => adapter.ServerTypes).Any(name => !compilation.GetTypesByMetadataName(name).IsEmpty));
    }

    /// <summary>The tokens that the compilation issues.</summary>
    public IssuedTokens Issued { get; }

    /// <summary>What is added to every cookie.</summary>
    public CookiePolicy CookiePolicy => _cookiePolicy.Value;

    /// <summary>The names of the cookies that are read from requests.</summary>
    public ImmutableHashSet<string> CookieReads => _cookieReads.Value;

    /// <summary>Whether requests of others come in here. A library that may be part of a client counts as none.</summary>
    public bool IsServer => _isServer.Value;

    public static KnownTokens Of(Compilation compilation) => new(compilation);

    public static ImmutableHashSet<string> NamesOfReads { get; } = Adapters.SelectMany(adapter => adapter.NamesOfReads).ToImmutableHashSet();

    public static ImmutableHashSet<string> NamesOfValidations { get; } = Adapters.SelectMany(adapter => adapter.NamesOfValidations).ToImmutableHashSet();

    public static ImmutableHashSet<string> NamesOfCreations { get; } = Adapters.SelectMany(adapter => adapter.NamesOfCreations).ToImmutableHashSet();

    /// <summary>The names one of which stands in a file where the text of a token comes from.</summary>
    public static ImmutableHashSet<string> NamesOfTexts { get; } = NamesOfCreations.Union(Adapters.SelectMany(adapter => adapter.NamesOfTexts));

    public static ImmutableArray<string> TypesOfTexts { get; } = Adapters.SelectMany(adapter => adapter.TypesOfTexts).ToImmutableArray();

    public bool IsTokenText(IOperation operation) => Adapters.Any(adapter => adapter.IsTokenText(operation));

    public static ImmutableHashSet<string> NamesOfTokenSlots { get; } = Adapters.SelectMany(adapter => adapter.NamesOfTokenSlots).ToImmutableHashSet();

    public bool IsTokenSlot(IOperation target) => Adapters.Any(adapter => adapter.IsTokenSlot(target));

    public bool IsQuery(IOperation operation) => Adapters.Any(adapter => adapter.IsQuery(operation));

    public static ImmutableHashSet<string> NamesOfEvents { get; } = Adapters.SelectMany(adapter => adapter.NamesOfEvents).ToImmutableHashSet();

    public static ImmutableHashSet<string> NamesOfKeys { get; } = Adapters.SelectMany(adapter => adapter.NamesOfKeys).ToImmutableHashSet();

    public static ImmutableHashSet<string> NamesOfKeyTexts { get; } = Adapters.SelectMany(adapter => adapter.NamesOfKeyTexts).ToImmutableHashSet();

    public bool IsKeyText(IOperation operation) => Adapters.Any(adapter => adapter.IsKeyText(operation));

    public IEnumerable<KeyUse> KeysIn(IOperation operation) => BodySet.IsAct(operation) ? Adapters.SelectMany(adapter => adapter.KeysIn(operation)) : [];

    public bool IsRead(IMethodSymbol method) => Adapters.Any(adapter => adapter.IsRead(method));

    public bool IsFormCheck(ISymbol member) => Adapters.Any(adapter => adapter.IsFormCheck(member));

    public bool IsCreation(IMethodSymbol method) => Adapters.Any(adapter => adapter.IsCreation(method));

    public bool ThrowsOnFailure(IMethodSymbol method) => Adapters.Any(adapter => adapter.ThrowsOnFailure(method));

    public bool IsValidationResult(ITypeSymbol? type) => type is not null && Adapters.Any(adapter => adapter.IsValidationResult(type));

    public bool TellsOutcome(IPropertySymbol property) => Adapters.Any(adapter => adapter.TellsOutcome(property));

    public bool IsEmptyAfterFailure(IPropertySymbol property) => Adapters.Any(adapter => adapter.IsEmptyAfterFailure(property));

    public bool HoldsRefusedToken(IPropertySymbol property) => Adapters.Any(adapter => adapter.HoldsRefusedToken(property));

    /// <summary>Whether a <c>catch</c> of this type is entered where a validation fails.</summary>
    public bool IsFailure(ITypeSymbol? exception) =>
        exception is null or { SpecialType: SpecialType.System_Object } || exception.HasFullName("System.Exception") || Adapters.Any(adapter => adapter.IsFailure(exception));

    public bool IsHarmlessPart(ISymbol member) => Adapters.Any(adapter => adapter.IsHarmlessPart(member));

    public bool IsSubject(ISymbol member) => Adapters.Any(adapter => adapter.IsSubject(member));

    public bool IsEvent(IPropertySymbol property) => Adapters.Any(adapter => adapter.IsEvent(property));

    /// <summary>Whether a method overrides one that handles an event.</summary>
    public bool IsEventHandler(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (Adapters.Any(adapter => adapter.IsEvent(overridden)))
                return true;
        }

        return false;
    }

    public bool IsEventContext(ITypeSymbol? type) => type is not null && Adapters.Any(adapter => adapter.IsEventContext(type));

    public bool IsAcceptance(IMethodSymbol method) => Adapters.Any(adapter => adapter.IsAcceptance(method));

    public bool IsAcceptedPrincipal(IPropertySymbol property) => Adapters.Any(adapter => adapter.IsAcceptedPrincipal(property));

    public bool IsTraceSwitch(IPropertySymbol property) => Adapters.Any(adapter => adapter.IsTraceSwitch(property));

    public bool IsTracedAnyway(IOperation operation) => Adapters.Any(adapter => adapter.IsTracedAnyway(operation));

    public bool IsLogCategory(string category) => Adapters.Any(adapter => adapter.IsLogCategory(category));

    public static ImmutableArray<Safeguard> Safeguards { get; } = Adapters.SelectMany(adapter => adapter.Safeguards).ToImmutableArray();

    public static ImmutableHashSet<string> NamesOfBackChannels { get; } = Adapters.SelectMany(adapter => adapter.NamesOfBackChannels).ToImmutableHashSet();

    public bool IsBackChannel(ISymbol member) => Adapters.Any(adapter => adapter.IsBackChannel(member));

    public static ImmutableHashSet<string> NamesOfIssuing { get; } = Adapters.SelectMany(adapter => adapter.NamesOfIssuing).ToImmutableHashSet();

    public IEnumerable<IOperation> ClaimsIn(IOperation operation) => BodySet.IsAct(operation) ? Adapters.SelectMany(adapter => adapter.ClaimsIn(operation)) : [];

    public bool IsEncryption(IOperation operation) => Adapters.Any(adapter => adapter.IsEncryption(operation));

    public bool IsInClear(IOperation operation) => Adapters.Any(adapter => adapter.IsInClear(operation));

    public static ImmutableHashSet<string> NamesOfAlgorithms { get; } = Adapters.SelectMany(adapter => adapter.NamesOfAlgorithms).ToImmutableHashSet();

    public WeakAlgorithm? WeakAlgorithmIn(IOperation operation, Func<IOperation, object?> constantOf) =>
        !BodySet.IsAct(operation) ? null : Adapters.Select(adapter => adapter.WeakAlgorithmIn(operation, constantOf)).FirstOrDefault(weak => weak is not null);

    public TokenOrigin OriginOf(IOperation operation) => Adapters.Select(adapter => adapter.OriginOf(operation)).FirstOrDefault(origin => origin is not TokenOrigin.Unknown);
}
