using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies;

/// <summary>The JWT libraries' types as this compilation sees them, and what their adapters say of them.</summary>
internal sealed class PolicyLibraries : ILibraryKnowledge
{
    private readonly Dictionary<INamedTypeSymbol, string> _trackedTypes = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<PolicyAdapter> _adapters;

    public PolicyLibraries(Compilation compilation, ImmutableArray<PolicyAdapter> adapters)
    {
        Compilation = compilation;
        _adapters = adapters.Select(adapter => adapter.For(compilation)).ToImmutableArray();
        foreach (var adapter in _adapters)
        {
            foreach (var name in adapter.TypeNames)
            {
                // A name can be declared twice (a reference and a stub, two versions): each of them is the library's type.
                foreach (var type in compilation.GetTypesByMetadataName(name))
                    _trackedTypes[type] = name;
            }
        }

        var found = _trackedTypes.Values.ToImmutableHashSet();
        var referenced = _adapters.Where(adapter => adapter.TypeNames.IsEmpty || adapter.TypeNames.Any(found.Contains)).ToList();
        NamesInCode = referenced.SelectMany(adapter => adapter.NamesInCode).ToImmutableHashSet();
        NamesThatSet = referenced.SelectMany(adapter => adapter.NamesThatSet).ToImmutableHashSet();
        ParsedTokenTypes = referenced.SelectMany(adapter => adapter.ParsedTokenTypes).ToImmutableArray();
        Registrations = _adapters.SelectMany(adapter => adapter.Registrations).ToImmutableArray();
    }

    public Compilation Compilation { get; }

    /// <summary>Whether no library is referenced here, and there is nothing to do.</summary>
    public bool IsEmpty => _trackedTypes.Count == 0;

    /// <summary>The libraries that are referenced, with their versions, in order.</summary>
    public IEnumerable<string> Libraries => _trackedTypes.Keys
        .Select(type => type.ContainingAssembly.Identity)
        .Select(library => $"{library.Name} {library.Version.ToString(3)}")
        .Distinct()
        .OrderBy(library => library, StringComparer.Ordinal);

    public string? TrackedTypeName(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_trackedTypes.TryGetValue(current.OriginalDefinition, out var name))
                return name;
        }

        return null;
    }

    public bool IsTracked(INamedTypeSymbol type) => _trackedTypes.ContainsKey(type.OriginalDefinition);

    public PolicyAdapter? AdapterOf(string typeName)
    {
        foreach (var adapter in _adapters)
        {
            if (adapter.TypeNames.Contains(typeName) || adapter.Judgments.Contains(typeName))
                return adapter;
        }

        return null;
    }

    /// <summary>Whether the objects of a type decide by themselves what is accepted.</summary>
    public bool IsPolicy(ITypeSymbol type) => TrackedTypeName(type) is { } name && AdapterOf(name)?.IsPolicy(name) is true;

    /// <summary>The calls that add an authentication scheme, of all libraries.</summary>
    public ImmutableArray<SchemeRegistration> Registrations { get; }

    /// <summary>Whether a setting takes a delegate that decides about tokens.</summary>
    public bool TakesCallback(string setting) =>
        _adapters.Any(adapter => adapter.Settings.Any(each => each.Kind is SettingKind.Callback && each.Name == setting));

    public bool IsCallback(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named && _adapters.Any(adapter => adapter.IsCallback(named));

    public ImmutableArray<CallbackProbe> ProbesOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named
            ? _adapters.Select(adapter => adapter.ProbesOf(named))
                .FirstOrDefault(probes => !probes.IsDefaultOrEmpty) is { IsDefault: false } probes
                ? probes
                : ImmutableArray<CallbackProbe>.Empty
            : ImmutableArray<CallbackProbe>.Empty;

    public AbstractValue InputOf(ITypeSymbol? type, int ordinal) =>
        (type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named
            ? _adapters.Select(adapter => adapter.InputOf(named, ordinal)).FirstOrDefault(input => input is not null)
            : null)
            ?? TokenInputValue.Instance;

    public bool IsTokenPart(ITypeSymbol? type) => type is not null && _adapters.Any(adapter => adapter.IsTokenPart(type));

    public bool IsApartFromToken(ISymbol member) => _adapters.Any(adapter => adapter.IsApartFromToken(member));

    /// <summary>The adapter of the library whose check an override takes over, and the forged tokens it is tried with.</summary>
    public (PolicyAdapter Adapter, ImmutableArray<CallbackProbe> Probes)? CheckTakenOverBy(IMethodSymbol method)
    {
        foreach (var adapter in _adapters)
        {
            if (adapter.ProbesOfOverride(method) is { } probes)
                return (adapter, probes);
        }

        return null;
    }

    public ImmutableArray<string> ParsedTokenTypes { get; }

    public string? ParsedTokenType(IMethodSymbol method) =>
        _adapters.Select(adapter => adapter.ParsedTokenType(method)).FirstOrDefault(name => name is not null);

    public bool IsValidation(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsValidation(method));

    public bool IsOfKey(IPropertySymbol property) => _adapters.Any(adapter => adapter.IsOfKey(property));

    public bool FetchesKeys(ITypeSymbol type) => _adapters.Any(adapter => adapter.FetchesKeys(type));

    public bool MayCheck(IMethodSymbol method) => _adapters.Any(adapter => adapter.MayCheck(method));

    public bool KnowsCall(ISymbol member) => _adapters.Any(adapter => adapter.KnowsCall(member));

    public LibraryCall? ReadCall(CallSite site) =>
        _adapters.Where(adapter => adapter.KnowsCall(site.Member))
            .Select(adapter => adapter.ReadCall(site))
            .FirstOrDefault(call => call is not null);

    /// <summary>The names one of which stands where code does what the libraries referenced here are about.</summary>
    public ImmutableHashSet<string> NamesInCode { get; }

    /// <summary>
    /// Those of them one of which stands where code changes an object of a library. What else a project references must not make
    /// its own methods look as if they did.
    /// </summary>
    public ImmutableHashSet<string> NamesThatSet { get; }

    public bool ConfiguresNewOptions(IMethodSymbol method) => _adapters.Any(adapter => adapter.ConfiguresNewOptions(method));

    public ObjectOrigin? CompletionBy(IMethodSymbol method, ITypeSymbol options) =>
        _adapters.Select(adapter => adapter.CompletionBy(method, options)).FirstOrDefault(origin => origin is not null);

    /// <summary>The names of the methods that do.</summary>
    public IEnumerable<string> Completions => _adapters.SelectMany(adapter => adapter.Completions);

    /// <summary>Whether those give a setting a validator.</summary>
    public bool IsCompleted(string setting) =>
        _adapters.Any(adapter => adapter.Settings.Any(each => each.CompletedBeside is not null && each.Name == setting));
}
