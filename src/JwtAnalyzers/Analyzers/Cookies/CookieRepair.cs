using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>What a fix does to a cookie, written by the analyzer and read by the fix in this one place.</summary>
/// <param name="Place">The options or the builder that get more attributes; the call that is given options where it has none.</param>
/// <param name="Added">The attributes that nothing sets.</param>
/// <param name="Switched">The values that switch an attribute off.</param>
internal sealed record CookieRepair(IOperation Place, ImmutableArray<string> Added, ImmutableArray<IOperation> Switched)
{
    private const string AddedKey = "add";

    /// <summary>What the diagnostic's additional locations are: <see cref="Place"/>, then <see cref="Switched"/>.</summary>
    public IEnumerable<IOperation> Places => Switched.Insert(0, Place);

    public ImmutableDictionary<string, string?> ToProperties() =>
        ImmutableDictionary<string, string?>.Empty.Add(AddedKey, string.Join(";", Added));

    /// <summary>The attributes to add, or <see langword="null"/> where the diagnostic has no repair.</summary>
    public static ImmutableArray<string>? AddedBy(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(AddedKey, out var text) && text is not null && diagnostic.AdditionalLocations.Count > 0
            ? text.Split([';'], StringSplitOptions.RemoveEmptyEntries).ToImmutableArray()
            : null;
}
