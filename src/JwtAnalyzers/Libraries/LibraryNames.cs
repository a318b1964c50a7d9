using System.Collections.Immutable;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Libraries;

/// <summary>
/// The names, of all libraries, one of which stands where code does what a family of rules is about: the cheap test that comes
/// before any binding.
/// </summary>
internal static class LibraryNames
{
    private static readonly ImmutableArray<TokenAdapter> Adapters = Library.TokenAdapters;

    public static ImmutableHashSet<string> OfReads { get; } = Adapters.SelectMany(adapter => adapter.NamesOfReads).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfValidations { get; } =
        Adapters.SelectMany(adapter => adapter.NamesOfValidations).ToImmutableHashSet();

    /// <summary>The names one of which stands in a file where the text of a token comes from.</summary>
    public static ImmutableHashSet<string> OfTexts { get; } = Adapters.SelectMany(adapter => adapter.NamesOfCreations)
        .Concat(Adapters.SelectMany(adapter => adapter.NamesOfTexts))
        .ToImmutableHashSet();

    /// <summary>The types by which a compilation gets such texts without a library that validates tokens.</summary>
    public static ImmutableArray<string> TypesOfTexts { get; } = Adapters.SelectMany(adapter => adapter.TypesOfTexts).ToImmutableArray();

    public static ImmutableHashSet<string> OfTokenSlots { get; } =
        Adapters.SelectMany(adapter => adapter.NamesOfTokenSlots).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfEvents { get; } = Adapters.SelectMany(adapter => adapter.NamesOfEvents).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfKeys { get; } = Adapters.SelectMany(adapter => adapter.NamesOfKeys).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfKeyTexts { get; } =
        Adapters.SelectMany(adapter => adapter.NamesOfKeyTexts).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfBackChannels { get; } =
        Adapters.SelectMany(adapter => adapter.NamesOfBackChannels).ToImmutableHashSet();

    public static ImmutableHashSet<string> OfAlgorithms { get; } =
        Adapters.SelectMany(adapter => adapter.NamesOfAlgorithms).ToImmutableHashSet();

    /// <summary>Where claims are put in a token.</summary>
    public static ImmutableHashSet<string> OfClaims { get; } = Adapters.SelectMany(adapter => adapter.NamesOfIssuing).ToImmutableHashSet();

    /// <summary>Where a token is issued.</summary>
    public static ImmutableHashSet<string> OfIssuing { get; } =
        Library.IssuingAdapters.SelectMany(adapter => adapter.NamesOfIssuing).ToImmutableHashSet();

    /// <summary>The switches of all libraries that are safe unless code changes them.</summary>
    public static ImmutableArray<Safeguard> Safeguards { get; } = Adapters.SelectMany(adapter => adapter.Safeguards).ToImmutableArray();
}
