using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using RememberedSymbols = System.Runtime.CompilerServices.ConditionalWeakTable<Microsoft.CodeAnalysis.Compilation, JwtAnalyzers.Policies.KnownSymbols>;

namespace JwtAnalyzers.Policies;

/// <summary>The JWT libraries' types as this compilation sees them. Made once per compilation, for all analyzers; it goes when the compilation goes.</summary>
internal sealed class KnownSymbols
{
    private static readonly RememberedSymbols Remembered = new();

    private readonly Dictionary<INamedTypeSymbol, string> _trackedTypes = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<PolicyAdapter> _adapters;

    private KnownSymbols(Compilation compilation, ImmutableArray<PolicyAdapter> adapters)
    {
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
    }

    /// <summary>The libraries referenced here, or <see langword="null"/> where there is none and nothing to do.</summary>
    public static KnownSymbols? Of(Compilation compilation, ImmutableArray<PolicyAdapter> adapters)
    {
        var symbols = For(compilation, adapters);
        return symbols._trackedTypes.Count == 0 ? null : symbols;
    }

    /// <summary>What is referenced here of the libraries, which may be nothing.</summary>
    public static KnownSymbols For(Compilation compilation, ImmutableArray<PolicyAdapter> adapters) =>
        adapters == PolicyAdapter.All ? Remembered.GetValue(compilation, _ => new KnownSymbols(compilation, adapters)) : new KnownSymbols(compilation, adapters);

    /// <summary>The libraries that are referenced, with their versions, in order.</summary>
    public IEnumerable<string> Libraries => _trackedTypes.Keys
        .Select(type => type.ContainingAssembly.Identity)
        .Select(library => $"{library.Name} {library.Version.ToString(3)}")
        .Distinct()
        .OrderBy(library => library, StringComparer.Ordinal);

    /// <summary>The metadata name of the library type that <paramref name="type"/> is or derives from, if any.</summary>
    public string? TrackedTypeName(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_trackedTypes.TryGetValue(current.OriginalDefinition, out var name))
                return name;
        }

        return null;
    }

    /// <summary>Whether <paramref name="type"/> is a library's own type, not one derived from it.</summary>
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

    /// <summary>Whether a setting takes a delegate that decides about tokens.</summary>
    public bool TakesCallback(string setting) => _adapters.Any(adapter => adapter.Settings.Any(each => each.Kind is SettingKind.Callback && each.Name == setting));

    /// <summary>Whether a delegate type decides about tokens, so that it is worth knowing what the delegate does.</summary>
    public bool IsCallback(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named && _adapters.Any(adapter => adapter.IsCallback(named));

    /// <summary>The forged tokens that a callback of this type is tried with.</summary>
    public ImmutableArray<CallbackProbe> ProbesOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named
            ? _adapters.Select(adapter => adapter.ProbesOf(named)).FirstOrDefault(probes => !probes.IsDefaultOrEmpty) is { IsDefault: false } probes ? probes : ImmutableArray<CallbackProbe>.Empty
            : ImmutableArray<CallbackProbe>.Empty;

    /// <summary>What a delegate of this type is given at a place: of a token nobody has validated, unless an adapter knows better.</summary>
    public AbstractValue InputOf(ITypeSymbol? type, int ordinal) =>
        (type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named ? _adapters.Select(adapter => adapter.InputOf(named, ordinal)).FirstOrDefault(input => input is not null) : null) ?? TokenInputValue.Instance;

    /// <summary>Whether a type is a token or a part of one.</summary>
    public bool IsTokenPart(ITypeSymbol? type) => type is not null && _adapters.Any(adapter => adapter.IsTokenPart(type));

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

    /// <summary>The type of token that a method parses its argument into without verifying it, if it does that.</summary>
    public string? ParsedTokenType(IMethodSymbol method) => _adapters.Select(adapter => adapter.ParsedTokenType(method)).FirstOrDefault(name => name is not null);

    /// <summary>Whether a method judges a token by the parameters it is given.</summary>
    public bool IsValidation(IMethodSymbol method) => _adapters.Any(adapter => adapter.IsValidation(method));

    /// <summary>Whether a member belongs to a library whose adapter says what each call does.</summary>
    public bool KnowsCall(ISymbol member) => _adapters.Any(adapter => adapter.KnowsCall(member));

    /// <summary>What a call does to the objects of a library, where an adapter knows it.</summary>
    public LibraryCall? ReadCall(CallSite site) => _adapters.Where(adapter => adapter.KnowsCall(site.Member)).Select(adapter => adapter.ReadCall(site)).FirstOrDefault(call => call is not null);

    /// <summary>The names one of which stands where code does what the libraries referenced here are about.</summary>
    public ImmutableHashSet<string> NamesInCode { get; }

    /// <summary>Those of them one of which stands where code changes an object of a library. What else a project references must not make its own methods look as if they did.</summary>
    public ImmutableHashSet<string> NamesThatSet { get; }

    /// <summary>Whether a method makes new options and hands them to the callback it is given.</summary>
    public bool ConfiguresNewOptions(IMethodSymbol method) => _adapters.Any(adapter => adapter.ConfiguresNewOptions(method));

    /// <summary>What options are worth to which a method adds a validator that the callback it is given leaves out; <see langword="null"/> where it adds none.</summary>
    public ObjectOrigin? CompletionBy(IMethodSymbol method, ITypeSymbol options) => _adapters.Select(adapter => adapter.CompletionBy(method, options)).FirstOrDefault(origin => origin is not null);

    /// <summary>The names of the methods that do.</summary>
    public IEnumerable<string> Completions => _adapters.SelectMany(adapter => adapter.Completions);

    /// <summary>Whether those give a setting a validator.</summary>
    public bool IsCompleted(string setting) => _adapters.Any(adapter => adapter.Settings.Any(each => each.CompletedBeside is not null && each.Name == setting));
}
