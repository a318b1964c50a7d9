using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>What kind of place a fix can put a missing part in.</summary>
internal enum SlotKind
{
    /// <summary>An argument of the call or constructor.</summary>
    Argument,

    /// <summary>A member in the object initializer.</summary>
    Member,

    /// <summary>An entry in the initializer of a dictionary, or a member of an anonymous object.</summary>
    Entry,

    /// <summary>A call in the chain that the object begins.</summary>
    Call,

    /// <summary>The place itself, where another algorithm is named.</summary>
    Algorithm,
}

/// <summary>
/// The place that a missing part of a token can be put in. It travels from the analyzer to the fix in a diagnostic's properties.
/// </summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Name">The name of the parameter, the member, the entry, the claim or the algorithm.</param>
/// <param name="Method">The method that a <see cref="SlotKind.Call"/> gives a claim by.</param>
internal sealed record PartSlot(SlotKind Kind, string Name, string Method = "")
{
    private const string Minutes = "minutes";

    /// <summary>The properties of a diagnostic about these parts, of those that can be given.</summary>
    public static ImmutableDictionary<string, string?> PropertiesOf(params (string Part, PartSlot? Slot)[] slots) =>
        slots.Where(each => each.Slot is not null)
            .ToImmutableDictionary(each => each.Part, each => (string?)$"{each.Slot!.Kind}:{each.Slot.Name}:{each.Slot.Method}");

    public static ImmutableDictionary<string, string?> WithMinutes(ImmutableDictionary<string, string?> properties, int minutes) =>
        properties.Add(Minutes, minutes.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static PartSlot? Of(Diagnostic diagnostic, string part) =>
        diagnostic.Properties.TryGetValue(part, out var text) && text?.Split(':') is [var kind, var name, var method]
        && Enum.TryParse<SlotKind>(kind, out var parsed) ? new PartSlot(parsed, name, method) : null;

    /// <summary>How long a token may live that gets an expiry.</summary>
    public static string? MinutesOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(Minutes, out var minutes) ? minutes : null;
}
