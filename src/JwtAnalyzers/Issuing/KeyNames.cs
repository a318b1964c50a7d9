using JwtAnalyzers.Code;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>
/// What a key comes from, over the whole compilation: the settings, variables and members behind it, by names that are the same wherever
/// the same key is meant.
/// </summary>
internal sealed class KeyNames
{
    private const int Hops = 2;
    private const int MostReceivers = 16;

    private readonly Compilation _compilation;
    private readonly CompilationSearch _code;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);

    private KeyNames(Compilation compilation, MemberReader members, CancellationToken cancellation)
    {
        _compilation = compilation;
        _code = new CompilationSearch(compilation, members);
        _cancellation = cancellation;
    }

    /// <summary>Whether it surely comes from nothing else.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The setting that the key is in, as code writes it; <see langword="null"/> where it is in none, or in several.</summary>
    public string? Setting { get; private set; }

    /// <summary>Whether this key is one of those that another value may be.</summary>
    public bool IsAmong(KeyNames other) =>
        IsComplete
            && (_names.Count > 0 ? other._names.IsSupersetOf(_names) : _constants.Count > 0 && other._constants.IsSupersetOf(_constants));

    /// <summary>Whether it is always the same, as far as can be seen.</summary>
    public bool IsOne => IsComplete && _names.Count + _constants.Count == 1;

    public static KeyNames Of(
        IEnumerable<ValueEnds> values, Compilation compilation, MemberReader members, CancellationToken cancellation)
    {
        var names = new KeyNames(compilation, members, cancellation);
        var given = names.Read(values);
        for (var hop = 0; hop < Hops && given.Count is > 0 and <= MostReceivers; hop++)
            given = names.Follow(given);
        names.IsComplete &= given.All(receiver => receiver is not IParameterSymbol);
        return names;
    }

    /// <summary>Adds what values come from; gives the parameters and members that other code gives a value.</summary>
    private List<ISymbol> Read(IEnumerable<ValueEnds> values)
    {
        var given = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var ends in values)
        {
            IsComplete &= ends.IsComplete;
            _names.UnionWith(ends.Names);
            _constants.UnionWith(ends.Constants);
            given.UnionWith(ends.GivenByOthers);
            Setting = ends.Settings.Count == 1 && Setting is null ? ends.Settings.First() : Setting;
        }

        return [.. given];
    }

    /// <summary>
    /// What other code gives to parameters and members stands in their place. A member that is given nothing in sight is an end itself.
    /// </summary>
    private List<ISymbol> Follow(List<ISymbol> receivers)
    {
        var members = new HashSet<ISymbol>(receivers.Where(receiver => receiver is IPropertySymbol), SymbolEqualityComparer.Default);
        foreach (var bound in BoundSettings.Of(members, _compilation, _cancellation).Distinct()
            .GroupBy(each => each.Member, each => each.Path, SymbolEqualityComparer.Default))
        {
            // Of a class that several sections fill, it is not known which object this is.
            IsComplete &= bound.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1;
            _names.Remove(ValueEnds.NameOf(bound.Key!));
            _names.Add(ValueEnds.NameOf(bound.First()));
            Setting ??= bound.First();
        }

        var values = _code.GivenTo(receivers.Select(receiver => new Receiver(receiver)), countsLists: false, _cancellation).ToList();
        foreach (var receiver in receivers)
        {
            if (values.Any(value => SymbolEqualityComparer.Default.Equals(value.Receiver, receiver)))
                _names.Remove(ValueEnds.NameOf(receiver));
            else
                IsComplete &= receiver is not IParameterSymbol;
        }

        return Read(values.Select(value => ValueEnds.Of(value.Value, value.Bodies)));
    }
}
